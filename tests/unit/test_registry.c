/* registry: which year may be opened or closed, who may write in a closed
 * one; the wide dictionary; villages that are renamed, merged, split. */
#include "core/dictionary_wide.h"
#include "db/dictionary.h"
#include "db/division.h"
#include "db/hamlet.h"
#include "db/helper.h"
#include "db/household.h"
#include "db/pairing.h"
#include "db/registry.h"
#include "db/registry_code.h"
#include "db/report_save.h"
#include "db/rule.h"
#include "tests/unit/registry.h"

#define OPENED(y)	{ .year = y, .state = "open" }
#define CLOSED(y)	{ .year = y, .state = "closed" }
#define OPENING(y)	{ .year = y, .state = "opening" }

static const struct {
	const char *name;
	struct registry_year years[3];
	size_t count;
	int64_t year;
	enum registry_flaw open, close;
} cases[] = {
	{ "next", { OPENED(2022), CLOSED(2021) }, 2, 2023, REGISTRY_FINE,
	    REGISTRY_ABSENT },
	{ "a closed one again", { OPENED(2022), CLOSED(2021) }, 2, 2021,
	    REGISTRY_FINE, REGISTRY_CLOSED_ALREADY },
	{ "the living file", { OPENED(2022), CLOSED(2021) }, 2, 2022,
	    REGISTRY_OPEN_ALREADY, REGISTRY_LIVING },
	{ "the one before, still open", { OPENED(2022), OPENED(2021) }, 2,
	    2021, REGISTRY_OPEN_ALREADY, REGISTRY_FINE },
	{ "after the next", { OPENED(2022) }, 1, 2024, REGISTRY_NOT_NEXT,
	    REGISTRY_ABSENT },
	{ "before all", { OPENED(2022) }, 1, 2021, REGISTRY_NOT_NEXT,
	    REGISTRY_ABSENT },
	{ "too early", { OPENED(2023) }, 1, 2024, REGISTRY_EARLY,
	    REGISTRY_ABSENT },
	{ "while it is opened", { OPENING(2023), OPENED(2022) }, 2, 2023,
	    REGISTRY_OPENING, REGISTRY_OPENING },
	{ "none open", { CLOSED(2022) }, 1, 2023, REGISTRY_NONE,
	    REGISTRY_ABSENT },
	{ "none at all", { OPENED(0) }, 0, 2022, REGISTRY_NONE,
	    REGISTRY_ABSENT },
};

static void
what_may_be_opened_and_closed(void **state)
{
	const struct date today = { 2022, 3, 4 };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		struct registry_year at[3];
		struct registry_years years = { at, cases[i].count };

		memcpy(at, cases[i].years, sizeof at);
		assert_int_equal(registry_open_flaw(&years, cases[i].year,
		    today), cases[i].open);
		assert_int_equal(registry_close_flaw(&years, cases[i].year),
		    cases[i].close);
	}
}

static void
every_flaw_has_its_sentence(void **state)
{
	int i;

	(void)state;
	assert_string_equal(registry_sentence(REGISTRY_FINE), "");
	for (i = REGISTRY_FINE + 1; i < REGISTRY__MAX; i++)
		assert_true(strlen(registry_sentence(
		    (enum registry_flaw)i)) > 6);
	for (i = DIVISION_FINE + 1; i < DIVISION__MAX; i++)
		assert_true(strlen(division_sentence(
		    (enum division_flaw)i)) > 6);
}

static void
only_administrators_open_and_close(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	enum registry_flaw flaw;

	assert_int_equal(registry_ask(r->db, r->pool, &who, 2023, &flaw),
	    ERR_DENIED);
	assert_int_equal(registry_close(r->db, r->pool, &who, 2022, &flaw),
	    ERR_DENIED);
	who.role = ROLE_ADMIN;
	assert_int_equal(registry_close(r->db, r->pool, &who, 1999, &flaw),
	    ERR_INPUT);
	assert_int_equal(flaw, REGISTRY_ABSENT);
}

