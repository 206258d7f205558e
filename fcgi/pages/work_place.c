#include <string.h>

#include "fcgi/pages/work_place.h"

enum { PROVINCE, CITY, COUNTY, LEVEL__MAX };
static const char *const names[LEVEL__MAX] = {
	[PROVINCE] = "work_province", [CITY] = "work_city",
	[COUNTY] = "work_county",
};

#define OF_PROVINCE(code)	((code) / 10000)
#define OF_CITY(code)		((code) / 100)

/* 13 of 130000 */
static int64_t
number(const char *province)
{
	return (province[0] - '0') * 10 + province[1] - '0';
}

/* Where the form asks for each; false: it does not. */
static bool
find(const struct work_place *w, size_t at[LEVEL__MAX])
{
	size_t i, found = 0;
	int level;

	for (i = 0; i < w->form->count; i++)
		for (level = 0; level < LEVEL__MAX; level++)
			if (strcmp(w->form->lines[i]->name,
			    names[level]) == 0) {
				at[level] = i;
				found++;
			}
	return found == LEVEL__MAX;
}

/* 省直辖县级行政区划 and the like are no places, those below them are cities
 * of their own. */
static bool
is_city(const struct gbt *g)
{
	int64_t city = OF_CITY(g->code) % 100;

	if (city == 0)
		return false;
	return city == 90 ? g->code % 100 != 0 : g->code % 100 == 0 &&
	    strstr(g->label, "直辖") == NULL;
}

/* Below the four cities of a province's rank there is none in between. */
static bool
is_alone(int64_t province)
{
	return province == 11 || province == 12 || province == 31 ||
	    province == 50;
}

/* ---- offering --------------------------------------------------------- */

static bool
offered(const struct gbt *g, int level, int64_t province)
{
	if (level == CITY)
		return is_city(g) || (g->code % 10000 == 0 &&
		    is_alone(OF_PROVINCE(g->code)));
	return OF_PROVINCE(g->code) == province && g->code % 100 != 0;
}

static void
offer(struct req *r, const struct gbt_list *all, struct field *f, int level,
    int64_t province)
{
	struct choice *c = pool_array(r->pool, all->count + 1, sizeof *c);
	size_t i, n = 0;

	for (i = 0; i < all->count; i++)
		if (offered(&all->at[i], level, province)) {
			c[n] = (struct choice){ all->at[i].label,
			    all->at[i].label, (int64_t)n };
			n++;
		}
	f->choices = c;
	f->choice_count = n;
}

enum err
work_place_offer(struct req *r, struct work_place *w)
{
	const struct word *typed;
	const char *code;
	size_t at[LEVEL__MAX];
	int64_t province;
	enum err e;

	if (!find(w, at))
		return OK;
	if ((e = gbt_all(r->db, r->settings->generation, &w->all)) != OK)
		return e;
	typed = words_find(&r->words, names[PROVINCE]);
	code = typed != NULL ? typed->value : dictionary_plain(r->pool,
	    w->form->lines[at[PROVINCE]], w->row);
	province = code != NULL && strspn(code, "0123456789") == 6 ?
	    number(code) :
	    w->area / INT64_C(10000000000);
	offer(r, w->all, &w->form->fields[at[CITY]], CITY, province);
	offer(r, w->all, &w->form->fields[at[COUNTY]], COUNTY, province);
	return OK;
}

/* ---- reading ---------------------------------------------------------- */

static bool
stands(struct req *r, const struct work_place *w, const size_t at[LEVEL__MAX],
    const struct answer *in)
{
	int level;

	for (level = 0; level < LEVEL__MAX; level++) {
		const char *was = dictionary_plain(r->pool,
		    w->form->lines[at[level]], w->row);

		if (strcmp(was != NULL ? was : "",
		    in[at[level]].given ? in[at[level]].text : "") != 0)
			return false;
	}
	return true;
}

/* The city of that name in the province; NULL: there is none. */
static const struct gbt *
city_of(const struct gbt_list *all, int64_t province, const char *name)
{
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct gbt *g = &all->at[i];

		if (OF_PROVINCE(g->code) == province &&
		    offered(g, CITY, province) &&
		    strcmp(g->label, name) == 0)
			return g;
	}
	return NULL;
}

/* Whether the county is there; a city without any takes every name. */
static bool
has_county(const struct gbt_list *all, int64_t province,
    const struct gbt *city, const char *name)
{
	bool whole = city == NULL || city->code % 10000 == 0, some = false;
	size_t i;

	for (i = 0; i < all->count; i++) {
		const struct gbt *g = &all->at[i];

		if (!offered(g, COUNTY, province) || (!whole &&
		    (OF_CITY(g->code) != OF_CITY(city->code) ||
		    city->code % 100 != 0)))
			continue;
		some = true;
		if (strcmp(g->label, name) == 0)
			return true;
	}
	return !some;
}

void
work_place_read(struct req *r, const struct work_place *w, struct answer *in)
{
	const struct gbt *city = NULL;
	struct answer *p, *c, *t;
	size_t at[LEVEL__MAX];
	int64_t province;

	if (w->all == NULL || !find(w, at))
		return;
	p = &in[at[PROVINCE]];
	c = &in[at[CITY]];
	t = &in[at[COUNTY]];
	if (p->flaw != FLAW_NONE || c->flaw != FLAW_NONE ||
	    t->flaw != FLAW_NONE || (!c->given && !t->given) ||
	    stands(r, w, at, in))
		return;
	if (!p->given) {
		field_spoil(p, "没有选：先选省，再选市、县");
		return;
	}
	province = number(p->text);
	if (c->given)
		city = city_of(w->all, province, c->text);
	if (c->given && city == NULL)
		field_spoil(c, "不在所选的省，请从列表里选");
	else if (t->given && !has_county(w->all, province, city, t->text))
		field_spoil(t, city == NULL ? "不在所选的省，请从列表里选" :
		    "不在所选的市，请从列表里选");
}
