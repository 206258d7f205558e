#include <string.h>

#include "core/codes.h"
#include "core/dictionary.h"
#include "core/mask.h"
#include "core/money.h"
#include "core/name.h"
#include "core/phone.h"
#include "core/text.h"

#define ACCOUNT_LEAST	8	/* digits of a bank's account */

/* ---- checks that a kind brings along --------------------------------- */

/* A mobile number, or a fixed line with its area code (S0-020). */
static const char *
phone_flaw(const struct answer *a)
{
	size_t i, digits = 0, len = strlen(a->text);

	for (i = 0; i < len; i++)
		digits += a->text[i] >= '0' && a->text[i] <= '9';
	if (strspn(a->text, "0123456789-") != len ||
	    !(digits == 11 || digits == 10 || digits == 12) ||
	    (*a->text != '0' && (*a->text != '1' || len != 11)))
		return "不是电话号码，请填11位手机号，固定电话要加区号，"
		    "例如 0312-1234567";
	return NULL;
}

/* As it stands on the card, in groups or not. */
static const char *
account_flaw(const struct answer *a)
{
	size_t i, digits = 0, len = strlen(a->text);

	for (i = 0; i < len; i++)
		digits += a->text[i] >= '0' && a->text[i] <= '9';
	return strspn(a->text, "0123456789 -") == len &&
	    digits >= ACCOUNT_LEAST ? NULL :
	    "不是银行账号，请填8到30位数字，例如 6200000000000000000";
}

static const char *
decimal1_flaw(const struct answer *a)
{
	return a->value % 10 == 0 ? NULL :
	    "最多一位小数，三个半月请填 3.5";
}

static const char *
flag_label(int64_t value)
{
	return value != 0 ? "是" : "否";
}

/* ---- fields ---------------------------------------------------------- */

static const struct choice yes_no[] = {
	{ "1", "是", 1 }, { "0", "否", 0 },
};

static const struct {
	enum field_kind kind;
	int64_t most;			/* characters where none is said */
	const char *(*also)(const struct answer *);
} kinds[DICTIONARY_KIND__MAX] = {
	[DICTIONARY_TEXT] = { FIELD_TEXT, 0, NULL },
	[DICTIONARY_INT] = { FIELD_INT, 0, NULL },
	[DICTIONARY_MONEY] = { FIELD_MONEY, 0, NULL },
	[DICTIONARY_DECIMAL1] = { FIELD_DECIMAL, 0, decimal1_flaw },
	[DICTIONARY_DECIMAL2] = { FIELD_DECIMAL, 0, NULL },
	[DICTIONARY_DATE] = { FIELD_DATE, 0, NULL },
	[DICTIONARY_CODE] = { FIELD_CHOICE, 0, NULL },
	[DICTIONARY_CODES] = { FIELD_CHOICES, 0, NULL },
	[DICTIONARY_FLAG] = { FIELD_CHOICE, 0, NULL },
	[DICTIONARY_PHONE] = { FIELD_TEXT, 20, phone_flaw },
	[DICTIONARY_IDNO] = { FIELD_TEXT, 22, NULL },
};

static bool
code_of_year(const struct dictionary_code *c, const char *list, int64_t year)
{
	return strcmp(c->list, list) == 0 && year >= c->first_year &&
	    year <= c->last_year;
}

static void
choices_of(struct pool *pool, const struct dictionary_codes *codes,
    const char *list, int64_t year, struct field *f)
{
	struct choice *c;
	size_t i, n = 0;

	for (i = 0; i < codes->count; i++)
		n += code_of_year(&codes->at[i], list, year);
	c = pool_array(pool, n, sizeof *c);
	f->choices = c;
	f->choice_count = n;
	for (i = n = 0; i < codes->count; i++)
		if (code_of_year(&codes->at[i], list, year)) {
			c[n] = (struct choice){ codes->at[i].code,
			    codes->at[i].label, (int64_t)n };
			n++;
		}
}

static struct field
field_of(struct pool *pool, const struct dictionary_line *l, int64_t year,
    const struct dictionary_codes *codes)
{
	struct field f = { .name = l->name, .label = l->label,
	    .unit = l->unit, .kind = kinds[l->kind].kind, .least = l->least,
	    .most = l->most != 0 ? l->most : kinds[l->kind].most,
	    .required = l->required, .also = kinds[l->kind].also,
	    .alone = l->alone };

	/* whose it is tells what it may hold */
	if (l->kind == DICTIONARY_TEXT && l->veil == VEIL_NAME)
		f.also = name_flaw;
	if (l->kind == DICTIONARY_TEXT && l->veil == VEIL_SECRET)
		f.also = account_flaw;
	if (*l->list != '\0')
		choices_of(pool, codes, l->list, year, &f);
	if (l->kind == DICTIONARY_FLAG) {
		f.choices = yes_no;
		f.choice_count = LEN(yes_no);
	}
	return f;
}

