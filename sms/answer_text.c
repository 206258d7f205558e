/* The words of answer.h: one SMS for one message. */
#include <string.h>

#include "core/money.h"
#include "core/receipt.h"
#include "core/text.h"
#include "sms/answer_command.h"
#include "sms/answer_words.h"
#include "sms/reply.h"

/* One answer for 60 households still has an end; UTF-16 units. */
#define TEXT_MOST	500

static const enum reply mistakes[MISTAKE__MAX] = {
	[MISTAKE_NOT_A_NUMBER] = REPLY_NOT_A_NUMBER,
	[MISTAKE_NO_VALUE] = REPLY_NO_VALUE,
	[MISTAKE_BAD_ANSWER] = REPLY_BAD_ANSWER,
	[MISTAKE_BAD_FOUR] = REPLY_BAD_FOUR,
	[MISTAKE_ITEM_TWICE] = REPLY_ITEM_TWICE,
	[MISTAKE_NEGATIVE] = REPLY_NEGATIVE,
	[MISTAKE_TOO_LARGE] = REPLY_TOO_LARGE,
	[MISTAKE_TOO_FINE] = REPLY_TOO_FINE,
	[MISTAKE_UNKNOWN_WORD] = REPLY_UNKNOWN_WORD,
	[MISTAKE_NUMBER_ALONE] = REPLY_NUMBER_ALONE,
	[MISTAKE_BAD_MONTH] = REPLY_BAD_MONTH,
	[MISTAKE_FUTURE_MONTH] = REPLY_FUTURE,
	[MISTAKE_FIELD_COUNT] = REPLY_FIELD_COUNT,
	[MISTAKE_PROBLEM_EMPTY] = REPLY_PROBLEM_EMPTY,
	[MISTAKE_PROBLEM_TOO_LONG] = REPLY_PROBLEM_TOO_LONG,
	[MISTAKE_NO_BREAK] = REPLY_NO_BREAK,
	[MISTAKE_HOUSEHOLD_TWICE] = REPLY_HOUSEHOLD_TWICE,
	[MISTAKE_NOTHING] = REPLY_NOTHING,
	[MISTAKE_NO_HOUSEHOLD] = REPLY_NO_HOUSEHOLD,
	[MISTAKE_HOUSEHOLD_FIRST] = REPLY_HOUSEHOLD_FIRST,
	[MISTAKE_UNKNOWN_HOUSEHOLD] = REPLY_UNKNOWN_HOUSEHOLD,
	[MISTAKE_TWO_HOUSEHOLDS] = REPLY_TWO_HOUSEHOLDS,
	[MISTAKE_TOO_MANY] = REPLY_TOO_MANY,
};

/* Mistakes that an example of the form would not mend. */
static bool
no_example(enum mistake_kind kind)
{
	return kind == MISTAKE_FUTURE_MONTH ||
	    kind == MISTAKE_UNKNOWN_HOUSEHOLD ||
	    kind == MISTAKE_TWO_HOUSEHOLDS || kind == MISTAKE_TOO_MANY ||
	    kind == MISTAKE_HOUSEHOLD_TWICE || kind == MISTAKE_NO_BREAK;
}

static const char *
answer_word(const struct report_month *m, int a)
{
	return m->answer[a].value != 0 ? "是" : "否";
}

/* 四项正常, or 住房否 辍学是. */
static const char *
answers(struct pool *pool, const struct report_month *m)
{
	struct text t = text_start(pool);
	int a;

	for (a = 0; a < ANSWER__MAX; a++)
		if (report_unresolved(m, (enum report_answer)a)) {
			text_join(&t, " ", report_answers[a].brief);
			text_add(&t, answer_word(m, a));
		}
	return t.len > 0 ? t.at : REPLY(pool, REPLY_ALL_GOOD, NULL);
}

static const char *
missing(struct pool *pool, const struct report_month *m)
{
	struct text t = text_start(pool);
	int a, count = 0;

	for (a = 0; a < ANSWER__MAX; a++)
		if (!m->answer[a].given) {
			text_join(&t, " ", report_answers[a].brief);
			count++;
		}
	if (count == ANSWER__MAX)
		return REPLY(pool, REPLY_MISSING_FOUR, NULL);
	return count > 0 ? REPLY(pool, REPLY_MISSING, t.at) : NULL;
}

