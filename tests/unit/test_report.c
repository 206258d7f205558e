/* report: the rules of a household's month and of its calendar. */
#include <stdlib.h>

#include "core/report.h"
#include "core/text.h"
#include "tests/unit/case.h"

#define YES	{ true, 1 }
#define NO	{ true, 0 }
#define UNSAID	{ false, 0 }
#define GOOD	{ YES, YES, NO, YES }

static const struct {
	const char *name;
	struct report_month month;
	enum report_flaw want;
	int which;
} months[] = {
	{ "all good", { { 120000 }, GOOD, NULL }, REPORT_OK, -1 },
	{ "nothing earned", { { 0 }, GOOD, "" }, REPORT_OK, -1 },
	{ "business lost", { { 0, -500000 }, GOOD, NULL }, REPORT_OK, -1 },
	{ "the most", { { REPORT_INCOME_MOST }, GOOD, NULL }, REPORT_OK, -1 },
	{ "the least", { { 0, -REPORT_INCOME_MOST }, GOOD, NULL },
	    REPORT_OK, -1 },
	{ "bad house, said why",
	    { { 0 }, { NO, YES, NO, YES }, "屋顶漏雨" }, REPORT_OK, -1 },
	{ "all bad, said why",
	    { { 0 }, { NO, NO, YES, NO }, "多项未落实" }, REPORT_OK, -1 },
	{ "good and a text", { { 0 }, GOOD, "已解决" }, REPORT_OK, -1 },
	{ "any yes is a yes", { { 0 }, { { true, 7 }, YES, NO, YES }, NULL },
	    REPORT_OK, -1 },
	{ "wage below 0", { { -1 }, GOOD, NULL },
	    REPORT_NEGATIVE, INCOME_WAGE },
	{ "transfer below 0", { { 0, 0, 0, 0, 0, 0, 0, -1 }, GOOD, NULL },
	    REPORT_NEGATIVE, INCOME_TRANSFER },
	{ "solar below 0", { { 1, -1, 0, 0, -5 }, GOOD, NULL },
	    REPORT_NEGATIVE, INCOME_SOLAR },
	{ "wage too large", { { REPORT_INCOME_MOST + 1 }, GOOD, NULL },
	    REPORT_LARGE, INCOME_WAGE },
	{ "loss too large", { { 0, -REPORT_INCOME_MOST - 1 }, GOOD, NULL },
	    REPORT_LARGE, INCOME_BUSINESS },
	{ "wage absurd", { { INT64_MAX }, GOOD, NULL },
	    REPORT_LARGE, INCOME_WAGE },
	{ "loss absurd", { { 0, INT64_MIN }, GOOD, NULL },
	    REPORT_LARGE, INCOME_BUSINESS },
	{ "bad house, no text", { { 0 }, { NO, YES, NO, YES }, NULL },
	    REPORT_PROBLEM_MISSING, ANSWER_HOUSING },
	{ "bad water, empty text", { { 0 }, { YES, NO, NO, YES }, "" },
	    REPORT_PROBLEM_MISSING, ANSWER_WATER },
	{ "dropout yes, no text", { { 0 }, { YES, YES, YES, YES }, NULL },
	    REPORT_PROBLEM_MISSING, ANSWER_DROPOUT },
	{ "no insurance, no text", { { 0 }, { YES, YES, NO, NO }, NULL },
	    REPORT_PROBLEM_MISSING, ANSWER_INSURANCE },
	{ "nothing answered", { { 5 }, { UNSAID }, NULL },
	    REPORT_INCOMPLETE, ANSWER_HOUSING },
	{ "one not answered", { { 5 }, { YES, YES, UNSAID, YES }, NULL },
	    REPORT_INCOMPLETE, ANSWER_DROPOUT },
	{ "last not answered", { { 5 }, { YES, YES, NO, UNSAID }, NULL },
	    REPORT_INCOMPLETE, ANSWER_INSURANCE },
	/* the missing text comes first: it is about what was said */
	{ "unanswered and bad", { { 0 }, { UNSAID, NO, NO, YES }, NULL },
	    REPORT_PROBLEM_MISSING, ANSWER_WATER },
};

static void
months_are_judged(void **state)
{
	int wrong = 0, which;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(months); i++) {
		which = 99;
		wrong += case_int(months[i].name,
		    report_check(&months[i].month, &which), months[i].want);
		wrong += case_int(months[i].name, which, months[i].which);
	}
	assert_int_equal(wrong, 0);
}

