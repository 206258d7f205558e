#include <string.h>

#include "core/mask.h"
#include "core/text.h"

/* Bytes of the character at ${s}. */
static size_t
width(const char *s)
{
	uint32_t c;
	size_t n = text_next(s, s + strlen(s), &c);

	return n > 0 ? n : 1;
}

const char *
mask_name(struct pool *pool, const char *name)
{
	size_t chars = text_chars(name), len = strlen(name), last, i;
	struct text t = text_start(pool);

	if (chars < 2)
		return chars == 0 ? "" : "*";
	text_add_len(&t, name, width(name));
	for (i = 2; i < chars; i++)
		text_add(&t, "*");
	if (chars == 2) {
		text_add(&t, "*");
		return t.at;
	}
	for (last = len - 1; ((unsigned char)name[last] & 0xC0) == 0x80;)
		last--;
	text_add(&t, name + last);
	return t.at;
}

/* ${head} bytes, stars, ${tail} bytes of an ASCII text. */
static const char *
stars(struct pool *pool, const char *s, size_t head, size_t tail)
{
	size_t len = strlen(s);
	char *p;

	if (len <= head + tail)
		head = 0;
	if (len <= tail)
		tail = 0;
	p = pool_copy_len(pool, s, len);
	memset(p + head, '*', len - head - tail);
	return p;
}

const char *
mask_idno(struct pool *pool, const char *idno)
{
	return idno == NULL ? "" : stars(pool, idno, 3, 4);
}

const char *
mask_phone(struct pool *pool, const char *phone)
{
	if (phone == NULL)
		return "";
	if (strlen(phone) < 11)
		return stars(pool, phone, 0, 2);
	return stars(pool, phone, strlen(phone) - 8, 4);
}
