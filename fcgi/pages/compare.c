#include <string.h>

#include "db/dictionary.h"
#include "db/household.h"
#include "db/registry.h"
#include "fcgi/pages/compare.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/tabs.h"

enum { FROM, TO, CHANGED, FORM__MAX };
static const struct field fields[FORM__MAX] = {
	[FROM] = { .name = "from", .label = "年度", .kind = FIELD_INT,
	    .least = 2000, .most = 2999 },
	[TO] = { .name = "to", .label = "对比年度", .kind = FIELD_INT,
	    .least = 2000, .most = 2999 },
	[CHANGED] = { .name = "changed", .label = "只看有变化的",
	    .kind = FIELD_FLAG },
};
static const struct form form = { fields, FORM__MAX };

/* Two years of a record, side by side; NULL: not there that year. */
struct pair {
	const struct version *a, *b;
};

struct compare {
	int64_t from, to;		/* the years */
	bool changed;			/* only what differs */
	const struct dictionary_codes *codes;
	struct dictionary d[DICTIONARY_MEMBER + 1];
	struct version_rows rows[2], members[2];
	size_t shown, differ;
};

/* ---- reading ---------------------------------------------------------- */

/* The rows of a year, for the fields with what areas have of their own. */
static enum err
read_rows(struct req *r, struct compare *c, int64_t year,
    enum dictionary_entity entity, struct version_rows *rows)
{
	struct who who = r->who;
	enum err e;
	size_t i;

	who.year = year;
	if ((e = version_now(r->db, r->pool, &who, r->id[0],
	    entity == DICTIONARY_MEMBER, rows)) != OK)
		return e;
	for (i = 0; i < rows->count; i++)
		rows->at[i] = deed_unpack(r, &c->d[entity], entity,
		    rows->at[i]);
	return OK;
}

static enum err
read_years(struct req *r, int64_t area, struct compare *c)
{
	const int64_t years[2] = { c->from, c->to };
	enum err e = dictionary_codes(r->db, r->settings->generation,
	    &c->codes);
	int i;

	for (i = DICTIONARY_HOUSEHOLD; e == OK && i <= DICTIONARY_MEMBER; i++)
		e = deed_dictionary(r, (enum dictionary_entity)i, area,
		    &c->d[i]);
	for (i = 0; e == OK && i < 2; i++)
		if ((e = read_rows(r, c, years[i], DICTIONARY_HOUSEHOLD,
		    &c->rows[i])) == OK)
			e = read_rows(r, c, years[i], DICTIONARY_MEMBER,
			    &c->members[i]);
	return e;
}

/* The year looked at, and the one before it in which it was. */
static void
usual_years(struct req *r, struct compare *c, const int64_t *years,
    size_t count)
{
	size_t i;

	c->from = c->to = r->who.year;
	for (i = count; i > 0; i--)
		if (years[i - 1] < r->who.year)
			c->from = years[i - 1];
	if (c->from == c->to)
		for (i = 0; i < count; i++)
			if (years[i] > r->who.year)
				c->to = years[i];
	if (r->flaws > 0)
		return;
	if (r->in[FROM].given)
		c->from = r->in[FROM].value;
	if (r->in[TO].given)
		c->to = r->in[TO].value;
	c->changed = r->in[CHANGED].value != 0;
}

/* ---- showing ---------------------------------------------------------- */

static const char *
value_of(struct req *r, const struct compare *c,
    const struct dictionary_line *l, const struct version *v)
{
	const char *s = v == NULL ? NULL : deed_value(r, l, v, c->codes);

	return s != NULL ? s : "—";
}

/* Who's asked in neither year is passed over; keys never differ. */
static bool
asked(const struct compare *c, const struct dictionary_line *l)
{
	return deed_line(l) && (dictionary_valid(l, c->from) ||
	    dictionary_valid(l, c->to));
}

static bool
differs(const struct dictionary_line *l, const struct pair *pair)
{
	return !shape_same(l->column, pair->a, pair->b);
}

static void
fill_line(struct req *r, struct page *box, struct compare *c,
    const struct dictionary_line *l, const struct pair *pair)
{
	struct page *p = page_part(box, "LINE");

	page_text(p, "label", l->label);
	page_text(p, "a", value_of(r, c, l, pair->a));
	page_text(p, "b", value_of(r, c, l, pair->b));
	if (l->kind == DICTIONARY_MONEY)
		page_show(p, "MONEY");
	if (differs(l, pair))
		page_show(p, "DIFFERS");
	c->differ += differs(l, pair);
	c->shown++;
}

