/*
 * member: the people of a household of the open year.
 *
 * SECURITY: idno comes whole; pages and files mask it (core/mask.h) unless
 * the reader's role allows more.
 */
#ifndef DB_MEMBER_H
#define DB_MEMBER_H

#include "db/db.h"

struct member {
	int64_t member_id;
	int64_t household_id;
	const char *name;
	int64_t sex;		/* GB/T 2261.1: 1 男, 2 女 */
	const char *idno;	/* NULL: none */
	struct date birth;
	const char *relation;	/* code of list relation */
	const char *relation_label;	/* NULL if unknown */
	bool active;		/* false: left (shown yellow, not counted) */
	const char *left_why;	/* 自然减少原因 (S1-310); NULL: not known */
	struct date left_day;	/* year 0: not known */
};
extern const struct shape member_shape;

struct member_list {
	struct member *at;
	size_t count;
};
#define MEMBER_MOST 100	/* in a household */

/** member_list(db, pool, who, household_id, list): the head first, then by
 * identity; empty for a household out of scope. */
MUST enum err member_list(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct member_list *list);

extern const struct query *const member_queries[];

#endif