static void
a_closed_year_is_not_written(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct pairing_done paired;
	int64_t helper = registry_helper(r, "帮甲", VILLAGE);
	struct report_edit report = { .household_id = id, .period = 202201,
	    .version = REPORT_ANY, .month.income_fen = { 100 } };
	struct report_done done;
	struct dictionary_edit edit = { .entity = DICTIONARY_HOUSEHOLD };
	void *row;

	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	edit.before = edit.after = row;
	edit.version = 1;
	who.closed = true;
	assert_int_equal(dictionary_save(r->db, &who, &edit), ERR_DENIED);
	assert_int_equal(report_save(r->db, r->pool, &who, &report, &done),
	    ERR_INPUT);
	assert_int_equal(done.gate, GATE_CLOSED);
	assert_int_equal(pairing_add(r->db, r->pool, &who,
	    &(struct pairing_edit){ .household_id = id, .helper_id = helper,
	    .from_day = { 2022, 3, 1 } }, &paired), ERR_DENIED);
	who.closed = false;
	assert_int_equal(pairing_add(r->db, r->pool, &who,
	    &(struct pairing_edit){ .household_id = id, .helper_id = helper,
	    .from_day = { 2022, 3, 1 } }, &paired), OK);
}

static void
where_a_household_is(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3), *years;
	size_t count;

	assert_int_equal(registry_of_household(r->db, r->pool, &who, id,
	    &years, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(years[0], 2022);
	who = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	assert_int_equal(registry_of_household(r->db, r->pool, &who, id,
	    &years, &count), OK);
	assert_int_equal(count, 0);
}

static void
a_wide_row_holds_every_line(void **state)
{
	struct registry *r = *state;
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	struct dictionary wide;
	size_t i, n = 0, end = sizeof(struct dictionary_head);

	dictionary_widen(r->pool, d, sizeof(struct dictionary_head), &wide);
	assert_int_equal(wide.count, d->count);
	for (i = 0; i < wide.count; i++) {
		if (wide.lines[i].keep == DICTIONARY_COUNTED) {
			assert_null(wide.lines[i].column);
			continue;
		}
		n++;
		assert_string_equal(wide.lines[i].column->name,
		    d->lines[i].name);
		assert_true(wide.lines[i].column->offset >= end);
		end = wide.lines[i].column->offset + 8;
	}
	assert_int_equal(wide.shape.count, n);
	assert_true(wide.shape.size >= end);
}

/* ---- villages ---------------------------------------------------------- */

static enum division_flaw
flaw_of(struct registry *r, const struct who *who, struct division d)
{
	enum err e;

	d.reason = "试";
	e = division_do(r->db, r->pool, who, &d);
	assert_int_equal(e, d.flaw == DIVISION_FINE ? OK : ERR_INPUT);
	return d.flaw;
}

#define NEW_CODE	(VILLAGE + 90)
static const struct {
	enum division_flaw want;
	enum division_deed deed;
	int64_t code, into;
	const char *name, *numbers;
} refused[] = {
	{ DIVISION_UNKNOWN, DIVISION_RENAME, TOWNSHIP, 0, "甲", NULL },
	{ DIVISION_UNKNOWN, DIVISION_RENAME, VILLAGE + 77, 0, "甲", NULL },
	{ DIVISION_UNKNOWN, DIVISION_RENAME, 110101001001, 0, "甲", NULL },
	{ DIVISION_SAME_NAME, DIVISION_RENAME, VILLAGE, 0, "试验2", NULL },
	{ DIVISION_NAME_TAKEN, DIVISION_RENAME, VILLAGE, 0, "试验3", NULL },
	{ DIVISION_SELF, DIVISION_MERGE, VILLAGE, VILLAGE, NULL, NULL },
	{ DIVISION_INTO_UNKNOWN, DIVISION_MERGE, VILLAGE, TOWNSHIP, NULL,
	    NULL },
	{ DIVISION_CODE, DIVISION_SPLIT, VILLAGE, 12, "甲", "1" },
	{ DIVISION_CODE_TAKEN, DIVISION_SPLIT, VILLAGE, VILLAGE_2, "甲",
	    "1" },
	{ DIVISION_TOWNSHIP, DIVISION_SPLIT, VILLAGE, VILLAGE_3 + 90, "甲",
	    "1" },
	{ DIVISION_NUMBER, DIVISION_SPLIT, VILLAGE, NEW_CODE, "甲",
	    "1234567890" },
	{ DIVISION_NOBODY, DIVISION_SPLIT, VILLAGE, NEW_CODE, "甲", " , " },
	{ DIVISION_EVERYBODY, DIVISION_SPLIT, VILLAGE, NEW_CODE, "甲",
	    "9900000001" },
	{ DIVISION_TOWNSHIP, DIVISION_MOVE, VILLAGE, NEW_CODE, NULL, NULL },
};

static void
what_is_no_division(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct division rename = { .deed = DIVISION_RENAME, .code = VILLAGE,
	    .name = "甲" };
	struct who clerk = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);

	size_t i;

	registry_household(r, VILLAGE, "张三", 3);
	assert_int_equal(division_do(r->db, r->pool, &clerk, &rename),
	    ERR_DENIED);
	for (i = 0; i < LEN(refused); i++) {
		assert_int_equal(flaw_of(r, &who, (struct division){
		    .deed = refused[i].deed, .code = refused[i].code,
		    .into = refused[i].into, .name = refused[i].name,
		    .numbers = refused[i].numbers }), refused[i].want);
	}
	who.closed = true;
	assert_int_equal(flaw_of(r, &who, rename), DIVISION_YEAR);
	who.closed = false;
	who.year = 2019;
	assert_int_equal(flaw_of(r, &who, rename), DIVISION_YEAR);
}

