#include <string.h>

#include "core/codes.h"
#include "core/mask.h"
#include "db/pairing.h"
#include "fcgi/pages/print_pairs.h"
#include "fcgi/pages/print_part.h"

#define ROWS_LEAST	PRINT_ROWS_LEAST

enum err
print_part_address(struct paper *p, int64_t area, const char **address)
{
	struct area_list path;
	enum err e = area_path(p->r->db, p->r->pool, area, &path);

	*address = e == OK ? area_full_name(p->r->pool, &path) : "";
	return e;
}

enum err
print_part_load(struct paper *p, const struct who *who,
    const struct household *h, struct print_record *out)
{
	struct req *r = p->r;
	enum err e;
	size_t i;

	*out = (struct print_record){ .h = h };
	if ((e = paper_area(p, h->area)) != OK ||
	    (e = dictionary_household(r->db, r->pool, who, h->household_id,
	    &out->row)) != OK || (e = member_list(r->db, r->pool, who,
	    h->household_id, &out->members)) != OK ||
	    (e = dictionary_members(r->db, r->pool, who, h->household_id,
	    &out->rows)) != OK)
		return e;
	out->row = paper_unpack(p, DICTIONARY_HOUSEHOLD, out->row);
	for (i = 0; i < out->rows.count; i++)
		out->rows.at[i] = paper_unpack(p, DICTIONARY_MEMBER,
		    out->rows.at[i]);
	return area_path(r->db, r->pool, h->area, &out->path);
}

/* What stands elsewhere on the sheet. */
bool
print_part_elsewhere(const struct dictionary_line *l)
{
	static const char *const names[] = { "hamlet", "form_filler",
	    "form_filler_phone", "form_filled_on", "cause_1",
	    "other_causes" };
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (strcmp(l->name, names[i]) == 0)
			return true;
	return false;
}

static const struct dictionary_line *
line_of(struct paper *p, const char *name)
{
	const struct dictionary_line *l = dictionary_find(
	    paper_dictionary(p, DICTIONARY_HOUSEHOLD), name);

	return l == NULL || !dictionary_valid(l, p->year) ? NULL : l;
}

static const char *
value_of(struct paper *p, const struct print_record *k, const char *name)
{
	const struct dictionary_line *l = line_of(p, name);

	return l == NULL || k == NULL ? NULL : paper_value(p, l, k->row);
}

void
print_part_home(struct paper *p, const struct print_record *k)
{
	const char *hamlet = value_of(p, k, "hamlet");

	paper_address(p, &k->path, hamlet != NULL ? hamlet : "");
}

void
print_part_fact(struct paper *p, const struct print_record *k,
    const char *label, const char *name)
{
	paper_fact(p, label, value_of(p, k, name));
}

static int64_t
year_of(const struct print_record *k)
{
	return ((const struct dictionary_head *)k->row)->year;
}

/* ---- one choice each -------------------------------------------------- */

static const char *
label_of(struct paper *p, const char *code, const char *what, int number)
{
	return pool_print(p->r->pool, "%s%c %s%d（单选项）", code,
	    'a' + number, what, number + 1);
}

/* Of the first edition: the main one, and the others together. */
static void
old_causes(struct paper *p, const struct print_record *k, int64_t year)
{
	static const char *const names[] = { "cause_1", "other_causes" };
	const struct dictionary_line *l;
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if ((l = line_of(p, names[i])) != NULL)
			print_pairs_choice(p, &(struct print_choice){
			    l->kind == DICTIONARY_CODE ?
			    pool_print(p->r->pool, "%s（单选项）", l->label) :
			    pool_print(p->r->pool, "%s（最多%d项）", l->label,
			    (int)l->most), l, dictionary_plain(p->r->pool, l,
			    k->row), year });
}

void
print_part_causes(struct paper *p, const struct print_record *k,
    bool contrast)
{
	const struct dictionary_line *main = line_of(p, "cause_1"),
	    *others = line_of(p, "other_causes");
	const char *at = others == NULL ? NULL : dictionary_plain(p->r->pool,
	    others, k->row);
	int64_t year = contrast ? year_of(k) : 0;
	int i, most = others == NULL ? 0 : (int)others->most;

	if (p->year <= PAPER_OLD) {
		old_causes(p, k, year);
		return;
	}
	if (main != NULL)
		print_pairs_choice(p, &(struct print_choice){
		    label_of(p, "A27", "致贫原因", 0), main,
		    dictionary_plain(p->r->pool, main, k->row), year });
	for (i = 1; i <= most; i++)
		print_pairs_choice(p, &(struct print_choice){
		    label_of(p, "A27", "致贫原因", i), others,
		    at == NULL ? NULL : codes_next(p->r->pool, &at),
		    year });
}

