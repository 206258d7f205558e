#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "db/area.h"
#include "db/change.h"
#include "db/dictionary.h"
#include "db/folder.h"

#define POOL_CEILING	(16u << 20)
#define CODES_MOST	20000
#define MEMBERS_MOST	100
#define HEAD		6	/* columns before the dictionary's */

static const struct {
	const char *name, *key;
	/* between the columns and the condition */
	const char *from, *where, *order;
	char alias;
} entities[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HOUSEHOLD] = { "household", "household_id",
	    " FROM household h", "", " ORDER BY h.household_id", 'h' },
	[DICTIONARY_MEMBER] = { "member", "member_id",
	    " FROM household h JOIN member m ON m.year = h.year"
	    " AND m.household_id = h.household_id",
	    " ORDER BY m.relation <> '01', m.member_id",
	    " ORDER BY h.household_id, m.member_id", 'm' },
};

/* What the process knows, made once. */
struct book {
	struct dictionary d;
	struct query read, range, update;
};
static struct book books[DICTIONARY_ENTITY__MAX];
static struct pool *book_pool;

/* ---- code lists ------------------------------------------------------ */

static const struct shape code_row_shape = {
	(const struct column[]){
		COLUMN(dictionary_code, list), COLUMN(dictionary_code, code),
		COLUMN(dictionary_code, label),
		COLUMN(dictionary_code, first_year),
		COLUMN(dictionary_code, last_year) },
	5, sizeof(struct dictionary_code)
};
static const struct query all_codes = {
	"SELECT list, code, label, first_year, last_year"
	"  FROM code ORDER BY list, code, first_year",
	.out = &code_row_shape
};

static struct dictionary_codes codes;
static struct pool *code_pool;
static int64_t code_generation;

enum err
dictionary_codes(struct db *db, int64_t generation,
    const struct dictionary_codes **out)
{
	struct dictionary_code *at;
	enum err e;

	*out = &codes;
	if (code_pool != NULL && code_generation == generation)
		return OK;
	pool_free(code_pool);
	code_pool = pool_new(POOL_CEILING);
	code_generation = generation;
	e = db_all(db, code_pool, &all_codes, NULL, CODES_MOST, &at,
	    &codes.count);
	codes.at = at;
	if (e != OK) {
		pool_free(code_pool);
		code_pool = NULL;
	}
	return e;
}

/* ---- the queries, from the names of columns -------------------------- */

struct row_key {
	struct scope scope;
	int64_t year, household_id;
};
static SHAPE(row_key, SCOPE_COLUMNS(row_key, scope), COLUMN(row_key, year),
    COLUMN(row_key, household_id));

struct range_key {
	struct scope scope;
	int64_t year, first, last;
};
static SHAPE(range_key, SCOPE_COLUMNS(range_key, scope),
    COLUMN(range_key, year), COLUMN(range_key, first),
    COLUMN(range_key, last));

static const struct column head_columns[HEAD] = {
	COLUMN(dictionary_head, id), COLUMN(dictionary_head, household_id),
	COLUMN(dictionary_head, year), COLUMN(dictionary_head, version),
	COLUMN(dictionary_head, changed_by), COLUMN(dictionary_head, door),
};
static const struct column key_columns[] = {
	COLUMN(dictionary_head, changed_by), COLUMN(dictionary_head, door),
	COLUMN(dictionary_head, year), COLUMN(dictionary_head, id),
	COLUMN(dictionary_head, version),
};

/* A shape of two lists of columns, of rows of ${d}. */
static const struct shape *
joined(const struct dictionary *d, const struct column *first, size_t n,
    const struct column *second, size_t m)
{
	struct shape *s = pool_take(book_pool, sizeof *s);
	struct column *c = pool_array(book_pool, n + m, sizeof *c);

	memcpy(c, first, n * sizeof *c);
	memcpy(c + n, second, m * sizeof *c);
	*s = (struct shape){ c, n + m, d->shape.size };
	return s;
}

/* Only what may name a column becomes part of a statement. */
static void
add_name(struct text *t, const struct column *c)
{
	assert(dictionary_column_name(c->name));
	text_add(t, "`");
	text_add(t, c->name);
	text_add(t, "`");
}