static void
a_village_goes_and_is_found(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct division merge = { .deed = DIVISION_MERGE, .code = VILLAGE,
	    .into = VILLAGE_2, .reason = "试" };
	struct area area;
	int64_t code;

	registry_household(r, VILLAGE, "张三", 3);
	registry_household(r, VILLAGE, "李四", 2);
	assert_int_equal(division_do(r->db, r->pool, &who, &merge), OK);
	assert_int_equal(merge.households, 2);
	assert_int_equal(area_named(r->db, r->pool, &who, "试验2", &area),
	    OK);
	assert_int_equal(area.code, VILLAGE_2);
	assert_int_equal(area_in_year(r->db, r->pool, &who, VILLAGE, &area),
	    OK);
	assert_int_equal(area.code, VILLAGE_2);
	assert_int_equal(division_free_code(r->db, r->pool, TOWNSHIP, &code),
	    OK);
	assert_int_equal(code, VILLAGE_2 + 1);
	/* the year before had it */
	who.year = 2021;
	assert_int_equal(area_in_year(r->db, r->pool, &who, VILLAGE, &area),
	    OK);
	assert_int_equal(area.code, VILLAGE);
	assert_int_equal(area_in_year(r->db, r->pool, &who, 990109109109,
	    &area), ERR_ABSENT);
}

static const struct query unit_of = {
	"INSERT INTO unit (name, tier, area) VALUES ('某局', 5, ?)",
	.in = MADE_SHAPE(MADE(a)),
};
static const struct query team_of = {
	"INSERT INTO team (area, unit_id, from_day) VALUES (?, 1, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(day)),
};
static const struct query versions = {
	"SELECT (SELECT k.version FROM helper k WHERE k.helper_id = ?) AS a,"
	" (SELECT u.version FROM unit u WHERE u.unit_id = ?) AS b,"
	" (SELECT t.version FROM team t WHERE t.team_id = ?) AS c",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(c)),
	.out = MADE_SHAPE(MADE(a), MADE(b), MADE(c)),
};

static const struct query told = {
	"SELECT COUNT(*) AS a FROM `change` WHERE user_id = 7 AND entity = ?"
	" AND record_id = ? AND deed = ? AND reason = '试'",
	.in = MADE_SHAPE(MADE(text), MADE(a), MADE(more)),
	.out = MADE_SHAPE(MADE(a)),
};

/* The lines of the ledger. */
static int64_t
told_of(struct registry *r, const char *entity, int64_t id,
    const char *deed)
{
	struct made n;

	assert_int_equal(db_one(r->db, r->pool, &told, &(struct made){
	    .text = entity, .a = id, .more = deed }, &n), OK);
	return n.a;
}

