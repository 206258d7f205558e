/*
 * The message language: any bytes, a helper of four households.  Whatever is
 * said, every report names one of his households once, its amounts are within
 * bounds, and all that may be shown is storable text.
 */
#include "sms/grammar.h"
#include "tests/fuzz/fuzz.h"

static const struct grammar_household households[] = {
	{ 1, "1306300001", "王大锤" }, { 3, "1306300003", "张三" },
	{ 12, "1306300000000012", "张三丰" }, { 15, "", "欧阳娜娜" },
};

static void
judge_mistakes(const struct grammar_report *r)
{
	int i;

	MUST_HOLD(r->mistake_count >= 0 &&
	    r->mistake_count <= GRAMMAR_MISTAKES);
	for (i = 0; i < r->mistake_count; i++) {
		const struct mistake *m = &r->mistakes[i];

		MUST_HOLD(m->kind < MISTAKE__MAX);
		MUST_HOLD(m->word == NULL || fuzz_safe(m->word));
		MUST_HOLD(m->item == NULL || fuzz_safe(m->item));
		MUST_HOLD(m->hint == NULL || fuzz_safe(m->hint));
		MUST_HOLD(mistake_name(m->kind) != NULL);
	}
}

static void
judge_report(const struct grammar_report *r)
{
	int i, which;
	enum report_flaw flaw;

	MUST_HOLD(r->household >= -1 && r->household < (int)LEN(households));
	judge_mistakes(r);
	if (r->household < 0)
		MUST_HOLD(r->mistake_count > 0);
	if (r->month.problem != NULL)
		MUST_HOLD(fuzz_safe(r->month.problem));
	for (i = 0; i < INCOME__MAX; i++)
		MUST_HOLD(r->income_given[i] || r->month.income_fen[i] == 0);
	for (i = 0; i < ANSWER__MAX; i++)
		MUST_HOLD(r->month.answer[i].value == 0 ||
		    r->month.answer[i].value == 1);
	MUST_HOLD(period_ok(r->period) || r->mistake_count > 0);
	if (r->mistake_count > 0)
		return;
	flaw = report_check(&r->month, &which);
	MUST_HOLD(flaw != REPORT_NEGATIVE && flaw != REPORT_LARGE &&
	    flaw != REPORT_PROBLEM_LONG);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct grammar_world world = {
		{ 2022, 3, 4 }, households, LEN(households)
	};
	struct pool *pool = fuzz_pool();
	struct grammar g = grammar_read(pool, (const char *)data, size,
	    &world);
	char *copy = pool_copy_len(pool, (const char *)data, size);
	int i, k;

	MUST_HOLD(g.kind < GRAMMAR__MAX);
	MUST_HOLD(g.report_count >= 0 && g.report_count <= GRAMMAR_REPORTS);
	MUST_HOLD((g.kind == GRAMMAR_REPORT) == (g.report_count > 0));
	MUST_HOLD(g.about == NULL || fuzz_safe(g.about));
	MUST_HOLD(g.hint == NULL || fuzz_safe(g.hint));
	for (i = 0; i < g.report_count; i++) {
		judge_report(&g.reports[i]);
		for (k = 0; k < i; k++)
			MUST_HOLD(g.reports[i].mistake_count > 0 ||
			    g.reports[k].mistake_count > 0 ||
			    g.reports[i].household !=
			    g.reports[k].household ||
			    g.reports[i].period != g.reports[k].period);
	}
	grammar_blank(copy, size);
	return 0;
}
