#include <string.h>

#include "core/mask.h"
#include "db/area.h"
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
	return print_part_address(p, h->area, &out->address);
}

/* What stands elsewhere on the sheet. */
bool
print_part_elsewhere(const struct dictionary_line *l)
{
	static const char *const names[] = { "hamlet", "form_filler",
	    "form_filler_phone", "form_filled_on" };
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (strcmp(l->name, names[i]) == 0)
			return true;
	return false;
}

static const char *
value_of(struct paper *p, const struct print_record *k, const char *name)
{
	const struct dictionary_line *l = dictionary_find(
	    paper_dictionary(p, DICTIONARY_HOUSEHOLD), name);

	return l == NULL || !dictionary_valid(l, p->year) ? NULL :
	    paper_value(p, l, k->row);
}

void
print_part_home(struct paper *p, const struct print_record *k)
{
	const char *hamlet = value_of(p, k, "hamlet");

	paper_fact(p, "家庭住址", pool_print(p->r->pool, "%s%s%s",
	    k->address, hamlet != NULL ? " " : "",
	    hamlet != NULL ? hamlet : ""));
}

void
print_part_section(struct paper *p, const struct print_record *k,
    const char *name, const char *const *without)
{
	print_pairs(p, &(struct print_source){ DICTIONARY_HOUSEHOLD, k->row,
	    .elsewhere = print_part_elsewhere, .without = without }, name);
}

static const char *
width_of(const struct dictionary_line *l)
{
	if (l->kind == DICTIONARY_IDNO)
		return "idno";
	if (l->kind == DICTIONARY_FLAG)
		return "flag";
	return strcmp(l->name, "name") == 0 ? "name" : "text";
}

/* The columns of people: those of the form, or what stands beside them. */
size_t
print_part_lines(struct paper *p, bool coded,
    const struct dictionary_line *out[PAPER_LINES])
{
	const struct dictionary_line *lines[PAPER_LINES];
	size_t n = paper_lines(p, DICTIONARY_MEMBER, NULL, lines), i, m = 0;

	for (i = 0; i < n; i++)
		if ((*lines[i]->form != '\0') == coded)
			out[m++] = lines[i];
	return m;
}

/* The head of a table of people. */
struct page *
print_part_table(struct paper *p, const struct dictionary_line **lines,
    size_t n, const char *last)
{
	struct page *table = paper_table(p);
	size_t i;

	paper_column(table, "序号", "short");
	for (i = 0; i < n; i++)
		paper_column(table, paper_label(p, lines[i]),
		    width_of(lines[i]));
	if (last != NULL)
		paper_column(table, last, "text");
	return table;
}

void
print_part_blank(struct paper *p, struct page *table, size_t n, int number)
{
	struct page *row = paper_row(table);
	size_t i;

	paper_cell(row, pool_print(p->r->pool, "%d", number));
	for (i = 0; i < n; i++)
		paper_cell(row, NULL);
}

void
print_part_people(struct paper *p, const struct print_record *k, bool coded)
{
	const struct dictionary_line *lines[PAPER_LINES];
	size_t n = print_part_lines(p, coded, lines), i, j, shown = coded ? 0 : 1;
	struct page *table, *row;
	int number = 0;

	/* what has no code stands beside the name */
	if (!coded) {
		memmove(lines + 1, lines, n * sizeof *lines);
		lines[0] = dictionary_find(paper_dictionary(p,
		    DICTIONARY_MEMBER),
		    "name");
		n++;
	}
	if (n <= shown)
		return;
	table = print_part_table(p, lines, n, NULL);
	for (i = 0; i < k->members.count && i < k->rows.count; i++) {
		if (!k->members.at[i].active)
			continue;
		row = paper_row(table);
		paper_cell(row, pool_print(p->r->pool, "%d", ++number));
		for (j = 0; j < n; j++)
			paper_cell(row, paper_member(p, lines[j],
			    &k->members.at[i], k->rows.at[i]));
	}
	while (coded && number < ROWS_LEAST)
		print_part_blank(p, table, n, ++number);
}

enum err
print_part_helpers(struct paper *p, const struct print_record *k)
{
	static const char *const labels[] = { "序号", "姓名", "性别",
	    "政治面貌", "帮扶（选派）单位名称", "帮扶开始时间",
	    "帮扶结束时间", "联系电话" };
	static const char *const kinds[] = { "short", "name", "short",
	    "text", "long", "text", "text", "text" };
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

		row = paper_row(table);
		paper_cell(row, pool_print(r->pool, "%d", ++number));
		paper_cell(row, h != NULL ? h->name : NULL);
		paper_cell(row, NULL);
		paper_cell(row, NULL);
		paper_cell(row, h != NULL ? h->unit : NULL);
		paper_cell(row, h != NULL ? date_iso(r->pool, h->from_day) :
		    NULL);
		paper_cell(row, h == NULL || date_compare(h->to_day,
		    DATE_NEVER) >= 0 ? NULL :
		    date_iso(r->pool, h->to_day));
		paper_cell(row, h != NULL ? mask_phone(r->pool, h->phone) :
		    NULL);
	}
	return OK;
}

void
print_part_signed(struct paper *p, const struct print_record *k, bool head)
{
	const char *filler = value_of(p, k, "form_filler");
	const char *day = value_of(p, k, "form_filled_on");
	const char *phone = value_of(p, k, "form_filler_phone");

	paper_sign(p, pool_print(p->r->pool, "填表人：%s",
	    filler != NULL ? filler : ""));
	paper_sign(p, pool_print(p->r->pool, "联系电话：%s",
	    phone != NULL ? phone : ""));
	if (head)
		paper_sign(p, "户主签名：");
	paper_sign(p, pool_print(p->r->pool, "填表日期：%s",
	    day != NULL ? day : "　　　年　　月　　日"));
}
