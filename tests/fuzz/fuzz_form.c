/* The urlencoded form: any bytes; what is decoded survives being encoded. */
#include <ctype.h>

#include "fcgi/http/form.h"
#include "tests/fuzz/fuzz.h"

/* s encoded and decoded again is s. */
static void
comes_back(struct pool *pool, const struct word *w)
{
	struct words again;
	char *pair;

	if (strlen(w->value) != w->len)
		return;
	pair = pool_print(pool, "%s=%s", w->name,
	    form_escape(pool, w->value));
	MUST_HOLD(form_decode(pool, pair, strlen(pair), &again) == OK);
	MUST_HOLD(again.count == 1);
	MUST_HOLD(strcmp(again.at[0].name, w->name) == 0);
	MUST_HOLD(strcmp(again.at[0].value, w->value) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	struct words words;
	const char *p;
	size_t i;

	if (form_decode(pool, (const char *)data, size, &words) != OK) {
		MUST_HOLD(words.count == 0);
		return 0;
	}
	MUST_HOLD(words.count <= FORM_WORDS_MOST);
	for (i = 0; i < words.count; i++) {
		const struct word *w = &words.at[i];

		MUST_HOLD(*w->name != '\0');
		MUST_HOLD(strlen(w->name) <= FORM_NAME_MOST);
		for (p = w->name; *p != '\0'; p++)
			MUST_HOLD(isalnum((unsigned char)*p) ||
			    strchr("._-", *p) != NULL);
		MUST_HOLD(w->value[w->len] == '\0' && w->len <= size);
		MUST_HOLD(words_find(&words, w->name) != NULL);
		if (i > 0)
			MUST_HOLD(strcmp(words.at[i - 1].name, w->name) <= 0);
		if (i < 20)
			comes_back(pool, w);
	}
	return 0;
}
