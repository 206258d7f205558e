/* The Cookie header: the name, a newline, the header. */
#include "fcgi/http/cookie.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	char *all = pool_copy_len(pool, (const char *)data, size);
	char *header = strchr(all, '\n');
	const char *value;

	if (header == NULL)
		header = all;
	else
		*header++ = '\0';
	value = cookie_find(pool, header, "bf");
	if (value != NULL) {
		MUST_HOLD(strchr(value, ';') == NULL);
		MUST_HOLD(strstr(header,
		    pool_print(pool, "bf=%s", value)) != NULL);
	}
	if (header != all && *all != '\0')
		value = cookie_find(pool, header, all);
	value = cookie_find(pool, pool_print(pool, "a=b; bf=x1;%s", header),
	    "bf");
	if (strlen(header) < 4000)
		MUST_HOLD(value != NULL && strcmp(value, "x1") == 0);
	return 0;
}
