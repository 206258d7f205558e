#include <stdlib.h>
#include <string.h>

#include "core/local.h"
#include "core/text.h"

#define LOCALS_MOST 200

static const char *
blank(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* \u00e9 after the u; 0: not four digits, or half a pair. */
static uint32_t
four(const char *s)
{
	uint32_t c = 0;
	int i;

	for (i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef", *d;
		char lower = s[i] >= 'A' && s[i] <= 'F' ?
		    (char)(s[i] + 32) : s[i];

		if (lower == '\0' || (d = strchr(digits, lower)) == NULL)
			return 0;
		c = c * 16 + (uint32_t)(d - digits);
	}
	return c >= 0xD800 && c < 0xE000 ? 0 : c;
}

/* What the escape at ${s} (behind the \) says into ${to}; bytes read. */
static size_t
escape(const char *s, struct text *to)
{
	static const char from[] = "\"\\/nt", into[] = "\"\\/\n\t";
	const char *p;
	uint32_t c;
	char put[4];

	if (*s == 'u' && (c = four(s + 1)) != 0) {
		text_add_len(to, put, text_put(put, c));
		return 5;
	}
	if (*s == '\0' || (p = strchr(from, *s)) == NULL)
		return 0;
	text_add_len(to, &into[p - from], 1);
	return 1;
}

/* The string at ${s}; NULL where there is none.  *${end}: behind it. */
static const char *
string(struct pool *pool, const char *s, const char **end)
{
	struct text t = text_start(pool);
	size_t n;

	if (*s++ != '"')
		return NULL;
	for (; *s != '"'; s += n) {
		if ((n = strcspn(s, "\"\\")) > 0) {
			text_add_len(&t, s, n);
			continue;
		}
		if (*s != '\\' || (n = escape(s + 1, &t)) == 0)
			return NULL;
		n++;
	}
	*end = s + 1;
	return t.at;
}

/* "name": "value" at ${s}; false where there is none. */
static bool
pair(struct pool *pool, const char **s, struct local *l)
{
	if ((l->name = string(pool, blank(*s), s)) == NULL ||
	    *blank(*s) != ':')
		return false;
	*s = blank(*s) + 1;
	return (l->value = string(pool, blank(*s), s)) != NULL;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct local *)a)->name,
	    ((const struct local *)b)->name);
}

struct locals
local_read(struct pool *pool, const char *json)
{
	struct locals locals = { .at = pool_array(pool, LOCALS_MOST + 1,
	    sizeof *locals.at) };
	const char *s;

	if (json == NULL || *(s = blank(json)) != '{')
		return locals;
	for (s++; locals.count < LOCALS_MOST; s = blank(s) + 1)
		if (!pair(pool, &s, &locals.at[locals.count]) ||
		    (locals.count++, *blank(s) != ','))
			break;
	qsort(locals.at, locals.count, sizeof *locals.at, by_name);
	return locals;
}

const char *
local_get(const struct locals *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (strcmp(l->at[i].name, name) == 0)
			return l->at[i].value;
	return NULL;
}

void
local_set(struct pool *pool, struct locals *l, const char *name,
    const char *value)
{
	size_t i;

	for (i = 0; i < l->count && strcmp(l->at[i].name, name) != 0; i++)
		;
	if (value == NULL) {
		if (i < l->count)
			l->at[i] = l->at[--l->count];
	} else if (i < l->count)
		l->at[i].value = pool_copy(pool, value);
	else if (l->count < LOCALS_MOST)
		l->at[l->count++] = (struct local){ pool_copy(pool, name),
		    pool_copy(pool, value) };
	qsort(l->at, l->count, sizeof *l->at, by_name);
}

static void
add_string(struct text *t, const char *s)
{
	text_add(t, "\"");
	for (; *s != '\0'; s++) {
		if (*s == '\n' || *s == '\t') {
			text_add(t, *s == '\n' ? "\\n" : "\\t");
			continue;
		}
		if (*s == '"' || *s == '\\')
			text_add(t, "\\");
		text_add_len(t, s, 1);
	}
	text_add(t, "\"");
}

const char *
local_write(struct pool *pool, const struct locals *l)
{
	struct text t = text_start(pool);
	size_t i;

	for (i = 0; i < l->count; i++) {
		text_add(&t, i == 0 ? "{" : ",");
		add_string(&t, l->at[i].name);
		text_add(&t, ":");
		add_string(&t, l->at[i].value);
	}
	text_add(&t, "}");
	return l->count > 0 ? t.at : NULL;
}
