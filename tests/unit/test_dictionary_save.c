/* dictionary in the database: reading within scope, saving, conflicts, the
 * ledger. */
#include "db/dictionary_file.h"
#include "db/hamlet.h"
#include "db/member.h"
#include "tests/unit/registry.h"

static const struct query made_member_key = {
	"INSERT INTO member_key (member_id) VALUES (NULL)", NULL, NULL
};
static const struct query made_member = {
	"INSERT INTO member (year, member_id, household_id, name, sex,"
	" relation) VALUES (2022, ?, ?, ?, 1, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text), MADE(more)),
};
static const struct query made_codes = {
	"INSERT IGNORE INTO code (list, first_year, code, last_year, label)"
	" VALUES ('road', 2014, '03', 9999, '水泥路')", NULL, NULL
};
static const struct query ledger = {
	"SELECT COUNT(*) AS a FROM `change` WHERE user_id = 7"
	"   AND entity = 'household' AND record_id = ?",
	.in = MADE_SHAPE(MADE(a)), .out = MADE_SHAPE(MADE(a)),
};
static const struct query past = {
	"SELECT COUNT(*) AS a FROM household FOR SYSTEM_TIME ALL"
	" WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a)), .out = MADE_SHAPE(MADE(a)),
};

static int64_t
member(struct registry *r, int64_t household, const char *name,
    const char *relation)
{
	struct made m = { .b = household, .text = name, .more = relation };

	m.a = registry_do(r, &made_member_key, NULL);
	registry_do(r, &made_member, &m);
	return m.a;
}

static const struct column *
cell(enum dictionary_entity entity, const char *name)
{
	return dictionary_find(dictionary_of(entity), name)->column;
}

static struct opt_int *
number(void *row, const char *name)
{
	return shape_at(cell(DICTIONARY_HOUSEHOLD, name), row);
}

static void *
again(struct registry *r, const void *row)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	void *copy = dictionary_row(r->pool, d);

	memcpy(copy, row, d->shape.size);
	return copy;
}

static void
columns_are_there(void **state)
{
	struct registry *r = *state;

	assert_int_equal(dictionary_check(r->db), OK);
}

static void
what_is_saved_is_read(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct dictionary_edit edit = { .entity = DICTIONARY_HOUSEHOLD };
	struct made line;
	void *row, *new;

	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	assert_false(number(row, "arable_mu_100")->given);
	new = again(r, row);
	*number(new, "arable_mu_100") = (struct opt_int){ true, 650 };
	*number(new, "wage_fen") = (struct opt_int){ true, 1200000 };
	*(const char **)shape_at(cell(DICTIONARY_HOUSEHOLD, "road"), new) =
	    "03";
	*(struct date *)shape_at(cell(DICTIONARY_HOUSEHOLD,
	    "form_filled_on"), new) = (struct date){ 2022, 3, 1 };
	edit = (struct dictionary_edit){ .before = row, .after = new,
	    .version = ((struct dictionary_head *)row)->version };
	assert_int_equal(dictionary_save(r->db, &who, &edit), OK);
	assert_true(edit.changed);
	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	assert_int_equal(number(row, "arable_mu_100")->value, 650);
	assert_int_equal(number(row, "income_fen")->value, 1200000);
	assert_string_equal(*(const char **)shape_at(
	    cell(DICTIONARY_HOUSEHOLD, "road"), row), "03");
	assert_int_equal(((struct dictionary_head *)row)->version, 2);
	assert_int_equal(((struct dictionary_head *)row)->changed_by, 7);
	assert_int_equal(db_one(r->db, r->pool, &ledger,
	    &(struct made){ .a = id }, &line), OK);
	assert_int_equal(line.a, 1);
}

static void
the_same_writes_nothing(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct dictionary_edit edit;
	struct made rows;
	void *row;

	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	/* even with an old version: nobody is wronged */
	edit = (struct dictionary_edit){ .before = row,
	    .after = again(r, row), .version = 0 };
	assert_int_equal(dictionary_save(r->db, &who, &edit), OK);
	assert_false(edit.changed);
	assert_int_equal(db_one(r->db, r->pool, &past,
	    &(struct made){ .a = id }, &rows), OK);
	assert_int_equal(rows.a, 1);
}

static void
who_was_slower_is_told(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct dictionary_edit edit;
	void *row, *first, *second;

	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	first = again(r, row);
	second = again(r, row);
	*number(first, "toilet") = (struct opt_int){ true, 1 };
	*number(second, "toilet") = (struct opt_int){ true, 0 };
	edit = (struct dictionary_edit){ .before = row, .after = first,
	    .version = 1 };
	assert_int_equal(dictionary_save(r->db, &who, &edit), OK);
	/* as read before the first, and as read after it */
	edit = (struct dictionary_edit){ .before = row, .after = second,
	    .version = 1 };
	assert_int_equal(dictionary_save(r->db, &who, &edit), ERR_CONFLICT);
	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	edit = (struct dictionary_edit){ .before = row, .after = second,
	    .version = 1 };
	assert_int_equal(dictionary_save(r->db, &who, &edit), ERR_CONFLICT);
	assert_int_equal(number(row, "toilet")->value, 1);
}

