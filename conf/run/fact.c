#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "conf/run/fact.h"
#include "conf/run/file.h"
#include "conf/run/say.h"
#include "core/text.h"

void
fact_set(struct facts *f, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < f->count; i++)
		if (strcmp(f->items[i].name, name) == 0)
			break;
	assert(i < FACT_MOST);
	if (i == f->count)
		f->items[f->count++].name = pool_copy(f->pool, name);
	f->items[i].value = pool_copy(f->pool, value);
}

const char *
fact_get(const struct facts *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->count; i++)
		if (strcmp(f->items[i].name, name) == 0)
			return f->items[i].value;
	return NULL;
}

/* The length of a name followed by '@', or 0. */
static size_t
name_len(const char *s)
{
	size_t n = 0;

	while (isupper((unsigned char)s[n]) || isdigit((unsigned char)s[n]) ||
	    s[n] == '_')
		n++;
	return s[n] == '@' ? n : 0;
}

enum err
fact_fill(const struct facts *f, const char *text, char **out)
{
	struct text t = text_start(f->pool);
	const char *at = text, *mark, *name, *value;
	size_t n;

	while ((mark = strchr(at, '@')) != NULL) {
		text_add_len(&t, at, (size_t)(mark - at));
		if ((n = name_len(mark + 1)) == 0) {
			text_add(&t, "@");
			at = mark + 1;
			continue;
		}
		name = pool_copy_len(f->pool, mark + 1, n);
		if ((value = fact_get(f, name)) == NULL) {
			say("nobody knows what @%s@ is", name);
			return ERR_BROKEN;
		}
		text_add(&t, value);
		at = mark + n + 2;
	}
	text_add(&t, at);
	*out = t.at;
	return OK;
}

enum err
fact_fill_file(const struct facts *f, const char *from, const char *to)
{
	char *text;
	enum err e;

	if ((e = file_read(f->pool, from, &text)) == ERR_ABSENT) {
		say("%s is missing", from);
		return ERR_BROKEN;
	}
	if (e == OK)
		e = fact_fill(f, text, &text);
	return e == OK ? file_write(f->pool, to, text) : e;
}

enum err
fact_load(struct facts *f, const char *path)
{
	char *text, *line, *next, *is;
	enum err e;

	if ((e = file_read(f->pool, path, &text)) != OK)
		return e == ERR_ABSENT ? OK : e;
	for (line = text; line != NULL; line = next) {
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		if ((is = strchr(line, '=')) == NULL)
			continue;
		*is = '\0';
		fact_set(f, line, is + 1);
	}
	return OK;
}

enum err
fact_save(const struct facts *f, const char *path, const char *const *names)
{
	struct text t = text_start(f->pool);

	for (; *names != NULL; names++)
		text_print(&t, "%s=%s\n", *names, fact_get(f, *names));
	return file_write(f->pool, path, t.at);
}
