#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "core/money.h"
#include "db/dictionary.h"
#include "db/generate_random.h"
#include "db/generate_village.h"

#define BATCH_CEILING	(64u << 20)
#define VILLAGES	500	/* in a transaction */
#define PHONE_FIRST	INT64_C(19870000000)
#define PERSONS		3	/* of a household, about */
#define FEW_ACRES	25	/* each such village has too few */

static const char *const names[] = {
	"东沟组", "西沟组", "前街组", "后街组", "南坡组", "北台组",
};

struct greatest {
	int64_t hamlet_id;
};
static SHAPE(greatest, COLUMN(greatest, hamlet_id));
static const struct query greatest_of = {
	"SELECT IFNULL(MAX(hamlet_id), 0) AS hamlet_id FROM hamlet_key",
	.out = &greatest_shape
};

/* What stands behind the dictionary's part of a row. */
struct place {
	int64_t year, area;
};
static SHAPE(place, COLUMN(place, year), COLUMN(place, area));
struct home {
	int64_t year, hamlet_id, area, serial;
	const char *name;
};
static SHAPE(home, COLUMN(home, year), COLUMN(home, hamlet_id),
    COLUMN(home, area), COLUMN(home, serial), COLUMN(home, name));
static const struct shape key_shape = {
	(const struct column[]){ COLUMN(home, hamlet_id), COLUMN(home, area),
	    COLUMN(home, serial) }, 3, sizeof(struct home)
};
static const struct query hamlet_keys = {
	"INSERT INTO hamlet_key (hamlet_id, area, serial) VALUES (?, ?, ?)",
	.in = &key_shape
};

const struct query *const generate_village_queries[] = {
	&greatest_of, &hamlet_keys, NULL
};

int64_t
generate_village_hamlets(const struct generate_plan *plan,
    const struct generate_village *village)
{
	struct random r = random_of(plan->options->seed, RANDOM_VILLAGE,
	    village->code, 1);

	return 3 + random_below(&r, (int64_t)LEN(names) - 2);
}

const char *
generate_village_hamlet(int64_t i)
{
	return names[i];
}

/* ---- a form, filled in as its samples are ------------------------------ */

struct drawing {
	const struct generate_plan *plan;
	struct pool *pool;
	struct random r;
	int64_t percent;	/* how large it is, of the samples' place */
	int64_t phone;		/* the next one */
	const struct dictionary *d;
	char *row;
};

/* All numbers of a place grow together, but for where it lies and when. */
static int64_t
scaled(struct drawing *d, const struct dictionary_line *l, int64_t sample)
{
	if (strstr(l->name, "tude_100") != NULL)
		return sample + random_below(&d->r, 20) - 10;
	if (sample < 10 || strstr(l->name, "_year") != NULL)
		return sample;
	return sample * d->percent / 100;
}

static void
fill_number(struct drawing *d, const struct dictionary_line *l)
{
	struct opt_int *cell = shape_at(l->column, d->row);
	int64_t sample = 0;

	if (l->kind == DICTIONARY_INT || l->kind == DICTIONARY_FLAG)
		sample = strtoll(l->sample, NULL, 10);
	else if (money_read(l->sample, &sample) != MONEY_OK)
		return;
	*cell = (struct opt_int){ true, l->kind == DICTIONARY_FLAG ?
	    sample : scaled(d, l, sample) };
}

static void
fill_text(struct drawing *d, const struct dictionary_line *l)
{
	const char **cell = shape_at(l->column, d->row);

	if (l->kind == DICTIONARY_PHONE)
		*cell = pool_print(d->pool, "%lld", (long long)d->phone++);
	else if (l->veil == VEIL_NAME)
		*cell = random_name(d->pool, &d->r, true);
	else
		*cell = l->sample;
}

static void
fill_line(struct drawing *d, const struct dictionary_line *l)
{
	if (l->column->cell == CELL_OPT)
		fill_number(d, l);
	else if (l->column->cell == CELL_TEXT)
		fill_text(d, l);
	else if (l->column->cell == CELL_DATE)
		*(struct date *)shape_at(l->column, d->row) =
		    (struct date){ (int16_t)(d->plan->options->year - 1), 7,
		    1 };
}

static void
set(struct drawing *d, const char *name, int64_t value)
{
	const struct dictionary_line *l = dictionary_find(d->d, name);

	if (l != NULL && l->column != NULL && l->column->cell == CELL_OPT)
		*(struct opt_int *)shape_at(l->column, d->row) =
		    (struct opt_int){ true, value };
}

static void
fill_form(struct drawing *d)
{
	size_t i;

	for (i = 0; i < d->d->count; i++) {
		const struct dictionary_line *l = &d->d->lines[i];

		if (l->column != NULL && l->term_count == 0 &&
		    *l->sample != '\0' &&
		    dictionary_valid(l, d->plan->options->year))
			fill_line(d, l);
	}
	dictionary_compute(d->d, d->plan->options->year, d->row);
}

/* ---- villages and what lies in them ------------------------------------ */

