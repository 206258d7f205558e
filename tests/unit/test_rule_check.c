/* rule, member_change and reveal in the database: what was explained is not
 * open, numbers of others' areas are told without saying whose, and what was
 * looked at belongs to the one who looked; a place is held against its
 * households, a phone against the others'. */
#include "db/hamlet.h"
#include "db/member_change.h"
#include "db/recount.h"
#include "db/reveal.h"
#include "db/rule_area.h"
#include "db/rule_count.h"
#include "db/rule_places.h"
#include "db/village.h"
#include "tests/unit/registry.h"

#define NUMBER	"999998198001010015"

static const struct query made_member_key = {
	"INSERT INTO member_key (member_id) VALUES (NULL)", NULL, NULL
};
static const struct query made_member = {
	"INSERT INTO member (year, member_id, household_id, name, sex, idno,"
	" relation, active) VALUES (2022, ?, ?, '成员', 1, ?, ?, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text), MADE(more), MADE(c)),
};
static const struct query make_land = {
	"UPDATE household SET arable_mu_100 = ?, orchard_mu_100 = 100,"
	" forest_mu_100 = 50 WHERE household_id = ? AND year = 2022",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};

static const struct query earn = {
	"UPDATE household SET wage_fen = 100000, income_fen = 100000,"
	" net_income_fen = 100000 WHERE household_id = ? AND year = 2022",
	.in = MADE_SHAPE(MADE(a)),
};

static int64_t
member(struct registry *r, int64_t household, const char *idno, bool active)
{
	struct made m = { .b = household, .text = idno, .more = "01",
	    .c = active };

	m.a = registry_do(r, &made_member_key, NULL);
	registry_do(r, &made_member, &m);
	return m.a;
}

static int64_t
household(struct registry *r, int64_t area, int64_t land)
{
	int64_t id = registry_household(r, area, "户主", 1);

	registry_do(r, &make_land, &(struct made){ .a = land, .b = id });
	return id;
}

/* ---- the check ------------------------------------------------------- */

static bool
open(const struct rule_check *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->open.count; i++)
		if (strcmp(c->open.at[i].rule->name, name) == 0)
			return true;
	return false;
}

static struct rule_check
checked(struct registry *r, const struct who *who, int64_t id)
{
	struct rule_check c = { .household = NULL };
	void *row;

	assert_int_equal(dictionary_household(r->db, r->pool, who, id, &row),
	    OK);
	c.household = row;
	assert_int_equal(dictionary_members(r->db, r->pool, who, id,
	    &c.members), OK);
	assert_int_equal(rule_check(r->db, r->pool, who, &c), OK);
	return c;
}

static void
note(struct registry *r, const struct who *who, int64_t id, int64_t member_id,
    const char *rule)
{
	assert_int_equal(rule_note_add(r->db, who, &(struct rule_note){
	    .household_id = id, .member_id = member_id, .rule = rule,
	    .explanation = "已核对" }, (struct moment){ 1646400000 }), OK);
}

static void
what_was_explained_is_not_open(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0), other;
	int64_t id = household(r, VILLAGE, 15000);
	int64_t next = household(r, VILLAGE, 15000);
	int64_t head = member(r, id, NULL, true);
	struct rule_notes notes;
	struct rule_check c;

	c = checked(r, &who, id);
	assert_true(open(&c, "arable_high") && open(&c, "orchard_part"));
	assert_true(open(&c, "idno_none") && !open(&c, "head_none"));
	/* another household's, another's subject, another year's: not this */
	note(r, &who, next, 0, "arable_high");
	note(r, &who, id, head, "arable_high");
	other = who;
	other.year = 2021;
	note(r, &other, id, 0, "arable_high");
	c = checked(r, &who, id);
	assert_true(open(&c, "arable_high"));
	assert_int_equal(c.explained, 0);
	note(r, &who, id, 0, "arable_high");
	note(r, &who, id, head, "idno_none");
	/* what blocks is never explained away */
	note(r, &who, id, 0, "orchard_part");
	c = checked(r, &who, id);
	assert_false(open(&c, "arable_high") || open(&c, "idno_none"));
	assert_true(open(&c, "orchard_part"));
	assert_int_equal(c.explained, 2);
	assert_int_equal(rule_notes(r->db, r->pool, &who, id, &notes), OK);
	assert_int_equal(notes.count, 4);
	assert_string_equal(notes.at[0].rule, "orchard_part");
	assert_string_equal(notes.at[0].name, "测试员");
	other = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	assert_int_equal(rule_notes(r->db, r->pool, &other, id, &notes), OK);
	assert_int_equal(notes.count, 0);
}

