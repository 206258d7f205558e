/*
 * word: the words of the message language (spec: labels, answers, shortcuts,
 * keywords), Chinese and Latin, and which known word a strange one resembles.
 */
#ifndef SMS_WORD_H
#define SMS_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/pool.h"
#include "core/report.h"

enum word_kind {
	WORD_NONE,
	WORD_INCOME,		/* value: enum report_income */
	WORD_ANSWER,		/* value: enum report_answer */
	WORD_SAID,		/* 无辍学: its answer too (word_said_*) */
	WORD_GOOD,		/* 四项正常 平安 */
	WORD_FOUR,		/* 保, before four digits */
	WORD_PROBLEM,		/* 问题 WT */
	WORD_COMMAND,		/* value: enum command */
	WORD__MAX
};

/* Keywords.  Those after COMMAND_HELP are known but answered with where to
 * do it instead. */
enum command {
	COMMAND_REPORT,
	COMMAND_UNREPORTED,
	COMMAND_HELP,
	COMMAND_CORRECT,
	COMMAND_UNDO,
	COMMAND_QUERY,
	COMMAND_LIST,
	COMMAND_RISK,
	COMMAND_VISIT,
	COMMAND_STOP,
	COMMAND_START,
	COMMAND__MAX
};

struct term {
	const char *text;
	enum word_kind kind;
	int value;
	size_t len;		/* bytes that matched */
};

/** command_name(c): report unreported … (command line);
 * command_label(c): 月报 未报 … (replies). */
const char *command_name(enum command c);
const char *command_label(enum command c);

/** word_item(at, end): the income, answer, shortcut or problem word that
 * stands at ${at}; the longest; Latin ones only where the whole run of
 * letters is made of such words. */
struct term word_item(const char *at, const char *end);

/** word_command(at, end): the keyword that stands at ${at}. */
struct term word_command(const char *at, const char *end);

/** word_answer(at, end, which, value): yes 1, no 0, or -1 for a word that
 * does not say it; bytes of the word, 0 where there is none. */
size_t word_answer(const char *at, const char *end, enum report_answer which,
    int *value);

/** word_said_which(value), word_said_value(value): of a WORD_SAID. */
enum report_answer word_said_which(int value);
int word_said_value(int value);

/** word_letters(at, end): bytes of the run of Latin letters at ${at}. */
size_t word_letters(const char *at, const char *end);

/** word_latin_ok(at, end): a run of letters made of item words only. */
bool word_latin_ok(const char *at, const char *end);

/** word_near(pool, s, len, commands): known words one edit away from the
 * ${len} bytes at ${s}, joined with 或; none that says yes where ${s} says no;
 * NULL where none. */
const char *word_near(struct pool *pool, const char *s, size_t len,
    bool commands);

#endif
