#include <string.h>

#include "core/codes.h"

#define COMMA "、"

/* Bytes of what parts two codes at ${s}; 0: nothing does. */
static size_t
gap(const char *s)
{
	if (*s == ',' || *s == ' ')
		return 1;
	return strncmp(s, COMMA, strlen(COMMA)) == 0 ? strlen(COMMA) : 0;
}

const char *
codes_next(struct pool *pool, const char **at)
{
	const char *from;

	while (gap(*at) > 0)
		*at += gap(*at);
	from = *at;
	while (**at != '\0' && gap(*at) == 0)
		(*at)++;
	return *at == from ? NULL :
	    pool_copy_len(pool, from, (size_t)(*at - from));
}

bool
codes_has(const char *s, const char *code)
{
	size_t n = strlen(code), len;

	for (; s != NULL; s = s[len] == ',' ? s + len + 1 : NULL) {
		len = strcspn(s, ",");
		if (len == n && memcmp(s, code, n) == 0)
			return true;
	}
	return false;
}

size_t
codes_count(const char *s)
{
	size_t n = s != NULL && *s != '\0';

	for (; n > 0 && *s != '\0'; s++)
		n += *s == ',';
	return n;
}