/* The household with all that is read along with it. */
static struct rule_check
file_checked(struct registry *r, const struct who *who,
    struct dictionary_file *file)
{
	struct rule_check c = { .file = file };
	uint64_t trips = db_trips(r->db);

	assert_int_equal(dictionary_file(r->db, r->pool, who, file), OK);
	c.household = file->household;
	c.members = file->members;
	assert_int_equal(rule_check(r->db, r->pool, who, &c), OK);
	assert_int_equal(db_trips(r->db), trips + 1);
	return c;
}

static void
a_file_is_checked_by_one_statement(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = household(r, VILLAGE, 15000);
	int64_t head = member(r, id, NULL, true);
	struct dictionary_file file = { .household_id = id };
	const char **whys;
	struct rule_check c = file_checked(r, &who, &file), two;
	uint64_t trips;
	size_t i;

	two = checked(r, &who, id);
	assert_int_equal(c.open.count, two.open.count);
	assert_int_equal(c.explained, 0);
	/* all of its warnings are explained at once */
	whys = pool_array(r->pool, c.open.count, sizeof *whys);
	for (i = 0; i < c.open.count; i++)
		if (c.open.at[i].rule->severity == RULE_WARN)
			whys[i] = "已核对";
	trips = db_trips(r->db);
	assert_int_equal(rule_check_keep(r->db, r->pool, &who, &c, whys),
	    OK);
	assert_int_equal(db_trips(r->db), trips + 1);
	c = file_checked(r, &who, &file);
	assert_true(c.explained >= 2);
	assert_false(open(&c, "arable_high") || open(&c, "idno_none"));
	assert_true(open(&c, "orchard_part"));
	assert_int_equal(c.open.count + c.explained, two.open.count);
	/* of a member: of him alone */
	(void)member(r, id, NULL, true);
	c = file_checked(r, &who, &file);
	assert_true(open(&c, "idno_none"));
	assert_true(head > 0);
	/* nothing is told of nobody's warnings */
	c.open.count = 0;
	trips = db_trips(r->db);
	assert_int_equal(rule_check_keep(r->db, r->pool, &who, &c, whys),
	    OK);
	assert_int_equal(db_trips(r->db), trips);
}

static void
an_area_is_counted(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	const struct rule *high = rule_find(rule_all(), "arable_high");
	size_t place = (size_t)(high - rule_all()->rules);
	int64_t a = household(r, VILLAGE, 15000);
	struct rule_area all = { .area = 0 }, one = { .area = VILLAGE_2,
	    .only = high, .page = 9 };

	(void)household(r, VILLAGE, 100);
	(void)household(r, VILLAGE_2, 20000);
	(void)household(r, VILLAGE_3, 20000);	/* another township's */
	note(r, &who, a, 0, "arable_high");
	assert_int_equal(rule_area(r->db, r->pool, &who, &all), OK);
	assert_int_equal(all.households, 3);
	assert_int_equal(all.found, 3);
	assert_int_equal(all.counts[place], 1);
	assert_int_equal(all.count, 3);
	assert_string_equal(all.at[0].head_name, "户主");
	assert_true(all.at[0].blocks > 0);
	assert_int_equal(rule_area(r->db, r->pool, &who, &one), OK);
	assert_int_equal(one.found, 1);
	assert_int_equal(one.pages, 1);
	assert_int_equal(one.count, 0);		/* there is no ninth page */
	who = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	all = (struct rule_area){ .area = VILLAGE };
	assert_int_equal(rule_area(r->db, r->pool, &who, &all), OK);
	assert_int_equal(all.households, 0);
}

