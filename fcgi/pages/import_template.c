#include <inttypes.h>
#include <string.h>

#include "core/codes.h"
#include "core/money.h"
#include "db/indicator.h"
#include "fcgi/pages/household_column.h"
#include "fcgi/pages/import_head.h"
#include "fcgi/pages/import_template.h"
#include "fcgi/pages/table_out.h"

#define CODES_MOST	40	/* of a list; longer ones are on the form */

/* ---- what a field wants ------------------------------------------------ */

static const char *
name_of(struct pool *pool, const struct dictionary_line *l,
    const struct field *f)
{
	(void)f;
	return import_head_name(pool, l);
}

static const char *
sample_of(struct pool *pool, const struct dictionary_line *l,
    const struct field *f)
{
	struct text t = text_start(pool);
	const char *at = l->sample, *code;
	size_t i;

	if (f->choice_count == 0 || l->kind == DICTIONARY_TEXT)
		return l->sample;
	while ((code = codes_next(pool, &at)) != NULL)
		for (i = 0; i < f->choice_count; i++)
			if (strcmp(f->choices[i].code, code) == 0)
				text_join(&t, "、", f->choices[i].label);
	return t.at;
}

static const char *
bound_of(struct pool *pool, const struct field *f, int64_t n)
{
	return f->kind == FIELD_MONEY || f->kind == FIELD_DECIMAL ?
	    money_short(pool, n) : pool_print(pool, "%" PRId64, n);
}

static const char *
wants_of(struct pool *pool, const struct dictionary_line *l,
    const struct field *f)
{
	static const char *const kinds[FIELD__MAX] = {
		[FIELD_TEXT] = "文字", [FIELD_INT] = "整数",
		[FIELD_MONEY] = "金额，最多两位小数",
		[FIELD_DECIMAL] = "数字，最多两位小数",
		[FIELD_DATE] = "日期，例如 2022-03-05",
		[FIELD_CHOICE] = "选一项",
		[FIELD_CHOICES] = "可选几项，用、隔开",
	};
	struct text t = text_start(pool);

	text_add(&t, f->required ? "必填；" : "");
	text_add(&t, kinds[f->kind] != NULL ? kinds[f->kind] : "");
	if (l->veil != VEIL_OPEN)
		text_add(&t, "；个人信息，带*号的内容不会保存");
	if (f->most > 0 && (f->kind == FIELD_INT || f->kind == FIELD_MONEY ||
	    f->kind == FIELD_DECIMAL))
		text_print(&t, "；%s到%s", bound_of(pool, f, f->least),
		    bound_of(pool, f, f->most));
	else if (f->most > 0)
		text_print(&t, "；最多%" PRId64 "%s", f->most,
		    f->kind == FIELD_CHOICES ? "项" : "字");
	return t.at;
}

static const char *
definition_of(struct pool *pool, const struct dictionary_line *l,
    const struct field *f)
{
	(void)pool;
	(void)f;
	return l->definition;
}

static const char *
codes_of(struct pool *pool, const struct dictionary_line *l,
    const struct field *f)
{
	struct text t = text_start(pool);
	size_t i;

	if (l->kind == DICTIONARY_TEXT)
		return "";
	for (i = 0; i < f->choice_count && i < CODES_MOST; i++)
		text_join(&t, "、", pool_print(pool, "%s %s",
		    f->choices[i].code, f->choices[i].label));
	if (i < f->choice_count)
		text_add(&t, "……");
	return t.at;
}

/* ---- the sheet --------------------------------------------------------- */

/* The head has no remark: its first cell is whose row it is. */
static const struct {
	const char *first;
	const char *(*cell)(struct pool *, const struct dictionary_line *,
	    const struct field *);
} rows[] = {
	{ NULL, name_of },
	{ "#示例", sample_of },
	{ "#填法", wants_of },
	{ "#解释", definition_of },
	{ "#代码", codes_of },
};

/* Who the member is stands before his fields. */
static void
add_person(struct table_out *o, size_t row)
{
	static const char *const cells[LEN(rows)][2] = {
		{ IMPORT_NAME, IMPORT_IDNO },
		{ "张大山", "" },
		{ "和档案一致", "同名的才要填，和档案一致" },
		{ "姓名和证件号码用来认人，不在表里修改。", "" },
	};

	table_out_cell(o, cells[row][0]);
	table_out_cell(o, cells[row][1]);
}

static enum err
send_rows(struct table_out *o, const struct dictionary_form *form,
    bool members)
{
	enum err e = OK;
	size_t i, k;

	for (i = 0; e == OK && i < LEN(rows); i++) {
		table_out_cell(o, rows[i].first != NULL ? rows[i].first :
		    household_column_label(HOUSEHOLD_NUMBER));
		if (members)
			add_person(o, i);
		for (k = 0; k < form->count; k++)
			table_out_cell(o, rows[i].cell(o->pool,
			    form->lines[k], &form->fields[k]));
		e = table_out_row(o);
	}
	return e;
}

static enum err
download(struct req *r, bool book, bool members)
{
	const struct dictionary_codes *codes;
	struct dictionary_form form;
	struct table_out out;
	struct dictionary d;
	enum err e;

	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &codes)) != OK || (e = indicator_dictionary(r->db, r->pool,
	    r->settings->generation, &(struct indicator_at){ members ?
	    DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD, r->session.area,
	    r->who.year, true }, &d)) != OK)
		return e;
	form = dictionary_form_of(r->pool, &d, r->who.year, NULL, codes);
	e = table_out_start(r, &(struct table_out_file){ pool_print(r->pool,
	    "bangfu-import-%s-%d", members ? "members" : "households",
	    (int)r->who.year), IMPORT_SHEET, book, IMPORT_ROW_MOST }, &out);
	return table_out_end(&out, e != OK ? e : send_rows(&out, &form,
	    members));
}

static enum err
download_sheet(struct req *r)
{
	return download(r, false, false);
}

static enum err
download_book(struct req *r)
{
	return download(r, true, false);
}

static enum err
download_members(struct req *r)
{
	return download(r, false, true);
}

static enum err
download_members_book(struct req *r)
{
	return download(r, true, true);
}

const struct route import_template_routes[] = {
	{ VERB_GET, "/import/template", ROLE_VILLAGE, NULL, download_sheet,
	    NULL },
	{ VERB_GET, "/import/template/book", ROLE_VILLAGE, NULL,
	    download_book, NULL },
	{ VERB_GET, "/import/template/member", ROLE_VILLAGE, NULL,
	    download_members, NULL },
	{ VERB_GET, "/import/template/member/book", ROLE_VILLAGE, NULL,
	    download_members_book, NULL },
	{ .path = NULL }
};