static void
helpers_only_read(void **state)
{
	struct registry *r = *state;
	int64_t helper = registry_helper(r, "李四", VILLAGE);
	struct who who = registry_who(ROLE_HELPER, 0, helper);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct dictionary_edit edit;
	void *row, *new;

	who.high = area_last(0);
	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    ERR_ABSENT);
	registry_pair(r, id, helper, 1);
	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    OK);
	new = again(r, row);
	*number(new, "toilet") = (struct opt_int){ true, 1 };
	edit = (struct dictionary_edit){ .before = row, .after = new,
	    .version = 1 };
	assert_int_equal(dictionary_save(r->db, &who, &edit), ERR_DENIED);
}

static void
others_see_nothing(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct dictionary_rows rows;
	void *row;

	member(r, id, "张三", "01");
	assert_int_equal(dictionary_household(r->db, r->pool, &who, id, &row),
	    ERR_ABSENT);
	assert_int_equal(dictionary_members(r->db, r->pool, &who, id, &rows),
	    OK);
	assert_int_equal(rows.count, 0);
}

static void
members_come_head_first(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 2), son, head;
	struct dictionary_edit edit = { .entity = DICTIONARY_MEMBER };
	const struct column *c = cell(DICTIONARY_MEMBER, "work_months_100");
	struct dictionary_rows rows;
	void *new;

	son = member(r, id, "张小", "03");
	head = member(r, id, "张三", "01");
	assert_int_equal(dictionary_members(r->db, r->pool, &who, id, &rows),
	    OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(((struct dictionary_head *)rows.at[0])->id, head);
	assert_int_equal(((struct dictionary_head *)rows.at[1])->id, son);
	new = dictionary_row(r->pool, dictionary_of(DICTIONARY_MEMBER));
	memcpy(new, rows.at[1], dictionary_of(DICTIONARY_MEMBER)->shape.size);
	*(struct opt_int *)shape_at(c, new) = (struct opt_int){ true, 350 };
	edit.before = rows.at[1];
	edit.after = new;
	edit.version = 1;
	assert_int_equal(dictionary_save(r->db, &who, &edit), OK);
	assert_int_equal(dictionary_members(r->db, r->pool, &who, id, &rows),
	    OK);
	assert_int_equal(((struct opt_int *)shape_at(c, rows.at[1]))->value,
	    350);
	assert_false(((struct opt_int *)shape_at(c, rows.at[0]))->given);
}

static void
codes_are_kept_for_a_generation(void **state)
{
	struct registry *r = *state;
	const struct dictionary_codes *codes;
	uint64_t trips;

	registry_do(r, &made_codes, NULL);
	assert_int_equal(dictionary_codes(r->db, 1, &codes), OK);
	assert_true(codes->count > 0);
	trips = db_trips(r->db);
	assert_int_equal(dictionary_codes(r->db, 1, &codes), OK);
	assert_int_equal(db_trips(r->db), trips);
	assert_int_equal(dictionary_codes(r->db, 2, &codes), OK);
	assert_int_equal(db_trips(r->db), trips + 1);
}

/* ---- a household and its members at once -------------------------------- */

static const struct query make_phone = {
	"UPDATE household SET phone = ?, hamlet = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(more), MADE(a)),
};

static struct dictionary_file
file_of(struct registry *r, const struct who *who,
    const struct dictionary_file *asked)
{
	struct dictionary_file file = *asked;
	uint64_t trips = db_trips(r->db);

	assert_int_equal(dictionary_file(r->db, r->pool, who, &file), OK);
	assert_int_equal(db_trips(r->db), trips + 1);
	return file;
}

static bool
same_cells(enum dictionary_entity entity, const void *a, const void *b)
{
	const struct shape *s = &dictionary_of(entity)->shape;
	size_t i;

	for (i = 0; i < s->count; i++)
		if (!shape_same(&s->columns[i], a, b))
			return false;
	return true;
}

/* What two statements read. */
static void
assert_rows(struct registry *r, const struct who *who,
    const struct dictionary_file *file)
{
	struct dictionary_rows rows;
	void *row;
	size_t i;

	assert_int_equal(dictionary_household(r->db, r->pool, who,
	    file->household_id, &row), OK);
	assert_true(same_cells(DICTIONARY_HOUSEHOLD, row, file->household));
	assert_int_equal(((struct dictionary_head *)file->household)->version,
	    ((struct dictionary_head *)row)->version);
	assert_int_equal(dictionary_members(r->db, r->pool, who,
	    file->household_id, &rows), OK);
	assert_int_equal(file->members.count, rows.count);
	for (i = 0; i < rows.count; i++) {
		struct dictionary_head *a = file->members.at[i];
		struct dictionary_head *b = rows.at[i];

		assert_int_equal(a->id, b->id);
		assert_string_equal(a->base.name, b->base.name);
		assert_true(same_cells(DICTIONARY_MEMBER, a, b));
	}
}

