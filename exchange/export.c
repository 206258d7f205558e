#include <string.h>

#include "core/text.h"
#include "db/change.h"
#include "db/export.h"
#include "db/secret.h"
#include "exchange/export.h"
#include "exchange/dictionary_write.h"
#include "exchange/place_write.h"
#include "exchange/record_write.h"
#include "exchange/row_write.h"

#define BATCH_CEILING	(64u << 20)	/* a bound, not what it takes */
#define BATCH		500		/* households at a time */
#define HOUSEHOLDS	(DICTIONARY_MEMBER + 1)	/* entities of a batch */

/* One document on its way out. */
struct document {
	struct db *db;
	const struct who *who;
	const struct export_options *options;
	struct export_key key;
	struct xml_write w;
	struct row_write row_write;
	struct export_batch batch;
	size_t at;		/* household of the batch */
	bool open;		/* its element is */
	size_t member, pairing;	/* next of the batch */
	struct dictionary_write fields;
	struct profile profile;
	struct dictionary_area area;
	struct dictionary_rows rows[HOUSEHOLDS];
	size_t row[HOUSEHOLDS];	/* next of the rows */
	struct export_done done;
};

/* ---- the merge ------------------------------------------------------- */

static const struct export_household *
household(const struct document *d)
{
	return &d->batch.households[d->at];
}

/* The dictionary's part of that household or member. */
static void
write_dictionary(struct document *d, enum dictionary_entity entity,
    int64_t id)
{
	const struct dictionary_rows *rows = &d->rows[entity];
	enum entity_kind kind = entity == DICTIONARY_MEMBER ?
	    ENTITY_MEMBER : ENTITY_HOUSEHOLD;
	size_t *at = &d->row[entity];
	const struct dictionary_head *h;

	for (; *at < rows->count; (*at)++) {
		h = rows->at[*at];
		if (h->parent > household(d)->household_id)
			return;
		if (h->parent == household(d)->household_id &&
		    h->id == id) {
			dictionary_write_row(&d->fields, kind, h);
			(*at)++;
			return;
		}
	}
}

static void
write_member(struct document *d, const struct export_member *m)
{
	size_t i;

	xml_write_words(&d->w, "<member");
	i = row_write_fields(&d->row_write, ENTITY_MEMBER, m, 0);
	xml_write_raw(&d->w, ">", 1);
	row_write_fields(&d->row_write, ENTITY_MEMBER, m, i);
	write_dictionary(d, DICTIONARY_MEMBER, m->member_id);
	xml_write_words(&d->w, "</member>");
}

/* The household's element with all that stands before its reports. */
static void
open_household(struct document *d)
{
	const struct export_household *h = household(d);
	struct export_batch *b = &d->batch;
	size_t i;

	xml_write_words(&d->w, "<household");
	i = row_write_fields(&d->row_write, ENTITY_HOUSEHOLD, h, 0);
	xml_write_raw(&d->w, ">", 1);
	d->open = true;
	d->done.households++;
	if (d->options->kind == EXPORT_REPORTS)
		return;
	row_write_fields(&d->row_write, ENTITY_HOUSEHOLD, h, i);
	write_dictionary(d, DICTIONARY_HOUSEHOLD, h->household_id);
	for (; d->member < b->member_count &&
	    b->members[d->member].household_id == h->household_id;
	    d->member++, d->done.members++)
		write_member(d, &b->members[d->member]);
	for (; d->pairing < b->pairing_count &&
	    b->pairings[d->pairing].household_id == h->household_id;
	    d->pairing++, d->done.pairings++)
		row_write_whole(&d->row_write, ENTITY_PAIRING,
		    &b->pairings[d->pairing]);
}

/* Done with the household: close it; in a file of reports one without any
 * does not stand at all. */
static void
leave_household(struct document *d)
{
	if (!d->open && d->options->kind == EXPORT_FULL)
		open_household(d);
	if (d->open)
		xml_write_words(&d->w, "</household>");
	d->open = false;
	d->at++;
}

static enum err
take_report(void *cookie, const void *row)
{
	const struct report *r = row;
	struct document *d = cookie;

	while (d->at < d->batch.household_count &&
	    household(d)->household_id < r->household_id)
		leave_household(d);
	if (d->at == d->batch.household_count ||
	    household(d)->household_id != r->household_id)
		return OK;
	if (!d->open)
		open_household(d);
	row_write_whole(&d->row_write, ENTITY_REPORT, r);
	d->done.reports++;
	return d->w.flaw;
}

