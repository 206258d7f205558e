/* village and hamlet: whose file, what is counted, what may become of a
 * natural village. */
#include "registry.h"

#include "db/hamlet.h"
#include "db/village.h"

static const struct query make = {
	"UPDATE household SET exited = ?, monitor_class = ?, hamlet = ?,"
	" risk_removed = 0 WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text), MADE(c)),
};
static const struct query cancel = {
	"UPDATE household SET free_after = 202201 WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a)),
};
static const struct query lives_in = {
	"SELECT hamlet AS text FROM household WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a)), .out = MADE_SHAPE(MADE(text)),
};
static const struct query ledger = {
	"SELECT COUNT(*) AS a FROM `change` WHERE entity = ?"
	"   AND record_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)), .out = MADE_SHAPE(MADE(a)),
};

static int64_t
household(struct registry *r, int64_t area, int64_t members,
    const struct made *as)
{
	struct made m = *as;

	m.c = registry_household(r, area, "张三", members);
	registry_do(r, &make, &m);
	return m.c;
}

static int64_t
lines(struct registry *r, const char *entity, int64_t id)
{
	struct made m = { .text = entity, .a = id }, out;

	assert_int_equal(db_one(r->db, r->pool, &ledger, &m, &out), OK);
	return out.a;
}

/* ---- files ------------------------------------------------------------ */

static const struct {
	const char *name;
	enum role role;
	int64_t own, area;
	enum err want;
} files[] = {
	{ "his own", ROLE_VILLAGE, VILLAGE, VILLAGE, OK },
	{ "of his township", ROLE_TOWNSHIP, TOWNSHIP, VILLAGE, OK },
	{ "of his county", ROLE_COUNTY, COUNTY, VILLAGE_3, OK },
	{ "his county", ROLE_COUNTY, COUNTY, COUNTY, OK },
	{ "another village", ROLE_VILLAGE, VILLAGE, VILLAGE_2, ERR_ABSENT },
	{ "another township's", ROLE_TOWNSHIP, TOWNSHIP, VILLAGE_3,
	    ERR_ABSENT },
	{ "the county above", ROLE_TOWNSHIP, TOWNSHIP, COUNTY, ERR_ABSENT },
	{ "a township", ROLE_COUNTY, COUNTY, TOWNSHIP, ERR_ABSENT },
	{ "nowhere", ROLE_COUNTY, COUNTY, COUNTY + 999999, ERR_ABSENT },
	{ "a helper", ROLE_HELPER, VILLAGE, VILLAGE, ERR_ABSENT },
};

static void
files_have_their_readers(void **state)
{
	struct registry *r = *state;
	size_t i;

	for (i = 0; i < LEN(files); i++) {
		struct who who = registry_who(files[i].role, files[i].own, 0);
		const struct dictionary_head *head;
		void *row;

		if (village_file(r->db, r->pool, &who, files[i].area,
		    &row) != files[i].want)
			fail_msg("%s", files[i].name);
		if (files[i].want != OK)
			continue;
		head = row;
		assert_int_equal(head->id, files[i].area);
		assert_int_equal(head->year, 2022);
		assert_int_equal(head->version, 0);
	}
}

static void
a_first_save_makes_the_row(void **state)
{
	struct registry *r = *state;
	const struct dictionary *d = dictionary_of(DICTIONARY_VILLAGE);
	const struct column *c = dictionary_find(d, "livestock")->column;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct dictionary_edit edit = { .entity = DICTIONARY_VILLAGE };
	void *row, *new = dictionary_row(r->pool, d);

	assert_int_equal(village_file(r->db, r->pool, &who, VILLAGE, &row),
	    OK);
	memcpy(new, row, d->shape.size);
	*(struct opt_int *)shape_at(c, new) = (struct opt_int){ true, 260 };
	edit.before = row;
	edit.after = new;
	assert_int_equal(dictionary_save(r->db, &who, &edit), OK);
	assert_true(edit.changed);
	assert_int_equal(lines(r, "village", VILLAGE), 1);
	/* who had it open at the same time is told */
	*(struct opt_int *)shape_at(c, new) = (struct opt_int){ true, 9 };
	((struct dictionary_head *)new)->version = 0;
	assert_int_equal(dictionary_save(r->db, &who, &edit), ERR_CONFLICT);
	assert_int_equal(village_file(r->db, r->pool, &who, VILLAGE, &row),
	    OK);
	assert_int_equal(((struct dictionary_head *)row)->version, 1);
	assert_int_equal(((struct opt_int *)shape_at(c, row))->value, 260);
	who.closed = true;
	edit = (struct dictionary_edit){ .entity = DICTIONARY_VILLAGE,
	    .before = row, .after = new, .version = 1 };
	assert_int_equal(dictionary_save(r->db, &who, &edit), ERR_DENIED);
}

