#include <stdlib.h>
#include <string.h>

#include "core/mask.h"
#include "db/indicator.h"
#include "db/version_record.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/panel.h"

struct deed *
deed_add(struct req *r, struct deeds *d)
{
	struct deed *more;

	if (d->count == d->room) {
		more = pool_array(r->pool, d->room * 2 + 64, sizeof *more);
		if (d->count > 0)
			memcpy(more, d->at, d->count * sizeof *more);
		d->at = more;
		d->room = d->room * 2 + 64;
	}
	d->at[d->count] = (struct deed){ .order = d->count };
	return &d->at[d->count++];
}

/* ---- rows of the dictionary ------------------------------------------- */

static const char *
place(struct req *r, const char *code)
{
	const char *name;

	if (code == NULL || panel_area_name(r, strtoll(code, NULL, 10),
	    &name) != OK || *name == '\0')
		return code;
	return name;
}

const char *
deed_value(struct req *r, const struct dictionary_line *l, const void *row,
    const struct dictionary_codes *codes)
{
	const struct dictionary_head *head = row;
	struct mask_sight sight = head->base.area == 0 ?
	    mask_sight(&r->who) : mask_sight_at(&r->who, head->base.area);
	const char *s = panel_show(r, sight, l, row, codes);

	if (s == NULL || *s == '\0')
		return NULL;
	if (strcmp(l->name, "area") == 0)
		return place(r, s);
	return *l->unit == '\0' || !mask_shows(sight, l->veil) ? s :
	    pool_print(r->pool, "%s%s", s, l->unit);
}

/* ---- what areas have of their own -------------------------------------- */

static const struct dictionary *
versions_of(enum dictionary_entity entity)
{
	if (entity >= DICTIONARY_HELPER)
		return version_record_of(entity);
	return entity == DICTIONARY_HOUSEHOLD || entity == DICTIONARY_MEMBER ?
	    version_of(entity == DICTIONARY_MEMBER) :
	    version_of_place(entity);
}

enum err
deed_dictionary(struct req *r, enum dictionary_entity entity, int64_t area,
    struct dictionary *out)
{
	size_t count = dictionary_of(entity)->count, i;
	int64_t generation = r->settings->generation, year = r->who.year;
	struct dictionary all, here;
	enum err e;

	if ((e = indicator_dictionary(r->db, r->pool, generation,
	    &(struct indicator_at){ entity, 0, year, true }, &all)) != OK ||
	    (e = indicator_dictionary(r->db, r->pool, generation,
	    &(struct indicator_at){ entity, area, year, false },
	    &here)) != OK)
		return e;
	*out = dictionary_with(r->pool, versions_of(entity),
	    all.lines + count, all.count - count);
	for (i = 0; i < count; i++)
		out->lines[i].label = here.lines[i].label;
	return OK;
}

const struct version *
deed_unpack(struct req *r, const struct dictionary *d,
    enum dictionary_entity entity, const struct version *v)
{
	return dictionary_unpack(r->pool, versions_of(entity), d, v);
}

bool
deed_line(const struct dictionary_line *l)
{
	return l->column != NULL && strcmp(l->name, DICTIONARY_LOCAL) != 0;
}

/* ---- between two versions --------------------------------------------- */

/* A record's versions, one step after the other. */
struct steps {
	enum dictionary_entity entity;
	struct dictionary d;		/* of the rows, unpacked */
	const struct dictionary_codes *codes;
	struct deeds *deeds;
};

/* A row is unpacked only where what areas have of their own is another: a
 * household may have many versions. */
static size_t
unpacked(struct req *r, const struct steps *s, const struct version *pair[2])
{
	const struct dictionary *d = versions_of(s->entity);
	const struct column *c = shape_column(&d->shape, DICTIONARY_LOCAL);

	if (c == NULL || shape_same(c, pair[0], pair[1]))
		return d->count;
	pair[0] = deed_unpack(r, &s->d, s->entity, pair[0]);
	pair[1] = deed_unpack(r, &s->d, s->entity, pair[1]);
	return s->d.count;
}

