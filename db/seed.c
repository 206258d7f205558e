#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "db/area.h"
#include "db/clock.h"
#include "db/code.h"
#include "db/folder.h"
#include "db/seed.h"

#define POOL_CEILING	(256u << 20)
#define CELLS_MOST	8
#define BATCH		1000
#define YEAR_MOST	9999

struct year {
	int64_t year;
};
static SHAPE(year, COLUMN(year, year));
static const struct query open_year = {
	"SELECT year FROM registry_year WHERE state = 'open'"
	" ORDER BY year DESC LIMIT 1",
	.out = &year_shape
};

struct opening {
	int64_t year;
	struct moment at;
};
static SHAPE(opening, COLUMN(opening, year), COLUMN(opening, at));
static const struct query start_year = {
	"INSERT INTO registry_year (year, state, opened_at)"
	" VALUES (?, 'open', ?)",
	.in = &opening_shape
};

const struct query *const seed_queries[] = { &open_year, &start_year, NULL };

/* ---- lines of cells -------------------------------------------------- */

/* One file on its way in: a comment, a head, then lines.  The files are
 * ours: no cell holds a comma or a quote. */
struct table {
	struct pool *pool;
	const char *name;	/* of the file */
	char *at;
	int line;
	size_t columns;
	const char *cells[CELLS_MOST];
};

static enum err
wrong(const struct table *t, const char *why)
{
	fprintf(stderr, "%s line %d: %s\n", t->name, t->line, why);
	return ERR_INPUT;
}

static enum err
table_open(struct pool *pool, const char *dir, const char *name,
    struct table *t)
{
	struct folder_file file;
	enum err e;

	if ((e = folder_read(pool, dir, name, &file)) != OK)
		return e;
	*t = (struct table){ .pool = pool, .name = name,
	    .at = pool_copy_len(pool, file.at, file.len) };
	if (!text_ok(file.at, file.len, true))
		return wrong(t, "not UTF-8");
	return OK;
}

/* The next line into its cells; ERR_ABSENT at the end. */
static enum err
table_next(struct table *t, const char *head)
{
	char *line;

	do {
		if ((line = text_line(&t->at)) == NULL)
			return ERR_ABSENT;
		t->line++;
	} while (*line == '#' || *line == '\0' || strcmp(line, head) == 0);
	return text_cells(line, t->cells, CELLS_MOST) == t->columns ? OK :
	    wrong(t, "not as many cells as the head has");
}

static bool
whole(const char *s, int64_t most, int64_t *out)
{
	char *end;

	*out = strtoll(s, &end, 10);
	return *s >= '0' && *s <= '9' && *end == '\0' && *out <= most;
}

/* ---- areas and codes ------------------------------------------------- */

static enum err
area_line(const struct table *t, struct area *a)
{
	if (strlen(t->cells[0]) != 12 || !area_read(t->cells[0], &a->code))
		return wrong(t, "not an area code of 12 digits");
	if (*t->cells[1] == '\0')
		return wrong(t, "no name");
	a->name = t->cells[1];
	a->parent = area_up(a->code);
	a->level = area_level(a->code);
	return OK;
}

static enum err
seed_areas(struct db *db, struct pool *pool, const char *dir,
    const char *name, size_t *done)
{
	struct area batch[BATCH];
	struct table t;
	size_t n = 0;
	enum err e;

	if ((e = table_open(pool, dir, name, &t)) != OK)
		return e;
	t.columns = 2;
	while ((e = table_next(&t, "code,name")) == OK) {
		if ((e = area_line(&t, &batch[n])) != OK)
			return e;
		if (++n == BATCH) {
			if ((e = area_save(db, batch, n)) != OK)
				return e;
			*done += n;
			n = 0;
		}
	}
	*done += n;
	if (e != ERR_ABSENT || n == 0)
		return e == ERR_ABSENT ? OK : e;
	return area_save(db, batch, n);
}

static enum err
code_line(const struct table *t, struct code *c)
{
	const char *const *cell = t->cells;

	if (!whole(cell[1], YEAR_MOST, &c->first_year) ||
	    !whole(cell[2], YEAR_MOST, &c->last_year) ||
	    c->last_year < c->first_year)
		return wrong(t, "not a first and a last year");
	if (*cell[0] == '\0' || *cell[3] == '\0' || *cell[4] == '\0')
		return wrong(t, "no list, code or label");
	c->list = cell[0];
	c->code = cell[3];
	c->label = cell[4];
	c->national = *cell[5] != '\0' ? cell[5] : NULL;
	return OK;
}

static enum err
seed_codes(struct db *db, struct pool *pool, const char *dir,
    const char *name, size_t *done)
{
	struct code_list banks;
	struct code batch[BATCH];
	struct table t;
	size_t n = 0;
	enum err e;

	/* Banks are kept up on a page: those of the file begin the list. */
	if ((e = code_list_ever(db, pool, "bank", &banks)) != OK ||
	    (e = table_open(pool, dir, name, &t)) != OK)
		return e;
	t.columns = 6;
	while ((e = table_next(&t,
	    "list,first_year,last_year,code,label,national")) == OK) {
		if ((e = code_line(&t, &batch[n])) != OK)
			return e;
		n += banks.count == 0 || strcmp(batch[n].list, "bank") != 0;
		if (n == BATCH) {
			if ((e = code_save(db, batch, n)) != OK)
				return e;
			*done += n;
			n = 0;
		}
	}
	*done += n;
	if (e != ERR_ABSENT || n == 0)
		return e == ERR_ABSENT ? OK : e;
	return code_save(db, batch, n);
}

/* ---- all ------------------------------------------------------------- */

enum err
seed_year(struct db *db, struct pool *pool, int64_t *year)
{
	struct year row;
	enum err e = db_one(db, pool, &open_year, NULL, &row);

	if (e == OK)
		*year = row.year;
	return e;
}

static enum err
seed_all(struct db *db, struct pool *pool, const char *dir, int64_t year,
    struct seed_done *done)
{
	const char *const *names;
	size_t count, i;
	int64_t open;
	enum err e;

	if ((e = folder_list(pool, dir, ".csv", &names, &count)) != OK)
		return e;
	e = seed_codes(db, pool, dir, "code.csv", &done->codes);
	for (i = 0; i < count && e == OK; i++)
		if (strncmp(names[i], "area-", 5) == 0)
			e = seed_areas(db, pool, dir, names[i], &done->areas);
		else if (strncmp(names[i], "code-", 5) == 0)
			e = seed_codes(db, pool, dir, names[i], &done->codes);
	if (e != OK)
		return e;
	if ((e = seed_year(db, pool, &open)) != ERR_ABSENT)
		return e;
	return db_do(db, &start_year, &(struct opening){ year, clock_now() },
	    NULL);
}

enum err
seed_run(struct db *db, const char *dir, int64_t year,
    struct seed_done *done)
{
	struct pool *pool = pool_new(POOL_CEILING);
	enum err e;

	*done = (struct seed_done){ 0 };
	if ((e = db_begin(db)) == OK) {
		if ((e = seed_all(db, pool, dir, year, done)) == OK)
			e = db_commit(db);
		if (e != OK)
			db_rollback(db);
	}
	pool_free(pool);
	return e;
}
