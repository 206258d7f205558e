#include <string.h>

#include "core/local.h"
#include "core/text.h"
#include "exchange/dictionary_write.h"
#include "exchange/markup.h"

const struct dictionary *
dictionary_write_of(enum entity_kind kind)
{
	static const struct {
		bool has;
		enum dictionary_entity entity;
	} of[ENTITY_KIND__MAX] = {
		[ENTITY_HOUSEHOLD] = { true, DICTIONARY_HOUSEHOLD },
		[ENTITY_MEMBER] = { true, DICTIONARY_MEMBER },
		[ENTITY_COUNTY] = { true, DICTIONARY_COUNTY },
		[ENTITY_VILLAGE] = { true, DICTIONARY_VILLAGE },
		[ENTITY_HAMLET] = { true, DICTIONARY_HAMLET },
	};

	return of[kind].has ? dictionary_of(of[kind].entity) : NULL;
}

bool
dictionary_write_has(enum entity_kind kind,
    const struct dictionary_line *line, int64_t year)
{
	return line->column != NULL && dictionary_valid(line, year) &&
	    shape_column(entities[kind].shape, line->name) == NULL;
}

bool
dictionary_write_national(enum entity_kind kind, const char *column)
{
	const struct dictionary *d = dictionary_write_of(kind);
	size_t i;

	for (i = 0; d != NULL && i < d->count; i++)
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

void
dictionary_write_element(struct xml_write *w, struct pool *pool,
    enum profile_kind profile, const struct dictionary_line *l)
{
	const char *type = type_of(pool, l);
	const char *name = profile_element(profile, l->name, l->national);

	if (name == NULL)
		return;
	markup_line(w, "<xs:element name=\"%s\"%s minOccurs=\"0\">",
	    name, type != NULL ? pool_print(pool, " type=\"%s\"", type) :
	    "");
	markup_note(w, pool_print(pool, "%s%s%s：%s", l->form,
	    *l->form != '\0' ? " " : "", l->label, l->definition));
	if (type == NULL)
		write_own_type(w, l);
	markup_line(w, "</xs:element>");
}

/* What an area has of its own, which no schema knows. */
static void
write_locals(const struct dictionary_write *d,
    const struct dictionary *lines, const void *row)
{
	const struct column *c = shape_column(&lines->shape,
	    DICTIONARY_LOCAL);
	struct locals locals;
	size_t i;

	if (c == NULL)
		return;
	locals = local_read(d->pool, *(const char *const *)shape_in(c, row));
	for (i = 0; i < locals.count; i++) {
		xml_write_words(d->w, "<local name=\"");
		xml_write_value(d->w, locals.at[i].name);
		xml_write_words(d->w, "\">");
		xml_write_text(d->w, locals.at[i].value);
		xml_write_words(d->w, "</local>");
	}
}

/* The cell as the profile writes it; NULL: not known, or not to it. */
static const char *
words_of(const struct dictionary_write *d, const struct dictionary_line *l,
    const void *row)
{
	const char *text = dictionary_plain(d->pool, l, row);

	if (text == NULL)
		return NULL;
	if (l->kind == DICTIONARY_CODES)
		return profile_codes(d->pool, d->profile, l->list, text);
	if (l->kind == DICTIONARY_CODE)
		return profile_code(d->profile, l->list, text);
	return d->masked && l->column->cell == CELL_TEXT ?
	    dictionary_masked(d->pool, l, text) : text;
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
		xml_write_raw(d->w, "<", 1);
		xml_write_words(d->w, name);
		xml_write_raw(d->w, ">", 1);
		xml_write_text(d->w, text);
		xml_write_raw(d->w, "</", 2);
		xml_write_words(d->w, name);
		xml_write_raw(d->w, ">", 1);
	}
	if (d->profile->kind == PROFILE_PLAIN)
		write_locals(d, lines, row);
}
