/*
 * registry_code: codes of a year's file in another year's (values.md 3.4).
 * A number may mean something else there (12: 其他 until 2017, 因婚 from 2018
 * on), so what is carried over is what the code is called.
 *
 * SECURITY: makes SQL from the dictionary's columns and the codes of its
 * lists; a code that is not of letters and digits alone is left as it is.
 */
#ifndef DB_REGISTRY_CODE_H
#define DB_REGISTRY_CODE_H

#include "core/dictionary.h"

struct registry_code {
	const struct dictionary_codes *codes;
	int64_t from, into;
};

/** registry_code_value(pool, code, table, column): an expression: the code
 * or codes that the year ${into} has for what stands in the column, nothing
 * for what it has no code for.  NULL where all codes stay what they are. */
const char *registry_code_value(struct pool *pool,
    const struct registry_code *code, const char *table, const char *column);

#endif
