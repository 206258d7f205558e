/* entry: a month as it is typed: what is read, judged, seen and copied. */
#include "case.h"

#include "core/text.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/year.h"

#define GOOD "m3.wage=1200&m3.housing=1&m3.water=1&m3.dropout=0&m3.insurance=1"

/* name=value&… as the form reader gives them. */
static struct words
words_of(struct pool *pool, const char *s)
{
	struct word *at = pool_array(pool, 32, sizeof *at);
	struct words w = { .at = at };
	char *copy = pool_copy(pool, s), *name, *value;

	while ((name = strsep(&copy, "&")) != NULL && *name != '\0') {
		value = strchr(name, '=');
		*value++ = '\0';
		at[w.count++] = (struct word){ name, value, strlen(value) };
	}
	words_sort(pool, &w);
	return w;
}

static const struct {
	const char *name, *in;
	bool typed;
	size_t flaws;
	int64_t wage;
	int first;		/* the first wrong field; -1: none */
} reads[] = {
	{ "nothing", "", false, 0, 0, -1 },
	{ "another row", "m4.wage=5", false, 0, 0, -1 },
	{ "a whole month", GOOD, true, 0, 120000, -1 },
	{ "an amount as people write it", "m3.wage=1,200元", true, 0, 120000,
	    -1 },
	{ "only what was shown", "m3.seen=0-0", true, 0, 0, -1 },
	{ "a loss is business", "m3.business=-200", true, 0, 0, -1 },
	{ "no amount", "m3.wage=12oo", true, 1, 0, 0 },
	{ "three decimals", "m3.wage=1.234", true, 1, 0, 0 },
	{ "negative wages", "m3.wage=-1", true, 1, 0, 0 },
	{ "far too much", "m3.wage=99999999999", true, 1, 0, 0 },
	{ "an answer that is none", "m3.housing=2", true, 1, 0,
	    ENTRY_ANSWER },
	{ "unresolved without a word", "m3.housing=0", true, 1, 0,
	    ENTRY_PROBLEM },
	{ "unresolved with one", "m3.housing=0&m3.problem=漏雨", true, 0, 0,
	    -1 },
	{ "two wrong", "m3.wage=x&m3.land=y", true, 2, 0, 0 },
};

static void
rows_are_read(void **state)
{
	struct words w;
	struct entry e;
	int wrong = 0, j;
	size_t i;

	for (i = 0; i < LEN(reads); i++) {
		w = words_of(*state, reads[i].in);
		entry_read(*state, &w, "m3.", &e);
		wrong += case_int(reads[i].name, e.typed, reads[i].typed);
		wrong += case_int(reads[i].name, (int64_t)e.flaws,
		    (int64_t)reads[i].flaws);
		wrong += case_int(reads[i].name,
		    e.month.income_fen[INCOME_WAGE], reads[i].wage);
		for (j = 0; j < ENTRY__MAX &&
		    e.in[j].flaw == FLAW_NONE; j++)
			;
		wrong += case_int(reads[i].name, j == ENTRY__MAX ? -1 : j,
		    reads[i].first);
	}
	assert_int_equal(wrong, 0);
}

static struct report
stored(const char *state, int64_t wage, int64_t version)
{
	return (struct report){ .period = 202203, .state = state,
	    .version = version, .month = { .income_fen = { wage },
	    .answer = { { true, 1 }, { true, 1 }, { true, 0 },
	    { true, 1 } } } };
}

/* The row as the page sent it, on top of what the page showed. */
static struct entry
sent(struct pool *pool, const struct report *seen, const char *words)
{
	struct words w = words_of(pool, pool_print(pool, "m3.seen=%s&%s",
	    entry_seen(pool, seen), words));
	struct entry e;

	entry_read(pool, &w, "m3.", &e);
	return e;
}

static void
what_was_seen_is_known_again(void **state)
{
	struct report r = stored("reported", 120000, 2), none = { 0 };
	struct entry e = sent(*state, &r, GOOD);

	assert_false(e.changed);
	assert_int_equal(e.version, 2);
	e = sent(*state, &r, GOOD "&m3.land=1");
	assert_true(e.changed);
	e = sent(*state, &none, "m3.wage=");
	assert_false(e.changed);
	assert_int_equal(e.version, 0);
}

