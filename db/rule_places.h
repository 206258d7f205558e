/*
 * rule_places: what the rules have to say of the files of an area's county,
 * villages and natural villages.
 */
#ifndef DB_RULE_PLACES_H
#define DB_RULE_PLACES_H

#include "db/rule.h"

/* A place where something is open. */
struct rule_places_one {
	enum dictionary_entity entity;	/* a county, village, natural one */
	int64_t area;			/* of a natural village: its village */
	int64_t hamlet_id;		/* … itself; else 0 */
	const char *name, *hamlet;	/* of the area; … itself, or NULL */
	int64_t open;			/* findings */
	int64_t blocks;			/* … that block */
	const struct rule *first;
	const char *sentence;		/* what it says, with its numbers */
};

#define RULE_PLACES_MOST	200	/* told */

struct rule_places {
	int64_t area;			/* 0: the whole scope */
	/* told */
	int64_t looked;			/* places with a file */
	int64_t found;			/* … where something is open */
	struct rule_places_one *at;
	size_t count;
};

/** rule_places(db, pool, who, places): the county first, then villages, then
 * natural villages that were not given up; warnings that were explained are
 * not open. */
MUST enum err rule_places(struct db *db, struct pool *pool,
    const struct who *who, struct rule_places *places);

extern const struct query *const rule_places_queries[];

#endif
