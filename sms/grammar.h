/*
 * grammar: the message language (spec/sms.md section 3), text → what was
 * said.  Pure: no database, no clock.  Bytes of any kind go in; every token
 * ends up in a report, a command or a flaw, never nowhere.
 *
 *	message   := [ident] [keyword] report { sep report } | command
 *	ident     := 工号 digits 密码 digits
 *	keyword   := 报 | 走访 | 月报 | BG
 *	report    := household [month] { item } [problem]
 *	household := 3 3号 3户 户3 第3户 | 10 or 16 digits | head's name
 *	month     := 3月 2022年3月 202203 2022-03 2022.3 上月
 *	item      := income value | answer | 四项正常 | 保1101
 *	problem   := 问题 (WT) text to the end of the report
 *	numeric   := household#[month#]eight incomes#four digits[#problem]
 */
#ifndef SMS_GRAMMAR_H
#define SMS_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"
#include "core/pool.h"
#include "core/report.h"
#include "sms/word.h"

/* What is wrong with one word. */
enum mistake_kind {
	MISTAKE_NOT_A_NUMBER,	/* word is what stands there */
	MISTAKE_NO_VALUE,
	MISTAKE_BAD_ANSWER,
	MISTAKE_BAD_FOUR,
	MISTAKE_ITEM_TWICE,
	MISTAKE_NEGATIVE,
	MISTAKE_TOO_LARGE,
	MISTAKE_TOO_FINE,
	MISTAKE_UNKNOWN_WORD,	/* hint: what it may be meant to be, or NULL */
	MISTAKE_NUMBER_ALONE,
	MISTAKE_BAD_MONTH,
	MISTAKE_FUTURE_MONTH,
	MISTAKE_FIELD_COUNT,	/* count: fields found in the numeric form */
	MISTAKE_PROBLEM_EMPTY,
	MISTAKE_PROBLEM_TOO_LONG,
	MISTAKE_NO_BREAK,		/* a household in the middle of a line */
	MISTAKE_HOUSEHOLD_TWICE,
	MISTAKE_NOTHING,		/* a household and no item */
	MISTAKE_NO_HOUSEHOLD,
	MISTAKE_HOUSEHOLD_FIRST, /* it must stand before the rest */
	MISTAKE_UNKNOWN_HOUSEHOLD,	/* not his, or none */
	MISTAKE_TWO_HOUSEHOLDS,	/* a name of two; hint: their numbers */
	MISTAKE_TOO_MANY,		/* more households than one message holds */
	MISTAKE__MAX
};

struct mistake {
	enum mistake_kind kind;
	const char *item;	/* 工资, 住房, 月份 …; "" for none */
	const char *word;	/* as typed, shortened, safe to show */
	const char *hint;	/* see the kind; NULL for none */
	int count;
};

#define GRAMMAR_MISTAKES	12	/* kept for a household; more say nothing new */
#define GRAMMAR_REPORTS	60	/* households in one message */

struct grammar_report {
	int household;		/* index in the world, -1: see mistakes */
	const char *number;	/* as he may be shown it: "3" */
	int period;		/* the month named, or the due one */
	bool month_given;
	bool income_given[INCOME__MAX];
	struct report_month month;	/* values; unnamed incomes are 0 */
	bool problem_given;
	int answers_wrong;	/* answers named and not understood */
	struct mistake mistakes[GRAMMAR_MISTAKES];
	int mistake_count;
};

enum grammar_kind {
	GRAMMAR_EMPTY,		/* nothing to read */
	GRAMMAR_REPORT,
	GRAMMAR_COMMAND,	/* command; about: the word after it or "" */
	GRAMMAR_NEAR,		/* about: the word; hint: what it resembles */
	GRAMMAR_STRANGE,	/* about: how it begins */
	GRAMMAR__MAX
};

struct grammar {
	enum grammar_kind kind;
	bool ident;		/* 工号 … 密码 … stood before it */
	enum command command;
	const char *about, *hint;
	struct grammar_report *reports;
	int report_count;
};

/* A household of the sender, as far as the language needs it. */
struct grammar_household {
	int short_no;
	const char *number;	/* 10 or 16 digits, or "" */
	const char *head;	/* 户主, or "" */
};

struct grammar_world {
	struct date today;
	const struct grammar_household *at;
	int count;
};

/** grammar_read(pool, text, len, world): never fails; text of any bytes, at
 * most 60 kB. */
struct grammar grammar_read(struct pool *pool, const char *text, size_t len,
    const struct grammar_world *world);

/** mistake_name(kind): NOT_A_NUMBER … */
const char *mistake_name(enum mistake_kind kind);

/** grammar_blank(text, len): overwrite a PIN (密码 1234) with stars, in
 * place, before anything is stored.  True where there was one. */
bool grammar_blank(char *text, size_t len);

#endif