/* Where no dictionary was read there are no fields of it. */
static enum err
read_rows(struct document *d, struct pool *pool)
{
	const struct export_batch *b = &d->batch;
	struct dictionary_range range = { d->key.area, d->key.year,
	    b->households[0].household_id,
	    b->households[b->household_count - 1].household_id };
	enum err e = OK;
	int i;

	d->fields = (struct dictionary_write){ &d->w, pool,
	    &d->profile, d->row_write.sight, &d->area };
	for (i = 0; e == OK && i < HOUSEHOLDS; i++) {
		d->row[i] = 0;
		d->rows[i] = (struct dictionary_rows){ 0 };
		if (dictionary_of((enum dictionary_entity)i)->count > 0)
			e = dictionary_export(d->db, pool, d->who,
			    (enum dictionary_entity)i, &range, &d->rows[i]);
	}
	return e;
}

static enum err
write_batch(struct document *d, struct pool *pool)
{
	struct export_taker taker = { take_report, d };
	enum err e = OK;

	row_write_texts(&d->row_write, pool);
	d->at = d->member = d->pairing = 0;
	if (d->options->kind == EXPORT_FULL) {
		e = export_members(d->db, pool, d->who, &d->key, &d->batch);
		if (e == OK)
			e = export_pairings(d->db, pool, d->who, &d->key,
			    &d->batch);
		if (e == OK)
			e = read_rows(d, pool);
	}
	/* Monthly reports are the province's: no national column is known. */
	if (e == OK && d->options->profile == PROFILE_PLAIN)
		e = export_reports(d->db, d->who, &d->key, &d->batch,
		    &taker);
	while (e == OK && d->at < d->batch.household_count)
		leave_household(d);
	d->key.after = d->batch.households[d->batch.household_count - 1].
	    household_id;
	return e != OK ? e : d->w.flaw;
}

static enum err
write_body(struct document *d)
{
	struct pool *pool = pool_new(BATCH_CEILING);
	enum err e;

	do {
		pool_reset(pool);
		e = export_households(d->db, pool, d->who, &d->key,
		    &d->batch);
		if (e != OK || d->batch.household_count == 0)
			break;
		e = write_batch(d, pool);
	} while (e == OK);
	pool_free(pool);
	return e;
}

/* ---- the document ---------------------------------------------------- */

/* Attributes by name: the order of canonical XML. */
static void
write_head(struct document *d, struct pool *pool, int64_t last_change)
{
	const struct export_options *o = d->options;
	struct xml_write *w = &d->w;

	xml_write_words(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<exchange xmlns=\"" EXPORT_NAMESPACE "\"");
	xml_write_count(w, "area", o->area);
	xml_write_words(w, " generated=\"");
	xml_write_moment(w, o->generated);
	xml_write_raw(w, "\"", 1);
	xml_write_attribute(w, "id", o->id != NULL ? o->id : export_id(pool));
	xml_write_attribute(w, "kind", export_kind_name(o->kind));
	xml_write_attribute(w, "masked", o->unmasked ? "no" : "yes");
	xml_write_attribute(w, "profile", profile_name(o->profile));
	xml_write_count(w, "to", last_change);
	xml_write_attribute(w, "version", EXPORT_VERSION);
	xml_write_count(w, "year", o->year);
	xml_write_raw(w, ">", 1);
}

static void
write_trailer(struct document *d, struct sum *sum)
{
	struct xml_write *w = &d->w;
	char hex[SUM_HEX];

	xml_write_sum(w, NULL);
	sum_hex(sum, hex);
	xml_write_words(w, "<trailer");
	xml_write_count(w, "county", d->done.counties);
	xml_write_count(w, "hamlet", d->done.hamlets);
	xml_write_count(w, "helper", d->done.helpers);
	xml_write_count(w, "household", d->done.households);
	xml_write_count(w, "member", d->done.members);
	xml_write_count(w, "pairing", d->done.pairings);
	xml_write_count(w, "report", d->done.reports);
	xml_write_attribute(w, "sha256", hex);
	xml_write_count(w, "team", d->done.teams);
	xml_write_count(w, "team_member", d->done.team_members);
	xml_write_count(w, "unit", d->done.units);
	xml_write_count(w, "village", d->done.villages);
	xml_write_words(w, "></trailer></exchange>\n");
}

