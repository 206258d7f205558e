/*
 * unit: the units that help (帮扶单位): four tiers of leaders and offices
 * (S0-090), what is known of each (S0-103), and who belongs to it.
 *
 * SECURITY: a unit is seen by whoever has something in its area, and changed
 * by those in whose area it lies.
 */
#ifndef DB_UNIT_H
#define DB_UNIT_H

#include "core/unit.h"
#include "db/search_form.h"

struct unit {
	int64_t unit_id;
	const char *name;
	int64_t tier;		/* enum unit_tier */
	const char *affiliation;	/* 隶属关系: 01 … 07; NULL unknown */
	const char *leader;	/* 包保领导; NULL: none */
	const char *address, *contact, *phone;	/* NULL: none */
	int64_t area;
	const char *area_name;	/* NULL if unknown */
	struct date from_day, to_day;	/* 帮扶时间; year 0: not said */
	bool active;
	int64_t version;
	int64_t helpers, households, teams;	/* today */
	const void *own;	/* as a helper's (db/helper.h) */
};
extern const struct shape unit_shape;

struct unit_filter {
	const char *word;	/* part of the name; NULL */
	int64_t tier;		/* 0: all */
	bool all;		/* the ended too */
	const struct search *search;	/* its conditions; NULL */
	int64_t page;
};
struct unit_list {
	struct unit *at;
	size_t count;
	int64_t units, page, pages;
};
#define UNIT_PAGE	20

/** unit_list(db, pool, who, filter, list): those who's area sees, by tier
 * and name: two queries. */
MUST enum err unit_list(struct db *db, struct pool *pool,
    const struct who *who, const struct unit_filter *filter,
    struct unit_list *list);

#define UNIT_NAMES_MOST	500
/** unit_names(db, pool, who, list): the active ones, name and identity: what
 * a picker offers. */
MUST enum err unit_names(struct db *db, struct pool *pool,
    const struct who *who, struct unit_list *list);

/** unit_by_id: seen by who, else ERR_ABSENT. */
MUST enum err unit_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t unit_id, struct unit *unit);

/** unit_named(db, pool, who, name, unit): the active one of that name that
 * who sees; the nearest (lowest) area first.  ERR_ABSENT. */
MUST enum err unit_named(struct db *db, struct pool *pool,
    const struct who *who, const char *name, struct unit *unit);

/** unit_may(who, unit): whether he may change it. */
bool unit_may(const struct who *who, const struct unit *unit);

/** unit_add(db, pool, who, unit, id): inside a transaction; helpers of its
 * area who had only typed its name belong to it from now on.
 * Errors: ERR_DENIED below township or outside of scope; ERR_INPUT where
 * unit_flaw says so or it ends before it begins; ERR_CONFLICT where the area
 * has one of that name. */
MUST enum err unit_add(struct db *db, struct pool *pool,
    const struct who *who, const struct unit *unit, int64_t *id);

/* Why a unit was not changed, beside ERR_CONFLICT. */
enum unit_clash { UNIT_FREE, UNIT_NAMED, UNIT_STALE, UNIT_CLASH__MAX };

/** unit_change(db, pool, who, unit, clash): all of ${unit} but activity,
 * over the version it has.  Errors: as unit_add; ERR_CONFLICT with ${clash}
 * NAMED or STALE. */
MUST enum err unit_change(struct db *db, struct pool *pool,
    const struct who *who, const struct unit *unit, enum unit_clash *clash);

/** unit_set_active(db, pool, who, id, active): an ended unit stays with its
 * helpers but is chosen no more. */
MUST enum err unit_set_active(struct db *db, struct pool *pool,
    const struct who *who, int64_t unit_id, bool active);

extern const struct query *const unit_queries[];

#endif
