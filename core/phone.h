/*
 * phone: Chinese mobile numbers as people and gateways write them → the
 * eleven digits under which the registry knows them (spec/sms.md section 2).
 */
#ifndef CORE_PHONE_H
#define CORE_PHONE_H

#include "core/pool.h"

/**
 * phone_read(pool, s): the eleven digits of a mobile number: without +86,
 * 0086, 86 or 0 before it, without spaces, hyphens, dots and brackets
 * between; full-width digits too.  NULL where ${s} is no such number.
 */
const char *phone_read(struct pool *pool, const char *s);

#endif
