#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "db/version_record.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/own_rival.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/rival.h"

/* The versions of the record from the one its writer saw. */
static enum err
versions(struct req *r, const struct own *o, int64_t seen,
    struct version_rows *rows)
{
	struct version_rows all;
	enum err e = version_records(r->db, r->pool, &r->who,
	    &(struct version_record){ o->entity, o->parent, o->area,
	    o->id }, &all);
	size_t i;

	if (e != OK)
		return e;
	*rows = (struct version_rows){ .at = all.at };
	for (i = 0; i < all.count; i++)
		if (all.at[i]->head.version >= seen)
			rows->at[rows->count++] = all.at[i];
	return OK;
}

/* What the form shows of a field of that version; NULL: nothing. */
static const char *
word_of(struct req *r, const struct dictionary *d, const char *name,
    const struct version *v)
{
	const struct dictionary_line *l = dictionary_find(d, name);
	const char *s;

	if (l == NULL && strcmp(name, "unit") == 0)
		l = dictionary_find(d, "unit_id");	/* a team's, by name */
	/* what is masked is not shown in its control */
	if (l == NULL || file_field_masked(r, l))
		return NULL;
	s = dictionary_plain(r->pool, l, v);
	if (s == NULL)
		return "";
	if (strcmp(name, "area") == 0 &&
	    panel_area_name(r, strtoll(s, NULL, 10), &s) != OK)
		return NULL;
	return s;
}

static void
follow(struct req *r, const struct own *o, const struct dictionary *d,
    const struct version *pair[2])
{
	const char *seen, *now;
	size_t i;

	for (i = 0; i < o->whole.count; i++) {
		seen = word_of(r, d, o->whole.fields[i].name, pair[0]);
		now = word_of(r, d, o->whole.fields[i].name, pair[1]);
		if (seen != NULL && now != NULL &&
		    text_is(r->in[i].word, seen))
			r->in[i].word = now;
	}
}

/* The answer to the control that holds the version. */
static struct answer *
version_in(struct req *r, const struct own *o)
{
	size_t i;

	for (i = 0; i < o->hand->count; i++)
		if (strcmp(o->hand->fields[i].name, "version") == 0)
			return &r->in[i];
	return NULL;
}

void
own_rival(struct req *r, const struct own *o, struct page *page)
{
	struct answer *version = version_in(r, o);
	const struct version *pair[2];
	struct version_rows rows;
	struct dictionary d;

	if (r->trouble != ERR_CONFLICT || o->id == 0 || version == NULL ||
	    versions(r, o, version->value, &rows) != OK || rows.count == 0)
		return;
	rival_tell(r, page, o->entity, o->area, &rows);
	pair[0] = rows.at[0];
	pair[1] = rows.at[rows.count - 1];
	if (pair[0]->head.version == version->value &&
	    deed_dictionary(r, o->entity, o->area, &d) == OK) {
		pair[0] = deed_unpack(r, &d, o->entity, pair[0]);
		pair[1] = deed_unpack(r, &d, o->entity, pair[1]);
		follow(r, o, &d, pair);
	}
	version->word = pool_print(r->pool, "%lld",
	    (long long)pair[1]->head.version);
}
