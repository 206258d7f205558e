/*
 * The field reader: a field of any kind and bounds, any word.  First byte:
 * kind; second: which bounds; third: required; the rest: the word.
 */
#include "core/field.h"
#include "tests/fuzz/fuzz.h"

static const struct choice choices[] = {
	{ "1", "是", 1 }, { "0", "否", 0 }, { "long-code", "长", -5 },
};

static const struct {
	int64_t least, most;
} bounds[] = {
	{ 0, 0 }, { 1, 10 }, { 0, 100000000 }, { -100000000, 100000000 },
	{ 2, 500 }, { 201401, 209912 }, { 0, 5 }, { 8, 200 },
};

static const char *
picky(const struct answer *a)
{
	return a->value % 3 == 1 ? "不能这样" : NULL;
}

static void
judge(struct pool *pool, const struct field *f, const struct answer *a,
    size_t size)
{
	const char *sentence = field_sentence(pool, f, a);

	MUST_HOLD(a->flaw < FLAW__MAX && fuzz_safe(a->word));
	MUST_HOLD(strlen(a->word) <= 3 * size);
	MUST_HOLD((sentence == NULL) == (a->flaw == FLAW_NONE));
	MUST_HOLD(sentence == NULL || fuzz_safe(sentence));
	if (a->flaw != FLAW_NONE || !a->given) {
		MUST_HOLD(a->text == NULL && a->value == 0);
		MUST_HOLD(a->day.year == 0);
		return;
	}
	if (f->kind == FIELD_DATE)
		MUST_HOLD(date_ok(a->day));
	if (f->kind == FIELD_PERIOD)
		MUST_HOLD(period_ok(a->value));
	if ((f->kind == FIELD_INT || f->kind == FIELD_MONEY) &&
	    (f->least != 0 || f->most != 0))
		MUST_HOLD(a->value >= f->least && a->value <= f->most);
	if (f->kind == FIELD_TEXT && f->most > 0)
		MUST_HOLD(text_chars(a->text) <= (size_t)f->most);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	struct field f = { .name = "x", .label = "某项",
	    .choices = choices, .choice_count = LEN(choices) };
	unsigned which, flags;
	struct answer a, b;
	struct word pair[2];
	struct words words = { pair, 1, false };

	f.kind = (enum field_kind)(fuzz_byte(&data, &size) % FIELD__MAX);
	which = fuzz_byte(&data, &size) % LEN(bounds);
	f.least = bounds[which].least;
	f.most = bounds[which].most;
	flags = fuzz_byte(&data, &size);
	f.required = flags & 1;
	f.also = flags & 2 ? picky : NULL;

	field_answer(pool, &f, (const char *)data, size, &a);
	judge(pool, &f, &a, size);
	/* the same word by way of a table */
	pair[0] = pair[1] = (struct word){ "r1.x",
	    pool_copy_len(pool, (const char *)data, size), size };
	MUST_HOLD(field_read(pool, &f, 1, &words, "r1.", &b) ==
	    (a.flaw != FLAW_NONE));
	MUST_HOLD(a.flaw == b.flaw && a.value == b.value);
	words.count = 2;
	MUST_HOLD((field_read(pool, &f, 1, &words, "r1.", &b) == 1) ==
	    (b.flaw != FLAW_NONE));
	/* of check boxes several may be ticked */
	MUST_HOLD(f.kind == FIELD_CHOICES || b.flaw == FLAW_TWICE);
	judge(pool, &f, &b, 2 * size + 1);
	return 0;
}
