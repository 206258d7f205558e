/*
 * The contract of the SMS door: tests/unit/cases/NN-*.cases, message → what
 * is stored → the exact answer.  The notation is described at the top of
 * 00-world.cases.  BANGFU_CASES=print prints each file as it really comes
 * out, for the reviewer.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/area.h"
#include "core/money.h"
#include "core/text.h"
#include "sms/answer.h"
#include "sms/parse.h"
#include "sms/reply.h"

#define POOL_BYTES	((size_t)64 << 20)
#define HOUSEHOLDS	40
#define MONTHS		400
#define LINE_BYTES	70000
#define RECEIPT_FIRST	7000
#define SMS_UNITS	70

static struct {
	struct grammar_household names[HOUSEHOLDS];
	struct answer_household households[HOUSEHOLDS];
	struct answer_month months[MONTHS];
	struct answer_month *places[MONTHS];
	struct answer_gate gates[HOUSEHOLDS];
	struct answer_world world;
	int64_t receipts;
} base, now;

static struct pool *pool;
static struct {
	int cases, accepted, refused, failed;
} tally;

static void
die(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, what);
	exit(1);
}

static void
point(void)
{
	int i;

	now.world.language.at = now.names;
	now.world.households = now.households;
	now.world.months = now.places;
	for (i = 0; i < MONTHS; i++)
		now.places[i] = &now.months[i];
	now.world.gates = now.gates;
}

/* The value of "name=" in a line, or NULL. */
static char *
value(const char *line, const char *name)
{
	const char *at = strstr(line, name);

	if (at == NULL)
		return NULL;
	at += strlen(name);
	if (*at == '"')
		return pool_copy_len(pool, at + 1, strcspn(at + 1, "\""));
	return pool_copy_len(pool, at, strcspn(at, " "));
}

static struct answer_month *
month_for(int household, int period)
{
	struct answer_month *m = answer_month_of(&now.world, household,
	    period);

	if (m != NULL)
		return m;
	assert_true(now.world.month_count < MONTHS);
	m = &now.months[now.world.month_count++];
	*m = (struct answer_month){
		.household_id = now.households[household].id,
		.period = period };
	return m;
}

static int
household_of(int short_no)
{
	int i;

	for (i = 0; i < now.world.language.count; i++)
		if (now.names[i].short_no == short_no)
			return i;
	return -1;
}

/* household SHORT NUMBER HEAD [free=202112] */
static void
set_household(char *line)
{
	char *save = NULL, *word = strtok_r(line, " ", &save);
	int i = now.world.language.count++;
	char *free_after;

	now.names[i].short_no = atoi(word);
	now.names[i].number = pool_copy(pool, strtok_r(NULL, " ", &save));
	now.names[i].head = pool_copy(pool, strtok_r(NULL, " ", &save));
	now.households[i].id = 100 + now.names[i].short_no;
	now.households[i].area = INT64_C(130630100201);
	if ((free_after = strtok_r(NULL, " ", &save)) != NULL)
		now.households[i].free_after = atoi(free_after + 5);
}

/* gate PERIOD close | gate PERIOD reopen YYYY-MM-DD; the newest first. */
static void
set_gate(const char *line)
{
	struct answer_gate *g = &now.gates[now.world.gate_count++];
	char deed[20] = "", until[20] = "";

	sscanf(line, "%d %19s %19s", &g->period, deed, until);
	g->low = INT64_C(130630000000);
	g->high = area_last(g->low);
	g->closed = strcmp(deed, "close") == 0;
	if (!g->closed)
		assert_true(date_read(until, &g->until));
}