/* What stands before the households. */
static enum err
write_front(struct document *d)
{
	const struct dictionary_write fields = { &d->w, NULL, &d->profile,
	    d->row_write.sight, &d->area };
	struct place_write p = { d->db, d->who, d->key.area, d->key.year,
	    &d->row_write, fields, 0, 0, 0 };
	struct record_write r = { d->db, d->who, d->key.area,
	    d->options->year, &d->row_write, fields, 0, 0, 0, 0 };
	enum err e;

	if (d->options->kind != EXPORT_FULL)
		return OK;
	if ((e = place_write(&p)) == OK)
		e = record_write(&r);
	d->done.counties = p.counties;
	d->done.villages = p.villages;
	d->done.hamlets = p.hamlets;
	d->done.units = r.units;
	d->done.helpers = r.helpers;
	d->done.teams = r.teams;
	d->done.team_members = r.team_members;
	return e;
}

static enum err
write_document(struct document *d, struct pool *pool)
{
	struct sum *sum = sum_new();
	int64_t last_change;
	enum err e;

	d->profile = (struct profile){ d->options->profile,
	    d->options->year, NULL };
	row_write_start(&d->row_write, pool, &d->w, &d->profile);
	if (d->options->unmasked)
		d->row_write.sight = (struct mask_sight){ ROLE_ADMIN,
		    MASK_REVEALED };
	if ((e = dictionary_codes(d->db, DICTIONARY_ANEW,
	    &d->profile.codes)) != OK ||
	    (e = dictionary_area_read(d->db, pool, &d->area)) != OK)
		goto out;
	/* months are there before the first file, of households of now */
	d->key.year = d->options->year;
	e = d->options->kind != EXPORT_REPORTS ? OK : export_year(d->db,
	    pool, d->who, d->options->year, &d->key.year);
	if (e == OK)
		e = change_last(d->db, pool, &last_change);
	if (e != OK)
		goto out;
	write_head(d, pool, last_change);
	xml_write_sum(&d->w, sum);
	if ((e = write_front(d)) == OK && (e = write_body(d)) == OK)
		write_trailer(d, sum);
	d->w.sum = NULL;
out:
	sum_free(sum);
	return e;
}

enum err
export_write(struct db *db, const struct who *who,
    const struct export_options *options, const struct xml_sink *sink,
    struct export_done *done)
{
	struct document d = { .db = db, .who = who, .options = options,
	    .area = { .area = options->area, .year = options->year,
	    .generation = options->generation },
	    .key = { .area = options->area, .period_year = options->year,
	    .most = BATCH } };
	struct pool *pool = pool_new(BATCH_CEILING);
	bool own = !db_inside(db);
	enum err e = own ? db_begin(db) : OK, last;

	if (e == OK) {
		xml_write_start(&d.w, sink);
		e = write_document(&d, pool);
		if (e != OK && d.w.flaw == OK)
			d.w.flaw = e;
		last = xml_write_end(&d.w);
		e = e != OK ? e : last;
		d.done.bytes = d.w.total;
	}
	if (own)
		db_rollback(db);
	pool_free(pool);
	if (done != NULL)
		*done = d.done;
	return e;
}

/* ---- words ----------------------------------------------------------- */

static const char *const kinds[EXPORT_KIND__MAX] = {
	[EXPORT_FULL] = "full", [EXPORT_REPORTS] = "reports",
};

const char *
export_kind_name(enum export_kind kind)
{
	return kinds[kind];
}

enum export_kind
export_kind_read(const char *s)
{
	int kind;

	for (kind = 0; kind < EXPORT_KIND__MAX; kind++)
		if (strcmp(kinds[kind], s) == 0)
			break;
	return (enum export_kind)kind;
}

const char *
export_id(struct pool *pool)
{
	uint8_t raw[SECRET_TOKEN];
	struct text t = text_start(pool);
	int i;

	secret_token(pool, raw);
	raw[6] = (uint8_t)((raw[6] & 0x0F) | 0x40);
	raw[8] = (uint8_t)((raw[8] & 0x3F) | 0x80);
	for (i = 0; i < 16; i++)
		text_print(&t, i == 4 || i == 6 || i == 8 || i == 10 ?
		    "-%02x" : "%02x", raw[i]);
	return t.at;
}