/* SELECT … FROM … WHERE the scope and the year */
static struct text
select_of(const struct book *b, enum dictionary_entity entity)
{
	char alias[3] = { entities[entity].alias, '.', '\0' };
	struct text t = text_start(book_pool);
	size_t i;

	text_add(&t, "SELECT ");
	text_add(&t, alias);
	text_add(&t, entities[entity].key);
	text_add(&t, " AS id");
	for (i = 1; i < HEAD; i++) {
		text_add(&t, ", ");
		text_add(&t, alias);
		add_name(&t, &head_columns[i]);
	}
	for (i = 0; i < b->d.shape.count; i++) {
		text_add(&t, ", ");
		text_add(&t, alias);
		add_name(&t, &b->d.shape.columns[i]);
	}
	text_add(&t, entities[entity].from);
	text_add(&t, " WHERE" SCOPE_SQL " AND h.year = ?");
	return t;
}

static void
make_reads(struct book *b, enum dictionary_entity entity)
{
	const struct shape *out = joined(&b->d, head_columns, HEAD,
	    b->d.shape.columns, b->d.shape.count);
	struct text t = select_of(b, entity);

	text_add(&t, " AND h.household_id = ?");
	text_add(&t, entities[entity].where);
	b->read.sql = t.at;
	b->read.in = &row_key_shape;
	b->read.out = out;
	t = select_of(b, entity);
	text_add(&t, " AND h.household_id BETWEEN ? AND ?");
	text_add(&t, entities[entity].order);
	b->range.sql = t.at;
	b->range.in = &range_key_shape;
	b->range.out = out;
}

static void
make_update(struct book *b, enum dictionary_entity entity)
{
	struct text t = text_start(book_pool);
	size_t i;

	text_add(&t, "UPDATE ");
	text_add(&t, entities[entity].name);
	text_add(&t, " SET ");
	for (i = 0; i < b->d.shape.count; i++) {
		add_name(&t, &b->d.shape.columns[i]);
		text_add(&t, " = ?, ");
	}
	text_add(&t, "changed_by = ?, door = ?, version = version + 1"
	    " WHERE year = ? AND ");
	text_add(&t, entities[entity].key);
	text_add(&t, " = ? AND version = ?");
	b->update.sql = t.at;
	b->update.in = joined(&b->d, b->d.shape.columns, b->d.shape.count,
	    key_columns, LEN(key_columns));
}

const struct query *const dictionary_queries[] = {
	&all_codes,
	&books[DICTIONARY_HOUSEHOLD].read,
	&books[DICTIONARY_HOUSEHOLD].range,
	&books[DICTIONARY_HOUSEHOLD].update,
	&books[DICTIONARY_MEMBER].read, &books[DICTIONARY_MEMBER].range,
	&books[DICTIONARY_MEMBER].update,
	NULL
};

enum err
dictionary_check(struct db *db)
{
	return db_check(db, dictionary_queries);
}

/* ---- reading the files ----------------------------------------------- */

static enum err
read_book(const char *dir, enum dictionary_entity entity)
{
	struct book *b = &books[entity];
	const char *name = pool_print(book_pool, "%s.csv",
	    entities[entity].name);
	struct folder_file file;
	enum err e;
	size_t i;

	if ((e = folder_read(book_pool, dir, name, &file)) != OK)
		return e;
	e = dictionary_read(book_pool, entities[entity].name, file.at,
	    file.len, &b->d);
	for (i = 0; i < b->d.flaw_count; i++)
		fprintf(stderr, "%s/%s line %d: %s\n", dir, name,
		    b->d.flaws[i].line, b->d.flaws[i].why);
	if (e != OK)
		return e;
	make_reads(b, entity);
	make_update(b, entity);
	return OK;
}

enum err
dictionary_start(void)
{
	const char *dir;
	enum err e = OK;
	int i;

	dictionary_stop();
	book_pool = pool_new(POOL_CEILING);
	dir = folder_find(book_pool, "dictionary", "BANGFU_DICTIONARY");
	if (dir == NULL)
		return ERR_ABSENT;
	for (i = 0; e == OK && i < DICTIONARY_ENTITY__MAX; i++)
		e = read_book(dir, (enum dictionary_entity)i);
	return e;
}