/* stored STATE[,late] receipt=N SHORT PERIOD wage=… */
static void
set_stored(const char *line)
{
	char state[20] = "", *at, *word;
	struct answer_month *m;
	int short_no, period, i;
	long receipt;

	assert_int_equal(sscanf(line, "%19s receipt=%ld %d %d", state,
	    &receipt, &short_no, &period), 4);
	m = month_for(household_of(short_no), period);
	m->late = (at = strchr(state, ',')) != NULL;
	if (at != NULL)
		*at = '\0';
	m->state = report_state_read(state);
	m->receipt = receipt;
	m->version = 1;
	for (i = 0; i < INCOME__MAX; i++) {
		word = pool_print(pool, " %s=", report_incomes[i].name);
		if ((word = value(line, word)) != NULL)
			assert_int_equal(money_read(word,
			    &m->month.income_fen[i]), MONEY_OK);
	}
	for (i = 0; i < ANSWER__MAX; i++) {
		word = pool_print(pool, " %s=", report_answers[i].name);
		if ((word = value(line, word)) != NULL)
			m->month.answer[i] = (struct opt_int){ true,
			    strcmp(word, "yes") == 0 };
	}
	m->month.problem = value(line, " problem=");
}

/* \n \t \xHH \* (repeat: \*500{字}) in a message. */
static char *
unescape(const char *s, size_t *len)
{
	struct text t = text_start(pool);
	const char *close;
	char byte, *after;
	long n;

	for (; *s != '\0'; s++) {
		if (*s != '\\') {
			text_add_len(&t, s, 1);
			continue;
		}
		s++;
		if (*s == 'x') {
			byte = (char)strtol(pool_copy_len(pool, s + 1, 2),
			    NULL, 16);
			text_add_len(&t, &byte, 1);
			s += 2;
		} else if (*s == '*') {
			n = strtol(s + 1, &after, 10);
			s = after;
			close = strchr(s, '}');
			for (; n > 0; n--)
				text_add_len(&t, s + 1,
				    (size_t)(close - s - 1));
			s = close;
		} else {
			byte = *s == 'n' ? '\n' : *s == 't' ? '\t' :
			    *s == 'r' ? '\r' : *s;
			text_add_len(&t, &byte, 1);
		}
	}
	*len = t.len;
	return t.at;
}

/* Run one message; what comes out in the notation of the files. */
static char *
outcome(const char *message, bool *stored)
{
	struct text t = text_start(pool);
	struct answer_deed *d;
	struct grammar g;
	struct answer a;
	size_t len;
	char *text = unescape(message, &len);
	const char *reply_text;
	int i;

	g = grammar_read(pool, text, len, &now.world.language);
	for (i = 0; i < now.world.language.count; i++)
		month_for(i, report_due(now.world.language.today));
	for (i = 0; i < g.report_count; i++)
		if (g.reports[i].household >= 0)
			month_for(g.reports[i].household,
			    g.reports[i].period);
	a = answer_decide(pool, &now.world, &g);
	*stored = false;
	for (d = a.deeds; g.kind == GRAMMAR_REPORT && !g.ident &&
	    d < a.deeds + g.report_count; d++) {
		if (!answer_stores(d))
			continue;
		*stored = true;
		if (d->month->receipt == 0 &&
		    d->month->state == REPORT_REPORTED)
			d->month->receipt = now.receipts++;
		text_print(&t, "= %s%s %s\n",
		    report_state_name(d->month->state),
		    d->month->late ? ",late" : "",
		    parse_month(pool, d->report->number, d->month->period,
		    &d->month->month));
	}
	reply_text = answer_text(pool, &now.world, &a);
	text_print(&t, "< %s\n", reply_text);
	if (a.deeds != NULL && g.report_count == 1 && *stored &&
	    text_units(reply_text) > SMS_UNITS)
		text_print(&t, "# %zu units\n", text_units(reply_text));
	return t.at;
}