static void
fill_changes(struct req *r, const struct steps *s, struct deed *deed,
    const struct version *pair[2])
{
	size_t count = unpacked(r, s, pair), i, n = 0;
	bool *is = pool_array(r->pool, count, sizeof *is);

	for (i = 0; i < count; i++) {
		const struct dictionary_line *l = &s->d.lines[i];

		is[i] = deed_line(l) &&
		    !shape_same(l->column, pair[0], pair[1]);
		n += is[i];
	}
	deed->changes = pool_array(r->pool, n + 1, sizeof *deed->changes);
	for (i = 0; i < count; i++)
		if (is[i])
			deed->changes[deed->count++] = (struct deed_change){
			    s->d.lines[i].label,
			    deed_value(r, &s->d.lines[i], pair[0], s->codes),
			    deed_value(r, &s->d.lines[i], pair[1], s->codes) };
}

/* What a row of the entity is called: itself, or with its name. */
static const struct {
	const char *label;
	bool named;
} abouts[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HOUSEHOLD] = { "户档案", false },
	[DICTIONARY_MEMBER] = { "家庭成员", true },
	[DICTIONARY_COUNTY] = { "县档案", false },
	[DICTIONARY_VILLAGE] = { "村档案", false },
	[DICTIONARY_HAMLET] = { "自然村", true },
	[DICTIONARY_HELPER] = { "帮扶责任人", false },
	[DICTIONARY_UNIT] = { "帮扶单位", false },
	[DICTIONARY_TEAM] = { "驻村工作队", false },
	[DICTIONARY_TEAM_MEMBER] = { "队员", true },
};

static const char *
about(struct req *r, enum dictionary_entity entity,
    const struct dictionary *d, const struct version *v)
{
	const struct dictionary_line *l;
	const char *name;

	if (!abouts[entity].named)
		return abouts[entity].label;
	l = dictionary_find(d, "name");
	name = l != NULL ? dictionary_show(r->pool, l, v, NULL) : NULL;
	return pool_print(r->pool, "%s %s", abouts[entity].label,
	    name != NULL ? name : "");
}

static struct deed *
step(struct req *r, struct deeds *deeds, const char *what_of,
    const struct version *v)
{
	struct deed *deed = deed_add(r, deeds);

	deed->at = v->since;
	deed->about = what_of;
	deed->user = v->user != NULL ? v->user : "系统";
	deed->door = entry_door(v->head.door);
	return deed;
}

/* The step that made ${v} what it is; none where nothing is seen of it. */
static void
add_step(struct req *r, const struct steps *s, const struct version *before,
    const struct version *v)
{
	struct deed *deed = step(r, s->deeds, about(r, s->entity, &s->d, v),
	    v);

	deed->what = before != NULL ? "修改" :
	    s->entity >= DICTIONARY_HELPER ? "登记" : "建立档案";
	if (before == NULL)
		return;
	fill_changes(r, s, deed, (const struct version *[]){ before, v });
	if (deed->count == 0)
		s->deeds->count--;
}

enum err
deed_rows(struct req *r, enum dictionary_entity entity, int64_t area,
    const struct version_rows *rows, struct deeds *deeds)
{
	struct steps s = { .entity = entity, .deeds = deeds };
	const struct version *before = NULL, *v;
	struct deed *deed;
	enum err e;
	size_t i;

	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &s.codes)) != OK ||
	    (e = deed_dictionary(r, entity, area, &s.d)) != OK)
		return e;
	for (i = 0; i < rows->count; i++, before = v) {
		v = rows->at[i];
		if (before != NULL && before->head.id != v->head.id)
			before = NULL;
		add_step(r, &s, before, v);
		if (v->last || (i + 1 < rows->count &&
		    rows->at[i + 1]->head.id == v->head.id))
			continue;
		deed = step(r, deeds, about(r, entity, &s.d, v), v);
		deed->at = v->until;
		deed->what = "移出";
	}
	return OK;
}

/* ---- order ------------------------------------------------------------ */

static int
newer(const void *a, const void *b)
{
	const struct deed *x = a, *y = b;

	if (x->at.utc != y->at.utc)
		return x->at.utc < y->at.utc ? 1 : -1;
	return x->order < y->order ? 1 : x->order > y->order ? -1 : 0;
}

void
deed_sort(struct deeds *d)
{
	if (d->count > 1)
		qsort(d->at, d->count, sizeof *d->at, newer);
}
