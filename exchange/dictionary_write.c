#include <inttypes.h>
#include <string.h>

#include "core/local.h"
#include "core/money.h"
#include "core/text.h"
#include "db/indicator.h"
#include "exchange/dictionary_write.h"
#include "exchange/markup.h"

/* Which have a dictionary. */
static const struct {
	bool has;
	enum dictionary_entity entity;
} of[ENTITY_KIND__MAX] = {
	[ENTITY_HOUSEHOLD] = { true, DICTIONARY_HOUSEHOLD },
	[ENTITY_MEMBER] = { true, DICTIONARY_MEMBER },
	[ENTITY_COUNTY] = { true, DICTIONARY_COUNTY },
	[ENTITY_VILLAGE] = { true, DICTIONARY_VILLAGE },
	[ENTITY_HAMLET] = { true, DICTIONARY_HAMLET },
	[ENTITY_UNIT] = { true, DICTIONARY_UNIT },
	[ENTITY_HELPER] = { true, DICTIONARY_HELPER },
	[ENTITY_TEAM] = { true, DICTIONARY_TEAM },
	[ENTITY_TEAM_MEMBER] = { true, DICTIONARY_TEAM_MEMBER },
};

const struct dictionary *
dictionary_write_of(enum entity_kind kind)
{
	return of[kind].has ? dictionary_of(of[kind].entity) : NULL;
}

enum err
dictionary_area_read(struct db *db, struct pool *pool,
    struct dictionary_area *area)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < ENTITY_KIND__MAX; i++)
		if (of[i].has && dictionary_of(of[i].entity)->count > 0)
			e = indicator_dictionary(db, pool, area->generation,
			    &(struct indicator_at){ of[i].entity, area->area,
			    area->year, true }, &area->d[i]);
	return e;
}

bool
dictionary_write_has(enum entity_kind kind,
    const struct dictionary_line *line, int64_t year)
{
	return line->column != NULL && dictionary_valid(line, year) &&
	    shape_column(entities[kind].shape, line->name) == NULL;
}

bool
dictionary_write_national(enum dictionary_entity entity, const char *column)
{
	const struct dictionary *d = dictionary_of(entity);
	size_t kind = 0, i;

	while (!of[kind].has || of[kind].entity != entity)
		kind++;
	for (i = 0; i < d->count; i++)
		if (strcmp(d->lines[i].national, column) == 0)
			return true;
	for (i = 0; i < entities[kind].count; i++)
		if (text_is(entities[kind].fields[i].national, column))
			return true;
	return false;
}

/* The schema's name of its type; NULL: a text or codes, which have lengths
 * of their own. */
static const char *
type_of(struct pool *pool, const struct dictionary_line *line)
{
	static const char *const kinds[DICTIONARY_KIND__MAX] = {
		[DICTIONARY_INT] = "int", [DICTIONARY_MONEY] = "balance",
		[DICTIONARY_DECIMAL1] = "decimal",
		[DICTIONARY_DECIMAL2] = "decimal",
		[DICTIONARY_DATE] = "xs:date", [DICTIONARY_FLAG] = "flag",
		[DICTIONARY_PHONE] = "phone", [DICTIONARY_IDNO] = "idno",
	};

	return line->kind == DICTIONARY_CODE ?
	    pool_print(pool, "code.%s", line->list) : kinds[line->kind];
}

static void
write_own_type(struct xml_write *w, const struct dictionary_line *l)
{
	markup_line(w, "<xs:simpleType>");
	if (l->kind == DICTIONARY_CODES)
		markup_line(w, "<xs:restriction><xs:simpleType>"
		    "<xs:list itemType=\"code.%s\"/></xs:simpleType>",
		    l->list);
	else
		markup_line(w, "<xs:restriction base=\"xs:string\">");
	markup_line(w, "<xs:minLength value=\"1\"/>");
	if (l->most > 0)
		markup_line(w, "<xs:maxLength value=\"%d\"/>",
		    (int)l->most);
	markup_line(w, "</xs:restriction></xs:simpleType>");
}

/* 0—50亩, at most 60 characters … */
static const char *
range(struct pool *pool, const struct dictionary_line *l)
{
	bool fine = l->kind == DICTIONARY_MONEY ||
	    l->kind == DICTIONARY_DECIMAL1 || l->kind == DICTIONARY_DECIMAL2;

	if (l->least == 0 && l->most == 0)
		return "";
	if (l->kind == DICTIONARY_TEXT || l->kind == DICTIONARY_CODES)
		return pool_print(pool, "最多%d%s", (int)l->most,
		    l->kind == DICTIONARY_TEXT ? "个字" : "项");
	return pool_print(pool, "%s—%s%s", fine ?
	    money_short(pool, l->least) : pool_print(pool, "%" PRId64,
	    l->least), fine ? money_short(pool, l->most) :
	    pool_print(pool, "%" PRId64, l->most), l->unit);
}