/* ---- what is counted -------------------------------------------------- */

static const struct query make_phone = {
	"UPDATE household SET phone = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};
static const struct query make_home = {
	"UPDATE household SET hamlet = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};

static int64_t
shared(struct registry *r, const struct who *who, int64_t id)
{
	void *row;

	assert_int_equal(dictionary_household(r->db, r->pool, who, id, &row),
	    OK);
	assert_int_equal(rule_count_phone(r->db, r->pool, NULL, row), OK);
	return ((struct dictionary_head *)row)->base.phone_shared;
}

static void
phones_are_counted_everywhere(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t a = household(r, VILLAGE, 1), b = household(r, VILLAGE, 1);
	int64_t c = household(r, VILLAGE_3, 1), d = household(r, VILLAGE, 1);

	registry_do(r, &make_phone, &(struct made){ .a = a,
	    .text = "19877770001" });
	assert_int_equal(shared(r, &who, a), 0);
	registry_do(r, &make_phone, &(struct made){ .a = b,
	    .text = "19877770001" });
	registry_do(r, &make_phone, &(struct made){ .a = c,
	    .text = "19877770001" });
	assert_int_equal(shared(r, &who, a), 2);
	/* none is nobody's; an empty one neither */
	assert_int_equal(shared(r, &who, d), 0);
	registry_do(r, &make_phone, &(struct made){ .a = c, .text = "" });
	registry_do(r, &make_phone, &(struct made){ .a = d, .text = "" });
	assert_int_equal(shared(r, &who, d), 0);
	assert_int_equal(shared(r, &who, a), 1);
}

static struct rule_check
place_checked(struct registry *r, const struct who *who,
    enum dictionary_entity entity, struct dictionary_head *row)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    entity), "arable_mu_100");
	struct rule_check c = { .entity = entity, .household = row };

	*(struct opt_int *)shape_at(l->column, row) =
	    (struct opt_int){ true, 20000 };
	assert_int_equal(rule_check(r->db, r->pool, who, &c), OK);
	return c;
}

static void
a_place_is_held_against_its_households(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0), other;
	struct hamlet_deed deed = { .area = VILLAGE, .name = "东沟组" };
	struct dictionary_rows rows;
	struct rule_notes notes;
	struct rule_check c;
	const char **whys;
	void *row;
	size_t i;

	(void)household(r, VILLAGE_2, 90000);
	(void)household(r, VILLAGE, 15000);
	assert_int_equal(village_file(r->db, r->pool, &who, VILLAGE, &row),
	    OK);
	c = place_checked(r, &who, DICTIONARY_VILLAGE, row);
	assert_false(open(&c, "arable_under"));
	registry_do(r, &make_home, &(struct made){ .text = "东沟组",
	    .a = household(r, VILLAGE, 5001) });
	c = place_checked(r, &who, DICTIONARY_VILLAGE, row);
	assert_true(open(&c, "arable_under"));
	/* of a natural village those alone who live in it */
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(dictionary_of_parent(r->db, r->pool, &who,
	    DICTIONARY_HAMLET, VILLAGE, &rows), OK);
	assert_int_equal(rows.count, 1);
	c = place_checked(r, &who, DICTIONARY_HAMLET, rows.at[0]);
	assert_false(open(&c, "arable_under"));
	/* explained: of this place, for this year */
	c = place_checked(r, &who, DICTIONARY_VILLAGE, row);
	whys = pool_array(r->pool, c.open.count + 1, sizeof *whys);
	for (i = 0; i < c.open.count; i++)
		if (strcmp(c.open.at[i].rule->name, "arable_under") == 0)
			whys[i] = "承包邻村的地";
	assert_int_equal(rule_check_keep(r->db, r->pool, &who, &c, whys),
	    OK);
	c = place_checked(r, &who, DICTIONARY_VILLAGE, row);
	assert_false(open(&c, "arable_under"));
	assert_int_equal(c.explained, 1);
	assert_int_equal(rule_place_notes(r->db, r->pool, &who,
	    &(struct rule_place){ DICTIONARY_VILLAGE, row }, &notes), OK);
	assert_int_equal(notes.count, 1);
	assert_string_equal(notes.at[0].explanation, "承包邻村的地");
	other = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	assert_int_equal(rule_place_notes(r->db, r->pool, &other,
	    &(struct rule_place){ DICTIONARY_VILLAGE, row }, &notes),
	    ERR_DENIED);
	((struct dictionary_head *)row)->year = 2021;
	assert_int_equal(rule_place_notes(r->db, r->pool, &who,
	    &(struct rule_place){ DICTIONARY_VILLAGE, row }, &notes), OK);
	assert_int_equal(notes.count, 0);
}

