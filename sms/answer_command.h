/*
 * answer_command: the answers to commands.
 */
#ifndef SMS_ANSWER_COMMAND_H
#define SMS_ANSWER_COMMAND_H

#include "sms/answer.h"

/** answer_command(pool, world, answer): what is said to a command. */
char *answer_command(struct pool *pool, const struct answer_world *world,
    const struct answer *answer);

#endif