const struct dictionary_line *
print_part_risk_line(struct paper *p)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	size_t i;

	for (i = 0; i < d->count; i++)
		if (d->lines[i].kind == DICTIONARY_CODES &&
		    strcmp(d->lines[i].list, "risk") == 0 &&
		    dictionary_valid(&d->lines[i], p->year))
			return &d->lines[i];
	return NULL;
}

void
print_part_risks(struct paper *p, const struct print_record *k)
{
	const struct dictionary_line *year = print_part_risk_line(p),
	    *l = year == NULL ? NULL : line_of(p, year->name);
	const char *at, *code;
	int i;

	if (l == NULL)
		return;
	at = dictionary_plain(p->r->pool, l, k->row);
	for (i = 0; i < l->most; i++) {
		code = at == NULL ? NULL : codes_next(p->r->pool, &at);
		if (code == NULL && i >= PRINT_ROWS_LEAST)
			return;
		print_pairs_choice(p, &(struct print_choice){
		    label_of(p, "A52", "致贫风险", i), l, code, 0 });
	}
}

const struct dictionary_line *
print_part_reason(struct paper *p, const char *name)
{
	const struct dictionary_line *l = dictionary_find(
	    paper_dictionary(p, DICTIONARY_MEMBER), name);

	return l == NULL || !dictionary_valid(l, p->year) ? NULL : l;
}

void
print_part_reasons(struct paper *p, const char *name, const char *label,
    const char *example)
{
	const struct dictionary_line *l = dictionary_find(
	    dictionary_of(DICTIONARY_MEMBER), name);

	if (l != NULL)
		paper_note(p, pool_print(p->r->pool, "2.%s包括%s。填写%s后括号"
		    "内的编号，如%s填“2”。", label, paper_codes(p, l, true),
		    label, example));
}

/* ---- who helps, who signs --------------------------------------------- */

enum err
print_part_helpers(struct paper *p, const struct print_record *k)
{
	static const char *const labels[] = { "序号", "姓名", "性别",
	    "政治面貌", "帮扶（选派）单位名称", "帮扶开始时间",
	    "帮扶结束时间", "联系电话" };
	static const char *const kinds[] = { "short", "name", "short",
	    "name", "long", "day", "day", "idno" };
	struct req *r = p->r;
	struct page *table = paper_table(p), *row;
	struct pairing_list list;
	int number = 0;
	enum err e;
	size_t i;

	if ((e = pairing_of_household(r->db, r->pool, &r->who,
	    k->h->household_id, &list)) != OK)
		return e;
	for (i = 0; i < LEN(labels); i++)
		paper_column(table, labels[i], kinds[i]);
	for (i = 0; i < list.count || number < ROWS_LEAST; i++) {
		const struct pairing *h = i < list.count ? &list.at[i] :
		    NULL;

		if (h != NULL && h->from_day.year > p->year)
			continue;
		row = paper_row(table);
		paper_cell(row, pool_print(r->pool, "%d", ++number));
		paper_cell(row, h != NULL ? h->name : NULL);
		paper_cell(row, h == NULL || !h->sex.given ? NULL :
		    h->sex.value == 1 ? "男" : "女");
		paper_cell(row, h == NULL || h->politics == NULL ? NULL :
		    dictionary_label(p->codes, "politics", h->politics,
		    p->year));
		paper_cell(row, h != NULL ? h->unit : NULL);
		paper_cell(row, h != NULL ? date_iso(r->pool, h->from_day) :
		    NULL);
		paper_cell(row, h == NULL || date_compare(h->to_day,
		    DATE_NEVER) >= 0 ? NULL :
		    date_iso(r->pool, h->to_day));
		paper_cell(row, h != NULL ? mask_value(r->pool,
		    mask_sight(&r->who), VEIL_CONTACT, h->phone) :
		    NULL);
	}
	return OK;
}

void
print_part_signed(struct paper *p, const struct print_record *k, bool head)
{
	const char *filler = value_of(p, k, "form_filler");
	const struct dictionary_line *on = line_of(p, "form_filled_on");
	const char *phone = value_of(p, k, "form_filler_phone");
	struct date day = { 0 };

	if (on != NULL && k != NULL)
		day = *(const struct date *)shape_in(on->column, k->row);
	paper_sign(p, pool_print(p->r->pool, "填表人：%s",
	    filler != NULL ? filler : ""));
	paper_sign(p, pool_print(p->r->pool, "联系电话：%s",
	    phone != NULL ? phone : ""));
	if (head)
		paper_sign(p, "户主签名：");
	paper_sign(p, day.year == 0 ? "填表日期：　　　年　　月　　日" :
	    pool_print(p->r->pool, "填表日期：%d年%d月%d日", day.year,
	    day.month, day.day));
}
