/*
 * mask: personal data as everybody may see it (ui.md, S3-007).
 */
#ifndef CORE_MASK_H
#define CORE_MASK_H

#include "core/pool.h"

/** mask_name: 张*三, 李*, 欧**娜: first and last character stay; of two,
 * the first. */
const char *mask_name(struct pool *pool, const char *name);

/** mask_idno: 130***********1234 (first three, last four). */
const char *mask_idno(struct pool *pool, const char *idno);

/** mask_phone: 138****5678; shorter numbers keep their last two. */
const char *mask_phone(struct pool *pool, const char *phone);

#endif
