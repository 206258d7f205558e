/*
 * division: villages are renamed, merged, split and moved to another
 * township, from the living year on.  Households, their pairings and
 * reports, users, helpers, natural villages and visits follow; the years
 * before stay as they were.  Each is a line in area_deed and in the ledger.
 */
#ifndef DB_DIVISION_H
#define DB_DIVISION_H

#include "db/division_deed.h"

/** division_do(db, pool, who, division): inside a transaction.
 * Errors: ERR_DENIED below ROLE_COUNTY; ERR_INPUT, see division->flaw. */
MUST enum err division_do(struct db *db, struct pool *pool,
    const struct who *who, struct division *division);

/** division_sentence(flaw): a clause in Chinese. */
const char *division_sentence(enum division_flaw flaw);

/** division_label(deed): 更名 …  division_name(deed): rename … */
const char *division_label(enum division_deed deed);
const char *division_name(enum division_deed deed);

/* What was done. */
struct division_line {
	int64_t year;
	const char *deed;
	int64_t code, into_code;
	const char *old_name, *new_name;
	int64_t households;
	const char *reason, *user;
	struct moment at;
};
extern const struct shape division_line_shape;

/** division_list(db, pool, who, lines, count): within who's scope, the
 * newest first. */
#define DIVISION_LINES_MOST	200
MUST enum err division_list(struct db *db, struct pool *pool,
    const struct who *who, struct division_line **lines, size_t *count);

/** division_free_code(db, pool, township, code): the next village code of a
 * township that was never given; 0 where there is none. */
MUST enum err division_free_code(struct db *db, struct pool *pool,
    int64_t township, int64_t *code);

extern const struct query *const division_queries[];

#endif
