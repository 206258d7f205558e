/* dictionary: lines of the CSV → fields, rows, values; and what ships. */
#include "core/dictionary.h"
#include "core/money.h"
#include "core/text.h"
#include "db/folder.h"
#include "exchange/entity.h"
#include "tests/unit/case.h"

#include <stdlib.h>

#define HEAD "name,label,section,form,national,kind,unit,list,least,most," \
	"required,first_year,last_year,sensitivity,keep,formula,definition," \
	"sample,source\n"

static const struct {
	const char *line;
	const char *why;	/* NULL: right */
} lines[] = {
	{ "a_mu_100,耕地,生产,A33,AAC301,decimal2,亩,,0,100,1,2014,9999,open,"
	    "own,,指标,6.5,S0-050", NULL },
	{ "note,备注,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    NULL },
	{ "b_fen,工资,收入,A28,AAC073,money,元,,-100,100,,2014,2017,open,own,"
	    ",指标,12,S2-015", NULL },
	{ "day,日期,基本,,,date,,,,,,2014,9999,open,own,,指标,,S2-018", NULL },
	{ "bank,银行,基本,,,text,,bank,0,60,,2014,9999,open,own,,指标,,S0-021",
	    NULL },
	{ "road,路,生产,A37,AAC316,code,,road,,,1,2014,9999,open,locked,,"
	    "指标,03,S0-062", NULL },
	{ "name,姓名,成员,A1,AAB002,text,,,1,60,1,2014,9999,personal,base,,"
	    "指标,张,S0-030", NULL },
	{ "m_100,务工,成员,A13,,decimal1,月,,0,12,,2014,9999,open,own,,指标,"
	    "3.5,S0-040", NULL },
	{ "persons,人数,基本,,,int,人,,0,20,,2014,9999,open,own,,指标,3,"
	    "S0-069", NULL },
	{ "idno2,证件,成员,A4a,,idno,,,,,,2014,9999,secret,own,,指标,,S0-032",
	    NULL },
	{ "", "not as many cells as the head has" },
	{ "a,b", "not as many cells as the head has" },
	{ "note,备注,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018,x",
	    "not as many cells as the head has" },
	{ "note,\"备注\",基本,,,text,,,0,200,,2018,9999,open,own,,指,,S2-018",
	    "no cell holds a quote" },
	{ "Note,备注,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    "the name is not [a-z][a-z0-9_]*, at most 40" },
	{ "1note,备注,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    "the name is not [a-z][a-z0-9_]*, at most 40" },
	{ "a`b,备注,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    "the name is not [a-z][a-z0-9_]*, at most 40" },
	{ "year,备注,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    "the name is the schema's own" },
	{ "note_fen,备注,基本,,,text,,,0,9,,2018,9999,open,own,,指标,,S2-018",
	    "money ends in _fen, a decimal in _100, nothing else" },
	{ "wage,工资,收入,A28,,money,元,,0,1,,2014,9999,open,own,,指标,,S2-015",
	    "money ends in _fen, a decimal in _100, nothing else" },
	{ "land,地,生产,,,decimal2,亩,,0,1,,2014,9999,open,own,,指标,,S2-015",
	    "money ends in _fen, a decimal in _100, nothing else" },
	{ "note,备注,基本,,,text,,,0,200,,2018,9999,open,own,,,,S2-018",
	    "label, section or definition is missing" },
	{ "note,,基本,,,text,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    "label, section or definition is missing" },
	{ "note,备注,基本,33,,text,,,0,20,,2018,9999,open,own,,指标,,S2-018",
	    "not a form code like A33" },
	{ "note,备注,基本,,AAC3,text,,,0,20,,2018,9999,open,own,,指,,S2-018",
	    "not a national column like AAC301" },
	{ "note,备注,基本,,,words,,,0,200,,2018,9999,open,own,,指标,,S2-018",
	    "no such kind" },
	{ "note,备注,基本,,,text,,,,,,2018,9999,open,own,,指标,,S2-018",
	    "a text needs a most" },
	{ "note,备注,基本,,,text,,,0,9000,,2018,9999,open,own,,指标,,S2-018",
	    "a text has 0 to 4000 characters" },
	{ "n,数,基本,,,int,,,5,3,,2018,9999,open,own,,指标,,S2-018",
	    "most is less than least" },
	{ "n,数,基本,,,int,,,0,3.5,,2018,9999,open,own,,指标,,S2-018",
	    "least and most are not two values of the kind" },
	{ "n,数,基本,,,int,,,0,,,2018,9999,open,own,,指标,,S2-018",
	    "least and most are not two values of the kind" },
	{ "day,日期,基本,,,date,,,1,2,,2014,9999,open,own,,指标,,S2-018",
	    "only numbers, texts and codes have a range" },
	{ "ill,病,成员,A10,,codes,,health!01,0,3,,2018,9999,open,own,,指标,02,"
	    "S0-037", NULL },
	{ "ill,病,成员,A10,,codes,,health,,,,2018,9999,open,own,,指标,,S0-037",
	    NULL },
	{ "ill,病,成员,A10,,codes,,,0,3,,2018,9999,open,own,,指标,02,S0-037",
	    "a code has a list, a text may have one" },
	{ "ill,病,成员,A10,,codes,,health,0,30,,2018,9999,open,own,,指,,S0-037",
	    "codes are 0 to 20 of their list" },
	{ "ill,病,成员,A10,,codes,,Health,0,3,,2018,9999,open,own,,指,,S0-037",
	    "not the name of a list" },
	{ "ill,病,成员,A10,,code,,health!01,,,,2018,9999,open,own,,指,,S0-037",
	    "not the name of a list" },
	{ "h_fen,人均,收入,,,money,元,,,,,2014,9999,open,own,n_fen/persons,指,,"
	    "S0-069", "the formula names no money above it" },
	{ "road,路,生产,,,code,,,,,,2014,9999,open,own,,指标,,S0-062",
	    "a code has a list, a text may have one" },
	{ "yes,是,生产,,,flag,,answer,,,,2014,9999,open,own,,指标,,S0-062",
	    "a code has a list, a text may have one" },
	{ "yes,是,生产,,,flag,,,,,2,2014,9999,open,own,,指标,,S0-062",
	    "required is 1 or empty" },
	{ "yes,是,生产,,,flag,,,,,,2019,2018,open,own,,指标,,S0-062",
	    "not a first and a last year since 2014" },
	{ "yes,是,生产,,,flag,,,,,,14,9999,open,own,,指标,,S0-062",
	    "not a first and a last year since 2014" },
	{ "yes,是,生产,,,flag,,,,,,2014,9999,hidden,own,,指标,,S0-062",
	    "sensitivity is open, name, personal, contact or secret" },
	{ "yes,是,生产,,,flag,,,,,,2014,9999,open,mine,,指标,,S0-062",
	    "keep is own, locked, base or counted" },
	{ "yes,是,生产,,,flag,,,,,,2014,9999,open,own,,指标,,S0-62",
	    "not a source like S0-050" },
	{ "yes,是,生产,,,flag,,,,,,2014,9999,open,own,,指标,,X",
	    "not a source like S0-050" },
	{ "poor,户,基本,B2-3,,int,户,,,,,2014,9999,open,counted,,指标,,"
	    "S1-313", NULL },
	{ "poor,户,基本,B2-0,,int,户,,,,,2014,9999,open,counted,,指标,,"
	    "S1-313", "not a form code like A33" },
	{ "poor,户,基本,B2-10,,int,户,,,,,2014,9999,open,counted,,指标,,"
	    "S1-313", "not a form code like A33" },
	{ "serial,号,基本,,,int,,,,,,2014,9999,open,own,,指标,,S1-313",
	    "the name is the schema's own" },
	{ "t_fen,计,收入,,,money,元,,,,,2014,9999,open,own,a_fen+b_fen,指标,,"
	    "S2-015", "the formula names no money above it" },
	{ "t,计,收入,,,int,元,,,,,2014,9999,open,own,a+b,指标,,S2-015",
	    "only money of its own, not required, is a total" },
};

static void
lines_are_judged(void **state)
{
	struct dictionary d;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(lines); i++) {
		const char *text = pool_print(*state, "# x\n" HEAD "%s%s\n",
		    *lines[i].line == '\0' ? "," : "", lines[i].line);
		enum err e = dictionary_read(*state, "household", text,
		    strlen(text), &d);

		wrong += case_int(lines[i].line, e == OK,
		    lines[i].why == NULL);
		wrong += case_text(lines[i].line, d.flaw_count > 0 ?
		    d.flaws[0].why : NULL, lines[i].why);
		if (d.flaw_count > 0)
			wrong += case_int("line", d.flaws[0].line, 3);
	}
	assert_int_equal(wrong, 0);
}

#define YES(name, form, national, first, last)                          \
	name ",是,生产," form "," national ",flag,,,,,," first "," last  \
	",open,own,,指标,,S0-062\n"

static const struct {
	const char *second;
	const char *why;
} pairs[] = {
	{ YES("b", "A2", "AAC002", "2014", "9999"), NULL },
	{ YES("b", "A1", "", "2018", "9999"), NULL },
	{ YES("b", "", "", "2014", "9999"), NULL },
	{ YES("a", "", "", "2018", "9999"), "the name is there already" },
	{ YES("b", "A1", "", "2017", "9999"),
	    "the form code is there already in that year" },
	{ YES("b", "", "AAC001", "2018", "9999"), NULL },
	{ YES("b", "", "AAC001", "2017", "9999"),
	    "the national column is there already in that year" },
};

static void
nothing_is_there_twice(void **state)
{
	struct dictionary d;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(pairs); i++) {
		const char *text = pool_print(*state, HEAD "%s%s",
		    YES("a", "A1", "AAC001", "2014", "2017"),
		    pairs[i].second);
		enum err e = dictionary_read(*state, "household", text,
		    strlen(text), &d);

		wrong += case_int(pairs[i].second, e == OK,
		    pairs[i].why == NULL);
		wrong += case_text(pairs[i].second, d.flaw_count > 0 ?
		    d.flaws[0].why : NULL, pairs[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void
every_wrong_line_is_named(void **state)
{
	const char *text = HEAD "x\n" YES("good", "", "", "2014", "2015")
	    "y,z\n";
	struct dictionary d;

	assert_int_equal(dictionary_read(*state, "household", text,
	    strlen(text), &d), ERR_INPUT);
	assert_int_equal(d.flaw_count, 2);
	assert_int_equal(d.flaws[0].line, 2);
	assert_int_equal(d.flaws[1].line, 4);
	assert_int_equal(d.count, 1);
	text = "name,label\nx\n";
	assert_int_equal(dictionary_read(*state, "household", text,
	    strlen(text), &d), ERR_INPUT);
	assert_int_equal(dictionary_read(*state, "household", "", 0, &d),
	    ERR_INPUT);
	assert_int_equal(dictionary_read(*state, "household", "\xFF", 1, &d),
	    ERR_INPUT);
}

/* ---- what ships ------------------------------------------------------- */

static void
ship(struct pool *pool, const char *entity, struct dictionary *d)
{
	struct folder_file file;
	const char *dir = getenv("BANGFU_DICTIONARY");
	size_t i;

	assert_int_equal(folder_read(pool, dir != NULL ? dir :
	    "db/dictionary", pool_print(pool, "%s.csv", entity), &file), OK);
	if (dictionary_read(pool, entity, file.at, file.len, d) == OK)
		return;
	for (i = 0; i < d->flaw_count; i++)
		print_error("%s.csv line %d: %s\n", entity,
		    d->flaws[i].line, d->flaws[i].why);
	fail();
}

/* The code lists as the reference data have them. */
static struct dictionary_codes
ship_codes(struct pool *pool)
{
	struct dictionary_code *c = pool_array(pool, 1000, sizeof *c);
	struct dictionary_codes codes = { c, 0 };
	struct folder_file file;
	char *line, *rest, *cell[6];
	int i;

	assert_int_equal(folder_read(pool, "db/reference", "code.csv",
	    &file), OK);
	rest = pool_copy_len(pool, file.at, file.len);
	while ((line = strsep(&rest, "\n")) != NULL) {
		if (*line == '#' || *line == '\0')
			continue;
		for (i = 0; i < 6; i++)
			assert_non_null(cell[i] = strsep(&line, ","));
		c[codes.count++] = (struct dictionary_code){ cell[0],
		    cell[3], cell[4], strtoll(cell[1], NULL, 10),
		    strtoll(cell[2], NULL, 10), NULL };
	}
	return codes;
}

/* The sample of a line is right by the line's own checks, and a code's list
 * has codes in the years of the form. */
static int
judge_line(struct pool *pool, const struct dictionary *d,
    const struct dictionary_line *l, const struct dictionary_codes *codes)
{
	struct dictionary one = *d;
	struct dictionary_line copy = *l;
	struct dictionary_form form;
	struct answer a;
	int64_t year = l->last_year < 2022 ? l->last_year : 2022;

	if (l->keep == DICTIONARY_BASE)
		return 0;
	copy.keep = DICTIONARY_OWN;
	copy.term_count = 0;
	one.lines = &copy;
	one.count = 1;
	form = dictionary_form_of(pool, &one, year, NULL, codes);
	if (case_int(l->name, (int64_t)form.count, 1))
		return 1;
	if (!field_answer(pool, &form.fields[0], l->sample,
	    strlen(l->sample), &a) && !(a.flaw == FLAW_MISSING))
		return case_text(l->name, field_sentence(pool,
		    &form.fields[0], &a), NULL);
	return case_int(l->name, *l->sample == '\0' && l->required, 0);
}

static void
what_ships_is_right(void **state)
{
	static const struct {
		const char *entity;
		size_t least;
	} files[] = { { "household", 50 }, { "member", 20 } };
	struct dictionary_codes codes = ship_codes(*state);
	struct dictionary d;
	int wrong = 0;
	size_t i, j;

	for (i = 0; i < LEN(files); i++) {
		ship(*state, files[i].entity, &d);
		assert_true(d.count >= files[i].least);
		for (j = 0; j < d.count; j++)
			wrong += judge_line(*state, &d, &d.lines[j], &codes);
	}
	assert_int_equal(wrong, 0);
}

/* How often a list has a code in a year; a NULL code: how many there are. */
static int64_t
in_year(const struct dictionary_codes *codes, const char *list,
    const char *code, int64_t year)
{
	const struct dictionary_code *c;
	int64_t n = 0;

	for (c = codes->at; c < codes->at + codes->count; c++)
		n += strcmp(c->list, list) == 0 && c->first_year <= year &&
		    year <= c->last_year &&
		    (code == NULL || strcmp(c->code, code) == 0);
	return n;
}

/* A list names each code once a year, and something in each year that its
 * field is asked for. */
static void
lists_have_their_years(void **state)
{
	static const char *const files[] = { "household", "member", "village",
	    "hamlet", "county", "helper", "unit", "team", "team_member" };
	struct dictionary_codes codes = ship_codes(*state);
	const struct dictionary_line *l;
	struct dictionary d;
	int wrong = 0;
	int64_t year;
	size_t i, j;

	for (i = 0; i < codes.count; i++)
		for (year = 2014; year <= 2022; year++)
			if (in_year(&codes, codes.at[i].list,
			    codes.at[i].code, year) > 1)
				wrong += case_text(codes.at[i].list,
				    codes.at[i].code, "once");
	for (i = 0; i < LEN(files); i++) {
		ship(*state, files[i], &d);
		for (j = 0; j < d.count; j++) {
			l = &d.lines[j];
			for (year = l->first_year; *l->list != '\0' &&
			    year <= l->last_year && year <= 2022; year++)
				if (in_year(&codes, l->list, NULL, year) == 0)
					wrong += case_int(l->name, year, 0);
		}
	}
	assert_int_equal(wrong, 0);
}

/* The format's hand-made fields have the columns the dictionary says. */
static void
national_columns_agree(void **state)
{
	static const struct {
		enum entity_kind kind;
		const char *file;
	} files[] = { { ENTITY_HOUSEHOLD, "household" },
	    { ENTITY_MEMBER, "member" } };
	const struct dictionary_line *l;
	struct dictionary d;
	int wrong = 0;
	size_t i, j;

	for (i = 0; i < LEN(files); i++) {
		const struct entity *e = &entities[files[i].kind];

		ship(*state, files[i].file, &d);
		for (j = 0; j < e->count; j++) {
			l = dictionary_find(&d, e->fields[j].name);
			if (l != NULL && !e->fields[j].attribute)
				wrong += case_text(l->name,
				    e->fields[j].national != NULL ?
				    e->fields[j].national : "", l->national);
		}
	}
	assert_int_equal(wrong, 0);
}

/* ---- years ------------------------------------------------------------ */

static size_t
choices(struct pool *pool, const char *entity, const char *name, int year)
{
	struct dictionary_codes codes = ship_codes(pool);
	struct dictionary_form form;
	struct dictionary d;
	size_t i;

	ship(pool, entity, &d);
	form = dictionary_form_of(pool, &d, year, NULL, &codes);
	for (i = 0; i < form.count; i++)
		if (strcmp(form.lines[i]->name, name) == 0)
			return form.fields[i].choice_count;
	return 99;
}

static void
forms_have_their_years(void **state)
{
	static const struct {
		const char *entity, *name;
		int year;
		int64_t want;	/* choices; 99: not on the form */
	} cases[] = {
		{ "household", "cause_1", 2016, 12 },
		{ "household", "cause_1", 2017, 13 },
		{ "household", "cause_1", 2018, 13 },
		{ "household", "other_causes", 2022, 13 },
		{ "household", "other_causes", 2016, 12 },
		{ "household", "risks", 2022, 11 },
		{ "household", "risks", 2020, 99 },
		{ "household", "risks_2020", 2020, 8 },
		{ "household", "head_income_fen", 2022, 99 },	/* computed */
		{ "household", "member_count", 2022, 99 },	/* base */
		{ "household", "dangerous_house", 2017, 2 },
		{ "household", "dangerous_house", 2018, 99 },
		{ "household", "danger_grade", 2017, 99 },
		{ "household", "danger_grade", 2022, 5 },
		{ "household", "attribute", 2017, 99 },	/* locked */
		{ "household", "income_fen", 2022, 99 },	/* a total */
		{ "member", "education", 2017, 6 },
		{ "member", "student", 2017, 16 },
		{ "member", "student", 2022, 25 },
		{ "member", "skill", 2017, 4 },
		{ "member", "skill", 2022, 5 },
		{ "member", "nation", 2022, 56 },
		{ "member", "work_place", 2022, 99 },
		{ "member", "work_place", 2017, 5 },
		{ "member", "work_province", 2017, 99 },
		{ "member", "work_province", 2018, 34 },
		{ "member", "health_2017", 2017, 4 },
		{ "member", "health_2017", 2018, 99 },
		{ "member", "health", 2017, 99 },
		{ "member", "health", 2018, 4 },
		{ "member", "name", 2022, 99 },		/* base */
	};
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++)
		wrong += case_int(pool_print(*state, "%s %d", cases[i].name,
		    cases[i].year), (int64_t)choices(*state, cases[i].entity,
		    cases[i].name, cases[i].year), cases[i].want);
	assert_int_equal(wrong, 0);
}

/* ---- values ----------------------------------------------------------- */

static const struct {
	const char *entity, *name, *word;
	enum flaw want;
	const char *plain, *shown;
} values[] = {
	{ "household", "arable_mu_100", "6.5", FLAW_NONE, "6.5", "6.5" },
	{ "household", "arable_mu_100", "1,200", FLAW_NONE, "1200", "1200" },
	{ "household", "arable_mu_100", "-1", FLAW_LOW, NULL, NULL },
	{ "household", "arable_mu_100", "6.555", FLAW_FINE, NULL, NULL },
	{ "household", "arable_mu_100", "3元", FLAW_KIND, NULL, NULL },
	{ "household", "arable_mu_100", "100001", FLAW_HIGH, NULL, NULL },
	{ "household", "arable_mu_100", "", FLAW_MISSING, NULL, NULL },
	{ "household", "water_mu_100", "", FLAW_NONE, NULL, NULL },
	{ "household", "water_mu_100", "0", FLAW_NONE, "0", "0" },
	{ "household", "wage_fen", "12,000.5元", FLAW_NONE, "12000.50",
	    "12,000.50" },
	{ "household", "wage_fen", "12oo", FLAW_KIND, NULL, NULL },
	{ "household", "road", "03", FLAW_NONE, "03", "水泥路" },
	{ "household", "road", "05", FLAW_CHOICE, NULL, NULL },
	{ "household", "toilet", "1", FLAW_NONE, "1", "是" },
	{ "household", "toilet", "0", FLAW_NONE, "0", "否" },
	{ "household", "toilet", "是", FLAW_CHOICE, NULL, NULL },
	{ "household", "phone", "0312-1234567", FLAW_NONE, "0312-1234567",
	    "0312-1234567" },
	{ "household", "phone", "1234567", FLAW_RULE, NULL, NULL },
	{ "household", "phone", "1980000000a", FLAW_RULE, NULL, NULL },
	{ "household", "form_filled_on", "2022-02-28", FLAW_NONE,
	    "2022-02-28", "2022-02-28" },
	{ "household", "form_filled_on", "2022-02-30", FLAW_KIND, NULL,
	    NULL },
	{ "household", "hamlet", "东沟组", FLAW_NONE, "东沟组", "东沟组" },
	{ "household", "hamlet", "a\nb", FLAW_BYTES, NULL, NULL },
	{ "member", "work_months_100", "3.5", FLAW_NONE, "3.5", "3.5" },
	{ "member", "work_months_100", "3.25", FLAW_RULE, NULL, NULL },
	{ "member", "work_months_100", "13", FLAW_HIGH, NULL, NULL },
	{ "member", "health", "04,02", FLAW_NONE, "02,04",
	    "长期慢性病、残疾" },
	{ "member", "health", "01", FLAW_NONE, "01", "健康" },
	{ "member", "health", "03、 02", FLAW_NONE, "02,03",
	    "长期慢性病、患有大病" },
	{ "member", "health", "01,02", FLAW_RULE, NULL, NULL },
	{ "member", "health", "02,02", FLAW_RULE, NULL, NULL },
	{ "member", "health", "02,05", FLAW_CHOICE, NULL, NULL },
	{ "member", "health", "", FLAW_MISSING, NULL, NULL },
	{ "household", "other_causes", "08,09", FLAW_NONE, "08,09",
	    "缺劳动力、缺资金" },
	{ "household", "other_causes", "09,08,01", FLAW_RULE, NULL, NULL },
	{ "household", "other_causes", ",", FLAW_NONE, NULL, NULL },
	{ "member", "health", ",", FLAW_MISSING, NULL, NULL },
	{ "member", "nation", "01", FLAW_NONE, "01", "汉族" },
	{ "member", "nation", "57", FLAW_CHOICE, NULL, NULL },
};

static int
judge_value(struct pool *pool, size_t n)
{
	struct dictionary_codes codes = ship_codes(pool);
	struct dictionary_form form;
	struct dictionary d;
	struct answer a;
	size_t i;
	int wrong;
	void *row;

	ship(pool, values[n].entity, &d);
	form = dictionary_form_of(pool, &d, 2022, NULL, &codes);
	for (i = 0; strcmp(form.lines[i]->name, values[n].name) != 0; i++)
		assert_true(i + 1 < form.count);
	field_answer(pool, &form.fields[i], values[n].word,
	    strlen(values[n].word), &a);
	wrong = case_int(values[n].word, a.flaw, values[n].want);
	if (a.flaw != FLAW_NONE)
		return wrong;
	row = dictionary_row(pool, &d);
	((struct dictionary_head *)row)->year = 2022;
	dictionary_store(form.lines[i], &a, row);
	wrong += case_text(values[n].word, dictionary_plain(pool,
	    form.lines[i], row), values[n].plain);
	return wrong + case_text(values[n].word, dictionary_show(pool,
	    form.lines[i], row, &codes), values[n].shown);
}

/* A code is called as its year calls it; one that is none by now, as it was
 * called. */
static const struct {
	const char *name, *list, *code;
	int64_t year;
	const char *want;
} called[] = {
	{ "of its year", "education", "04", 2016, "高中" },
	{ "of another year", "education", "05", 2022, "大专及以上" },
	{ "of a later year", "education", "6", 2016, "本科及以上" },
	{ "of no year", "degree", "02", 2022, "小学" },
	{ "of each", "degree", "2", 2022, "小学" },
	{ "of none", "degree", "99", 2022, "99" },
	{ "of another list", "degree", "13", 2022, "13" },
	{ "nothing", "degree", "", 2022, "" },
	{ "no such list", "none", "1", 2022, "1" },
};

static void
codes_are_called_as_their_year_does(void **state)
{
	struct dictionary_codes codes = ship_codes(*state);
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(called); i++)
		wrong += case_text(called[i].name, dictionary_label(&codes,
		    called[i].list, called[i].code, called[i].year),
		    called[i].want);
	assert_string_equal(dictionary_label(NULL, "degree", "2", 2022), "2");
	assert_int_equal(wrong, 0);
}

static void
values_are_read_and_shown(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(values); i++)
		wrong += judge_value(*state, i);
	assert_int_equal(wrong, 0);
}

static void
set(const struct dictionary *d, void *row, const char *name, int64_t value)
{
	*(struct opt_int *)shape_at(dictionary_find(d, name)->column, row) =
	    (struct opt_int){ true, value };
}

static struct opt_int
get(const struct dictionary *d, void *row, const char *name)
{
	return *(struct opt_int *)shape_at(dictionary_find(d, name)->column,
	    row);
}

static void
totals_follow(void **state)
{
	struct dictionary d;
	void *row;

	ship(*state, "household", &d);
	row = dictionary_row(*state, &d);
	dictionary_compute(&d, 2022, row);
	assert_false(get(&d, row, "income_fen").given);
	set(&d, row, "wage_fen", 1200000);
	set(&d, row, "subsistence_fen", 360000);
	set(&d, row, "pension_fen", 40000);
	set(&d, row, "subsidy_fen", 99999);	/* not of this year's form */
	set(&d, row, "expense_fen", 100000);
	dictionary_compute(&d, 2022, row);
	assert_int_equal(get(&d, row, "transfer_fen").value, 400000);
	assert_int_equal(get(&d, row, "income_fen").value, 1600000);
	assert_int_equal(get(&d, row, "net_income_fen").value, 1500000);
	assert_false(get(&d, row, "property_fen").given);
	dictionary_compute(&d, 2016, row);
	assert_int_equal(get(&d, row, "income_fen").value, 1699999);
}

static void
money_is_shared_per_head(void **state)
{
	static const struct {
		int64_t members, residents, fen, want;
		bool by_residents;
	} cases[] = {
		{ 3, 0, 2385600, 795200, false },
		{ 3, 4, 2385600, 795200, false },
		{ 3, 4, 2385600, 596400, true },
		{ 3, 0, 2385600, 795200, true },	/* not known */
		{ 3, 0, 100, 33, false }, { 3, 0, 200, 67, false },
		{ 2, 0, 1, 1, false }, { 2, 0, -1, -1, false },
		{ 3, 0, -200, -67, false },
	};
	struct dictionary_head *row;
	struct dictionary d;
	int wrong = 0;
	size_t i;

	ship(*state, "household", &d);
	for (i = 0; i < LEN(cases); i++) {
		row = dictionary_row(*state, &d);
		row->base.member_count = cases[i].members;
		set(&d, row, "wage_fen", cases[i].fen);
		set(&d, row, "residents", cases[i].residents);
		dictionary_divide(&d, cases[i].by_residents, row);
		dictionary_compute(&d, 2022, row);
		wrong += case_int("per head", get(&d, row,
		    "head_income_fen").value, cases[i].want);
	}
	row = dictionary_row(*state, &d);
	set(&d, row, "wage_fen", 100);
	dictionary_divide(&d, false, row);
	dictionary_compute(&d, 2022, row);
	assert_false(get(&d, row, "head_income_fen").given);
	assert_true(get(&d, row, "net_income_fen").given);
	assert_int_equal(wrong, 0);
}

static void
personal_data_are_masked(void **state)
{
	static const struct {
		const char *entity, *name, *text, *want;
	} cases[] = {
		{ "household", "phone", "19800000001", "198****0001" },
		{ "household", "bank_account", "6200000000000000000",
		    "620************0000" },
		{ "household", "form_filler", "张大山", "张*山" },
		{ "household", "contact_phone", "19800000001",
		    "198****0001" },
		{ "member", "health", "患有大病", "***" },
		{ "member", "birth", "1980-01-01", "1980-**-**" },
		{ "household", "hamlet", "东沟组", "东沟组" },
		{ "member", "idno", "999999198001010014",
		    "999***********0014" },
		{ "member", "idno", NULL, NULL },
	};
	struct dictionary d;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		ship(*state, cases[i].entity, &d);
		wrong += case_text(cases[i].name, dictionary_masked(*state,
		    dictionary_find(&d, cases[i].name), cases[i].text),
		    cases[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* Names of persons and numbers of accounts, wherever they stand. */
static void
names_and_accounts_are_checked(void **state)
{
	static const struct {
		const char *name, *text;
		bool right;
	} cases[] = {
		{ "form_filler", "王明", true },
		{ "form_filler", "买买提·艾力", true },
		{ "form_filler", "=cmd", false },
		{ "contact", "-1", false },
		{ "bank_account", "6200000000000000000", true },
		{ "bank_account", "6200 0000 0000-000", true },
		{ "bank_account", "12345678", true },
		{ "bank_account", "1234567", false },
		{ "bank_account", "--------", false },
		{ "bank_account", "农行62000000", false },
		{ "bank_account", "=62000000", false },
		{ "hamlet", "东沟2组", true },
	};
	struct dictionary_codes none = { 0 };
	struct dictionary_form form;
	struct dictionary d;
	struct answer a;
	int wrong = 0;
	size_t i, k;

	ship(*state, "household", &d);
	form = dictionary_form_of(*state, &d, 2022, NULL, &none);
	for (i = 0; i < LEN(cases); i++) {
		for (k = 0; k < form.count && strcmp(form.fields[k].name,
		    cases[i].name) != 0; k++)
			;
		assert_true(k < form.count);
		wrong += case_int(cases[i].text, field_answer(*state,
		    &form.fields[k], cases[i].text, strlen(cases[i].text),
		    &a), cases[i].right);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(lines_are_judged),
		POOL_TEST(nothing_is_there_twice),
		POOL_TEST(every_wrong_line_is_named),
		POOL_TEST(what_ships_is_right),
		POOL_TEST(lists_have_their_years),
		POOL_TEST(national_columns_agree),
		POOL_TEST(forms_have_their_years),
		POOL_TEST(codes_are_called_as_their_year_does),
		POOL_TEST(values_are_read_and_shown),
		POOL_TEST(totals_follow),
		POOL_TEST(money_is_shared_per_head),
		POOL_TEST(personal_data_are_masked),
		POOL_TEST(names_and_accounts_are_checked),
	};

	return cmocka_run_group_tests_name("dictionary", tests, NULL, NULL);
}
