#include <stdio.h>
#include <string.h>

#include "db/area.h"
#include "db/change.h"
#include "db/dictionary.h"
#include "db/dictionary_edition.h"
#include "db/dictionary_sql.h"
#include "db/folder.h"
#include "db/import.h"

#define POOL_CEILING	(16u << 20)
#define ROWS_MOST	500	/* of one parent */

#define BASE(m) { #m, CELL_OF(((struct dictionary_base *)0)->m),        \
	offsetof(struct dictionary_head, base.m) }
#define BASE_SHAPE(...) &(const struct shape){                          \
	(const struct column[]){ __VA_ARGS__ },                         \
	LEN(((const struct column[]){ __VA_ARGS__ })), 0 }

/* A new entity is one line here and its file. */
static const struct dictionary_table tables[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HOUSEHOLD] = { "household", "household_id",
	    "household_id", "h", " FROM household h", "",
	    " ORDER BY h.household_id", .base = BASE_SHAPE(BASE(area),
	    BASE(exited), BASE(risk_removed), BASE(monitor_class),
	    BASE(member_count), BASE(exit_year)), .local = true },
	[DICTIONARY_MEMBER] = { "member", "member_id", "household_id", "m",
	    " FROM household h JOIN member m FORCE INDEX (by_household)"
	    " ON m.year = h.year"
	    " AND m.household_id = h.household_id",
	    " ORDER BY m.relation <> '01', m.member_id",
	    " ORDER BY h.household_id, m.member_id", .base = BASE_SHAPE(
	    BASE(name), BASE(idno), BASE(relation), BASE(sex), BASE(birth),
	    BASE(active)), .local = true },
	[DICTIONARY_COUNTY] = { "county", "area", "area", "h",
	    " FROM county h", "", " ORDER BY h.area",
	    .by_area = true, .grows = true },
	[DICTIONARY_VILLAGE] = { "village", "area", "area", "h",
	    " FROM village h", "", " ORDER BY h.area",
	    .by_area = true, .grows = true },
	[DICTIONARY_HAMLET] = { "hamlet", "hamlet_id", "area", "h",
	    " FROM hamlet h", " ORDER BY h.serial",
	    " ORDER BY h.area, h.serial", .by_area = true,
	    .base = BASE_SHAPE(BASE(name), BASE(active)) },
	[DICTIONARY_HELPER] = { "helper", "helper_id", "helper_id", "h",
	    " FROM helper h", "", " ORDER BY h.helper_id LIMIT 1000",
	    .by_area = true, .above = true, .lasting = true,
	    .base = BASE_SHAPE(BASE(area), BASE(unit_id)), .local = true },
	[DICTIONARY_UNIT] = { "unit", "unit_id", "unit_id", "h",
	    " FROM unit h", "", " ORDER BY h.unit_id LIMIT 1000",
	    .by_area = true, .above = true, .lasting = true,
	    .base = BASE_SHAPE(BASE(area)), .local = true },
	[DICTIONARY_TEAM] = { "team", "team_id", "team_id", "h",
	    " FROM team h", "", " ORDER BY h.team_id LIMIT 1000",
	    .by_area = true, .lasting = true,
	    .base = BASE_SHAPE(BASE(area), BASE(unit_id)), .local = true },
	[DICTIONARY_TEAM_MEMBER] = { "team_member", "member_id", "team_id",
	    "m", " FROM team h JOIN team_member m ON m.team_id = h.team_id",
	    " ORDER BY m.member_id", " ORDER BY h.team_id, m.member_id",
	    .by_area = true, .lasting = true, .local = true },
};

/* What the process knows, made once. */
static struct dictionary_book books[DICTIONARY_ENTITY__MAX];
static struct pool *book_pool;

/* ---- statements ------------------------------------------------------ */

#define READS(entity)	&books[entity].read, &books[entity].range
#define CHOSEN(entity)	&books[entity].chosen
#define QUERIES(entity)	READS(entity), &books[entity].update
const struct query *const dictionary_queries[] = {
	QUERIES(DICTIONARY_HOUSEHOLD), &books[DICTIONARY_HOUSEHOLD].both,
	&books[DICTIONARY_HOUSEHOLD].held,
	QUERIES(DICTIONARY_MEMBER),
	QUERIES(DICTIONARY_COUNTY), &books[DICTIONARY_COUNTY].insert,
	QUERIES(DICTIONARY_VILLAGE), &books[DICTIONARY_VILLAGE].insert,
	QUERIES(DICTIONARY_HAMLET),
	READS(DICTIONARY_HELPER), READS(DICTIONARY_UNIT),
	READS(DICTIONARY_TEAM), READS(DICTIONARY_TEAM_MEMBER),
	CHOSEN(DICTIONARY_HOUSEHOLD), CHOSEN(DICTIONARY_MEMBER),
	NULL
};

