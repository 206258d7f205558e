#include <string.h>

#include "fcgi/http/cookie.h"

const char *
cookie_find(struct pool *pool, const char *header, const char *name)
{
	size_t len = strlen(name), n;

	if (strnlen(header, COOKIE_HEADER_MOST) == COOKIE_HEADER_MOST)
		return NULL;
	for (;; header += n + 1) {
		header += strspn(header, " \t");
		n = strcspn(header, ";");
		if (n > len && strncmp(header, name, len) == 0 &&
		    header[len] == '=')
			return pool_copy_len(pool, header + len + 1,
			    n - len - 1);
		if (header[n] == '\0')
			return NULL;
	}
}