/* A form that was opened before must not put them back where they were. */
static void
who_helps_there_goes_along(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct division merge = { .deed = DIVISION_MERGE, .code = VILLAGE,
	    .into = VILLAGE_2, .reason = "试" };
	struct made ids = { .a = registry_helper(r, "帮甲", VILLAGE) }, m;
	int64_t elsewhere = registry_helper(r, "帮乙", VILLAGE_2);
	struct helper h;

	ids.b = registry_do(r, &unit_of, &(struct made){ .a = VILLAGE });
	ids.c = registry_do(r, &team_of, &(struct made){ .a = VILLAGE,
	    .day = { 2021, 5, 20 } });
	assert_int_equal(helper_by_id(r->db, r->pool, &who, ids.a, &h), OK);
	assert_int_equal(division_do(r->db, r->pool, &who, &merge), OK);
	assert_int_equal(db_one(r->db, r->pool, &versions, &ids, &m), OK);
	assert_true(m.a == 2 && m.b == 2 && m.c == 2);
	assert_int_equal(told_of(r, "helper", ids.a, "update"), 1);
	assert_int_equal(told_of(r, "unit", ids.b, "update"), 1);
	assert_int_equal(told_of(r, "team", ids.c, "update"), 1);
	assert_int_equal(told_of(r, "helper", elsewhere, "update"), 0);
	h.duty = "科员";
	assert_int_equal(helper_change(r->db, r->pool, &who, &h),
	    ERR_CONFLICT);
	assert_int_equal(helper_by_id(r->db, r->pool, &who, ids.a, &h), OK);
	assert_int_equal(h.area, VILLAGE_2);
}

static const struct query next_year = {
	"INSERT INTO registry_year (year, state, opened_at)"
	" VALUES (2023, 'open', NOW()) ON DUPLICATE KEY UPDATE state = 'open'",
	NULL, NULL
};

/* Twice, in two years: each year has the name that it had. */
static void
a_village_is_called_as_in_its_year(void **state)
{
	static const struct {
		int64_t year;
		const char *name;
	} names[] = { { 2014, "试验2" }, { 2021, "试验2" }, { 2022, "甲村" },
	    { 2023, "乙村" } };
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct division rename = { .deed = DIVISION_RENAME, .code = VILLAGE,
	    .name = "甲村", .reason = "试" };
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct household h;
	struct area area;
	size_t i;

	assert_int_equal(division_do(r->db, r->pool, &who, &rename), OK);
	registry_do(r, &next_year, NULL);
	who.year = 2023;
	rename.name = "乙村";
	assert_int_equal(division_do(r->db, r->pool, &who, &rename), OK);
	for (i = 0; i < LEN(names); i++) {
		who.year = names[i].year;
		assert_int_equal(area_in_year(r->db, r->pool, &who, VILLAGE,
		    &area), OK);
		assert_string_equal(area.name, names[i].name);
	}
	who.year = 2022;
	assert_int_equal(household_by_id(r->db, r->pool, &who, id, &h), OK);
	assert_string_equal(h.village, "甲村");
	assert_int_equal(area_named(r->db, r->pool, &who, "甲村", &area), OK);
	assert_int_equal(area_named(r->db, r->pool, &who, "乙村", &area),
	    ERR_ABSENT);
}

