/*
 * helper: the persons who stand by households (帮扶责任人, S0-090, S2-017),
 * and the phones by which they are known.
 */
#ifndef DB_HELPER_H
#define DB_HELPER_H

#include "db/search_form.h"

struct helper {
	int64_t helper_id;
	const char *name;
	const char *unit;	/* 单位: its name, or what was typed */
	int64_t unit_id;	/* 0: not registered */
	const char *duty;	/* 职务 */
	int64_t sex;		/* 1 男, 2 女, 0 not said */
	const char *politics;	/* 政治面貌, code list politics; NULL */
	int64_t area;
	const char *area_name;	/* NULL if unknown */
	const char *phone;	/* NULL: none */
	bool active;
	int64_t version;
	int64_t households;	/* paired today; 0 from helper_by_phone */
	/* Its row of the dictionary, to be written with it (db/record.h);
	 * never read here. */
	const void *own;
};
extern const struct shape helper_shape;

struct helper_filter {
	int64_t area;		/* 0: the whole scope */
	const char *word;	/* part of name or unit, or the phone; NULL */
	bool all;		/* the inactive too */
	const struct search *search;	/* its conditions; NULL */
	int64_t page;		/* from 1 */
	int64_t page_size;	/* 0: HELPER_PAGE */
};
struct helper_list {
	struct helper *at;
	size_t count;
	int64_t helpers;	/* of all pages */
	int64_t page, pages;
};
#define HELPER_PAGE		20
#define HELPER_PAGE_MOST	200

/** helper_list(db, pool, who, filter, list): by area and identity; two
 * queries.  A helper who asks sees himself only. */
MUST enum err helper_list(struct db *db, struct pool *pool,
    const struct who *who, const struct helper_filter *filter,
    struct helper_list *list);

/** helper_by_id(db, pool, who, id, helper): in scope, else ERR_ABSENT. */
MUST enum err helper_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t helper_id, struct helper *helper);

/** helper_by_phone(db, pool, phone, helper): the one active helper whom the
 * number speaks for: the sender of a message, so there is no who.
 * ${phone} is bare digits, without country code. */
MUST enum err helper_by_phone(struct db *db, struct pool *pool,
    const char *phone, struct helper *helper);

/** helper_phone_ok(phone): 11 digits, the first a 1. */
bool helper_phone_ok(const char *phone);

/** helper_add(db, pool, who, helper, id): name, unit, duty, sex, politics,
 * area, phone and own of ${helper}; inside a transaction.
 * Errors: ERR_DENIED outside of scope or below township; ERR_INPUT for no
 * name or a wrong phone; ERR_CONFLICT where another has the phone. */
MUST enum err helper_add(struct db *db, struct pool *pool,
    const struct who *who, const struct helper *helper, int64_t *id);

/** helper_change(db, pool, who, helper): the same of helper_id but the
 * phone, over the version it has; nothing where nothing differs.
 * Errors: as helper_add, ERR_ABSENT; ERR_CONFLICT where somebody was
 * faster. */
MUST enum err helper_change(struct db *db, struct pool *pool,
    const struct who *who, const struct helper *helper);

/** helper_set_phone(db, pool, who, id, phone): NULL or "" takes it away;
 * the same again is nothing.  Inside a transaction.  Errors: as helper_add,
 * ERR_ABSENT. */
MUST enum err helper_set_phone(struct db *db, struct pool *pool,
    const struct who *who, int64_t helper_id, const char *phone);

/** helper_set_active(db, pool, who, id, active): an inactive helper's phone
 * is free for others; it has to be set again. */
MUST enum err helper_set_active(struct db *db, struct pool *pool,
    const struct who *who, int64_t helper_id, bool active);

extern const struct query *const helper_queries[];

#endif