struct dictionary_form
dictionary_form_of(struct pool *pool, const struct dictionary *d,
    int64_t year, const char *section, const struct dictionary_codes *codes)
{
	struct dictionary_form form = {
		.lines = pool_array(pool, d->count, sizeof *form.lines),
		.fields = pool_array(pool, d->count, sizeof *form.fields),
	};
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];
		struct field *f = &form.fields[form.count];

		if (l->keep != DICTIONARY_OWN || l->term_count > 0 ||
		    !dictionary_valid(l, year) || (section != NULL &&
		    strcmp(section, l->section) != 0))
			continue;
		*f = field_of(pool, l, year, codes);
		if (!dictionary_coded(l) || f->choice_count > 0)
			form.lines[form.count++] = l;
	}
	return form;
}

/* ---- rows ------------------------------------------------------------ */

void *
dictionary_row(struct pool *pool, const struct dictionary *d)
{
	return pool_take(pool, d->shape.size);
}

void
dictionary_store(const struct dictionary_line *l, const struct answer *a,
    void *row)
{
	void *p = shape_at(l->column, row);

	if (l->column->cell == CELL_TEXT)
		*(const char **)p = a->given ? a->text : NULL;
	else if (l->column->cell == CELL_DATE)
		*(struct date *)p = a->day;
	else if (l->kind == DICTIONARY_FLAG)
		*(struct opt_int *)p = (struct opt_int){ a->given,
		    a->given && *a->text == '1' };
	else
		*(struct opt_int *)p = (struct opt_int){ a->given, a->value };
}

/* 12.50 → 12.5, 12.00 → 12 */
static const char *
decimal(struct pool *pool, int64_t hundredths)
{
	return money_short(pool, hundredths);
}

const char *
dictionary_plain(struct pool *pool, const struct dictionary_line *l,
    const void *row)
{
	const struct opt_int *n;

	if (l->column->cell != CELL_OPT)
		return shape_plain(pool, l->column, row);
	n = shape_in(l->column, row);
	if (!n->given)
		return NULL;
	if (l->kind == DICTIONARY_MONEY)
		return money_plain(pool, n->value);
	if (l->kind == DICTIONARY_DECIMAL1 || l->kind == DICTIONARY_DECIMAL2)
		return decimal(pool, n->value);
	return shape_plain(pool, l->column, row);
}

const char *
dictionary_label(const struct dictionary_codes *codes, const char *list,
    const char *code, int64_t year)
{
	const char *once = code;
	size_t i;

	for (i = 0; codes != NULL && i < codes->count; i++) {
		const struct dictionary_code *c = &codes->at[i];

		if (strcmp(c->code, code) != 0 || strcmp(c->list, list) != 0)
			continue;
		if (code_of_year(c, list, year))
			return c->label;
		once = c->label;
	}
	return once;
}

/* 患有大病、残疾 */
static const char *
labels(struct pool *pool, const struct dictionary_line *l, const char *plain,
    int64_t year, const struct dictionary_codes *codes)
{
	struct text t = text_start(pool);
	const char *code;

	while ((code = codes_next(pool, &plain)) != NULL)
		text_join(&t, "、", dictionary_label(codes, l->list, code,
		    year));
	return t.at;
}

const char *
dictionary_show(struct pool *pool, const struct dictionary_line *l,
    const void *row, const struct dictionary_codes *codes)
{
	const struct dictionary_head *h = row;
	const char *plain = dictionary_plain(pool, l, row);

	if (plain == NULL)
		return NULL;
	if (l->kind == DICTIONARY_CODE)
		return dictionary_label(codes, l->list, plain, h->year);
	if (l->kind == DICTIONARY_CODES)
		return labels(pool, l, plain, h->year, codes);
	if (l->kind == DICTIONARY_FLAG)
		return flag_label(((const struct opt_int *)
		    shape_in(l->column, row))->value);
	if (l->kind == DICTIONARY_MONEY)
		return money_label(pool, ((const struct opt_int *)
		    shape_in(l->column, row))->value);
	return plain;
}

const char *
dictionary_masked(struct pool *pool, const struct dictionary_line *l,
    const char *text)
{
	if (text == NULL || l->veil == VEIL_OPEN)
		return text;
	if (l->kind == DICTIONARY_DATE)
		return pool_print(pool, "%.4s-**-**", text);
	return mask_text(pool, l->kind == DICTIONARY_PHONE ?
	    VEIL_CONTACT : l->veil, text);
}