/* Rows of one entity on their way, each with its part behind. */
struct rows {
	enum dictionary_entity entity;
	const struct query *fill;
	size_t size, count;
	char *at;
};

static struct rows
rows_of(struct pool *pool, enum dictionary_entity entity,
    const struct shape *behind, size_t most)
{
	struct rows r = { .entity = entity,
	    .fill = dictionary_fill(entity, behind) };

	r.size = r.fill->in->size;
	r.at = pool_array(pool, most, r.size);
	return r;
}

/* The next row, filled in; what stands behind it. */
static void *
next(struct drawing *d, struct rows *rows)
{
	d->d = dictionary_of(rows->entity);
	d->row = rows->at + rows->count++ * rows->size;
	fill_form(d);
	return d->row + d->d->shape.size;
}

static void
add_county(struct drawing *d, struct rows *rows, int64_t area)
{
	struct place *place = next(d, rows);

	*place = (struct place){ d->plan->options->year, area };
	set(d, "village_count", (int64_t)d->plan->village_count);
}

static void
add_village(struct drawing *d, struct rows *rows,
    const struct generate_village *v, int64_t hamlets)
{
	struct place *place = next(d, rows);

	*place = (struct place){ d->plan->options->year, v->code };
	set(d, "hamlet_count", hamlets);
	set(d, "powered_hamlets", hamlets);
	/* here and there less land than its households have: a warning */
	if (v->code % FEW_ACRES == 0) {
		set(d, "arable_mu_100", v->count * 100);
		set(d, "irrigated_mu_100", 0);
	}
}

/* The batch's natural villages: their keys stand by themselves. */
struct homes {
	struct rows rows;
	struct home *keys;
	int64_t last_id;
};

static void
add_hamlet(struct drawing *d, struct homes *homes, int64_t area,
    int64_t serial)
{
	struct home *key = &homes->keys[homes->rows.count];
	struct home *home = next(d, &homes->rows);

	*key = (struct home){ d->plan->options->year, ++homes->last_id, area,
	    serial, names[serial - 1] };
	*home = *key;
}

static struct drawing
drawing_of(const struct generate_plan *plan, struct pool *pool, size_t i)
{
	const struct generate_village *v = &plan->villages[i];
	struct drawing d = { .plan = plan, .pool = pool,
	    .r = random_of(plan->options->seed, RANDOM_VILLAGE, v->code, 2),
	    .phone = PHONE_FIRST + (int64_t)i * 10 };

	/* The registered households are a part of the village's. */
	d.percent = 60 + random_below(&d.r, 80);
	if (d.percent < v->count * PERSONS * 100 / 1200 * 2)
		d.percent = v->count * PERSONS * 100 / 1200 * 2;
	return d;
}

static enum err
write(struct db *db, const struct rows *county, const struct rows *village,
    const struct homes *homes)
{
	enum err e = OK;

	if (county->count > 0)
		e = db_bulk(db, county->fill, county->at, county->count);
	if (e == OK)
		e = db_bulk(db, village->fill, village->at, village->count);
	if (e == OK)
		e = db_bulk(db, &hamlet_keys, homes->keys,
		    homes->rows.count);
	if (e == OK)
		e = db_bulk(db, homes->rows.fill, homes->rows.at,
		    homes->rows.count);
	return e;
}

/* The villages from ${first} on, one batch. */
static enum err
write_batch(struct db *db, const struct generate_plan *plan, size_t first,
    struct pool *pool, int64_t *last_id)
{
	size_t count = plan->village_count - first < VILLAGES ?
	    plan->village_count - first : VILLAGES, i;
	struct rows county = rows_of(pool, DICTIONARY_COUNTY, &place_shape,
	    count);
	struct rows village = rows_of(pool, DICTIONARY_VILLAGE, &place_shape,
	    count);
	struct homes homes = { rows_of(pool, DICTIONARY_HAMLET, &home_shape,
	    count * LEN(names)), pool_array(pool, count * LEN(names),
	    sizeof *homes.keys), *last_id };
	int64_t hamlets, serial;

	for (i = first; i < first + count; i++) {
		const struct generate_village *v = &plan->villages[i];
		struct drawing d = drawing_of(plan, pool, i);

		if (i == 0 || plan->villages[i - 1].code / 1000000 !=
		    v->code / 1000000)
			add_county(&d, &county, v->code / 1000000 * 1000000);
		hamlets = generate_village_hamlets(plan, v);
		add_village(&d, &village, v, hamlets);
		for (serial = 1; serial <= hamlets; serial++)
			add_hamlet(&d, &homes, v->code, serial);
	}
	*last_id = homes.last_id;
	return write(db, &county, &village, &homes);
}

enum err
generate_village_write(struct db *db, const struct generate_plan *plan)
{
	struct pool *pool = pool_new(BATCH_CEILING);
	struct greatest greatest;
	enum err e = db_one(db, pool, &greatest_of, NULL, &greatest);
	size_t i;

	for (i = 0; e == OK && i < plan->village_count; i += VILLAGES) {
		pool_reset(pool);
		e = write_batch(db, plan, i, pool, &greatest.hamlet_id);
	}
	pool_free(pool);
	return e;
}
