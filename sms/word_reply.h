/*
 * word_reply: what the answers to the four questions are called.
 */
#ifndef SMS_WORD_REPLY_H
#define SMS_WORD_REPLY_H

#include <stddef.h>

struct word_reply {
	const char *text;
	int value;		/* yes 1, no 0 */
	unsigned which;		/* a bit for each question it answers */
};
extern const struct word_reply word_replies[];
extern const size_t word_reply_count;

#endif
