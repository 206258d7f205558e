/*
 * team: the work team of a village (驻村工作队, S0-103, values.md 3.7): the
 * unit that sent it, from when to when, and its members.
 */
#ifndef DB_TEAM_H
#define DB_TEAM_H

#include "db/search_form.h"

struct team {
	int64_t team_id;
	int64_t area;		/* the village */
	const char *village, *township;	/* NULL if unknown */
	int64_t unit_id;
	const char *unit;	/* its name */
	const char *affiliation;	/* 隶属关系 of the unit; NULL */
	const char *contact, *phone;	/* NULL: none */
	struct date from_day, to_day;	/* 帮扶时间 */
	int64_t version;
	bool current;		/* on who->today */
	int64_t members;	/* on who->today */
	const char *leader;	/* 队长 on who->today; NULL: none */
	const void *own;	/* as a helper's (db/helper.h) */
};
extern const struct shape team_shape;

struct team_filter {
	int64_t area;		/* 0: the whole scope */
	int64_t unit_id;	/* 0: all */
	const char *word;	/* part of village or unit; NULL */
	bool all;		/* the ended too */
	const struct search *search;	/* its conditions, its members'
					 * too; NULL */
	int64_t page;
};
struct team_list {
	struct team *at;
	size_t count;
	int64_t teams, page, pages;
};
#define TEAM_PAGE	20

/** team_list(db, pool, who, filter, list): by village: two queries. */
MUST enum err team_list(struct db *db, struct pool *pool,
    const struct who *who, const struct team_filter *filter,
    struct team_list *list);

/** team_by_id: in who's area, else ERR_ABSENT. */
MUST enum err team_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t team_id, struct team *team);

/* Why a team or a member was refused, beside who may. */
enum team_flaw {
	TEAM_OK,
	TEAM_PERIOD,		/* ends before it begins */
	TEAM_TWICE,		/* the unit has a team there at that time */
	TEAM_STALE,		/* somebody was faster */
	TEAM_OUTSIDE,		/* a member's time is not within the team's */
	TEAM_LEADER,		/* another is 队长 at that time */
	TEAM_SECRETARY,		/* another is 第一书记 of the village then */
	TEAM_SAME,		/* the same person is in a team then */
	TEAM_ENDED,		/* the unit has been ended */
	TEAM__MAX
};

/** team_save(db, pool, who, team, flaw): new where team_id is 0, which is
 * then set; else over the version it has.  A new day of its end ends its
 * members with it.  Inside a transaction.
 * Errors: ERR_DENIED below township; ERR_ABSENT outside of scope or where
 * the unit is not seen; ERR_INPUT or ERR_CONFLICT with ${flaw}. */
MUST enum err team_save(struct db *db, struct pool *pool,
    const struct who *who, struct team *team, enum team_flaw *flaw);

extern const struct query *const team_queries[];

#endif
