#include <string.h>

#include "fcgi/pages/import_told.h"

#define SHOWN_MOST	60	/* characters of a value */

/* One line of it: short, and without what parts lines and words. */
static void
add_word(struct text *t, const char *s, size_t most)
{
	const char *end = s + strlen(s);
	size_t chars, n;
	uint32_t c;

	for (chars = 0; s < end && chars < most; chars++, s += n) {
		n = text_next(s, end, &c);
		if (n == 0 || c < ' ') {
			text_add(t, " ");
			n = n == 0 ? 1 : n;
		} else
			text_add_len(t, s, n);
	}
	if (s < end)
		text_add(t, "…");
}

void
import_told_add(struct import_saying *saying, const struct import_said *said)
{
	static const char marks[IMPORT_TOLD__MAX] = { 'c', 'w', 'b' };
	struct text *t = &saying->text;

	if (saying->count[said->kind]++ >= IMPORT_SAID_MOST)
		return;
	text_add_len(t, &marks[said->kind], 1);
	add_word(t, said->label, SHOWN_MOST);
	text_add(t, "\t");
	add_word(t, said->value, SHOWN_MOST);
	text_add(t, "\t");
	add_word(t, said->sentence, 4 * SHOWN_MOST);
	text_add(t, "\n");
}

/* Up to the byte ${end}, or the end. */
static const char *
word(struct pool *pool, const char **at, char end)
{
	const char *from = *at, *to = strchr(from, end);

	if (to == NULL)
		to = from + strlen(from);
	*at = *to == '\0' ? to : to + 1;
	return pool_copy_len(pool, from, (size_t)(to - from));
}

bool
import_told_next(struct pool *pool, const char **at,
    struct import_said *said)
{
	if (*at == NULL || **at == '\0')
		return false;
	said->kind = **at == 'c' ? IMPORT_TOLD_CHANGE : **at == 'w' ?
	    IMPORT_TOLD_WARN : IMPORT_TOLD_BLOCK;
	(*at)++;
	said->label = word(pool, at, '\t');
	said->value = word(pool, at, '\t');
	said->sentence = word(pool, at, '\n');
	return true;
}

const char *
import_told_at(struct pool *pool, const struct import_said *said)
{
	if (*said->label == '\0' ||
	    strstr(said->sentence, said->label) != NULL)
		return "";
	return pool_print(pool, "%s“%s”：", said->label, said->value);
}

const char *
import_told_why(struct pool *pool, const char *told)
{
	struct text t = text_start(pool);
	struct import_said said;

	while (import_told_next(pool, &told, &said))
		if (said.kind != IMPORT_TOLD_CHANGE)
			text_join(&t, "；", pool_print(pool, "%s%s",
			    import_told_at(pool, &said), said.sentence));
	return t.at;
}