static const struct query made_village = {
	"INSERT INTO village (year, area, arable_mu_100) VALUES (2022, ?, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};
static const struct query make_hamlet = {
	"UPDATE hamlet SET arable_mu_100 = ? WHERE hamlet_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};
static const struct query made_note = {
	"INSERT INTO place_note (year, entity, record_id, rule, explanation,"
	" changed_by, door, at, told_of) VALUES (2022, ?, ?, 'arable_under',"
	" '已核对', 7, 'web', NOW(), ?)",
	.in = MADE_SHAPE(MADE(text), MADE(a), MADE(b)),
};

static struct rule_places
places(struct registry *r, const struct who *who, int64_t area)
{
	struct rule_places p = { .area = area };

	assert_int_equal(rule_places(r->db, r->pool, who, &p), OK);
	assert_int_equal(p.found, p.count);
	return p;
}

static void
an_areas_places_are_listed(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who clerk = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	struct hamlet_deed deed = { .area = VILLAGE, .name = "东沟组" };
	struct hamlet_deed none = { .area = VILLAGE, .name = "西沟组" };
	struct rule_places p;

	assert_int_equal(places(r, &who, 0).looked, 0);
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &none), OK);
	registry_do(r, &make_home, &(struct made){ .text = "东沟组",
	    .a = household(r, VILLAGE, 9000) });
	(void)household(r, VILLAGE, 2000);
	(void)household(r, VILLAGE_2, 2000);
	(void)household(r, VILLAGE_3, 90000);
	/* 110 mu in the village, 90 of them in 东沟组, 20 in the other */
	registry_do(r, &made_village, &(struct made){ .a = VILLAGE,
	    .b = 10999 });
	registry_do(r, &made_village, &(struct made){ .a = VILLAGE_2,
	    .b = 2000 });
	registry_do(r, &make_hamlet, &(struct made){ .a = 8999,
	    .b = deed.hamlet_id });
	registry_do(r, &make_hamlet, &(struct made){ .a = 1,
	    .b = none.hamlet_id });
	p = places(r, &who, 0);
	assert_int_equal(p.looked, 4);
	assert_int_equal(p.count, 2);
	assert_int_equal(p.at[0].entity, DICTIONARY_VILLAGE);
	assert_int_equal(p.at[0].area, VILLAGE);
	assert_string_equal(p.at[0].name, "试验2");
	assert_null(p.at[0].hamlet);
	assert_string_equal(p.at[0].first->name, "arable_under");
	assert_non_null(strstr(p.at[0].sentence, "109.99"));
	assert_non_null(strstr(p.at[0].sentence, "110"));
	assert_int_equal(p.at[0].open, 1);
	assert_int_equal(p.at[0].blocks, 0);
	assert_int_equal(p.at[1].entity, DICTIONARY_HAMLET);
	assert_int_equal(p.at[1].hamlet_id, deed.hamlet_id);
	assert_string_equal(p.at[1].hamlet, "东沟组");
	/* others' are not looked at, nor those given up */
	assert_int_equal(places(r, &clerk, 0).looked, 1);
	assert_int_equal(places(r, &clerk, VILLAGE).looked, 0);
	assert_int_equal(places(r, &who, VILLAGE_2).found, 0);
	none.version = 1;
	none.active = false;
	assert_int_equal(hamlet_keep(r->db, r->pool, &who, &none), OK);
	assert_int_equal(places(r, &who, VILLAGE).looked, 2);
	/* explained: of this record, and not of a village that came to it */
	registry_do(r, &made_note, &(struct made){ .text = "village",
	    .a = VILLAGE, .b = VILLAGE_3 });
	registry_do(r, &made_note, &(struct made){ .text = "village",
	    .a = deed.hamlet_id });
	assert_int_equal(places(r, &who, VILLAGE).found, 2);
	registry_do(r, &made_note, &(struct made){ .text = "village",
	    .a = VILLAGE });
	registry_do(r, &made_note, &(struct made){ .text = "hamlet",
	    .a = deed.hamlet_id });
	assert_int_equal(places(r, &who, VILLAGE).found, 0);
}

