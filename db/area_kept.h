/*
 * area_kept: lists of areas that every page of a tree shows.  Each worker
 * keeps what it has read for as long as the registry's generation lasts: a
 * change of any area makes it grow.
 */
#ifndef DB_AREA_KEPT_H
#define DB_AREA_KEPT_H

#include "db/area.h"

enum area_kept_list {
	AREA_KEPT_PATH,		/* as area_path */
	AREA_KEPT_BELOW,	/* as area_below */
	AREA_KEPT__MAX
};

struct area_asked {
	int64_t generation;	/* as the session tells it */
	enum area_kept_list list;
	int64_t code, year;
};

/** area_kept(db, pool, asked, list): into ${pool}. */
MUST enum err area_kept(struct db *db, struct pool *pool,
    const struct area_asked *asked, struct area_list *list);

#endif