static const struct query lives = {
	"UPDATE household SET hamlet = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};
static const struct query where = {
	"SELECT area AS a FROM household WHERE year = 2022"
	" AND household_id = ?",
	.in = MADE_SHAPE(MADE(a)), .out = MADE_SHAPE(MADE(a)),
};

static int64_t
lives_in(struct registry *r, const char *hamlet)
{
	int64_t id = registry_household(r, VILLAGE, "张三", 3);

	registry_do(r, &lives, &(struct made){ .a = id, .text = hamlet });
	return id;
}

static int64_t
area_of(struct registry *r, int64_t id)
{
	struct made out;

	assert_int_equal(db_one(r->db, r->pool, &where,
	    &(struct made){ .a = id }, &out), OK);
	return out.a;
}

static int64_t
hamlet(struct registry *r, const struct who *who, int64_t area,
    const char *name)
{
	struct hamlet_deed deed = { .area = area, .name = name };

	assert_int_equal(hamlet_add(r->db, r->pool, who, &deed), OK);
	return deed.hamlet_id;
}

/* ---- a village's own file ----------------------------------------------- */

static const struct query village_of = {
	"INSERT INTO village (year, area, arable_mu_100) VALUES (2022, ?, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};
static const struct query arable = {
	"UPDATE household SET arable_mu_100 = 90000 WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a)),
};

/* Whether the village has less land than its households, and nobody has
 * explained it; all explanations that are told. */
static bool
lacks_land(struct registry *r, const struct who *who, int64_t area,
    struct rule_notes *notes)
{
	struct rule_check c = { .entity = DICTIONARY_VILLAGE };
	bool lacks = false;
	void *row;
	size_t i;

	assert_int_equal(dictionary_one(r->db, r->pool, who,
	    DICTIONARY_VILLAGE, area, &row), OK);
	c.household = row;
	assert_int_equal(rule_check(r->db, r->pool, who, &c), OK);
	for (i = 0; i < c.open.count; i++)
		lacks |= strcmp(c.open.at[i].rule->name, "arable_under") == 0;
	assert_int_equal(rule_place_notes(r->db, r->pool, who,
	    &(struct rule_place){ DICTIONARY_VILLAGE, row }, notes), OK);
	return lacks;
}

static void
explain_land(struct registry *r, const struct who *who, int64_t area)
{
	struct rule_check c = { .entity = DICTIONARY_VILLAGE };
	const char **whys;
	void *row;
	size_t i;

	assert_int_equal(dictionary_one(r->db, r->pool, who,
	    DICTIONARY_VILLAGE, area, &row), OK);
	c.household = row;
	assert_int_equal(rule_check(r->db, r->pool, who, &c), OK);
	whys = pool_array(r->pool, c.open.count + 1, sizeof *whys);
	for (i = 0; i < c.open.count; i++)
		whys[i] = "承包邻村的地";
	assert_int_equal(rule_check_keep(r->db, r->pool, who, &c, whys), OK);
}

static void
a_merged_villages_explanations_are_told(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct division d = { .deed = DIVISION_MERGE, .code = VILLAGE,
	    .into = VILLAGE_2, .reason = "试" };
	static const int64_t villages[] = { VILLAGE, VILLAGE_2 };
	struct rule_notes notes;
	size_t i;

	for (i = 0; i < LEN(villages); i++) {
		registry_do(r, &village_of, &(struct made){
		    .a = villages[i], .b = 100 });
		registry_do(r, &arable, &(struct made){
		    .a = registry_household(r, villages[i], "张三", 3) });
	}
	explain_land(r, &who, VILLAGE);
	assert_false(lacks_land(r, &who, VILLAGE, &notes));
	assert_int_equal(notes.count, 1);
	assert_null(notes.at[0].merged);
	assert_int_equal(division_do(r->db, r->pool, &who, &d), OK);
	/* told, but it says nothing of the other village's land */
	assert_true(lacks_land(r, &who, VILLAGE_2, &notes));
	assert_int_equal(notes.count, 1);
	assert_string_equal(notes.at[0].explanation, "承包邻村的地");
	assert_string_equal(notes.at[0].merged, "试验2");
	assert_int_equal(told_of(r, "village", VILLAGE, "delete"), 1);
	assert_int_equal(told_of(r, "village", VILLAGE_2, "insert"), 0);
	explain_land(r, &who, VILLAGE_2);
	assert_false(lacks_land(r, &who, VILLAGE_2, &notes));
	assert_int_equal(notes.count, 2);
	/* moved on, each stays what it was */
	d = (struct division){ .deed = DIVISION_MOVE, .code = VILLAGE_2,
	    .into = VILLAGE_3 + 5, .reason = "试" };
	assert_int_equal(division_do(r->db, r->pool, &who, &d), OK);
	assert_false(lacks_land(r, &who, VILLAGE_3 + 5, &notes));
	assert_int_equal(notes.count, 2);
	assert_null(notes.at[0].merged);
	assert_string_equal(notes.at[1].merged, "试验2");
	assert_int_equal(told_of(r, "village", VILLAGE_2, "delete"), 1);
	assert_int_equal(told_of(r, "village", VILLAGE_3 + 5, "insert"), 1);
}

static void
numbers_as_they_are_typed(void **state)
{
	static const struct {
		const char *numbers;
		int64_t want;		/* households, or -1 */
	} lists[] = {
		{ "9900000001", 1 },
		{ "9900000001、9900000002", 2 },
		{ "９９００００００01，9900000002；", 2 },
		{ "\n 9900000001　9900000002\r\n", 2 },
		{ "9900000001;9900000002,9900000001", 2 },
		{ "、9900000001。", 1 },
		{ "9900000001和9900000002", -1 },
		{ "99-00000001", -1 },
		{ "9900000001/9900000002", -1 },
		{ "990000000１０", -1 }, { "九九", -1 }, { "💰", -1 },
	};
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct division d;
	enum err e;
	size_t i;

	for (i = 0; i < 30; i++)
		registry_household(r, VILLAGE, "张三", 3);
	for (i = 0; i < LEN(lists); i++) {
		d = (struct division){ .deed = DIVISION_SPLIT,
		    .code = VILLAGE, .into = NEW_CODE + (int64_t)i,
		    .name = pool_print(r->pool, "新%zu", i), .reason = "试",
		    .numbers = lists[i].numbers };
		e = division_do(r->db, r->pool, &who, &d);
		assert_int_equal(e, lists[i].want < 0 ? ERR_INPUT : OK);
		if (e != OK) {
			assert_int_equal(d.flaw, DIVISION_NUMBER);
			continue;
		}
		assert_int_equal(d.households, lists[i].want);
		/* back, for the next */
		d = (struct division){ .deed = DIVISION_MERGE,
		    .code = NEW_CODE + (int64_t)i, .into = VILLAGE,
		    .reason = "试" };
		assert_int_equal(division_do(r->db, r->pool, &who, &d), OK);
	}
}

static void
a_split_goes_by_natural_villages(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int64_t east, all[2], other = hamlet(r, &who, VILLAGE_2, "东沟组");
	int64_t a = lives_in(r, "东沟组"), b = lives_in(r, "东沟组");
	int64_t c = lives_in(r, "西沟组"), d = lives_in(r, NULL);
	struct division split = { .deed = DIVISION_SPLIT, .code = VILLAGE,
	    .into = NEW_CODE, .name = "新村", .reason = "试" };
	struct hamlet_list list;

	all[0] = east = hamlet(r, &who, VILLAGE, "东沟组");
	all[1] = hamlet(r, &who, VILLAGE, "西沟组");
	split.hamlets = &other;		/* another village's of that name */
	split.hamlet_count = 1;
	assert_int_equal(flaw_of(r, &who, split), DIVISION_HAMLET);
	split.hamlets = all;
	split.hamlet_count = 2;
	split.numbers = "9900000004";	/* the one who lives in none */
	assert_int_equal(flaw_of(r, &who, split), DIVISION_EVERYBODY);
	/* one of the ticked natural village is named too: counted once */
	split.hamlets = &east;
	split.hamlet_count = 1;
	split.numbers = "9900000001 9900000004";
	assert_int_equal(division_do(r->db, r->pool, &who, &split), OK);
	assert_int_equal(split.households, 3);
	assert_int_equal(area_of(r, a), NEW_CODE);
	assert_int_equal(area_of(r, b), NEW_CODE);
	assert_int_equal(area_of(r, c), VILLAGE);
	assert_int_equal(area_of(r, d), NEW_CODE);
	assert_int_equal(hamlet_list(r->db, r->pool, &who, NEW_CODE, &list),
	    OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.at[0].hamlet_id, east);
	assert_int_equal(list.at[0].serial, 1);
	assert_int_equal(list.at[0].households, 2);
	assert_int_equal(hamlet_list(r->db, r->pool, &who, VILLAGE, &list),
	    OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.at[0].name, "西沟组");
}

/* What has no household of the registry may go, or be left, too. */
static void
a_natural_village_without_households_goes(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int64_t id = hamlet(r, &who, VILLAGE, "北坡组");
	struct division split = { .deed = DIVISION_SPLIT, .code = VILLAGE,
	    .into = NEW_CODE, .name = "新村", .reason = "试",
	    .hamlets = &id, .hamlet_count = 1 };

	assert_int_equal(division_do(r->db, r->pool, &who, &split), OK);
	assert_int_equal(split.households, 0);
}

/* ---- codes of another year ------------------------------------------------ */

#define OLD	2014
#define NEW	2018
#define EVER	9999
static const struct dictionary_code lists[] = {
	{ "cause", "01", "因病", OLD, EVER, NULL },
	{ "cause", "09", "缺资金", OLD, EVER, NULL },
	{ "cause", "12", "其他", OLD, 2017, NULL },
	{ "cause", "13", "因婚", 2017, 2017, NULL },
	{ "cause", "12", "因婚", NEW, EVER, NULL },
	{ "cause", "13", "因丧", NEW, EVER, NULL },
	{ "education", "03", "初中", OLD, 2017, NULL },
	{ "education", "05", "大专及以上", OLD, 2017, NULL },
	{ "education", "3", "初中", NEW, EVER, NULL },
};

/* 12 was 其他 until 2017 and is 因婚 since, 13 因婚 and is 因丧; 03 was 初中
 * and 3 is: what has no code any more is to be asked for anew. */
static const struct {
	int64_t from, into;
	const char *table, *column, *was, *is;
} carried[] = {
	{ 2017, 2018, "household", "cause_1", "13", "12" },
	{ 2017, 2018, "household", "cause_1", "12", NULL },
	{ 2017, 2018, "household", "cause_1", "01", "01" },
	{ 2018, 2017, "household", "cause_1", "12", "13" },
	{ 2017, 2018, "household", "other_causes", "01,13", "01,12" },
	{ 2017, 2018, "household", "other_causes", "12,13", "12" },
	{ 2017, 2018, "household", "other_causes", "09,12", "09" },
	{ 2017, 2018, "household", "other_causes", "12", NULL },
	{ 2017, 2018, "household", "other_causes", "09", "09" },
	{ 2017, 2018, "member", "education", "03", "3" },
	{ 2017, 2018, "member", "education", "05", NULL },
	{ 2018, 2017, "member", "education", "3", "03" },
};

static void
codes_are_what_they_are_called(void **state)
{
	static const struct dictionary_codes codes = { lists, LEN(lists) };
	struct registry *r = *state;
	struct made was = { 0 }, is;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(carried); i++) {
		struct query *q = pool_take(r->pool, sizeof *q);

		*q = (struct query){ .in = MADE_SHAPE(MADE(text)),
		    .out = MADE_SHAPE(MADE(more)) };
		q->sql = pool_print(r->pool,
		    "SELECT %s AS more FROM (SELECT ? AS `%s`) t",
		    registry_code_value(r->pool, &(struct registry_code){
		    &codes, carried[i].from, carried[i].into },
		    carried[i].table, carried[i].column), carried[i].column);
		was.text = carried[i].was;
		assert_int_equal(db_one(r->db, r->pool, q, &was, &is), OK);
		wrong += case_text(carried[i].was, is.more, carried[i].is);
	}
	assert_int_equal(wrong, 0);
}

/* The lists are the same, the column has none, the form of one of the years
 * does not ask for it. */
static void
codes_that_stay(void **state)
{
	static const struct {
		int64_t from, into;
		const char *table, *column;
	} same[] = {
		{ 2016, 2017, "household", "cause_1" },
		{ 2018, 2019, "household", "other_causes" },
		{ 2017, 2018, "household", "head_name" },
		{ 2017, 2018, "household", "version" },
		{ 2017, 2018, "member", "cause_1" },
		{ 2017, 2018, "member", "relation" },
		{ 2017, 2018, "member", "health" },
		{ 2017, 2018, "nothing", "cause_1" },
	};
	const struct dictionary_codes codes = { lists, LEN(lists) };
	struct registry *r = *state;
	size_t i;

	for (i = 0; i < LEN(same); i++)
		assert_null(registry_code_value(r->pool,
		    &(struct registry_code){ &codes, same[i].from,
		    same[i].into }, same[i].table, same[i].column));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_may_be_opened_and_closed),
		cmocka_unit_test(every_flaw_has_its_sentence),
		REGISTRY_TEST(only_administrators_open_and_close),
		REGISTRY_TEST(a_closed_year_is_not_written),
		REGISTRY_TEST(where_a_household_is),
		REGISTRY_TEST(a_wide_row_holds_every_line),
		REGISTRY_TEST(what_is_no_division),
		REGISTRY_TEST(a_village_is_called_as_in_its_year),
		REGISTRY_TEST(a_village_goes_and_is_found),
		REGISTRY_TEST(who_helps_there_goes_along),
		REGISTRY_TEST(a_merged_villages_explanations_are_told),
		REGISTRY_TEST(numbers_as_they_are_typed),
		REGISTRY_TEST(codes_are_what_they_are_called),
		REGISTRY_TEST(codes_that_stay),
		REGISTRY_TEST(a_split_goes_by_natural_villages),
		REGISTRY_TEST(a_natural_village_without_households_goes),
	};
	int failed;

	if (dictionary_start() != OK || rule_start() != OK)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	rule_stop();
	dictionary_stop();
	return failed;
}
