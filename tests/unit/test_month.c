/* The month's state machine: tests/unit/cases/month.tsv over core/report. */
#include <stdlib.h>

#include "core/report.h"
#include "core/text.h"
#include "tests/unit/case.h"

#define FIRST	202001

static const char *const gates[GATE__MAX] = {
	[GATE_OPEN] = "open", [GATE_FUTURE] = "future",
	[GATE_CLOSED] = "closed", [GATE_FREE] = "free",
	[GATE_EARLY] = "early",
};

struct line {
	char state[20], day[20], a[20], b[20], c[20], d[20];
	int late, period;
};

static int
view(const char *name, const struct line *l)
{
	const struct report_rules rules = REPORT_RULES;
	struct report_calendar calendar = { .first_period = FIRST,
	    .free_after = atoi(l->a), .closed = strcmp(l->b, "-") != 0 };
	int wrong = 0;

	assert_true(date_read(l->day, &calendar.today));
	date_read(l->b, &calendar.reopened);
	if (strcmp(l->c, "-") != 0)
		wrong += case_text(name, report_view_name(report_view_of(
		    report_state_read(l->state), l->late != 0, l->period,
		    calendar.today, &rules)), l->c);
	return wrong + case_text(name,
	    gates[report_gate_of(l->period, &calendar)], l->d);
}

static int
step(const char *name, const struct line *l)
{
	const struct report_rules rules = REPORT_RULES;
	struct report_stage stage = { report_state_read(l->state),
	    l->late != 0 };
	struct date today;
	bool done;

	assert_true(date_read(l->day, &today));
	done = report_step(&stage, strcmp(l->a, "whole") == 0, l->period,
	    today, &rules);
	return case_text(name, done ? report_state_name(stage.state) :
	    "refused", l->b) + case_int(name, stage.late, atoi(l->c));
}

static void
every_line_holds(void **state)
{
	FILE *f = fopen("tests/unit/cases/month.tsv", "r");
	int wrong = 0, lines = 0, n;
	char text[300], kind[20];
	struct line l;

	(void)state;
	assert_non_null(f);
	while (fgets(text, sizeof text, f) != NULL) {
		if (*text == '#')
			continue;
		text[strcspn(text, "\n")] = '\0';
		n = sscanf(text, "%19s %19s %d %d %19s %19s %19s %19s %19s",
		    kind, l.state, &l.late, &l.period, l.day, l.a, l.b, l.c,
		    l.d);
		assert_true(n >= 8);
		wrong += n == 9 ? view(text, &l) : step(text, &l);
		lines++;
	}
	fclose(f);
	assert_true(lines >= 50);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