static const struct {
	const char *name;
	const char *state;	/* as stored now */
	int64_t wage, version;
	const char *words;	/* sent by who saw 1200 in version 1 */
	enum report_gate gate;
	bool wrong, conflict, why;
} judged[] = {
	{ "untouched", "reported", 120000, 1, GOOD, GATE_OPEN,
	    false, false, false },
	{ "changed", "reported", 120000, 1, "m3.wage=5&m3.housing=1"
	    "&m3.water=1&m3.dropout=0&m3.insurance=1", GATE_OPEN,
	    false, false, false },
	{ "somebody was faster", "reported", 130000, 2, "m3.wage=5"
	    "&m3.housing=1&m3.water=1&m3.dropout=0&m3.insurance=1",
	    GATE_OPEN, true, true, false },
	{ "and said the same", "reported", 500, 2, "m3.wage=5"
	    "&m3.housing=1&m3.water=1&m3.dropout=0&m3.insurance=1",
	    GATE_OPEN, false, false, false },
	{ "closed meanwhile", "reported", 120000, 1, "m3.wage=5"
	    "&m3.housing=1&m3.water=1&m3.dropout=0&m3.insurance=1",
	    GATE_CLOSED, true, false, true },
	{ "untouched and closed", "reported", 120000, 1, GOOD, GATE_CLOSED,
	    false, false, false },
	{ "an answer taken back", "reported", 120000, 1, "m3.wage=1200"
	    "&m3.water=1&m3.dropout=0&m3.insurance=1", GATE_OPEN,
	    true, false, false },
	{ "of a draft it may be", "draft", 120000, 1, "m3.wage=1200"
	    "&m3.water=1&m3.dropout=0&m3.insurance=1", GATE_OPEN,
	    false, false, false },
};

static void
rows_are_judged(void **state)
{
	struct report seen = stored("reported", 120000, 1), now;
	struct entry e;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(judged); i++) {
		e = sent(*state, &seen, judged[i].words);
		now = stored(judged[i].state, judged[i].wage,
		    judged[i].version);
		entry_judge(*state, &e, &now, judged[i].gate);
		wrong += case_int(judged[i].name, entry_wrong(&e),
		    judged[i].wrong);
		wrong += case_int(judged[i].name, e.conflict,
		    judged[i].conflict);
		wrong += case_int(judged[i].name, e.why != NULL,
		    judged[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void
a_copy_keeps_what_it_saw(void **state)
{
	struct report before = stored("reported", 700, 4), none = { 0 };
	struct entry from, to;

	entry_of(*state, &before, &from);
	entry_of(*state, &none, &to);
	entry_copy(*state, &from, &to);
	assert_true(to.typed);
	assert_true(to.changed);
	assert_int_equal(to.version, 0);
	assert_int_equal(to.month.income_fen[INCOME_WAGE], 700);
	assert_string_equal(to.in[ENTRY_INCOME].word, "7");
	assert_string_equal(to.in[ENTRY_SEEN].word,
	    entry_seen(*state, &none));
}

static const struct {
	const char *seen;
	int64_t period, want;
} versions[] = {
	{ "202203-7", 202203, 7 }, { "202204-1 202203-12", 202203, 12 },
	{ "202203-12 202202-3", 202202, 3 }, { "", 202203, 0 },
	{ "202203", 202203, 0 }, { "202203-", 202203, 0 },
	{ "202204-1", 202203, 0 }, { "x", 202203, 0 },
	{ "202204-x 202203-1", 202203, 0 }, { " ", 202203, 0 },
	{ "202204-1x 202203-2", 202203, 0 }, { "-", 0, 0 },
};

static void
a_months_version_is_found(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(versions); i++)
		wrong += case_int(versions[i].seen, year_seen(
		    versions[i].seen, versions[i].period), versions[i].want);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(rows_are_read),
		POOL_TEST(what_was_seen_is_known_again),
		POOL_TEST(rows_are_judged),
		POOL_TEST(a_copy_keeps_what_it_saw),
		cmocka_unit_test(a_months_version_is_found),
	};

	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