/* ---- numbers --------------------------------------------------------- */

static void
the_same_number_is_found(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, VILLAGE, 0);
	int64_t here = household(r, VILLAGE, 1), me, gone;
	struct member_sames list;

	assert_int_equal(member_same(r->db, r->pool, &who, NUMBER, 0, &list),
	    OK);
	assert_int_equal(list.count, 0);
	gone = member(r, here, NUMBER, false);
	me = member(r, here, NUMBER "41", true);
	assert_int_equal(member_same(r->db, r->pool, &who, NUMBER, 0, &list),
	    OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.at[0].household_id.value, here);
	assert_string_equal(list.at[0].name, "成员");
	/* himself he may be */
	assert_int_equal(member_same(r->db, r->pool, &who, NUMBER "42B1", me,
	    &list), OK);
	assert_int_equal(list.count, 0);
	assert_true(gone != me);
	/* outside of his scope there is one, but not whose */
	(void)member(r, household(r, VILLAGE_3, 1), NUMBER, true);
	assert_int_equal(member_same(r->db, r->pool, &who, NUMBER, me,
	    &list), OK);
	assert_int_equal(list.count, 1);
	assert_false(list.at[0].household_id.given);
	assert_null(list.at[0].name);
	assert_null(list.at[0].number);
}

static void
who_has_no_number(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct member_missing_list list;
	int64_t here = household(r, VILLAGE, 1), id;

	id = member(r, here, NULL, true);
	(void)member(r, here, NULL, false);
	(void)member(r, here, NUMBER, true);
	(void)member(r, household(r, VILLAGE_3, 1), NULL, true);
	assert_int_equal(member_missing(r->db, r->pool, &who, 7, &list), OK);
	assert_int_equal(list.persons, 1);
	assert_int_equal(list.page, 1);
	assert_int_equal(list.at[0].member_id, id);
	assert_string_equal(member_placeholder(r->pool, 3112), "W0000003112");
}

static void
changes_are_guarded(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, VILLAGE, 0);
	int64_t here = household(r, VILLAGE, 1);
	struct member_change c = { .household_id = here, .version = 1,
	    .name = "张三", .sex = 1, .relation = "01",
	    .member_id = member(r, here, NULL, true) };
	struct member_family one = { .household_id = here, .changes = &c,
	    .count = 1, .head_name = "", .members = 1, .follows = true };
	struct dictionary_rows rows;
	const struct dictionary_head *h;

	assert_int_equal(member_identify(r->db, r->pool, &who, &c, "更正"),
	    OK);
	assert_int_equal(member_identify(r->db, r->pool, &who, &c, "更正"),
	    ERR_CONFLICT);
	c.version = 2;
	c.relation = "99";
	assert_int_equal(member_relate(r->db, r->pool, &who, &one), OK);
	assert_int_equal(dictionary_members(r->db, r->pool, &who, here,
	    &rows), OK);
	h = rows.at[0];
	assert_string_equal(h->base.name, "张三");
	assert_string_equal(h->base.relation, "99");
	who.closed = true;
	c.version = 3;
	assert_int_equal(member_relate(r->db, r->pool, &who, &one),
	    ERR_DENIED);
	assert_int_equal(member_add(r->db, r->pool, &who, &c, "补录"),
	    ERR_DENIED);
	who = registry_who(ROLE_HELPER, VILLAGE, 3);
	assert_int_equal(member_relate(r->db, r->pool, &who, &one),
	    ERR_DENIED);
}

