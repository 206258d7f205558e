#include <string.h>

#include "db/code.h"
#include "exchange/entity.h"
#include "exchange/markup.h"
#include "exchange/schema_code.h"

/* The lists that were written. */
struct lists {
	const char *seen[200];
	size_t count;
};

static enum err
write_codes(const struct schema_code *s, const char *list)
{
	struct code_list codes;
	enum err e;
	size_t i;

	e = code_list(s->db, s->pool, list, s->area->year, &codes);
	if (e != OK)
		return e;
	markup_line(s->w, "<xs:simpleType name=\"code.%s\">"
	    "<xs:restriction base=\"xs:string\">", list);
	if (codes.count == 0)
		markup_line(s->w, "<xs:maxLength value=\"10\"/>");
	for (i = 0; i < codes.count; i++) {
		const char *code = profile_element(s->profile,
		    codes.at[i].code, codes.at[i].national);

		if (code == NULL)
			continue;
		xml_write_words(s->w, "<xs:enumeration value=\"");
		xml_write_value(s->w, code);
		xml_write_words(s->w, "\">");
		markup_note(s->w, codes.at[i].label);
		xml_write_words(s->w, "</xs:enumeration>\n");
	}
	markup_line(s->w, "</xs:restriction></xs:simpleType>");
	return OK;
}

static enum err
write_list(const struct schema_code *s, struct lists *lists, const char *list)
{
	size_t i;

	for (i = 0; i < lists->count; i++)
		if (strcmp(lists->seen[i], list) == 0)
			return OK;
	if (lists->count == LEN(lists->seen))
		return ERR_BROKEN;
	lists->seen[lists->count++] = list;
	return write_codes(s, list);
}

enum err
schema_code_write(const struct schema_code *s)
{
	struct lists lists = { .count = 0 };
	const struct dictionary *d;
	enum err e = OK;
	size_t i, j;

	for (i = 0; i < ENTITY_KIND__MAX; i++) {
		for (j = 0; e == OK && j < entities[i].count; j++)
			if (entities[i].fields[j].type == ENTITY_CODE)
				e = write_list(s, &lists,
				    entities[i].fields[j].list);
		d = &s->area->d[i];
		for (j = 0; e == OK && j < d->count; j++)
			if (dictionary_coded(&d->lines[j]))
				e = write_list(s, &lists, d->lines[j].list);
	}
	return e;
}
