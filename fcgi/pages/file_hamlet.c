#include "core/text.h"
#include "fcgi/pages/file_hamlet.h"

void
file_hamlet_offer(struct pool *pool, const struct hamlet_list *list,
    const char *now, struct field *field)
{
	struct choice *c = pool_array(pool, list->count + 1, sizeof *c);
	bool there = now == NULL;
	size_t i, n = 0;

	for (i = 0; i < list->count; i++) {
		const struct hamlet *h = &list->at[i];

		if (!h->active && !text_is(h->name, now))
			continue;
		there = there || text_is(h->name, now);
		c[n] = (struct choice){ h->name, h->name, (int64_t)n };
		n++;
	}
	if (!there) {
		c[n] = (struct choice){ now, now, (int64_t)n };
		n++;
	}
	field->kind = FIELD_CHOICE;
	field->choices = c;
	field->choice_count = n;
}
