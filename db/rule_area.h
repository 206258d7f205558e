/*
 * rule_area: what the rules have to say in a whole area, judged row by row.
 */
#ifndef DB_RULE_AREA_H
#define DB_RULE_AREA_H

#include "db/rule.h"

/* A household where something is open. */
struct rule_problem {
	int64_t household_id;
	const char *number, *head_name, *village;
	int64_t open;			/* findings */
	int64_t blocks;			/* … that block */
	const struct rule *first;	/* of those asked for */
};

#define RULE_AREA_PAGE	50
#define RULE_AREA_MOST	20000

struct rule_area {
	int64_t area;			/* 0: the whole scope */
	const struct rule *only;	/* NULL: any */
	int64_t page;			/* wished, from 1; told */
	/* told */
	int64_t households;		/* in the area */
	int64_t found;			/* with something open, as asked */
	int64_t pages;
	int64_t *counts;		/* households of each rule of the book */
	struct rule_problem *at;	/* of the page */
	size_t count;
};

/**
 * rule_area(db, pool, who, area):
 * Judge every household of the area within scope, some villages at a time
 * in memory of their own; warnings that were explained are not open.
 * Errors: ERR_INPUT where there are more than RULE_AREA_MOST.
 */
MUST enum err rule_area(struct db *db, struct pool *pool,
    const struct who *who, struct rule_area *area);

extern const struct query *const rule_area_queries[];

#endif
