#include "core/mask.h"
#include "core/text.h"
#include "sms/answer_words.h"

/* 3月; with the year where the same month of this year is another one. */
const char *
answer_words_month(struct pool *pool, const struct answer_world *world,
    int period)
{
	int now = period_of(world->language.today);

	if (period < now && period >= period_add(now, -6))
		return pool_print(pool, "%d月", period % 100);
	return period_label(pool, period);
}

const char *
answer_words_household(struct pool *pool, const struct answer_world *world,
    int household)
{
	const struct grammar_household *h = &world->language.at[household];

	return pool_print(pool, "%d号%s", h->short_no,
	    mask_name(pool, h->head));
}

/* His first household, for examples. */
const char *
answer_words_example(struct pool *pool, const struct answer_world *world)
{
	return world->language.count == 0 ? "3" :
	    pool_print(pool, "%d", world->language.at[0].short_no);
}