/* ---- counts ----------------------------------------------------------- */

static void
households_are_counted(void **state)
{
	struct registry *r = *state;
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct village_counts c;
	int64_t gone;

	household(r, VILLAGE, 3, &(struct made){ .a = 1, .text = "东沟组" });
	household(r, VILLAGE, 2, &(struct made){ .a = 1, .b = 1,
	    .text = "东沟组" });
	household(r, VILLAGE, 5, &(struct made){ .b = 2, .text = "西沟组" });
	household(r, VILLAGE, 1, &(struct made){ .text = NULL });
	household(r, VILLAGE_2, 7, &(struct made){ .a = 1,
	    .text = "东沟组" });
	gone = household(r, VILLAGE, 9, &(struct made){ .a = 1,
	    .text = "东沟组" });
	registry_do(r, &cancel, &(struct made){ .a = gone });
	assert_int_equal(village_count(r->db, r->pool, &county, VILLAGE,
	    NULL, &c), OK);
	assert_int_equal(c.households, 4);
	assert_int_equal(c.persons, 11);
	assert_int_equal(c.exited_households, 2);
	assert_int_equal(c.exited_persons, 5);
	assert_int_equal(c.poor_households, 1);
	assert_int_equal(c.poor_persons, 1);
	assert_int_equal(c.monitored_households, 2);
	assert_int_equal(c.marginal_households, 1);
	assert_int_equal(c.unstable_households, 1);
	assert_int_equal(c.sudden_households, 0);
	assert_int_equal(c.risk_households, 2);
	assert_int_equal(village_count(r->db, r->pool, &county, VILLAGE,
	    "东沟组", &c), OK);
	assert_int_equal(c.households, 2);
	assert_int_equal(c.persons, 5);
	/* the township, and what a village's user sees of it */
	assert_int_equal(village_count(r->db, r->pool, &county, TOWNSHIP,
	    NULL, &c), OK);
	assert_int_equal(c.households, 5);
	assert_int_equal(village_count(r->db, r->pool, &village, TOWNSHIP,
	    NULL, &c), OK);
	assert_int_equal(c.households, 4);
	assert_int_equal(village_count(r->db, r->pool, &village, VILLAGE_2,
	    NULL, &c), OK);
	assert_int_equal(c.households, 0);
}

static void
the_list_adds_up(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct village_lines list;
	struct hamlet_deed deed = { .area = VILLAGE, .name = "东沟组" };

	household(r, VILLAGE, 3, &(struct made){ .a = 1 });
	household(r, VILLAGE_3, 2, &(struct made){ .b = 2 });
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(village_list(r->db, r->pool, &who, COUNTY, &list),
	    OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.sum.villages, 3);
	assert_int_equal(list.sum.hamlets, 1);
	assert_int_equal(list.sum.households, 2);
	assert_int_equal(list.sum.persons, 5);
	assert_int_equal(list.sum.monitored_households, 1);
	who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	assert_int_equal(village_list(r->db, r->pool, &who, TOWNSHIP, &list),
	    OK);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.at[0].code, VILLAGE);
	assert_int_equal(list.sum.households, 1);
}

/* ---- natural villages ------------------------------------------------- */

static int64_t
add(struct registry *r, const struct who *who, const char *name)
{
	struct hamlet_deed deed = { .area = VILLAGE, .name = name };

	assert_int_equal(hamlet_add(r->db, r->pool, who, &deed), OK);
	assert_int_equal(lines(r, "hamlet", deed.hamlet_id), 1);
	return deed.hamlet_id;
}

static void
serials_go_on(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct hamlet_list list;

	add(r, &who, "东沟组");
	add(r, &who, "西沟组");
	assert_int_equal(hamlet_list(r->db, r->pool, &who, VILLAGE, &list),
	    OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.at[0].serial, 1);
	assert_int_equal(list.at[1].serial, 2);
	assert_string_equal(list.at[1].name, "西沟组");
	assert_true(list.at[1].active);
	assert_null(hamlet_find(&list, -1));
	who = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	assert_int_equal(hamlet_list(r->db, r->pool, &who, VILLAGE, &list),
	    OK);
	assert_int_equal(list.count, 0);
}

