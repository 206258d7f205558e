/*
 * export_place: counties, villages and natural villages that leave the house:
 * what the hand-made schema says of them and what is counted; their forms
 * come from the dictionary.
 */
#ifndef DB_EXPORT_PLACE_H
#define DB_EXPORT_PLACE_H

#include "db/village.h"

/* A county or a village. */
struct export_place {
	int64_t area;
	int64_t year;
	const char *name;
	struct village_counts counts;
};
extern const struct shape export_place_shape;

struct export_hamlet {
	int64_t hamlet_id;		/* column id */
	int64_t area;			/* the village's; no column */
	int64_t serial;
	const char *name;
	bool active;
	struct village_counts counts;
};
extern const struct shape export_hamlet_shape;

/* A county's worth of them. */
struct export_places {
	struct export_place county;	/* no year: out of scope, or no file */
	struct dictionary_rows county_row;
	struct export_place *villages;
	struct dictionary_rows village_rows;	/* as many, in that order */
	struct export_hamlet *hamlets;
	struct dictionary_rows hamlet_rows;	/* as many, by village */
};

/** export_counties(db, pool, who, codes, count): the counties that who's
 * scope lies in or holds, by code. */
#define EXPORT_COUNTIES_MOST	5000
MUST enum err export_counties(struct db *db, struct pool *pool,
    const struct who *who, int64_t **codes, size_t *count);

/** export_places(db, pool, who, county, places): what has a file in who's
 * year and lies within his scope. */
MUST enum err export_places(struct db *db, struct pool *pool,
    const struct who *who, int64_t county, struct export_places *places);

extern const struct query *const export_place_queries[];

#endif