static const struct query heads = {
	"SELECT head_name AS text, member_count AS a, 0 AS b FROM household"
	" WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a)),
	.out = MADE_SHAPE(MADE(text), MADE(a), MADE(b)),
};

/* As many trips for two members as for one. */
static void
relations_change_at_once(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t here = household(r, VILLAGE, 1);
	struct member_change both[] = {
		{ .member_id = member(r, here, NULL, true), .version = 1,
		    .relation = "02" },
		{ .member_id = member(r, here, NULL, true), .version = 1,
		    .relation = "01" },
	};
	struct member_family f = { .household_id = here, .changes = both,
	    .count = 2, .head_name = "新户主", .members = 2,
	    .follows = true };
	struct dictionary_file file = { .household_id = here, .hold = true };
	uint64_t trips = db_trips(r->db);
	struct made m;

	assert_int_equal(dictionary_file(r->db, r->pool, &who, &file), OK);
	assert_string_equal(file.head_name, "户主");
	assert_int_equal(member_relate(r->db, r->pool, &who, &f), OK);
	assert_int_equal(db_trips(r->db), trips + 4);
	assert_int_equal(db_one(r->db, r->pool, &heads,
	    &(struct made){ .a = here }, &m), OK);
	assert_string_equal(m.text, "新户主");
	assert_int_equal(m.a, 2);
	assert_int_equal(dictionary_file(r->db, r->pool, &who, &file), OK);
	assert_int_equal(((struct dictionary_head *)
	    file.members.at[0])->id, both[1].member_id);
	/* of two who write at once the later changes nothing */
	both[0].version = 2;
	assert_int_equal(member_relate(r->db, r->pool, &who, &f),
	    ERR_CONFLICT);
	f.count = 0;
	trips = db_trips(r->db);
	assert_int_equal(member_relate(r->db, r->pool, &who, &f), OK);
	assert_int_equal(db_trips(r->db), trips);
}

static const struct dictionary_head *
stands(struct registry *r, const struct who *who, int64_t household_id,
    int64_t member_id)
{
	struct dictionary_rows rows;
	size_t i;

	assert_int_equal(dictionary_members(r->db, r->pool, who, household_id,
	    &rows), OK);
	for (i = 0; i < rows.count; i++) {
		const struct dictionary_head *h = rows.at[i];

		if (h->id == member_id)
			return h;
	}
	fail();
	return NULL;
}

static const char *
cell_of(struct registry *r, const void *row, const char *name)
{
	return dictionary_plain(r->pool, dictionary_find(dictionary_of(
	    DICTIONARY_MEMBER), name), row);
}

static void
who_leaves_stays_in_the_file(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, VILLAGE, 0), other;
	int64_t here = household(r, VILLAGE, 1);
	struct member_change c = { .member_id = member(r, here, NUMBER, true),
	    .version = 1, .decrease_reason = "2",
	    .decrease_day = { 2022, 2, 3 } };
	const struct dictionary_head *h;
	struct member_sames same;

	/* out of scope, in a closed year, by a helper, of another version */
	other = registry_who(ROLE_COUNTY, TOWNSHIP_2, 0);
	assert_int_equal(member_hold(r->db, r->pool, &other, here),
	    ERR_ABSENT);
	other = who;
	other.closed = true;
	assert_int_equal(member_leave(r->db, &other, &c), ERR_DENIED);
	other = registry_who(ROLE_HELPER, VILLAGE, 3);
	assert_int_equal(member_leave(r->db, &other, &c), ERR_DENIED);
	assert_int_equal(member_return(r->db, &who, &c, "误办"),
	    ERR_CONFLICT);
	c.version = 2;
	assert_int_equal(member_leave(r->db, &who, &c), ERR_CONFLICT);
	assert_true(stands(r, &who, here, c.member_id)->base.active);

	c.version = 1;
	assert_int_equal(member_hold(r->db, r->pool, &who, here), OK);
	assert_int_equal(member_leave(r->db, &who, &c), OK);
	h = stands(r, &who, here, c.member_id);
	assert_false(h->base.active);
	assert_int_equal(h->version, 2);
	assert_string_equal(cell_of(r, h, "decrease_reason"), "2");
	assert_string_equal(cell_of(r, h, "decrease_day"), "2022-02-03");
	assert_int_equal(member_same(r->db, r->pool, &who, NUMBER, 0, &same),
	    OK);
	assert_int_equal(same.count, 0);
	/* once is enough */
	c.version = 2;
	assert_int_equal(member_leave(r->db, &who, &c), ERR_CONFLICT);

	assert_int_equal(member_return(r->db, &other, &c, "误办"),
	    ERR_DENIED);
	assert_int_equal(member_return(r->db, &who, &c, "误办"), OK);
	h = stands(r, &who, here, c.member_id);
	assert_true(h->base.active);
	assert_null(cell_of(r, h, "decrease_reason"));
	assert_null(cell_of(r, h, "decrease_day"));
	c.version = 3;
	assert_int_equal(member_return(r->db, &who, &c, "误办"),
	    ERR_CONFLICT);
}

