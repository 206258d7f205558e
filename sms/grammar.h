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
 *	month     := 3月 2022年3月 202203 2022-03 2022.3 2022/3 上月
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
#include "sms/grammar_said.h"
#include "sms/word.h"

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