static void
a_file_is_both_at_once(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0), other;
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct dictionary_file file = { .household_id = id };

	file = file_of(r, &who, &file);
	assert_int_equal(file.members.count, 0);
	assert_rows(r, &who, &file);
	assert_null(file.noted);
	assert_null(file.phone);
	(void)member(r, id, "张小", "03");
	(void)member(r, id, "张三", "01");
	file = file_of(r, &who, &(struct dictionary_file){
	    .household_id = id });
	assert_int_equal(file.members.count, 2);
	assert_rows(r, &who, &file);
	/* another village's, another year's, nobody's */
	other = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	assert_int_equal(dictionary_file(r->db, r->pool, &other, &file),
	    ERR_ABSENT);
	other = who;
	other.year = 2021;
	assert_int_equal(dictionary_file(r->db, r->pool, &other, &file),
	    ERR_ABSENT);
	file.household_id = id + 1000000;
	assert_int_equal(dictionary_file(r->db, r->pool, &who, &file),
	    ERR_ABSENT);
}

static void
a_file_knows_whose_phone_it_is(void **state)
{
	static const char phone[] = "19877770001";
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t a = registry_household(r, VILLAGE, "张三", 3);
	int64_t b = registry_household(r, VILLAGE_3, "李四", 3);
	struct dictionary_file asked = { .household_id = a }, file;

	registry_do(r, &make_phone, &(struct made){ .a = a, .text = "" });
	registry_do(r, &make_phone, &(struct made){ .a = b, .text = "" });
	file = file_of(r, &who, &asked);
	assert_int_equal(file.phone_shared, 0);
	assert_null(file.phone);
	registry_do(r, &make_phone, &(struct made){ .a = b, .text = phone });
	assert_int_equal(file_of(r, &who, &asked).phone_shared, 0);
	asked.phone = phone;
	assert_int_equal(file_of(r, &who, &asked).phone_shared, 1);
	asked.phone = "19877770002";
	assert_int_equal(file_of(r, &who, &asked).phone_shared, 0);
	/* nothing is asked: as it stands */
	registry_do(r, &make_phone, &(struct made){ .a = a, .text = phone });
	asked.phone = NULL;
	file = file_of(r, &who, &asked);
	assert_int_equal(file.phone_shared, 1);
	assert_string_equal(file.phone, phone);
}

static void
a_file_knows_its_natural_villages(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = registry_household(r, VILLAGE, "张三", 3);
	struct hamlet_deed east = { .area = VILLAGE, .name = "East组" };
	struct hamlet_deed gone = { .area = VILLAGE, .name = "老沟组" };
	struct hamlet_deed far = { .area = VILLAGE_2, .name = "外村组" };
	struct dictionary_file asked = { .household_id = id };
	static const struct {
		const char *name;
		bool good;
	} cases[] = {
		{ "East组", true }, { "east组", false }, { "East", false },
		{ "老沟组", false }, { "外村组", false }, { "没有", false },
		{ NULL, false },
	};
	struct who next = registry_who(ROLE_VILLAGE, VILLAGE_2, 0);
	size_t i;

	/* where there is none any name will do */
	asked.hamlet = "没有";
	assert_true(file_of(r, &who, &asked).hamlet_good);
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &east), OK);
	assert_int_equal(hamlet_add(r->db, r->pool, &next, &far), OK);
	assert_int_equal(hamlet_add(r->db, r->pool, &who, &gone), OK);
	gone.version = 1;
	assert_int_equal(hamlet_keep(r->db, r->pool, &who, &gone), OK);
	for (i = 0; i < LEN(cases); i++) {
		asked.hamlet = cases[i].name;
		assert_int_equal(file_of(r, &who, &asked).hamlet_good,
		    cases[i].good);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(columns_are_there),
		REGISTRY_TEST(what_is_saved_is_read),
		REGISTRY_TEST(the_same_writes_nothing),
		REGISTRY_TEST(who_was_slower_is_told),
		REGISTRY_TEST(helpers_only_read),
		REGISTRY_TEST(others_see_nothing),
		REGISTRY_TEST(members_come_head_first),
		REGISTRY_TEST(codes_are_kept_for_a_generation),
		REGISTRY_TEST(a_file_is_both_at_once),
		REGISTRY_TEST(a_file_knows_whose_phone_it_is),
		REGISTRY_TEST(a_file_knows_its_natural_villages),
	};
	int failed;

	if (dictionary_start() != OK)
		return 1;
	failed = cmocka_run_group_tests_name("dictionary_save", tests, NULL,
	    NULL);
	dictionary_stop();
	return failed;
}
