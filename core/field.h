/*
 * field: words → typed answers by table; one reader for browser, SMS, USSD,
 * XML and sheet.  Each word is checked in this order: present → well-formed
 * UTF-8 without control bytes → kind → range → .also (a pure check of core).
 * Every wrong word keeps its own flaw and what was typed.
 */
#ifndef CORE_FIELD_H
#define CORE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"
#include "core/pool.h"

enum flaw {
	FLAW_NONE,
	FLAW_MISSING,		/* required and not given */
	FLAW_BYTES,		/* not UTF-8, or control bytes */
	FLAW_KIND,		/* not a number, not a day … */
	FLAW_FINE,		/* an amount with more than two decimals */
	FLAW_LOW,
	FLAW_HIGH,
	FLAW_SHORT,		/* too few characters */
	FLAW_LONG,		/* too many characters */
	FLAW_CHOICE,		/* none of the choices */
	FLAW_TWICE,		/* given more than once */
	FLAW_RULE,		/* .also or the page's own rule: see why */
	FLAW__MAX
};

enum field_kind {
	FIELD_TEXT,		/* one line; trimmed */
	FIELD_LINES,		/* text that may hold newlines */
	FIELD_SECRET,		/* a password: not trimmed, never shown again */
	FIELD_INT,
	FIELD_MONEY,		/* → fen; least and most in fen */
	FIELD_DECIMAL,		/* → hundredths; least and most too */
	FIELD_DATE,
	FIELD_PERIOD,		/* 202203 or 2022-03 */
	FIELD_CHOICE,		/* one of .choices */
	FIELD_CHOICES,		/* several of them: check boxes of one name */
	FIELD_FLAG,		/* 1/0; a lone check box: absent is 0 */
	FIELD_AREA,		/* an area code */
	FIELD_FILE,		/* files: no word; the form takes uploads */
	FIELD__MAX
};

struct choice {
	const char *code;	/* what is sent and stored */
	const char *label;	/* what people read */
	int64_t value;
};

struct answer;

struct field {
	const char *name;	/* the control's name */
	const char *label;	/* Chinese, as in sentences */
	enum field_kind kind;
	/* Value, fen, characters, or how many choices; both 0: free. */
	int64_t least, most;
	bool required;
	const struct choice *choices;
	size_t choice_count;
	/* Returns NULL or what is wrong, a whole clause in Chinese. */
	const char *(*also)(const struct answer *);
	const char *unit;	/* 亩; NULL or "": none */
	const char *alone;	/* CHOICES: a code that excludes the others */
};

struct answer {
	enum flaw flaw;
	bool given;		/* something was typed */
	const char *word;	/* what was typed, safe to show; "" if none */
	const char *why;	/* FLAW_RULE: the clause */
	/* The value: zero unless flaw is FLAW_NONE and given. */
	const char *text;	/* TEXT, LINES, SECRET, CHOICE (code), CHOICES
				 * (core/codes.h) */
	int64_t value;		/* INT, MONEY, DECIMAL, PERIOD, CHOICE … */
	struct date day;	/* DATE */
};

/* One name=value pair as it came, bytes unchecked. */
struct word {
	const char *name;	/* checked ASCII */
	const char *value;	/* NUL-terminated, but may hold NULs too */
	size_t len;
};

struct words {
	const struct word *at;
	size_t count;
	bool sorted;		/* by words_sort */
};

/** words_sort(pool, words): the pairs by name, those of one name in the
 * order they came: a grid's thousands of words are then found quickly. */
void words_sort(struct pool *pool, struct words *words);

/** words_find(words, name): the first pair of that name, or NULL. */
const struct word *words_find(const struct words *words, const char *name);

/**
 * field_read(pool, fields, count, words, prefix, out):
 * Read ${count} fields out of ${words} into ${out}[count]; each control is
 * named ${prefix} + field name (rows of a grid: "r17."), ${prefix} may be "".
 * Returns: the number of flaws.
 */
size_t field_read(struct pool *pool, const struct field *fields, size_t count,
    const struct words *words, const char *prefix, struct answer *out);

/** field_answer(pool, field, value, len, out): one word; true if right. The
 * word of CHOICES holds all their codes. */
bool field_answer(struct pool *pool, const struct field *field,
    const char *value, size_t len, struct answer *out);

/** field_choices(pool, field, answer): the word of FIELD_CHOICES: each code
 * one of the choices, none twice, as many as may be. */
enum flaw field_choices(struct pool *pool, const struct field *field,
    struct answer *answer);

/** field_spoil(answer, why): what a page's own rule found wrong.
 * Returns ERR_INPUT: what its handler may return at once. */
enum err field_spoil(struct answer *answer, const char *why);

/**
 * field_sentence(pool, field, answer):
 * What is wrong, whole and polite, naming the field and the word:
 * 工资性收入“12oo”不是金额，请改为例如 1200。  NULL where nothing is.
 */
const char *field_sentence(struct pool *pool, const struct field *field,
    const struct answer *answer);

#endif
