/*
 * Rules: any bytes as the lines of a file, or as one condition judged over a
 * household whose cells are the bytes that follow.
 */
#include "core/rule.h"
#include "tests/fuzz/fuzz.h"

#define MEMBERS 3

static const char head[] = "name,label,section,form,national,kind,unit,list,"
    "least,most,required,first_year,last_year,sensitivity,keep,formula,"
    "definition,sample,source\n";
static const char household_lines[] =
    "road,路,生产,,,code,,road,,,,2014,9999,open,own,,指标,,S0-062\n"
    "land_100,地,生产,,,decimal2,亩,,,,,2014,9999,open,own,,指标,,S0-062\n"
    "wage_fen,工资,收入,,,money,元,,,,,2014,9999,open,own,,指标,,S0-062\n";
static const char member_lines[] =
    "health,健康,成员,,,code,,health,,,,2014,9999,open,own,,指标,,S0-037\n"
    "months_100,月,成员,,,decimal1,月,,,,,2014,9999,open,own,,指标,,S0-037\n"
    "paid,参保,成员,,,flag,,,,,,2014,9999,open,own,,指标,,S0-037\n";

static void
read_lines(struct pool *pool, const char *entity, const char *lines,
    struct dictionary *d)
{
	const char *text = pool_print(pool, "%s%s", head, lines);

	MUST_HOLD(dictionary_read(pool, entity, text, strlen(text), d) == OK);
}

/* Cells of a row from the bytes. */
static void *
row_of(struct pool *pool, const struct dictionary *d, const uint8_t **data,
    size_t *size)
{
	struct dictionary_head *h = dictionary_row(pool, d);
	size_t i;

	h->year = 2014 + fuzz_byte(data, size) % 12;
	h->base.active = fuzz_byte(data, size) % 4 != 0;
	h->base.sex = fuzz_byte(data, size);
	h->base.relation = fuzz_byte(data, size) % 2 != 0 ? "01" : "02";
	h->base.birth = (struct date){ (int16_t)(1950 +
	    fuzz_byte(data, size)), 3, (int8_t)(1 + fuzz_byte(data, size) %
	    28) };
	if (fuzz_byte(data, size) % 2 != 0)
		h->base.idno = text_clean(pool, (const char *)*data,
		    *size < 22 ? *size : 22);
	for (i = 0; i < d->shape.count; i++) {
		void *cell = shape_at(&d->shape.columns[i], h);
		unsigned byte = fuzz_byte(data, size);

		if (d->shape.columns[i].cell == CELL_TEXT)
			*(const char **)cell = byte == 0 ? NULL :
			    pool_print(pool, "%02u,%02u", byte % 20,
			    byte / 20);
		else
			*(struct opt_int *)cell = (struct opt_int){
			    byte % 3 != 0, (int64_t)(UINT64_C(1) <<
			    byte % 64) };
	}
	return h;
}

static void
judge(struct pool *pool, const struct rule_fields *fields,
    const char *condition, const uint8_t *data, size_t size)
{
	struct rule rule = { .name = "r", .first_year = 2014,
	    .last_year = 9999, .condition = condition, .mark = "health",
	    .sentence = condition,
	    .member = fuzz_byte(&data, &size) % 2 != 0 };
	struct rule_book book = { .rules = &rule, .count = 1 };
	struct rule_facts facts = { .today = { 2022, 3, 4 },
	    .household = row_of(pool, fields->household, &data, &size) };
	void *members[MEMBERS];
	struct rule_findings f;
	size_t i;

	if (rule_parse(pool, fields, &rule) != NULL)
		return;
	MUST_HOLD(rule.use_count > 0 && rule.use_count <= RULE_USES);
	for (i = 0; i < MEMBERS; i++)
		members[i] = row_of(pool, fields->member, &data, &size);
	facts.members = members;
	facts.member_count = MEMBERS;
	f = rule_judge(pool, &book, &facts, &(struct rule_part){ 0 });
	MUST_HOLD(f.count <= MEMBERS);
	for (i = 0; i < f.count; i++) {
		MUST_HOLD(rule_broken(&rule, &facts, f.at[i].member));
		MUST_HOLD(rule_sentence_flaw(&rule) != NULL ||
		    rule_sentence(pool, &facts, &f.at[i]) != NULL);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	struct dictionary household, member, village;
	struct rule_fields fields = { &household, &member };
	struct rule_fields place = { &village, NULL };
	const uint8_t *cut = memchr(data, '\n', size);
	size_t len = cut != NULL ? (size_t)(cut - data) : size;
	struct rule_book book;
	size_t i;

	read_lines(pool, "household", household_lines, &household);
	read_lines(pool, "member", member_lines, &member);
	judge(pool, &fields, text_clean(pool, (const char *)data, len),
	    data + len, size - len);
	if (rule_read(pool, &fields, (const char *)data, size, &book) == OK)
		MUST_HOLD(book.flaw_count == 0);
	for (i = 0; i < book.flaw_count; i++)
		MUST_HOLD(book.flaws[i].line > 0 &&
		    *book.flaws[i].why != '\0');
	read_lines(pool, "village", household_lines, &village);
	if (rule_read(pool, &place, (const char *)data, size, &book) == OK)
		MUST_HOLD(book.flaw_count == 0);
	return 0;
}
