#include <string.h>

#include "core/codes.h"
#include "core/text.h"
#include "exchange/profile.h"

static const char *const names[PROFILE_KIND__MAX] = {
	[PROFILE_PLAIN] = "plain", [PROFILE_NATIONAL] = "national",
};

const char *
profile_name(enum profile_kind kind)
{
	return names[kind];
}

enum profile_kind
profile_read(const char *s)
{
	int kind;

	for (kind = 0; kind < PROFILE_KIND__MAX; kind++)
		if (strcmp(names[kind], s) == 0)
			break;
	return (enum profile_kind)kind;
}

const char *
profile_element(enum profile_kind kind, const char *name,
    const char *national)
{
	if (kind == PROFILE_PLAIN)
		return name;
	return national != NULL && *national != '\0' ? national : NULL;
}

const char *
profile_code(const struct profile *p, const char *list, const char *code)
{
	size_t i;

	if (p->kind == PROFILE_PLAIN)
		return code;
	for (i = 0; i < p->codes->count; i++) {
		const struct dictionary_code *c = &p->codes->at[i];

		if (strcmp(c->list, list) == 0 &&
		    strcmp(c->code, code) == 0 && p->year >= c->first_year &&
		    p->year <= c->last_year)
			return c->national;
	}
	return NULL;
}

const char *
profile_codes(struct pool *pool, const struct profile *p, const char *list,
    const char *codes)
{
	struct text t = text_start(pool);
	const char *code;

	while ((code = codes_next(pool, &codes)) != NULL)
		if ((code = profile_code(p, list, code)) != NULL)
			text_join(&t, " ", code);
	return t.len > 0 ? t.at : NULL;
}
