/*
 * answer_words: how answers name months and households.
 */
#ifndef SMS_ANSWER_WORDS_H
#define SMS_ANSWER_WORDS_H

#include "sms/answer.h"

/** answer_words_month: 3月, or 2021年3月 where that is long ago. */
const char *answer_words_month(struct pool *pool,
    const struct answer_world *world, int period);

/** answer_words_household: 3号张*三. */
const char *answer_words_household(struct pool *pool,
    const struct answer_world *world, int household);

/** answer_words_example: a short number of his, for examples. */
const char *answer_words_example(struct pool *pool,
    const struct answer_world *world);

#endif
