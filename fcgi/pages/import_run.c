#include <stdlib.h>
#include <string.h>

#include "fcgi/pages/import_judge.h"
#include "fcgi/pages/import_run.h"

#define STEP_CEILING	((size_t)256 << 20)
#define HOME_CEILING	((size_t)32 << 20)

/* What is done to the households of a step. */
struct run {
	struct import_sheet sheet;
	bool write;
	const char *why;
	struct pool *pool;		/* of the step */
	struct pool *home_pool;		/* of one household */
	/* of the step, by identity */
	struct import_homes homes;
	struct dictionary_rows rows, members;
};

/* ---- reading a step ---------------------------------------------------- */

static enum err
read_step(struct run *run, const struct import_range *range)
{
	struct req *r = run->sheet.r;
	enum err e;

	if ((e = import_households(r->db, run->pool, &r->who, range,
	    &run->homes)) != OK ||
	    (e = dictionary_chosen(r->db, run->pool, &r->who,
	    DICTIONARY_HOUSEHOLD, range, &run->rows)) != OK)
		return e;
	return dictionary_chosen(r->db, run->pool, &r->who,
	    DICTIONARY_MEMBER, range, &run->members);
}

static int
by_household(const void *key, const void *at)
{
	const struct household *h = at;
	const int64_t *id = key;

	return (*id > h->household_id) - (*id < h->household_id);
}

static int
by_row(const void *key, const void *at)
{
	const struct dictionary_head *h = *(void *const *)at;
	const int64_t *id = key;

	return (*id > h->id) - (*id < h->id);
}

static int
by_parent(const void *key, const void *at)
{
	const struct dictionary_head *h = *(void *const *)at;
	const int64_t *id = key;

	return (*id > h->parent) - (*id < h->parent);
}

/* The members of one, who stand together. */
static struct dictionary_rows
members_of(const struct run *run, int64_t id)
{
	const struct dictionary_rows *all = &run->members;
	void **first = all->count == 0 ? NULL : bsearch(&id, all->at,
	    all->count, sizeof *all->at, by_parent), **last = first;

	if (first == NULL)
		return (struct dictionary_rows){ 0 };
	while (first > all->at && by_parent(&id, first - 1) == 0)
		first--;
	while (last < all->at + all->count && by_parent(&id, last) == 0)
		last++;
	return (struct dictionary_rows){ first, (size_t)(last - first) };
}

static void
find_home(const struct run *run, struct import_home *home)
{
	int64_t id = home->row->household_id.value;
	void **row;

	if (!home->row->household_id.given || run->rows.count == 0)
		return;
	home->h = bsearch(&id, run->homes.at, run->homes.count,
	    sizeof *run->homes.at, by_household);
	row = bsearch(&id, run->rows.at, run->rows.count,
	    sizeof *run->rows.at, by_row);
	home->household = row == NULL ? NULL : *row;
	home->members = members_of(run, id);
}

/* ---- one household ----------------------------------------------------- */

static int64_t
version_of(const struct import_home *home)
{
	const struct dictionary_head *head = home->household;

	return head == NULL ? 0 : head->version;
}

/* It is no more what was looked at: nothing of it is written, and both what
 * stands and what the sheet says is told. */
static void
tell_rival(struct pool *pool, struct import_home *home)
{
	const char *at = home->saying.text.at;
	struct import_saying told = { .text = text_start(pool) };
	struct import_said said;

	while (import_told_next(pool, &at, &said)) {
		if (said.kind == IMPORT_TOLD_CHANGE)
			said.sentence = pool_print(pool, "预览以后这一户被别人"
			    "改过：%s现在是“%s”，表里是“%s”，没有写入。",
			    said.label, said.sentence, said.value);
		said.kind = IMPORT_TOLD_BLOCK;
		import_told_add(&told, &said);
	}
	home->saying = told;
	home->state = IMPORT_REFUSE;
}

static enum err
write_home(struct run *run, struct import_home *home)
{
	const char *before = home->row->told != NULL ? home->row->told : "";
	enum err e;

	if (home->state != IMPORT_CHANGE && home->state != IMPORT_WARN)
		return OK;
	if (version_of(home) != home->row->version ||
	    strcmp(home->saying.text.at, before) != 0) {
		tell_rival(run->home_pool, home);
		return OK;
	}
	if (home->state == IMPORT_WARN && run->why == NULL)
		return OK;
	e = import_judge_write(home, run->why);
	if (e == ERR_CONFLICT)
		tell_rival(run->home_pool, home);
	else if (e == OK)
		home->state = IMPORT_DONE;
	return e == ERR_CONFLICT ? OK : e;
}

static enum err
do_home(struct run *run, struct import_row *row)
{
	struct import_home home = { .row = row };
	enum err e;

	pool_reset(run->home_pool);
	find_home(run, &home);
	if ((e = import_judge(run->home_pool, &run->sheet, &home)) != OK ||
	    (run->write && (e = write_home(run, &home)) != OK))
		return e;
	row->state = import_state_name(home.state);
	row->version = version_of(&home);
	row->told = pool_copy(run->pool, home.saying.text.at);
	return OK;
}

/* ---- all of them ------------------------------------------------------- */

static enum err
do_step(struct run *run, struct import_rows *rows)
{
	struct import_range range = { run->sheet.import.import_id,
	    rows->at[0].home, rows->at[rows->count - 1].home };
	enum err e = read_step(run, &range);
	size_t i;

	for (i = 0; e == OK && i < rows->count; i++)
		e = do_home(run, &rows->at[i]);
	return e != OK ? e : import_judged(run->sheet.r->db, rows->at,
	    rows->count);
}

/* What a step wrote is there to stay; the sheet is held again for the next
 * one. */
static enum err
next_transaction(struct run *run)
{
	struct req *r = run->sheet.r;
	struct import again;
	enum err e;

	if ((e = db_commit(r->db)) != OK || (e = db_begin(r->db)) != OK)
		return e;
	return import_hold(r->db, run->pool, r->session.user_id,
	    run->sheet.import.import_id, &again);
}

static enum err
do_all(struct run *run)
{
	struct import_next next = { run->sheet.import.import_id, 0,
	    IMPORT_RUN_STEP, run->write };
	struct import_rows rows;
	enum err e;

	for (;;) {
		pool_reset(run->pool);
		if ((e = import_next(run->sheet.r->db, run->pool, &next,
		    &rows)) != OK || rows.count == 0)
			return e;
		next.after = rows.at[rows.count - 1].home;
		if ((e = do_step(run, &rows)) != OK || (run->write &&
		    (e = next_transaction(run)) != OK))
			return e;
	}
}

static enum err
run_sheet(struct req *r, const struct import *import, struct run *run)
{
	enum err e = import_sheet_open(r, import, &run->sheet);

	run->pool = pool_new(STEP_CEILING);
	run->home_pool = pool_new(HOME_CEILING);
	if (e == OK)
		e = do_all(run);
	import_sheet_close(&run->sheet);
	pool_free(run->home_pool);
	pool_free(run->pool);
	return e;
}

enum err
import_run_look(struct req *r, const struct import *import)
{
	return run_sheet(r, import, &(struct run){ .write = false });
}

enum err
import_run_write(struct req *r, const struct import *import, const char *why)
{
	if (r->who.closed || import->year != r->who.year)
		return ERR_DENIED;
	return run_sheet(r, import, &(struct run){ .write = true,
	    .why = why });
}
