/*
 * team_member: the members of a work team (驻村工作队员, values.md 3.7).
 */
#ifndef DB_TEAM_MEMBER_H
#define DB_TEAM_MEMBER_H

#include "db/team.h"

struct team_member {
	int64_t member_id, team_id;
	const char *name;
	int64_t sex;		/* 1 男, 2 女 */
	const char *idno, *politics, *education;	/* NULL: none */
	const char *skill, *duty, *phone;
	bool is_leader;		/* 队长 */
	bool is_secretary;	/* 第一书记 */
	struct date from_day, to_day;	/* 驻村开始、结束时间 */
	int64_t version;
	bool current;
	const void *own;	/* as a helper's (db/helper.h) */
};
extern const struct shape team_member_shape;

struct team_members {
	struct team_member *at;
	size_t count;
};
#define TEAM_MEMBERS_MOST	200

/** team_members(db, pool, who, team_id, members): the current first, the
 * leader before the others; empty out of scope. */
MUST enum err team_members(struct db *db, struct pool *pool,
    const struct who *who, int64_t team_id, struct team_members *members);

/** team_member_by_id: in who's area, else ERR_ABSENT. */
MUST enum err team_member_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t member_id, struct team_member *member);

/** team_member_save(db, pool, who, member, flaw): as team_save. */
MUST enum err team_member_save(struct db *db, struct pool *pool,
    const struct who *who, struct team_member *member,
    enum team_flaw *flaw);

extern const struct query *const team_member_queries[];

#endif