static const char *
member_title(struct req *r, const struct compare *c, const struct pair *pair)
{
	return pool_print(r->pool, "家庭成员 %s", value_of(r, c,
	    dictionary_find(&c->d[DICTIONARY_MEMBER], "name"),
	    pair->b != NULL ? pair->b : pair->a));
}

/* Both years have it; a box for each section, or one for a member. */
static void
fill_record(struct req *r, struct page *page, struct compare *c, bool member,
    const struct pair *pair)
{
	const struct dictionary *d = &c->d[member ? DICTIONARY_MEMBER :
	    DICTIONARY_HOUSEHOLD];
	const char *title = "", *next;
	struct page *box = NULL;
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];

		if (!asked(c, l) || (c->changed && !differs(l, pair)))
			continue;
		next = member ? "m" : l->local ? "本地指标" : l->section;
		if (box == NULL || strcmp(title, next) != 0) {
			title = next;
			box = page_part(page, "BOX");
			page_text(box, "section", member ?
			    member_title(r, c, pair) : title);
		}
		fill_line(r, box, c, l, pair);
	}
}

static void
fill_member(struct req *r, struct page *page, struct compare *c,
    const struct pair *pair)
{
	struct page *box;

	if (pair->a != NULL && pair->b != NULL) {
		fill_record(r, page, c, true, pair);
		return;
	}
	c->differ++;
	c->shown++;
	box = page_part(page, "BOX");
	page_text(box, "section", member_title(r, c, pair));
	page_text(page_part(box, "ONLY"), "sentence", pool_print(r->pool,
	    "%d年度没有，%d年度有", (int)(pair->a == NULL ? c->from : c->to),
	    (int)(pair->a == NULL ? c->to : c->from)));
}

static const struct version *
find(const struct version_rows *rows, int64_t id)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (rows->at[i]->head.id == id)
			return rows->at[i];
	return NULL;
}

static void
fill_members(struct req *r, struct page *page, struct compare *c)
{
	size_t i;

	for (i = 0; i < c->members[1].count; i++)
		fill_member(r, page, c, &(struct pair){ find(&c->members[0],
		    c->members[1].at[i]->head.id), c->members[1].at[i] });
	for (i = 0; i < c->members[0].count; i++)
		if (find(&c->members[1], c->members[0].at[i]->head.id) ==
		    NULL)
			fill_member(r, page, c, &(struct pair){
			    c->members[0].at[i], NULL });
}

static void
fill_years(struct page *p, const char *section, const int64_t *years,
    size_t count, int64_t chosen)
{
	struct page *part;
	size_t i;

	for (i = 0; i < count; i++) {
		part = page_part(p, section);
		page_int(part, "year_value", years[i]);
		if (years[i] == chosen)
			page_show(part, "CHOSEN");
	}
}

static void
fill_sides(struct req *r, struct page *p, struct compare *c)
{
	const int64_t years[2] = { c->from, c->to };
	struct pair pair = { NULL, NULL };
	int i;

	if (c->rows[0].count > 0)
		pair.a = c->rows[0].at[0];
	if (c->rows[1].count > 0)
		pair.b = c->rows[1].at[0];
	for (i = 0; i < 2; i++)
		if (c->rows[i].count == 0)
			page_int(page_part(p, "ABSENT"), "absent", years[i]);
	if (pair.a != NULL && pair.b != NULL) {
		fill_record(r, p, c, false, &pair);
		fill_members(r, p, c);
		if (c->shown == 0)
			page_show(p, "SAME");
	}
	page_int(p, "differ", (int64_t)c->differ);
}

static enum err
show(struct req *r)
{
	struct compare c = { 0 };
	struct household h;
	int64_t *years;
	size_t count;
	struct page *p;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &h)) != OK || (e = registry_of_household(r->db, r->pool, &r->who,
	    r->id[0], &years, &count)) != OK)
		return e;
	usual_years(r, &c, years, count);
	if ((e = read_years(r, h.area, &c)) != OK)
		return e;
	p = req_page(r, "compare.tpl", "年度对比");
	page_fill(p, r->pool, &household_shape, &h);
	tabs_fill(r, p, &h);
	fill_years(p, "FROM", years, count, c.from);
	fill_years(p, "TO", years, count, c.to);
	page_int(p, "from", c.from);
	page_int(p, "to", c.to);
	if (c.changed)
		page_show(p, "ONLY_CHANGED");
	fill_sides(r, p, &c);
	return req_show(r);
}

const struct route compare_routes[] = {
	{ VERB_GET, "/household/#/compare", ROLE_HELPER, &form, show, NULL },
	{ .path = NULL }
};
