/*
 * code: code lists (代码表), keyed by list, first year and code, because
 * codes changed their meaning between years (values.md 3.4).
 */
#ifndef DB_CODE_H
#define DB_CODE_H

#include "db/db.h"

struct code {
	const char *list;
	int64_t first_year;
	const char *code;
	int64_t last_year;
	const char *label;
	const char *national;	/* NULL: none known */
};
extern const struct shape code_shape;

struct code_list {
	struct code *at;
	size_t count;
};
#define CODE_MOST 5000	/* GB/T 2260 has 3217 */

/** code_list(db, pool, list, year, codes): one list as it was that year. */
MUST enum err code_list(struct db *db, struct pool *pool, const char *list,
    int64_t year, struct code_list *codes);

/** code_list_ever(db, pool, list, codes): the same of all years. */
MUST enum err code_list_ever(struct db *db, struct pool *pool,
    const char *list, struct code_list *codes);

/** code_save(db, codes, count): insert, or change what differs. */
MUST enum err code_save(struct db *db, const struct code *codes,
    size_t count);

extern const struct query *const code_queries[];

#endif