static void
problems_count_characters(void **state)
{
	struct report_month m = { { 0 }, GOOD, NULL };
	struct text t = text_start(*state);
	int i, which;

	for (i = 0; i < REPORT_PROBLEM_MOST; i++)
		text_add(&t, "漏");
	m.problem = t.at;
	assert_int_equal(report_check(&m, &which), REPORT_OK);
	text_add(&t, "雨");
	m.problem = t.at;
	assert_int_equal(report_check(&m, &which), REPORT_PROBLEM_LONG);
}

/* Of the four answers only a dropout is bad when it is a yes. */
static void
answers_are_literal(void **state)
{
	struct report_month m = { { 0 }, { UNSAID }, NULL };
	int a, yes;

	(void)state;
	for (a = 0; a < ANSWER__MAX; a++) {
		assert_false(report_unresolved(&m, (enum report_answer)a));
		for (yes = 0; yes <= 1; yes++) {
			bool bad = yes == (a == ANSWER_DROPOUT);

			m.answer[a] = (struct opt_int){ true, yes };
			assert_int_equal(report_unresolved(&m,
			    (enum report_answer)a), bad);
		}
		assert_int_equal(report_complete(&m), a == ANSWER__MAX - 1);
	}
}

static void
sums(void **state)
{
	struct report_month m = { { 1, -20, 300, 4000, 50000, 600000,
	    7000000, 80000000 }, GOOD, NULL };

	(void)state;
	assert_int_equal(report_property(&m), 654300);
	assert_int_equal(report_transfer(&m), 87000000);
	assert_int_equal(report_total(&m), 87654281);
}

static void
sameness(void **state)
{
	struct report_month a = { { 1, 2 }, { YES, UNSAID, NO, NO }, NULL };
	struct report_month b = a;
	int i;

	(void)state;
	assert_true(report_same(&a, &b));
	b.problem = "";
	assert_true(report_same(&a, &b));
	b.answer[ANSWER_WATER].value = 9;	/* not given: means nothing */
	assert_true(report_same(&a, &b));
	b.problem = "x";
	assert_false(report_same(&a, &b));
	for (i = 0; i < INCOME__MAX; i++) {
		b = a;
		b.income_fen[i]++;
		assert_false(report_same(&a, &b));
	}
	for (i = 0; i < ANSWER__MAX; i++) {
		b = a;
		b.answer[i].given = !b.answer[i].given;
		assert_false(report_same(&a, &b));
		b = a;
		b.answer[i] = (struct opt_int){ true, 1 - a.answer[i].value };
		assert_false(report_same(&a, &b));
	}
}

static const struct report_rules rules = REPORT_RULES;

static const struct {
	struct date today;
	int due;
	bool late;		/* the due month, on that day */
} calendar[] = {
	{ { 2022, 3, 1 }, 202202, false },
	{ { 2022, 3, 5 }, 202202, false },	/* by the end of the 5th */
	{ { 2022, 3, 6 }, 202202, true },
	{ { 2022, 3, 31 }, 202202, true },
	{ { 2022, 1, 1 }, 202112, false },	/* December falls due in */
	{ { 2022, 1, 5 }, 202112, false },	/* January */
	{ { 2022, 1, 6 }, 202112, true },
	{ { 2024, 2, 29 }, 202401, true },
};

static void
months_fall_due(void **state)
{
	struct report_rules late_rules = { .due_day = 31 };
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(calendar); i++) {
		int due = report_due(calendar[i].today);

		wrong += case_int("due", due, calendar[i].due);
		wrong += case_int("late", report_late(due, calendar[i].today,
		    &rules), calendar[i].late);
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(date_compare(report_deadline(202112, &rules),
	    (struct date){ 2022, 1, 5 }), 0);
	/* a month shorter than the due day: its end */
	assert_false(report_late(202201, (struct date){ 2022, 2, 28 },
	    &late_rules));
	assert_true(report_late(202201, (struct date){ 2022, 3, 1 },
	    &late_rules));
}

static const struct {
	enum report_state state;
	bool late;
	int period;
	struct date today;
	enum report_view want;
} seen[] = {
	{ REPORT_NONE, false, 202202, { 2022, 3, 5 }, VIEW_NONE },
	{ REPORT_NONE, false, 202202, { 2022, 3, 6 }, VIEW_OVERDUE },
	{ REPORT_NONE, false, 202203, { 2022, 3, 6 }, VIEW_FUTURE },
	{ REPORT_NONE, false, 202212, { 2022, 3, 6 }, VIEW_FUTURE },
	{ REPORT_DRAFT, false, 202202, { 2022, 3, 5 }, VIEW_DRAFT },
	{ REPORT_DRAFT, false, 202202, { 2022, 3, 6 }, VIEW_OVERDUE },
	{ REPORT_REPORTED, false, 202202, { 2022, 3, 5 }, VIEW_REPORTED },
	{ REPORT_REPORTED, false, 202202, { 2022, 9, 5 }, VIEW_REPORTED },
	{ REPORT_REPORTED, true, 202202, { 2022, 3, 6 }, VIEW_LATE },
	{ REPORT_RETURNED, false, 202202, { 2022, 3, 5 }, VIEW_RETURNED },
	{ REPORT_RETURNED, true, 202202, { 2022, 9, 5 }, VIEW_RETURNED },
};

