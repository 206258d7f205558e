/*
 * member_change: what back-office operations change of a member: relation,
 * name, number (S1-185, S1-191, S1-223, S1-316), whether he is in the
 * household (S1-201, S1-310); who has the same number; and the people without
 * one.
 */
#ifndef DB_MEMBER_CHANGE_H
#define DB_MEMBER_CHANGE_H

#include "db/db.h"

/* A member as he shall be. */
struct member_change {
	int64_t member_id;	/* 0: told, of a new one */
	int64_t household_id;
	int64_t version;	/* that the writer had seen */
	const char *name;
	int64_t sex;
	const char *idno_type;	/* NULL: none */
	const char *idno;	/* NULL: none */
	struct date birth;	/* year 0: not known */
	const char *relation;
	const char *increase_reason;	/* of a new one; NULL: none */
	struct opt_int increase_month;	/* 202203: since when he counts */
	const char *decrease_reason;	/* of one who leaves: code and day */
	struct date decrease_day;
};

/** member_hold(db, pool, who, household_id): whoever else changes who is in
 * the household waits until this transaction ends; its first statement, so
 * that what is read then is what stands.  Errors: ERR_ABSENT out of scope. */
MUST enum err member_hold(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id);

/* The relations of some of a household's members. */
struct member_family {
	int64_t household_id;
	const struct member_change *changes;
	size_t count;
	/* What the household has from its members; follows: it has not yet. */
	const char *head_name;
	int64_t members;
	bool follows;
};

/**
 * member_relate(db, pool, who, family): their relations alone, and what the
 * household has from them: two statements, or three.
 * member_identify(db, pool, who, change, reason): name, type, number, sex and
 * day of birth; ${reason} goes into the ledger.
 * member_add(db, pool, who, change, reason): one more of the household, of
 * the year; change->member_id is told.
 * member_leave(db, who, change): he is no more in it (自然减少, S1-201), but
 * stays in its file (S1-310).
 * member_return(db, who, change, reason): … but he is: it was a mistake.
 * All inside a transaction, of a household that was read within scope; the
 * household's head_name and member_count follow with member_follow.
 * Errors: ERR_DENIED in a closed year; ERR_CONFLICT where somebody was
 * faster.
 */
MUST enum err member_relate(struct db *db, struct pool *pool,
    const struct who *who, const struct member_family *family);
MUST enum err member_identify(struct db *db, struct pool *pool,
    const struct who *who, const struct member_change *change,
    const char *reason);
MUST enum err member_add(struct db *db, struct pool *pool,
    const struct who *who, struct member_change *change,
    const char *reason);
MUST enum err member_leave(struct db *db, const struct who *who,
    const struct member_change *change);
MUST enum err member_return(struct db *db, const struct who *who,
    const struct member_change *change, const char *reason);

/** member_follow(db, who, household_id, head_name, members): what the
 * household has from its members; nothing is written where it agrees. */
MUST enum err member_follow(struct db *db, const struct who *who,
    int64_t household_id, const char *head_name, int64_t members);

/* Somebody else with the same first 18 characters. */
struct member_same {
	struct opt_int household_id;	/* absent: out of scope */
	const char *number, *village, *name;	/* NULL: out of scope */
};
extern const struct shape member_same_shape;

struct member_sames {
	struct member_same *at;
	size_t count;
};

/** member_same(db, pool, who, idno, except, list): in the whole registry of
 * the year, those who left aside; of others' areas only that there is one. */
#define MEMBER_SAME_MOST	5
MUST enum err member_same(struct db *db, struct pool *pool,
    const struct who *who, const char *idno, int64_t except,
    struct member_sames *list);

/* A person without a number (S1-191, S1-192). */
struct member_missing {
	int64_t member_id, household_id;
	const char *name;
	int64_t sex;
	struct date birth;
	const char *relation_label;
	const char *number, *head_name, *village;
};
extern const struct shape member_missing_shape;

struct member_missing_list {
	struct member_missing *at;
	size_t count;
	int64_t page, pages, persons;
};

/** member_missing(db, pool, who, page, list): those of the scope, by area;
 * two queries. */
#define MEMBER_MISSING_PAGE	50
MUST enum err member_missing(struct db *db, struct pool *pool,
    const struct who *who, int64_t page, struct member_missing_list *list);

/** member_placeholder(pool, member_id): what stands for a number that is not
 * there, the same through all years: W0000003112. */
char *member_placeholder(struct pool *pool, int64_t member_id);

extern const struct query *const member_change_queries[];

#endif
