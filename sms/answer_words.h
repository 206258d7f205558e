/*
 * answer_words: what answer_text.c and answer_command.c both say.
 */
#ifndef SMS_ANSWER_WORDS_H
#define SMS_ANSWER_WORDS_H

#include "sms/answer.h"

/** answer_month_label: 3月, or 2021年3月 where that is long ago. */
const char *answer_month_label(struct pool *pool,
    const struct answer_world *world, int period);

/** answer_label: 3号张*三. */
const char *answer_label(struct pool *pool, const struct answer_world *world,
    int household);

/** answer_example: a short number of his, for examples. */
const char *answer_example(struct pool *pool,
    const struct answer_world *world);

/** answer_command(pool, world, answer): the answer to a command. */
char *answer_command(struct pool *pool, const struct answer_world *world,
    const struct answer *answer);

#endif
