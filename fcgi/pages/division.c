#include <inttypes.h>
#include <string.h>

#include "db/division.h"
#include "fcgi/pages/division.h"
#include "fcgi/pages/division_split.h"
#include "fcgi/pages/panel.h"

#define NUMBERS_BYTES	40000

enum {
	AREA, INTO, TOWNSHIP, NAME, CODE, HAMLETS, NUMBERS, REASON, FORM__MAX
};
static const struct field fields[FORM__MAX] = {
	[AREA] = { .name = "area", .label = "村", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[INTO] = { .name = "into", .label = "并入的村", .kind = FIELD_TEXT,
	    .most = 60 },
	[TOWNSHIP] = { .name = "township", .label = "划归的乡镇",
	    .kind = FIELD_TEXT, .most = 60 },
	[NAME] = { .name = "name", .label = "新名称", .kind = FIELD_TEXT,
	    .least = 2, .most = 30 },
	[CODE] = { .name = "code", .label = "新代码", .kind = FIELD_TEXT,
	    .most = 12 },
	/* one check box each, where what is wrong with all of them is told */
	[HAMLETS] = { .name = "hamlets", .label = "自然村",
	    .kind = FIELD_TEXT, .most = 1 },
	[NUMBERS] = { .name = "numbers", .label = "户编号",
	    .kind = FIELD_LINES, .most = NUMBERS_BYTES },
	[REASON] = { .name = "reason", .label = "依据", .kind = FIELD_TEXT,
	    .least = 2, .most = 100, .required = true },
};
static const struct form form = { fields, FORM__MAX };

/* What each asks for, besides the village and why. */
static const struct {
	const char *path, *hint;
	bool asks[FORM__MAX];
} deeds[DIVISION_DEED__MAX] = {
	[DIVISION_RENAME] = { "/area/rename",
	    "代码不变，以前的年度仍显示原来的名称，用原名称也能查到。",
	    { [NAME] = true } },
	[DIVISION_MERGE] = { "/area/merge",
	    "全村的户、自然村、用户和帮扶责任人都转到并入的村，"
	    "结对和月报跟着户走。", { [INTO] = true } },
	[DIVISION_SPLIT] = { "/area/split",
	    "划出的自然村连同档案和住户、单独划出的户都转到新成立的村，"
	    "结对和月报跟着户走。",
	    { [NAME] = true, [CODE] = true, [HAMLETS] = true,
	    [NUMBERS] = true } },
	[DIVISION_MOVE] = { "/area/move",
	    "整村划归另一个乡镇，换新代码，户、自然村、用户和帮扶责任人都跟着走。",
	    { [TOWNSHIP] = true, [CODE] = true } },
};

static const struct panel_note notes[] = {
	{ "rename", "已更名。" }, { "merge", "已合并，户都转过去了。" },
	{ "split", "已分村，划出的户都转过去了。" },
	{ "move", "已划转，户都转过去了。" },
};

/* ---- the list --------------------------------------------------------- */

static const char *
label_of(const char *deed)
{
	int i;

	for (i = 0; i < DIVISION_DEED__MAX; i++)
		if (strcmp(division_name((enum division_deed)i), deed) == 0)
			break;
	return i < DIVISION_DEED__MAX ?
	    division_label((enum division_deed)i) : deed;
}

static enum err
list(struct req *r)
{
	struct division_line *lines;
	struct page *p, *row;
	size_t count, i;
	enum err e;

	panel_notice(r, notes, LEN(notes));
	if ((e = division_list(r->db, r->pool, &r->who, &lines,
	    &count)) != OK)
		return e;
	p = req_page(r, "division.tpl", "区划调整");
	if (!r->who.closed && r->who.year == r->session.year)
		page_show(p, "MAY");
	for (i = 0; i < count; i++) {
		row = page_part(p, "DONE");
		page_fill(row, r->pool, &division_line_shape, &lines[i]);
		page_text(row, "label", label_of(lines[i].deed));
		if (lines[i].user == NULL)
			page_text(row, "user", "系统");
	}
	if (count == 0)
		page_show(p, "NOTHING");
	return req_show(r);
}

/* ---- one form --------------------------------------------------------- */

static enum err
fill_village(struct req *r, struct page *p)
{
	page_show(p, "FORM");
	page_show(p, "VILLAGE");
	return panel_areas(r, p);
}

/* What is asked for and not there; a word that is wrong says so itself. */
static enum err
missing(struct req *r, enum division_deed deed)
{
	enum err e = OK;
	int i;

	for (i = 0; i < FORM__MAX; i++)
		if (deeds[deed].asks[i] && i != CODE && i != HAMLETS &&
		    i != NUMBERS && !r->in[i].given &&
		    r->in[i].flaw == FLAW_NONE)
			e = field_spoil(&r->in[i], "没有填");
	return e;
}

static enum err
show(struct req *r, enum division_deed deed, bool typed)
{
	static const char *const parts[FORM__MAX] = {
		[INTO] = "INTO", [TOWNSHIP] = "TOWNSHIP", [NAME] = "NAME",
		[CODE] = "CODE", [NUMBERS] = "NUMBERS",
	};
	struct page *p = req_page(r, "division_form.tpl",
	    division_label(deed));
	enum err e;
	int i;

	/* told in one round with what else is wrong */
	if (typed)
		(void)missing(r, deed);
	page_text(p, "deed", division_label(deed));
	page_text(p, "hint", deeds[deed].hint);
	page_text(p, "action", deeds[deed].path);
	page_int(p, "year", r->who.year);
	e = deed == DIVISION_SPLIT ? division_split_fill(r, p,
	    &fields[AREA], typed ? &r->in[AREA] : NULL) : fill_village(r, p);
	if (e != OK)
		return e;
	for (i = 0; i < FORM__MAX; i++)
		if (parts[i] != NULL && deeds[deed].asks[i])
			page_show(p, parts[i]);
	panel_reason(r, p, &fields[REASON], "例如 冀民函〔2022〕5号",
	    typed ? &r->in[REASON] : NULL);
	if (typed)
		panel_form(r, p, &form);
	return req_show(r);
}

/* Where the sentence of a refusal stands. */
static int
place_of(const struct division *d)
{
	switch (d->flaw) {
	case DIVISION_INTO_UNKNOWN:
	case DIVISION_SELF:
		return INTO;
	case DIVISION_SAME_NAME:
		return NAME;
	case DIVISION_NAME_TAKEN:
		return d->deed == DIVISION_MOVE ? TOWNSHIP : NAME;
	case DIVISION_CODE:
	case DIVISION_CODE_TAKEN:
		return CODE;
	case DIVISION_TOWNSHIP:
		return d->deed == DIVISION_MOVE ? TOWNSHIP : CODE;
	case DIVISION_HAMLET:
	case DIVISION_NOBODY:
	case DIVISION_EVERYBODY:
		return HAMLETS;
	case DIVISION_NUMBER:
		return NUMBERS;
	case DIVISION_YEAR:
	case DIVISION_UNKNOWN:
	case DIVISION_FINE:
	case DIVISION__MAX:
		break;
	}
	return AREA;
}

/* The new code: typed, or the next one of the township. */
static enum err
read_code(struct req *r, struct division *d)
{
	struct area township = { .code = area_up(d->code) };
	enum err e;

	if (d->deed == DIVISION_MOVE && (e = panel_area(r,
	    &r->in[TOWNSHIP], &township)) != OK)
		return e;
	if (d->deed == DIVISION_MOVE && township.level != AREA_TOWNSHIP)
		return field_spoil(&r->in[TOWNSHIP], "不是乡镇，请重新选择");
	if (!r->in[CODE].given) {
		e = division_free_code(r->db, r->pool, township.code,
		    &d->into);
		return e == OK && d->into == 0 ? field_spoil(&r->in[CODE],
		    "没有可以自动给出的，请填12位代码") : e;
	}
	if (strlen(r->in[CODE].text) != 12 ||
	    !area_read(r->in[CODE].text, &d->into))
		return field_spoil(&r->in[CODE], division_sentence(
		    DIVISION_CODE));
	if (d->deed == DIVISION_MOVE && area_up(d->into) != township.code)
		return field_spoil(&r->in[CODE], "不在划归的乡镇里");
	return OK;
}

static enum err
read_form(struct req *r, struct division *d)
{
	struct area area, into;
	enum err e;

	if ((e = missing(r, d->deed)) != OK ||
	    (e = panel_area(r, &r->in[AREA], &area)) != OK)
		return e;
	d->code = area.code;
	if (d->deed == DIVISION_MERGE) {
		e = panel_area(r, &r->in[INTO], &into);
		d->into = into.code;
	} else if (deeds[d->deed].asks[CODE]) {
		e = read_code(r, d);
	}
	d->name = r->in[NAME].text;
	d->numbers = r->in[NUMBERS].text;
	d->reason = r->in[REASON].text;
	return e == OK && d->deed == DIVISION_SPLIT ?
	    division_split_read(r, d) : e;
}

static enum err
proceed(struct req *r, enum division_deed deed)
{
	struct division d = { .deed = deed };
	const char *why;
	enum err e;

	if ((e = read_form(r, &d)) != OK)
		return e;
	e = division_do(r->db, r->pool, &r->who, &d);
	why = division_sentence(d.flaw);
	if (d.flaw == DIVISION_NUMBER)
		why = pool_print(r->pool, "里的“%s”%s", d.word, why);
	if (d.flaw != DIVISION_FINE)
		return field_spoil(&r->in[place_of(&d)], why);
	if (e != OK || (e = panel_audit(r, "area", "%s %" PRId64 " %" PRId64,
	    division_name(deed), d.code, d.into)) != OK)
		return e;
	return req_go(r, "/area?done=%s", division_name(deed));
}

/* ---- routes ----------------------------------------------------------- */

static enum err
show_rename(struct req *r)
{
	return show(r, DIVISION_RENAME, r->trouble != OK);
}

static enum err
show_merge(struct req *r)
{
	return show(r, DIVISION_MERGE, r->trouble != OK);
}

static enum err
show_split(struct req *r)
{
	return show(r, DIVISION_SPLIT, r->trouble != OK);
}

static enum err
show_move(struct req *r)
{
	return show(r, DIVISION_MOVE, r->trouble != OK);
}

static enum err
rename_village(struct req *r)
{
	return proceed(r, DIVISION_RENAME);
}

static enum err
merge(struct req *r)
{
	return proceed(r, DIVISION_MERGE);
}

static enum err
split(struct req *r)
{
	return proceed(r, DIVISION_SPLIT);
}

static enum err
move(struct req *r)
{
	return proceed(r, DIVISION_MOVE);
}

const struct route division_routes[] = {
	{ VERB_GET, "/area", ROLE_COUNTY, NULL, list, NULL },
	{ VERB_GET, "/area/rename", ROLE_COUNTY, NULL, show_rename, NULL },
	{ VERB_POST, "/area/rename", ROLE_COUNTY, &form, rename_village,
	    show_rename },
	{ VERB_GET, "/area/merge", ROLE_COUNTY, NULL, show_merge, NULL },
	{ VERB_POST, "/area/merge", ROLE_COUNTY, &form, merge, show_merge },
	{ VERB_GET, "/area/split", ROLE_COUNTY, NULL, show_split, NULL },
	{ VERB_POST, "/area/split", ROLE_COUNTY, &form, split, show_split },
	{ VERB_GET, "/area/move", ROLE_COUNTY, NULL, show_move, NULL },
	{ VERB_POST, "/area/move", ROLE_COUNTY, &form, move, show_move },
	{ .path = NULL }
};