static const char *
receipt(struct pool *pool, const struct answer_world *world,
    const struct answer_deed *d)
{
	const struct answer_month *m = d->month;
	const char *month = answer_words_month(pool, world, m->period);
	const char *total = money_short(pool, report_total(&m->month));
	const char *income;
	struct text t = text_start(pool);
	int i;

	income = REPLY(pool, REPLY_INCOME, total);
	if (d->verdict == VERDICT_CORRECTED) {
		month = REPLY(pool, REPLY_CORRECTED, month);
		if (d->old_fen != report_total(&m->month))
			income = REPLY(pool, REPLY_INCOME_CHANGED,
			    money_short(pool, d->old_fen), total);
	} else if (m->late)
		month = REPLY(pool, REPLY_LATE, month);
	text_add(&t, REPLY(pool, d->verdict == VERDICT_AGAIN ? REPLY_AGAIN :
	    REPLY_RECEIPT, receipt_print(pool, m->receipt),
	    answer_words_household(pool, world, d->report->household), month, income,
	    answers(pool, &m->month)));
	for (i = 0; i < INCOME__MAX && d->verdict != VERDICT_AGAIN; i++)
		if (m->month.income_fen[i] > world->rules.warn_fen ||
		    m->month.income_fen[i] < -world->rules.warn_fen)
			text_join(&t, " ", REPLY(pool, REPLY_CHECK,
			    report_incomes[i].brief,
			    money_short(pool, m->month.income_fen[i])));
	if (d->zero)
		text_join(&t, " ", REPLY(pool, REPLY_ZERO, NULL));
	return t.at;
}

/* 回 3 饮水是 医保是: what to send to complete a draft. */
static const char *
completion(struct pool *pool, const struct answer_world *world,
    const struct answer_deed *d, bool problem)
{
	const struct report_month *m = &d->month->month;
	struct text t = text_start(pool);
	int a, count = 0;

	text_print(&t, "回 %s", d->report->number);
	if (d->month->period != report_due(world->language.today))
		text_print(&t, " %d", d->month->period);
	for (a = 0; a < ANSWER__MAX; a++)
		count += !m->answer[a].given;
	if (count == ANSWER__MAX) {
		text_print(&t, " %s", REPLY(pool, REPLY_ALL_GOOD, NULL));
		return t.at;
	}
	for (a = 0; a < ANSWER__MAX; a++)
		if (!m->answer[a].given)
			text_print(&t, " %s%s", report_answers[a].brief,
			    a == ANSWER_DROPOUT ? "否" : "是");
	if (problem)
		text_add(&t, " 问题 (写情况)");
	return t.at;
}

static const char *
draft(struct pool *pool, const struct answer_world *world,
    const struct answer_deed *d)
{
	const struct report_month *m = &d->month->month;
	const char *lacking = missing(pool, m);
	struct text t = text_start(pool), bad = text_start(pool);
	bool problem;
	int a;

	for (a = 0; a < ANSWER__MAX; a++)
		if (report_unresolved(m, (enum report_answer)a)) {
			text_join(&bad, " ", report_answers[a].brief);
			text_add(&bad, answer_word(m, a));
		}
	problem = bad.len > 0 && (m->problem == NULL || *m->problem == '\0');
	if (lacking != NULL)
		text_join(&t, ";", lacking);
	if (problem)
		text_join(&t, ";", REPLY(pool, REPLY_MISSING_PROBLEM, bad.at));
	return REPLY(pool, REPLY_DRAFT,
	    answer_words_household(pool, world, d->report->household),
	    answer_words_month(pool, world, d->month->period), t.at,
	    completion(pool, world, d, problem));
}

static const char *
mistake(struct pool *pool, const struct answer_world *world,
    const struct answer_deed *d, const struct mistake *m)
{
	const char *hint = m->hint;

	if (m->kind == MISTAKE_FUTURE_MONTH)
		return REPLY(pool, REPLY_FUTURE,
		    answer_words_month(pool, world, d->report->period));
	if (m->kind == MISTAKE_UNKNOWN_WORD && hint != NULL)
		return REPLY(pool, REPLY_UNKNOWN_NEAR, m->item, m->word,
		    hint);
	if (m->kind == MISTAKE_FIELD_COUNT)
		hint = pool_print(pool, "%d", m->count);
	return REPLY(pool, mistakes[m->kind], m->item, m->word, hint);
}