const char *
dictionary_write_said(struct pool *pool, const struct dictionary_line *l)
{
	const char *bounds = range(pool, l);
	const char *need = l->required ? "必填" : "";

	if (*bounds != '\0' || *need != '\0')
		bounds = pool_print(pool, "（%s%s%s）", need,
		    *need != '\0' && *bounds != '\0' ? "；" : "", bounds);
	return pool_print(pool, "%s：%s%s", l->label, l->definition, bounds);
}

void
dictionary_write_element(struct xml_write *w, struct pool *pool,
    enum profile_kind profile, const struct dictionary_line *l,
    const struct dictionary_line *said)
{
	const char *type = type_of(pool, l);
	const char *name = profile_element(profile, l->name, l->national);

	if (name == NULL)
		return;
	markup_line(w, "<xs:element name=\"%s\"%s minOccurs=\"0\">",
	    name, type != NULL ? pool_print(pool, " type=\"%s\"", type) :
	    "");
	markup_note(w, pool_print(pool, "%s%s%s", l->form,
	    *l->form != '\0' ? " " : "", dictionary_write_said(pool, said)));
	if (type == NULL)
		write_own_type(w, l);
	markup_line(w, "</xs:element>");
}

/* ---- rows ------------------------------------------------------------- */

static void
write_element(struct xml_write *w, const char *name, const char *text)
{
	xml_write_raw(w, "<", 1);
	xml_write_words(w, name);
	xml_write_raw(w, ">", 1);
	xml_write_text(w, text);
	xml_write_raw(w, "</", 2);
	xml_write_words(w, name);
	xml_write_raw(w, ">", 1);
}

static const char *
coded(const struct dictionary_write *d, const struct dictionary_line *l,
    const char *text)
{
	if (l->kind == DICTIONARY_CODES)
		return profile_codes(d->pool, d->profile, l->list, text);
	return l->kind == DICTIONARY_CODE ?
	    profile_code(d->profile, l->list, text) : text;
}

static void
write_by_name(const struct dictionary_write *d, const struct locals *locals)
{
	size_t i;

	for (i = 0; i < locals->count; i++) {
		xml_write_words(d->w, "<local name=\"");
		xml_write_value(d->w, locals->at[i].name);
		xml_write_words(d->w, "\">");
		xml_write_text(d->w, locals->at[i].value);
		xml_write_words(d->w, "</local>");
	}
}

static void
write_by_column(const struct dictionary_write *d,
    const struct dictionary *lines, const struct locals *locals)
{
	const char *text;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const struct dictionary_line *l = &lines->lines[i];

		if (l->local && *l->national != '\0' &&
		    dictionary_valid(l, d->profile->year) &&
		    (text = local_get(locals, l->name)) != NULL &&
		    (text = coded(d, l, text)) != NULL)
			write_element(d->w, l->national, text);
	}
}

/* What areas have of their own: all of it by its name, or what the national
 * system has a column for. */
static void
write_locals(const struct dictionary_write *d, enum entity_kind kind,
    const void *row)
{
	const struct column *c = shape_column(
	    &dictionary_write_of(kind)->shape, DICTIONARY_LOCAL);
	struct locals locals;

	if (c == NULL)
		return;
	locals = local_read(d->pool, *(const char *const *)shape_in(c, row));
	if (d->profile->kind == PROFILE_PLAIN)
		write_by_name(d, &locals);
	else if (locals.count > 0)
		write_by_column(d, &d->area->d[kind], &locals);
}

/* The cell as the profile writes it; NULL: not known, or not to it. */
static const char *
words_of(const struct dictionary_write *d, const struct dictionary_line *l,
    const void *row)
{
	const char *text = dictionary_plain(d->pool, l, row);

	/* half a code or a day is none: it is left out */
	if (text == NULL || (l->veil == VEIL_PERSONAL &&
	    !mask_shows(d->sight, l->veil)))
		return NULL;
	return dictionary_coded(l) ? coded(d, l, text) :
	    mask_line(d->pool, d->sight, l, text);
}

void
dictionary_write_row(const struct dictionary_write *d, enum entity_kind kind,
    const void *row)
{
	const struct dictionary *lines = dictionary_write_of(kind);
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const struct dictionary_line *l = &lines->lines[i];
		const char *name = profile_element(d->profile->kind, l->name,
		    l->national);
		const char *text;

		/* Most are not known: ask that first. */
		if (l->column == NULL || name == NULL ||
		    (text = words_of(d, l, row)) == NULL ||
		    !dictionary_write_has(kind, l, d->profile->year))
			continue;
		write_element(d->w, name, text);
	}
	write_locals(d, kind, row);
}
