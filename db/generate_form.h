/*
 * generate_form: what the official forms say of a generated household and of
 * the people in it: as people live, and as the rules want it (values.md
 * 3.11), but for a few flaws in a hundred.
 */
#ifndef DB_GENERATE_FORM_H
#define DB_GENERATE_FORM_H

#include "db/generate_plan.h"
#include "db/generate_random.h"

/* One household while its forms are filled in. */
struct generate_form {
	const struct generate_plan *plan;
	const struct generate_village *village;
	struct pool *pool;
	const char *clerk_phone;
	struct random r;
	struct generate_household *h;
	struct generate_member *members;
	size_t count;
	void *row;			/* of the household */
	void **rows;			/* of the members */
	/* what the people's forms tell the household's */
	int64_t wage_fen, pension_fen;
	int64_t away, ill, disabled, pupils, aged, able, labour;
	bool subsistence;
};

/** generate_form_fill(plan, village, rows): the forms of the last household
 * of ${rows}. */
void generate_form_fill(const struct generate_plan *plan,
    const struct generate_village *village, struct generate_rows *rows);

/** generate_form_member(form, i): those of the ${i}th member. */
void generate_form_member(struct generate_form *form, size_t i);

/** generate_form_subsist(form, i): whether the ${i}th member has 低保. */
void generate_form_subsist(const struct generate_form *form, size_t i);

/** generate_form_monitor(form): 监测帮扶 of the household. */
void generate_form_monitor(struct generate_form *form);

#endif