static void
income_per_head_follows(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, VILLAGE, 0), other;
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    DICTIONARY_HOUSEHOLD), "head_income_fen");
	int64_t here = household(r, VILLAGE, 1);
	void *row;

	registry_do(r, &earn, &(struct made){ .a = here });
	assert_int_equal(member_follow(r->db, &who, here, "户主", 4), OK);
	assert_int_equal(recount_household(r->db, r->pool, &who, here, false),
	    OK);
	assert_int_equal(dictionary_household(r->db, r->pool, &who, here,
	    &row), OK);
	assert_string_equal(dictionary_plain(r->pool, l, row), "250.00");
	/* nothing more to write, and nothing out of scope */
	assert_int_equal(recount_household(r->db, r->pool, &who, here, false),
	    OK);
	other = registry_who(ROLE_COUNTY, TOWNSHIP_2, 0);
	assert_int_equal(recount_household(r->db, r->pool, &other, here,
	    false), ERR_ABSENT);
	other = who;
	other.closed = true;
	assert_int_equal(recount_household(r->db, r->pool, &other, here,
	    false), ERR_DENIED);
}

/* ---- what was looked at ---------------------------------------------- */

static void
a_look_belongs_to_him(void **state)
{
	struct registry *r = *state;
	struct reveal line = { .at = { 1646400000 }, .user_id = 7,
	    .address = "127.0.0.1", .household_id = 12, .member_id = 34,
	    .field = "idno", .reason = "核对账户" };
	struct reveal_list got;

	assert_int_equal(reveal_add(r->db, r->pool, &line), OK);
	assert_true(line.reveal_id > 0);
	/* the user of the tests has no account: nobody reads it back */
	assert_int_equal(reveal_together(r->db, r->pool, 7, line.reveal_id,
	    &got), ERR_ABSENT);
	assert_int_equal(reveal_together(r->db, r->pool, 8, line.reveal_id,
	    &got), ERR_ABSENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(what_was_explained_is_not_open),
		REGISTRY_TEST(a_file_is_checked_by_one_statement),
		REGISTRY_TEST(an_area_is_counted),
		REGISTRY_TEST(phones_are_counted_everywhere),
		REGISTRY_TEST(a_place_is_held_against_its_households),
		REGISTRY_TEST(an_areas_places_are_listed),
		REGISTRY_TEST(relations_change_at_once),
		REGISTRY_TEST(the_same_number_is_found),
		REGISTRY_TEST(who_has_no_number),
		REGISTRY_TEST(changes_are_guarded),
		REGISTRY_TEST(who_leaves_stays_in_the_file),
		REGISTRY_TEST(income_per_head_follows),
		REGISTRY_TEST(a_look_belongs_to_him),
	};
	int rc;

	if (dictionary_start() != OK || rule_start() != OK)
		return 1;
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	rule_stop();
	dictionary_stop();
	return rc;
}
