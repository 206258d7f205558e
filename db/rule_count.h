/*
 * rule_count: what rules look at beyond the record itself: who else has a
 * household's phone, and what the households of a place have in all.
 */
#ifndef DB_RULE_COUNT_H
#define DB_RULE_COUNT_H

#include "db/dictionary_file.h"

/** rule_count_phone(db, pool, file, household): the other households of the
 * year that have the phone of its row, in the whole registry: how many and no
 * more, whoever asks; nothing is asked where it has none, or where ${file}
 * (NULL: nothing was read) knows it. */
MUST enum err rule_count_phone(struct db *db, struct pool *pool,
    const struct dictionary_file *file, struct dictionary_head *household);

/** rule_count_homes(db, pool, who, place): those not deregistered of the
 * village, the natural village or the county of the row, within scope. */
MUST enum err rule_count_homes(struct db *db, struct pool *pool,
    const struct who *who, struct dictionary_head *place);

extern const struct query *const rule_count_queries[];

#endif
