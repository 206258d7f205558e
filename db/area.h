/*
 * area: the administrative divisions, and the scope of a query narrowed to
 * one of them.  Areas are public: no who is asked for.
 */
#ifndef DB_AREA_H
#define DB_AREA_H

#include "core/area.h"
#include "db/db.h"

struct area {
	int64_t code;
	int64_t parent;
	int64_t level;		/* enum area_level */
	const char *name;
};
extern const struct shape area_shape;

struct area_list {
	struct area *at;
	size_t count;
};

#define AREA_CHILDREN_MOST	2000

/** area_by_code(db, pool, code, area): ERR_ABSENT where there is none. */
MUST enum err area_by_code(struct db *db, struct pool *pool, int64_t code,
    struct area *area);

/** area_below(db, pool, who, code, list): the areas right below ${code} by
 * code, of 0 the provinces, as they were, and were called, in the year that
 * is looked at. */
MUST enum err area_below(struct db *db, struct pool *pool,
    const struct who *who, int64_t code, struct area_list *list);

/** area_in_year(db, pool, who, code, area): the area in the year that is
 * looked at; of one that is no more, the one that took its households.
 * ERR_ABSENT where there is none. */
MUST enum err area_in_year(struct db *db, struct pool *pool,
    const struct who *who, int64_t code, struct area *area);

/** area_within(db, pool, who, list): all areas of his scope by code,
 * AREA_CHILDREN_MOST at most: what a picker offers. */
MUST enum err area_within(struct db *db, struct pool *pool,
    const struct who *who, struct area_list *list);

/** area_named(db, pool, who, name, area): the one area of that name in who's
 * scope; where none is called so, the one that was, or that took the
 * households of one that was.
 * Errors: ERR_ABSENT for none, ERR_CONFLICT for several. */
MUST enum err area_named(struct db *db, struct pool *pool,
    const struct who *who, const char *name, struct area *area);

/** area_path(db, pool, code, list): the breadcrumb, province first, ${code}
 * itself last: one query.  Empty for 0. */
MUST enum err area_path(struct db *db, struct pool *pool, int64_t code,
    struct area_list *list);

/** area_full_name(pool, path): 河北省保定市涞源县白石山镇…; 全国 for none. */
const char *area_full_name(struct pool *pool, const struct area_list *path);

/** area_scope(who, area): who's scope narrowed to ${area} (0: not narrowed);
 * empty (low > high) where he has nothing there. */
struct scope area_scope(const struct who *who, int64_t area);

/** area_save(db, areas, count): insert, or change what differs. */
MUST enum err area_save(struct db *db, const struct area *areas,
    size_t count);

extern const struct query *const area_queries[];

#endif