static void
months_are_shown(void **state)
{
	int wrong = 0, view, s;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(seen); i++)
		wrong += case_int("view", report_view_of(seen[i].state,
		    seen[i].late, seen[i].period, seen[i].today, &rules),
		    seen[i].want);
	assert_int_equal(wrong, 0);
	for (view = 0; view < VIEW__MAX; view++) {
		assert_non_null(report_view_label((enum report_view)view));
		assert_non_null(report_view_name((enum report_view)view));
	}
	for (s = REPORT_DRAFT; s < REPORT__MAX; s++)
		assert_int_equal(report_state_read(
		    report_state_name((enum report_state)s)), s);
	assert_int_equal(report_state_read(NULL), REPORT_NONE);
	assert_int_equal(report_state_read(""), REPORT_NONE);
	assert_int_equal(report_state_read("Reported"), REPORT_NONE);
}

#define TODAY	{ 2022, 3, 4 }

static const struct {
	const char *name;
	int period;
	struct report_calendar calendar;
	enum report_gate want;
} gates[] = {
	{ "last month", 202202, { TODAY, 0, false, { 0 }, 0 }, GATE_OPEN },
	{ "last year", 202110, { TODAY, 202110, false, { 0 }, 0 },
	    GATE_OPEN },
	{ "month of deregistration", 202202,
	    { TODAY, 0, false, { 0 }, 202202 }, GATE_OPEN },
	{ "reopened", 202202, { TODAY, 0, true, { 2022, 3, 10 }, 0 },
	    GATE_OPEN },
	{ "reopened until today", 202202, { TODAY, 0, true, TODAY, 0 },
	    GATE_OPEN },
	{ "this month", 202203, { TODAY, 0, false, { 0 }, 0 }, GATE_FUTURE },
	{ "next month", 202204, { TODAY, 0, false, { 0 }, 0 }, GATE_FUTURE },
	{ "next year", 202301, { TODAY, 0, false, { 0 }, 0 }, GATE_FUTURE },
	{ "too early", 202109, { TODAY, 202110, false, { 0 }, 0 },
	    GATE_EARLY },
	{ "after deregistration", 202202,
	    { TODAY, 0, false, { 0 }, 202201 }, GATE_FREE },
	{ "closed", 202202, { TODAY, 0, true, { 0 }, 0 }, GATE_CLOSED },
	{ "reopened until yesterday", 202202,
	    { TODAY, 0, true, { 2022, 3, 3 }, 0 }, GATE_CLOSED },
	{ "future though reopened", 202203,
	    { TODAY, 0, true, { 2022, 3, 10 }, 0 }, GATE_FUTURE },
	{ "free before closed", 202202,
	    { TODAY, 0, true, { 0 }, 202201 }, GATE_FREE },
};

static void
gates_are_kept(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(gates); i++) {
		enum report_gate got =
		    report_gate_of(gates[i].period, &gates[i].calendar);
		const char *why =
		    report_gate_sentence(*state, got, gates[i].period);

		wrong += case_int(gates[i].name, got, gates[i].want);
		wrong += case_int(gates[i].name, why == NULL,
		    got == GATE_OPEN);
	}
	assert_int_equal(wrong, 0);
	assert_string_equal(report_gate_sentence(*state, GATE_CLOSED, 202203),
	    "2022年3月已封账，需要修改请联系县级管理员重新开放");
}

/* Names are what forms, XML and the database say: each once, none empty. */
static void
items_have_names(void **state)
{
	int i, k;

	(void)state;
	for (i = 0; i < INCOME__MAX; i++)
		for (k = 0; k < INCOME__MAX; k++)
			assert_int_equal(i == k, text_is(
			    report_incomes[i].name, report_incomes[k].name));
	for (i = 0; i < ANSWER__MAX; i++)
		for (k = 0; k < ANSWER__MAX; k++)
			assert_int_equal(i == k, text_is(
			    report_answers[i].brief,
			    report_answers[k].brief));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_are_judged),
		POOL_TEST(problems_count_characters),
		cmocka_unit_test(answers_are_literal),
		cmocka_unit_test(sums),
		cmocka_unit_test(sameness),
		cmocka_unit_test(months_fall_due),
		cmocka_unit_test(months_are_shown),
		POOL_TEST(gates_are_kept),
		cmocka_unit_test(items_have_names),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
