#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "fcgi/http/form.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decode ${s} into ${to}; false for a broken %. */
static bool
decode(const char *s, size_t len, char *to, size_t *used)
{
	const char *end = s + len;

	*used = 0;
	for (; s < end; s++) {
		if (*s != '%') {
			to[(*used)++] = *s == '+' ? ' ' : *s;
			continue;
		}
		if (end - s < 3 || hex(s[1]) < 0 || hex(s[2]) < 0)
			return false;
		to[(*used)++] = (char)(hex(s[1]) * 16 + hex(s[2]));
		s += 2;
	}
	to[*used] = '\0';
	return true;
}

static bool
name_ok(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isalnum((unsigned char)s[i]) &&
		    strchr("._-", s[i]) == NULL)
			return false;
	return len >= 1 && len <= FORM_NAME_MOST && strlen(s) == len;
}

/* One name=value. */
static bool
read_pair(struct pool *pool, const char *s, size_t len, struct word *w)
{
	const char *equals = memchr(s, '=', len);
	size_t head = equals != NULL ? (size_t)(equals - s) : len, used;
	size_t tail = equals != NULL ? len - head - 1 : 0;
	char *name = pool_take(pool, head + 1);
	char *value = pool_take(pool, tail + 1);

	if (!decode(s, head, name, &used) || !name_ok(name, used) ||
	    !decode(s + len - tail, tail, value, &w->len))
		return false;
	w->name = name;
	w->value = value;
	return true;
}

enum err
form_decode(struct pool *pool, const char *s, size_t len, struct words *words)
{
	const char *end = s + len, *p, *amp;
	size_t most = 1, n = 0;
	struct word *at;

	*words = (struct words){ 0 };
	if (len > FORM_BODY_MOST)
		return ERR_INPUT;
	for (p = s; p < end; p++)
		most += *p == '&';
	if (most > FORM_WORDS_MOST)
		return ERR_INPUT;
	at = pool_array(pool, most, sizeof *at);
	for (p = s; p < end; p = amp + 1) {
		if ((amp = memchr(p, '&', (size_t)(end - p))) == NULL)
			amp = end;
		if (amp > p && !read_pair(pool, p, (size_t)(amp - p),
		    &at[n++]))
			return ERR_INPUT;
	}
	words->at = at;
	words->count = n;
	words_sort(pool, words);
	return OK;
}

const char *
form_escape(struct pool *pool, const char *s)
{
	static const char digits[] = "0123456789ABCDEF";
	struct text t = text_start(pool);
	char code[3] = "%";

	for (; *s != '\0'; s++)
		if (isalnum((unsigned char)*s) || strchr("._-~/", *s))
			text_add_len(&t, s, 1);
		else {
			code[1] = digits[(unsigned char)*s >> 4];
			code[2] = digits[(unsigned char)*s & 15];
			text_add_len(&t, code, 3);
		}
	return t.at;
}