static const char *
refused(struct pool *pool, const struct answer_world *world,
    const struct answer_deed *d, bool *example)
{
	const struct grammar_report *r = d->report;
	struct text t = text_start(pool);
	const char *month = answer_words_month(pool, world, r->period);
	const char *lacking;
	bool language = false, future = false, nothing = false;
	int i;

	for (i = 0; i < r->mistake_count; i++) {
		text_join(&t, "; ", mistake(pool, world, d, &r->mistakes[i]));
		future = future ||
		    r->mistakes[i].kind == MISTAKE_FUTURE_MONTH;
		language = language || !no_example(r->mistakes[i].kind);
		nothing = r->mistakes[i].kind == MISTAKE_NOTHING;
	}
	if (d->gate == GATE_FUTURE && !future)
		text_join(&t, "; ", REPLY(pool, REPLY_FUTURE, month));
	if (d->gate == GATE_CLOSED)
		text_join(&t, "; ", REPLY(pool, REPLY_CLOSED, month));
	if (d->gate == GATE_FREE)
		text_join(&t, "; ", REPLY(pool, REPLY_FREE, month));
	if (d->gate == GATE_EARLY)
		text_join(&t, "; ", REPLY(pool, REPLY_EARLY, month));
	if (d->already)
		text_join(&t, "; ", REPLY(pool, REPLY_ALREADY, month,
		    receipt_print(pool, d->month->receipt)));
	lacking = missing(pool, &r->month);
	if (d->unresolved)
		text_join(&t, "; ", REPLY(pool, REPLY_MISSING_PROBLEM,
		    answers(pool, &r->month)));
	if (language && !nothing && lacking != NULL && d->month != NULL &&
	    d->month->state == REPORT_NONE && r->answers_wrong == 0)
		text_join(&t, "; ", lacking);
	*example = *example || language;
	return REPLY(pool, REPLY_REFUSED, r->household < 0 ? "" :
	    pool_print(pool, "%s号", r->number), t.at);
}

static const char *
deed_text(struct pool *pool, const struct answer_world *world,
    const struct answer_deed *d, bool *example)
{
	switch (d->verdict) {
	case VERDICT_REPORTED:
	case VERDICT_CORRECTED:
		return receipt(pool, world, d);
	case VERDICT_DRAFTED:
		return draft(pool, world, d);
	case VERDICT_AGAIN:
		return d->month->state == REPORT_REPORTED ?
		    receipt(pool, world, d) : draft(pool, world, d);
	case VERDICT_REFUSED:
	case VERDICT__MAX:
		break;
	}
	return refused(pool, world, d, example);
}

static char *
reports_text(struct pool *pool, const struct answer_world *world,
    const struct answer *a)
{
	int due = report_due(world->language.today), i, good = 0, bad = 0;
	struct text t = text_start(pool);
	const char *number = answer_words_example(pool, world), *text;
	const char *before = NULL;
	bool example = false;

	for (i = 0; i < a->grammar->report_count; i++) {
		const struct answer_deed *d = &a->deeds[i];

		if (text_units(t.at) > TEXT_MOST) {
			bad += d->verdict == VERDICT_REFUSED;
			good += d->verdict != VERDICT_REFUSED;
			continue;
		}
		if (d->verdict == VERDICT_REFUSED && d->report->household >= 0
		    && !example)
			number = d->report->number;
		text = deed_text(pool, world, d, &example);
		if (!text_is(text, before))
			text_join(&t, "。", text);
		before = text;
	}
	if (good + bad > 0)
		text_join(&t, "。", REPLY(pool, REPLY_REST,
		    pool_print(pool, "%d", good),
		    pool_print(pool, "%d", bad)));
	if (a->due)
		text_join(&t, "。", a->left > 0 ? REPLY(pool, REPLY_LEFT,
		    pool_print(pool, "%d", a->left)) : REPLY(pool,
		    REPLY_NONE_LEFT, answer_words_month(pool, world, due)));
	if (example)
		text_join(&t, "。", REPLY(pool, REPLY_EXAMPLE, number));
	return t.at;
}

char *
answer_text(struct pool *pool, const struct answer_world *world,
    const struct answer *answer)
{
	const struct grammar *g = answer->grammar;

	if (g->ident)
		return REPLY(pool, REPLY_IDENT, NULL);
	if (g->kind == GRAMMAR_EMPTY)
		return REPLY(pool, REPLY_EMPTY, NULL);
	if (world->language.count == 0)
		return REPLY(pool, REPLY_NO_PAIRING, NULL);
	switch (g->kind) {
	case GRAMMAR_REPORT:
		return reports_text(pool, world, answer);
	case GRAMMAR_COMMAND:
		return answer_command(pool, world, answer);
	case GRAMMAR_NEAR:
		return REPLY(pool, REPLY_NEAR, g->about, g->hint);
	default:
		return REPLY(pool, REPLY_STRANGE, g->about,
		    answer_words_example(pool, world));
	}
}
