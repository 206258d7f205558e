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
			said.sentence = pool_print(pool, "预览以后这一户有改"
			    "动：%s现在是“%s”，表里是“%s”，没有写入。",
			    said.label, said.sentence, said.value);
		said.kind = IMPORT_TOLD_BLOCK;
		import_told_add(&told, &said);
	}
	if (told.text.len == 0)
		import_told_add(&told, &(struct import_said){
		    IMPORT_TOLD_BLOCK, "", "", "预览以后这一户有改动，没有"
		    "写入，请重新上传核对。" });
	home->saying = told;
	home->state = IMPORT_REFUSE;
}

/* Whether every row is what was looked at. */
static bool
as_seen(const struct import_home *homes, size_t count)
{
	const char *before;
	size_t i;

	for (i = 0; i < count; i++) {
		before = homes[i].row->told != NULL ? homes[i].row->told : "";
		if (homes[i].version != homes[i].row->version ||
		    strcmp(homes[i].saying.text.at, before) != 0)
			return false;
	}
	return true;
}

/* All rows of a household, or nothing: where somebody is faster just now the
 * step is undone and done again, and sees him. */
static enum err
write_home(struct run *run, struct import_home *homes, size_t count)
{
	enum err e = OK;
	size_t i;

	if (homes->state != IMPORT_CHANGE && homes->state != IMPORT_WARN)
		return OK;
	if (!as_seen(homes, count)) {
		for (i = 0; i < count; i++)
			tell_rival(run->home_pool, &homes[i]);
		return OK;
	}
	if (homes->state == IMPORT_WARN && run->why == NULL)
		return OK;
	for (i = 0; e == OK && i < count; i++) {
		e = import_judge_write(&homes[i], run->why);
		homes[i].state = IMPORT_DONE;
	}
	return e == ERR_CONFLICT ? ERR_BUSY : e;
}

static enum err
do_home(struct run *run, struct import_row *rows, size_t count)
{
	struct import_home *homes;
	enum err e;
	size_t i;

	pool_reset(run->home_pool);
	homes = pool_array(run->home_pool, count, sizeof *homes);
	for (i = 0; i < count; i++) {
		homes[i].row = &rows[i];
		find_home(run, &homes[i]);
	}
	if ((e = import_judge(run->home_pool, &run->sheet, homes,
	    count)) != OK || (run->write &&
	    (e = write_home(run, homes, count)) != OK))
		return e;
	for (i = 0; i < count; i++) {
		rows[i].state = import_state_name(homes[i].state);
		rows[i].version = homes[i].version;
		rows[i].told = pool_copy(run->pool, homes[i].saying.text.at);
	}
	return OK;
}

/* ---- all of them ------------------------------------------------------- */

/* Whether its rows are among those that come next. */
static bool
is_next(const struct import_rows *next, int64_t home)
{
	size_t i;

	for (i = 0; i < next->count; i++)
		if (next->at[i].home == home)
			return true;
	return false;
}

static enum err
do_step(struct run *run, const struct import_rows *next)
{
	struct import_range range = { run->sheet.import.import_id,
	    next->at[0].home, next->at[next->count - 1].home };
	struct import_rows rows;
	size_t i, n, done = 0;
	enum err e;

	if ((e = read_step(run, &range)) != OK ||
	    (e = import_of(run->sheet.r->db, run->pool, &range,
	    &rows)) != OK)
		return e;
	for (i = 0; e == OK && i < rows.count; i += n) {
		for (n = 1; i + n < rows.count &&
		    rows.at[i + n].home == rows.at[i].home; n++)
			;
		if (!is_next(next, rows.at[i].home))
			continue;
		memmove(&rows.at[done], &rows.at[i], n * sizeof *rows.at);
		e = do_home(run, &rows.at[done], n);
		done += n;
	}
	return e != OK ? e : import_judged(run->sheet.r->db, rows.at, done);
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
