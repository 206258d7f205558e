/*
 * grammar_item: the items of one report for grammar.c.
 */
#ifndef SMS_GRAMMAR_ITEM_H
#define SMS_GRAMMAR_ITEM_H

#include <stdbool.h>

#include "sms/grammar_said.h"
#include "sms/number.h"
#include "sms/scan.h"

/** item_wrong(r, kind, item, word): note a mistake, each but once. */
void item_wrong(struct grammar_report *r, enum mistake_kind kind,
    const char *item, const char *word);

/** item_read(s, r): one month, income, answer, shortcut or problem, with its
 * value; false where none stands here. */
bool item_read(struct scan *s, struct grammar_report *r);

/** item_strange(s, r): what nobody reads: note it and go on after it. */
void item_strange(struct scan *s, struct grammar_report *r);

/** item_run(at, end): bytes of a word that looks like an amount: 12oo, 1-15 */
size_t item_run(const char *at, const char *end);

/** item_amount(s, word): the amount here, its whole word taken and quoted;
 * NUMBER_NONE takes nothing. */
struct number item_amount(struct scan *s, const char **word);

/** item_income(r, which, n, word): set it, or note what is wrong with it. */
void item_income(struct grammar_report *r, int which, struct number n,
    const char *word);

/** item_four(at, len, r): the answers 1101 in the form's order. */
bool item_four(const char *at, size_t len, struct grammar_report *r);

/** item_month(s, r): a month, where one stands here. */
bool item_month(struct scan *s, struct grammar_report *r);

/** item_numeric(s, r): #1200#300… right after the household, where such
 * a row stands there. */
void item_numeric(struct scan *s, struct grammar_report *r);

/** item_finish(r): what only the whole report shows. */
void item_finish(struct grammar_report *r);

#endif