static void
who_may_not_is_denied(void **state)
{
	struct registry *r = *state;
	struct who no[] = {
		registry_who(ROLE_HELPER, VILLAGE, 1),
		registry_who(ROLE_VILLAGE, VILLAGE_2, 0),
		registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0),
		registry_who(ROLE_VILLAGE, VILLAGE, 0),
	};
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct hamlet_deed deed = { .area = VILLAGE, .name = "南坡组",
	    .hamlet_id = add(r, &who, "东沟组"), .version = 1 };
	size_t i;

	no[3].closed = true;
	for (i = 0; i < LEN(no); i++) {
		assert_int_equal(hamlet_add(r->db, r->pool, &no[i], &deed),
		    ERR_DENIED);
		assert_int_equal(hamlet_rename(r->db, r->pool, &no[i],
		    &deed), ERR_DENIED);
		assert_int_equal(hamlet_keep(r->db, r->pool, &no[i], &deed),
		    ERR_DENIED);
	}
	deed.area = TOWNSHIP;
	who = registry_who(ROLE_COUNTY, COUNTY, 0);
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &deed),
	    ERR_DENIED);
}

static void
names_are_one_of_a_kind(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct hamlet_deed deed = { .area = VILLAGE, .name = "东沟组" };
	int64_t two;

	add(r, &who, "东沟组");
	two = add(r, &who, "西沟组");
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &deed), ERR_INPUT);
	assert_int_equal(deed.flaw, HAMLET_TAKEN);
	deed.hamlet_id = two;
	deed.version = 1;
	assert_int_equal(hamlet_rename(r->db, r->pool, &who, &deed),
	    ERR_INPUT);
	assert_int_equal(deed.flaw, HAMLET_TAKEN);
	deed.name = "西沟组";		/* its own: nothing to do */
	assert_int_equal(hamlet_rename(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(lines(r, "hamlet", two), 1);
	deed.name = "北台组";
	deed.version = 9;
	assert_int_equal(hamlet_rename(r->db, r->pool, &who, &deed),
	    ERR_CONFLICT);
	deed.version = 1;
	deed.hamlet_id = -1;
	assert_int_equal(hamlet_rename(r->db, r->pool, &who, &deed),
	    ERR_ABSENT);
	/* another village may have the name */
	who = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	deed = (struct hamlet_deed){ .area = VILLAGE_2, .name = "东沟组" };
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &deed), OK);
}

static void
households_go_along(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = add(r, &who, "东沟组");
	int64_t one = household(r, VILLAGE, 3, &(struct made){
	    .text = "东沟组" });
	int64_t other = household(r, VILLAGE_2, 3, &(struct made){
	    .text = "东沟组" });
	struct hamlet_deed deed = { .area = VILLAGE, .hamlet_id = id,
	    .version = 1, .name = "前街组" };
	struct made m;

	assert_int_equal(hamlet_rename(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(db_one(r->db, r->pool, &lives_in,
	    &(struct made){ .a = one }, &m), OK);
	assert_string_equal(m.text, "前街组");
	assert_int_equal(lines(r, "household", one), 1);
	assert_int_equal(db_one(r->db, r->pool, &lives_in,
	    &(struct made){ .a = other }, &m), OK);
	assert_string_equal(m.text, "东沟组");
	/* lived in: it can't be given up */
	deed.version = 2;
	assert_int_equal(hamlet_keep(r->db, r->pool, &who, &deed),
	    ERR_INPUT);
	assert_int_equal(deed.flaw, HAMLET_LIVED_IN);
	registry_do(r, &cancel, &(struct made){ .a = one });
	assert_int_equal(hamlet_keep(r->db, r->pool, &who, &deed), OK);
	deed.version = 3;		/* and again: nothing to do */
	assert_int_equal(hamlet_keep(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(lines(r, "hamlet", id), 3);
	deed.active = true;
	assert_int_equal(hamlet_keep(r->db, r->pool, &who, &deed), OK);
	assert_int_equal(lines(r, "hamlet", id), 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(files_have_their_readers),
		REGISTRY_TEST(a_first_save_makes_the_row),
		REGISTRY_TEST(households_are_counted),
		REGISTRY_TEST(the_list_adds_up),
		REGISTRY_TEST(serials_go_on),
		REGISTRY_TEST(who_may_not_is_denied),
		REGISTRY_TEST(names_are_one_of_a_kind),
		REGISTRY_TEST(households_go_along),
	};
	int failed;

	if (dictionary_start() != OK)
		return 1;
	failed = cmocka_run_group_tests_name("village", tests, NULL, NULL);
	dictionary_stop();
	return failed;
}