static void
check(const char *file, int line, const char *message, const char *want)
{
	bool stored;
	char *got = outcome(message, &stored);

	tally.cases++;
	if (stored)
		tally.accepted++;
	else
		tally.refused++;
	if (getenv("BANGFU_CASES") != NULL)
		printf("%s", got);
	else if (strcmp(want, got) != 0) {
		tally.failed++;
		fprintf(stderr, "%s:%d: > %s\nwant\n%sgot\n%s\n", file, line,
		    message, want, got);
	}
}

/* A line that changes the world; true if it is one. */
static bool
directive(const char *line)
{
	char *copy = pool_copy(pool, line);

	now = base;
	point();
	if (strncmp(line, "today ", 6) == 0)
		assert_true(date_read(copy + 6, &now.world.language.today));
	else if (strncmp(line, "household ", 10) == 0)
		set_household(copy + 10);
	else if (strncmp(line, "gate ", 5) == 0)
		set_gate(copy + 5);
	else if (strncmp(line, "first ", 6) == 0)
		now.world.first_period = atoi(copy + 6);
	else if (strncmp(line, "stored ", 7) == 0)
		set_stored(copy + 7);
	else if (strcmp(line, "empty") == 0) {
		memset(&now, 0, sizeof now);
		now.world.rules = REPORT_RULES;
		now.receipts = RECEIPT_FIRST;
	} else
		return false;
	point();
	base = now;
	return true;
}

static void
run_file(const char *file)
{
	static char line[LINE_BYTES], message[LINE_BYTES];
	struct text want = text_start(pool);
	bool pending = false;
	FILE *f = fopen(file, "r");
	int number = 0, at = 0;

	if (f == NULL)
		die(file, 0, "cannot be opened");
	do {
		number++;
		if (fgets(line, sizeof line, f) == NULL)
			*line = '\0';
		if ((*line == '=' || *line == '<' || (*line == '#' &&
		    pending)) && strncmp(line, "# --", 4) != 0) {
			text_add(&want, line);
			continue;
		}
		if (pending)
			check(file, at, message, want.at);
		pending = false;
		if (getenv("BANGFU_CASES") != NULL)
			printf("%s", line);
		if (*line == '\0')
			break;
		line[strcspn(line, "\n")] = '\0';
		if (*line == '>') {
			if (line[1] != '>')
				now = base;
			point();
			strcpy(message, line + (line[1] == '>' ? 2 : 1) +
			    (line[strspn(line, ">")] == ' '));
			pending = true;
			at = number;
			want = text_start(pool);
		} else if (*line != '\0' && *line != '#' && !directive(line))
			die(file, number, "is no case");
	} while (true);
	fclose(f);
}

static void
test_cases(void **state)
{
	glob_t files;
	size_t i;

	(void)state;
	pool = pool_new(POOL_BYTES);
	assert_int_equal(glob("tests/unit/cases/*.cases", 0, NULL, &files),
	    0);
	for (i = 0; i < files.gl_pathc; i++)
		run_file(files.gl_pathv[i]);
	globfree(&files);
	pool_free(pool);
	fprintf(stderr, "%d messages: %d stored, %d not, %d differ\n",
	    tally.cases, tally.accepted, tally.refused, tally.failed);
	assert_int_equal(tally.failed, 0);
}

static void
test_parts(void **state)
{
	(void)state;
	pool = pool_new(POOL_BYTES);
	assert_int_equal(reply_parts(""), 1);
	assert_int_equal(reply_parts(unescape("\\*70{字}", &(size_t){ 0 })),
	    1);
	assert_int_equal(reply_parts(unescape("\\*71{字}", &(size_t){ 0 })),
	    2);
	assert_int_equal(reply_parts(unescape("\\*134{字}", &(size_t){ 0 })),
	    2);
	assert_int_equal(reply_parts(unescape("\\*135{字}", &(size_t){ 0 })),
	    3);
	/* 67 units: 66 and half an emoji would not do */
	assert_int_equal(reply_parts(unescape("\\*66{字}\\*34{😀}",
	    &(size_t){ 0 })), 3);
	pool_free(pool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
