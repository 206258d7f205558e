/*
 * sink: keeps what an xml_write says, or fails after ${most} bytes.
 */
#ifndef TESTS_UNIT_SINK_H
#define TESTS_UNIT_SINK_H

#include <stdlib.h>
#include <string.h>

#include "core/err.h"

struct kept {
	char *at;		/* NUL-terminated; to be freed */
	size_t len, most;	/* most 0: without end */
};

static inline enum err
keep(void *cookie, const char *at, size_t len)
{
	struct kept *k = cookie;

	if (k->most != 0 && k->len + len > k->most)
		return ERR_BUSY;
	k->at = realloc(k->at, k->len + len + 1);
	memcpy(k->at + k->len, at, len);
	k->len += len;
	k->at[k->len] = '\0';
	return OK;
}

#endif