enum err
dictionary_check(struct db *db)
{
	enum err e = db_check(db, dictionary_code_queries);

	return e != OK ? e : db_check(db, dictionary_queries);
}

/* ---- reading the files ----------------------------------------------- */

static enum err
read_book(const char *dir, enum dictionary_entity entity)
{
	struct dictionary_book *b = &books[entity];
	struct folder_file file;
	const char *name;
	enum err e;
	size_t i;

	*b = (struct dictionary_book){ .table = &tables[entity] };
	name = pool_print(book_pool, "%s.csv", b->table->name);
	if ((e = folder_read(book_pool, dir, name, &file)) != OK)
		return e;
	e = dictionary_read(book_pool, b->table->name, file.at,
	    file.len, &b->d);
	for (i = 0; i < b->d.flaw_count; i++)
		fprintf(stderr, "%s/%s line %d: %s\n", dir, name,
		    b->d.flaws[i].line, b->d.flaws[i].why);
	if (e != OK)
		return e;
	if (b->table->local)
		dictionary_add_local(&b->d);
	if (b->table->lasting)
		dictionary_add_base(&b->d);
	dictionary_sql_make(book_pool, b);
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
	if (e != OK)
		return e;
	dictionary_sql_both(book_pool, &books[DICTIONARY_HOUSEHOLD],
	    &books[DICTIONARY_MEMBER]);
	return dictionary_edition_load(book_pool, dir, books, LEN(books));
}

void
dictionary_stop(void)
{
	pool_free(book_pool);
	book_pool = NULL;
	dictionary_code_stop();
}

const struct dictionary *
dictionary_of(enum dictionary_entity entity)
{
	return &books[entity].d;
}

const struct query *
dictionary_both(bool hold)
{
	const struct dictionary_book *b = &books[DICTIONARY_HOUSEHOLD];

	return hold ? &b->held : &b->both;
}

const struct query *
dictionary_fill(enum dictionary_entity entity, const struct shape *front)
{
	struct dictionary_book *b = &books[entity];

	if (b->fill.sql == NULL)
		dictionary_sql_fill(book_pool, b, front);
	return &b->fill;
}

const struct query *
dictionary_put(enum dictionary_entity entity, const struct shape *front,
    bool insert)
{
	struct dictionary_book *b = &books[entity];

	if (b->insert.sql == NULL)
		dictionary_sql_put(book_pool, b, front);
	return insert ? &b->insert : &b->update;
}

/* ---- rows ------------------------------------------------------------ */

void
dictionary_tidy(const struct dictionary *d, void *row)
{
	size_t i;

	for (i = 0; i < d->shape.count; i++) {
		const struct column *c = &d->shape.columns[i];
		void *p = shape_at(c, row);

		if (c->cell == CELL_TEXT && *(const char **)p != NULL &&
		    **(const char **)p == '\0')
			*(const char **)p = NULL;
		else if (c->cell == CELL_DATE &&
		    date_compare(*(struct date *)p, DATE_NEVER) == 0)
			*(struct date *)p = (struct date){ 0 };
	}
}

/* A lasting record is as the year that is looked at has it. */
static void
tidy(const struct dictionary_book *b, int64_t year, void *row)
{
	struct dictionary_head *head = row;

	dictionary_tidy(&b->d, row);
	if (b->table->lasting)
		head->year = year;
}

enum err
dictionary_one(struct db *db, struct pool *pool, const struct who *who,
    enum dictionary_entity entity, int64_t id, void **row)
{
	const struct dictionary_book *b = &books[entity];
	struct dictionary_key key = dictionary_sql_key(scope_of(who),
	    who->year);
	enum err e;

	*row = dictionary_row(pool, &b->d);
	key.first = id;
	e = db_one(db, pool, &b->read, &key, *row);
	if (e == OK)
		tidy(b, key.year, *row);
	return e;
}

static void
rows_of(struct pool *pool, const struct dictionary_book *b, int64_t year,
    char *at, struct dictionary_rows *rows)
{
	size_t i;

	rows->at = pool_array(pool, rows->count, sizeof *rows->at);
	for (i = 0; i < rows->count; i++) {
		rows->at[i] = at + i * b->d.shape.size;
		tidy(b, year, rows->at[i]);
	}
}

