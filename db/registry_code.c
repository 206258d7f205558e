#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary.h"
#include "db/registry_code.h"

/* The column's line, if both years ask for its codes. */
static const struct dictionary_line *
line_of(const struct registry_code *r, const char *table, const char *column)
{
	const struct dictionary_line *l;
	const struct dictionary *d;
	int i;

	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++) {
		d = dictionary_of((enum dictionary_entity)i);
		if (strcmp(d->entity, table) != 0)
			continue;
		l = dictionary_find(d, column);
		return l != NULL && l->keep != DICTIONARY_BASE &&
		    (l->kind == DICTIONARY_CODE ||
		    l->kind == DICTIONARY_CODES) &&
		    dictionary_valid(l, r->from) &&
		    dictionary_valid(l, r->into) ? l : NULL;
	}
	return NULL;
}

static bool
is_plain(const char *code)
{
	for (; *code != '\0'; code++)
		if (!isalnum((unsigned char)*code))
			return false;
	return true;
}

static bool
has(const struct dictionary_code *c, const char *list, int64_t year)
{
	return strcmp(c->list, list) == 0 && c->first_year <= year &&
	    year <= c->last_year && is_plain(c->code);
}

/* What the other year's list calls ${c}; NULL: it has no such thing. */
static const char *
then(const struct registry_code *r, const struct dictionary_code *c)
{
	const struct dictionary_code *at = r->codes->at;
	size_t i;

	for (i = 0; i < r->codes->count; i++)
		if (has(&at[i], c->list, r->into) &&
		    strcmp(at[i].label, c->label) == 0)
			return at[i].code;
	return NULL;
}

/* The next code from ${*i} on that changes; NULL: no more. */
static const struct dictionary_code *
changed(const struct registry_code *r, const char *list, size_t *i)
{
	const struct dictionary_code *c;
	const char *now;

	while (*i < r->codes->count) {
		c = &r->codes->at[(*i)++];
		if (!has(c, list, r->from))
			continue;
		now = then(r, c);
		if (now == NULL || strcmp(now, c->code) != 0)
			return c;
	}
	return NULL;
}

/* One code. */
static const char *
one_value(struct pool *pool, const struct registry_code *r, const char *list,
    const char *column)
{
	const struct dictionary_code *c;
	struct text t = text_start(pool);
	const char *now;
	size_t i = 0;

	text_print(&t, "CASE `%s`", column);
	while ((c = changed(r, list, &i)) != NULL) {
		now = then(r, c);
		text_print(&t, " WHEN '%s' THEN %s", c->code, now == NULL ?
		    "NULL" : pool_print(pool, "'%s'", now));
	}
	text_print(&t, " ELSE `%s` END", column);
	return t.at;
}

/* Several, between commas: the new ones are marked until all are found, so
 * that none of them is taken for an old one. */
static const char *
set_value(struct pool *pool, const struct registry_code *r, const char *list,
    const char *column)
{
	const struct dictionary_code *c;
	const char *sql = pool_print(pool, "CONCAT(',', `%s`, ',')", column);
	const char *now;
	size_t i = 0;

	while ((c = changed(r, list, &i)) != NULL) {
		now = then(r, c);
		sql = pool_print(pool, "REPLACE(%s, ',%s,', '%s')", sql,
		    c->code, now == NULL ? "," :
		    pool_print(pool, ",=%s,", now));
	}
	return pool_print(pool,
	    "NULLIF(TRIM(BOTH ',' FROM REPLACE(%s, '=', '')), '')", sql);
}

const char *
registry_code_value(struct pool *pool, const struct registry_code *r,
    const char *table, const char *column)
{
	const struct dictionary_line *l = line_of(r, table, column);
	size_t i = 0;

	if (l == NULL || changed(r, l->list, &i) == NULL)
		return NULL;
	return (l->kind == DICTIONARY_CODE ? one_value : set_value)(pool, r,
	    l->list, column);
}
