/*
 * name: what the name of a person may hold, as identity papers write it.
 */
#ifndef CORE_NAME_H
#define CORE_NAME_H

#include "core/field.h"

/** name_flaw(answer): the .also of a person's name: Chinese characters and
 * letters, and between them · or a space; NULL, or what is wrong. */
const char *name_flaw(const struct answer *answer);

#endif