enum err
dictionary_of_parent(struct db *db, struct pool *pool, const struct who *who,
    enum dictionary_entity entity, int64_t parent,
    struct dictionary_rows *rows)
{
	const struct dictionary_book *b = &books[entity];
	struct dictionary_key key = dictionary_sql_key(scope_of(who),
	    who->year);
	char *at;
	enum err e;

	key.first = parent;
	e = db_all(db, pool, &b->read, &key, ROWS_MOST, &at, &rows->count);
	if (e == OK)
		rows_of(pool, b, key.year, at, rows);
	return e;
}

/* A statement and its parameters. */
struct dictionary_ask {
	const struct query *query;
	struct dictionary_key key;
};

enum err
dictionary_household(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, void **row)
{
	return dictionary_one(db, pool, who, DICTIONARY_HOUSEHOLD,
	    household_id, row);
}

enum err
dictionary_members(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct dictionary_rows *rows)
{
	return dictionary_of_parent(db, pool, who, DICTIONARY_MEMBER,
	    household_id, rows);
}

/* Many at once, and still not all there are. */
static enum err
rows_all(struct db *db, struct pool *pool, enum dictionary_entity entity,
    const struct dictionary_ask *ask, struct dictionary_rows *rows)
{
	const struct dictionary_book *b = &books[entity];
	char *at;
	enum err e;

	e = db_all(db, pool, ask->query, &ask->key, DICTIONARY_EXPORT_MOST,
	    &at, &rows->count);
	if (e == OK && rows->count == DICTIONARY_EXPORT_MOST) {
		fprintf(stderr, "dictionary: more rows than %d\n",
		    DICTIONARY_EXPORT_MOST);
		e = ERR_BROKEN;
	}
	if (e == OK)
		rows_of(pool, b, ask->key.year, at, rows);
	return e;
}

enum err
dictionary_export(struct db *db, struct pool *pool, const struct who *who,
    enum dictionary_entity entity, const struct dictionary_range *range,
    struct dictionary_rows *rows)
{
	struct dictionary_ask ask = { &books[entity].range,
	    dictionary_sql_key(area_scope(who, range->area), range->year) };

	ask.key.first = range->first;
	ask.key.last = range->last;
	return rows_all(db, pool, entity, &ask, rows);
}

enum err
dictionary_chosen(struct db *db, struct pool *pool, const struct who *who,
    enum dictionary_entity entity, const struct import_range *range,
    struct dictionary_rows *rows)
{
	struct dictionary_ask ask = { &books[entity].chosen,
	    dictionary_sql_key(scope_of(who), who->year) };

	ask.key.batch = range->import_id;
	ask.key.first = range->first;
	ask.key.last = range->last;
	return rows_all(db, pool, entity, &ask, rows);
}

/* ---- saving ----------------------------------------------------------- */

static bool
same(const struct dictionary *d, const void *a, const void *b)
{
	size_t i;

	for (i = 0; i < d->shape.count; i++)
		if (!shape_same(&d->shape.columns[i], a, b))
			return false;
	return true;
}

/* A row without a version is not there yet. */
static enum err
write_row(struct db *db, const struct dictionary_book *b,
    struct dictionary_head *row)
{
	struct db_deed deed;
	enum err e;

	e = db_do(db, row->version == 0 ? &b->insert : &b->update, row,
	    &deed);
	return e == OK && deed.changed == 0 ? ERR_CONFLICT : e;
}

enum err
dictionary_save(struct db *db, const struct who *who,
    struct dictionary_edit *edit)
{
	const struct dictionary_book *b = &books[edit->entity];
	const struct dictionary_head *before = edit->before;
	struct dictionary_head *after = edit->after;
	enum err e;

	edit->changed = false;
	if (who->role < ROLE_VILLAGE || who->closed)
		return ERR_DENIED;
	dictionary_divide(&b->d, edit->residents, edit->after);
	dictionary_compute(&b->d, before->year, edit->after);
	if (same(&b->d, edit->before, edit->after))
		return OK;
	if (edit->version != before->version ||
	    (before->version == 0 && !b->table->grows))
		return ERR_CONFLICT;
	*after = *before;
	after->changed_by = who->user_id;
	after->door = who->door;
	if ((e = write_row(db, b, after)) != OK)
		return e;
	edit->changed = true;
	return change_write(db, who, &(struct change){ b->table->name,
	    before->id, 0, before->version == 0 ? "insert" : "update",
	    NULL });
}
