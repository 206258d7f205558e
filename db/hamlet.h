/*
 * hamlet: natural villages and villagers' groups (自然村、村民小组) of a
 * village in a year: adding, renaming, giving up (S1-205).  A household says
 * where it lives by the name, which therefore is one of its kind in a village
 * and is changed in the households too.
 */
#ifndef DB_HAMLET_H
#define DB_HAMLET_H

#include "db/dictionary.h"

struct hamlet {
	int64_t hamlet_id;
	int64_t area;			/* the village */
	int64_t serial;			/* in the village, never given again */
	const char *name;
	bool active;			/* given up: not */
	int64_t version;
	int64_t households, persons;	/* not deregistered */
};
extern const struct shape hamlet_shape;

struct hamlet_list {
	struct hamlet *at;
	size_t count;
};
#define HAMLET_MOST	200		/* of a village */
#define HAMLET_NAME_MOST 60

/** hamlet_list(db, pool, who, area, list): those of a village by serial, the
 * ones given up too; none where it is out of scope. */
MUST enum err hamlet_list(struct db *db, struct pool *pool,
    const struct who *who, int64_t area, struct hamlet_list *list);

/** hamlet_find(list, id): the one, or NULL. */
const struct hamlet *hamlet_find(const struct hamlet_list *list, int64_t id);

/* What is done to one, by name. */
enum hamlet_flaw {
	HAMLET_FINE,
	HAMLET_TAKEN,			/* another has the name */
	HAMLET_LIVED_IN,		/* households live there */
	HAMLET_FULL,			/* HAMLET_MOST are there */
	HAMLET_FLAW__MAX
};

/* One as its writer saw it, and what he wants. */
struct hamlet_deed {
	int64_t area;
	int64_t hamlet_id, version;	/* 0: a new one */
	const char *name;
	bool active;
	enum hamlet_flaw flaw;		/* told */
};

/**
 * hamlet_add(db, pool, who, deed): a new one.
 * hamlet_rename(db, pool, who, deed): and its households with it.
 * hamlet_keep(db, pool, who, deed): take it up again, or give it up.
 * Inside a transaction.
 * Errors: ERR_INPUT with deed->flaw; ERR_DENIED below ROLE_VILLAGE, out of
 * scope and in a closed year; ERR_CONFLICT where somebody was faster.
 */
MUST enum err hamlet_add(struct db *db, struct pool *pool,
    const struct who *who, struct hamlet_deed *deed);
MUST enum err hamlet_rename(struct db *db, struct pool *pool,
    const struct who *who, struct hamlet_deed *deed);
MUST enum err hamlet_keep(struct db *db, struct pool *pool,
    const struct who *who, struct hamlet_deed *deed);

extern const struct query *const hamlet_queries[];

#endif