void
dictionary_stop(void)
{
	pool_free(book_pool);
	pool_free(code_pool);
	book_pool = code_pool = NULL;
}

const struct dictionary *
dictionary_of(enum dictionary_entity entity)
{
	return &books[entity].d;
}

/* ---- rows ------------------------------------------------------------ */

/* An empty text is none. */
static void
tidy(const struct dictionary *d, void *row)
{
	size_t i;

	for (i = 0; i < d->shape.count; i++) {
		const struct column *c = &d->shape.columns[i];
		const char **text = shape_at(c, row);

		if (c->cell == CELL_TEXT && *text != NULL && **text == '\0')
			*text = NULL;
	}
}

enum err
dictionary_household(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, void **row)
{
	const struct book *b = &books[DICTIONARY_HOUSEHOLD];
	enum err e;

	*row = dictionary_row(pool, &b->d);
	e = db_one(db, pool, &b->read, &(struct row_key){ scope_of(who),
	    who->year, household_id }, *row);
	if (e == OK)
		tidy(&b->d, *row);
	return e;
}

static void
rows_of(struct pool *pool, const struct dictionary *d, char *at,
    struct dictionary_rows *rows)
{
	size_t i;

	rows->at = pool_array(pool, rows->count, sizeof *rows->at);
	for (i = 0; i < rows->count; i++) {
		rows->at[i] = at + i * d->shape.size;
		tidy(d, rows->at[i]);
	}
}

enum err
dictionary_export(struct db *db, struct pool *pool, const struct who *who,
    enum dictionary_entity entity, const struct dictionary_range *range,
    struct dictionary_rows *rows)
{
	const struct book *b = &books[entity];
	struct range_key key = { area_scope(who, range->area), range->year,
	    range->first, range->last };
	char *at;
	enum err e;

	e = db_all(db, pool, &b->range, &key, DICTIONARY_EXPORT_MOST, &at,
	    &rows->count);
	if (e == OK && rows->count == DICTIONARY_EXPORT_MOST) {
		fprintf(stderr, "dictionary: more rows than %d\n",
		    DICTIONARY_EXPORT_MOST);
		e = ERR_BROKEN;
	}
	if (e == OK)
		rows_of(pool, &b->d, at, rows);
	return e;
}

enum err
dictionary_members(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct dictionary_rows *rows)
{
	const struct book *b = &books[DICTIONARY_MEMBER];
	char *at;
	enum err e;

	e = db_all(db, pool, &b->read, &(struct row_key){ scope_of(who),
	    who->year, household_id }, MEMBERS_MOST, &at, &rows->count);
	if (e == OK)
		rows_of(pool, &b->d, at, rows);
	return e;
}

static bool
same(const struct dictionary *d, const void *a, const void *b)
{
	size_t i;

	for (i = 0; i < d->shape.count; i++)
		if (!shape_same(&d->shape.columns[i], a, b))
			return false;
	return true;
}

enum err
dictionary_save(struct db *db, const struct who *who,
    struct dictionary_edit *edit)
{
	const struct book *b = &books[edit->entity];
	const struct dictionary_head *before = edit->before;
	struct dictionary_head *after = edit->after;
	struct db_deed deed;
	enum err e;

	edit->changed = false;
	if (who->role < ROLE_VILLAGE)
		return ERR_DENIED;
	dictionary_compute(&b->d, before->year, edit->after);
	if (same(&b->d, edit->before, edit->after))
		return OK;
	if (edit->version != before->version)
		return ERR_CONFLICT;
	*after = *before;
	after->changed_by = who->user_id;
	after->door = who->door;
	if ((e = db_do(db, &b->update, edit->after, &deed)) != OK)
		return e;
	if (deed.changed == 0)
		return ERR_CONFLICT;
	edit->changed = true;
	return change_write(db, who, &(struct change){
	    entities[edit->entity].name, before->id, 0, "update", NULL });
}
