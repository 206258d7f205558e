#include <inttypes.h>
#include <string.h>

#include "core/idno.h"
#include "core/mask.h"
#include "db/household.h"
#include "db/member_change.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/identity.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/ruling.h"
#include "fcgi/pages/tabs.h"

static const struct choice sexes[] = {
	{ "1", "男", 1 }, { "2", "女", 2 },
};
static const struct choice types[] = {
	{ "1", "居民身份证", 1 }, { "2", "残疾人证", 2 },
};
static const struct choice none[] = {
	{ "1", "确认没有证件号码", 1 },
};

enum {
	NAME, TYPE, IDNO, NONE, SEX, BIRTH, RELATION, REASON, VERSION,
	IDENTITY__MAX
};
static const struct field fields[IDENTITY__MAX] = {
	[NAME] = { .name = "name", .label = "姓名", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[TYPE] = { .name = "idno_type", .label = "证件类型",
	    .kind = FIELD_CHOICE, .choices = types,
	    .choice_count = LEN(types) },
	[IDNO] = { .name = "idno", .label = "证件号码", .kind = FIELD_TEXT,
	    .most = 40 },
	[NONE] = { .name = "none", .label = "没有证件号码",
	    .kind = FIELD_CHOICE, .choices = none,
	    .choice_count = LEN(none) },
	[SEX] = { .name = "sex", .label = "性别", .kind = FIELD_CHOICE,
	    .choices = sexes, .choice_count = LEN(sexes) },
	[BIRTH] = { .name = "birth", .label = "出生日期",
	    .kind = FIELD_DATE },
	[RELATION] = { .name = "relation", .label = "与户主关系",
	    .kind = FIELD_TEXT, .most = 2 },
	[REASON] = { .name = "reason", .label = "原因", .kind = FIELD_TEXT,
	    .least = 4, .most = 200, .required = true },
	[VERSION] = { .name = "version", .label = "版本", .kind = FIELD_INT,
	    .least = 0, .most = INT64_C(999999999), .required = true },
};
static const struct form form = { fields, IDENTITY__MAX };

/* A member who is changed, or a new one. */
struct identity {
	struct household h;
	const struct dictionary_codes *codes;
	const struct dictionary_head *before;	/* NULL: a new one */
	struct dictionary_head *after;
	struct ruling ruling;
	struct dictionary_form form;
};

/* ---- reading ---------------------------------------------------------- */

/* What the operation changes: the rules that look at it are asked. */
static struct dictionary_form
changed(struct req *r)
{
	static const char *const names[] = {
		"name", "idno_type", "idno", "sex", "birth", "relation",
	};
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	struct dictionary_form f = { .lines = pool_array(r->pool, LEN(names),
	    sizeof *f.lines) };
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		f.lines[f.count] = dictionary_find(d, names[i]);
		f.count += f.lines[f.count] != NULL;
	}
	return f;
}

/* The member among the others, or a place for a new one. */
static enum err
find(struct req *r, struct identity *t, bool new)
{
	struct dictionary_rows *m = &t->ruling.check.members;
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	void **at = pool_array(r->pool, m->count + 1, sizeof *at);
	const struct dictionary_head *head;
	size_t i, place = m->count;

	for (i = 0; i < m->count; i++) {
		at[i] = m->at[i];
		head = m->at[i];
		if (!new && head->id == r->id[1]) {
			t->before = head;
			place = i;
		}
	}
	m->at = at;
	if (!new && t->before == NULL)
		return ERR_ABSENT;
	t->after = dictionary_row(r->pool, d);
	if (new)
		m->count++;
	else
		memcpy(t->after, t->before, d->shape.size);
	at[place] = t->after;
	t->ruling.check.part = (struct rule_part){ .one = true,
	    .member = place, .of_member = true };
	return OK;
}

static enum err
load(struct req *r, struct identity *t, bool new)
{
	void *row;
	enum err e;

	*t = (struct identity){ .before = NULL };
	if (r->who.closed && r->verb == VERB_POST)
		return ERR_DENIED;
	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &t->codes)) != OK || (e = household_by_id(r->db, r->pool,
	    &r->who, r->id[0], &t->h)) != OK || (e = dictionary_household(
	    r->db, r->pool, &r->who, r->id[0], &row)) != OK ||
	    (e = dictionary_members(r->db, r->pool, &r->who, r->id[0],
	    &t->ruling.check.members)) != OK)
		return e;
	t->ruling.check.household = row;
	if ((e = find(r, t, new)) != OK)
		return e;
	t->form = changed(r);
	t->ruling.check.part.form = &t->form;
	return OK;
}

/* ---- what was typed --------------------------------------------------- */

static enum err
check_type(struct req *r, const char *idno)
{
	if (!r->in[TYPE].given ||
	    (r->in[TYPE].value == 2) == idno_certificate(idno))
		return OK;
	return field_spoil(&r->in[IDNO], idno_certificate(idno) ?
	    "是残疾人证号码，证件类型却选了居民身份证" :
	    "是居民身份证号码，证件类型却选了残疾人证");
}

/* The number itself: 18, 20 or 22, and what the type says. */
static enum err
check_number(struct req *r, const char *idno)
{
	enum idno_flaw flaw = idno_flaw(idno, r->today);

	return flaw != IDNO_RIGHT ?
	    field_spoil(&r->in[IDNO], idno_clause(flaw)) :
	    check_type(r, idno);
}

/* Nobody else in the registry may have the first 18. */
static enum err
check_same(struct req *r, const struct identity *t, const char *idno)
{
	struct member_sames list;
	const struct member_same *one;
	enum err e;

	if ((e = member_same(r->db, r->pool, &r->who, idno,
	    t->before != NULL ? t->before->id : 0, &list)) != OK ||
	    list.count == 0)
		return e;
	one = &list.at[0];
	if (!one->household_id.given)
		return field_spoil(&r->in[IDNO],
		    "的前18位已经在其他地区登记，请和上级核对");
	return field_spoil(&r->in[IDNO], pool_print(r->pool,
	    "的前18位和%s户编号%s的%s相同，一个人只能登记一次",
	    one->village != NULL ? one->village : "", one->number,
	    one->name));
}

/* Without a number sex and day of birth are asked for. */
static enum err
without(struct req *r, struct dictionary_base *m)
{
	enum err e = OK;

	if (!r->in[NONE].given)
		e = field_spoil(&r->in[IDNO],
		    "没有填写；确实没有的，请在下面确认");
	if (!r->in[SEX].given)
		e = field_spoil(&r->in[SEX], "没有选择；没有证件号码的要选");
	if (!r->in[BIRTH].given)
		e = field_spoil(&r->in[BIRTH],
		    "没有填写；没有证件号码的要填");
	else if (date_compare(r->in[BIRTH].day, r->today) > 0)
		e = field_spoil(&r->in[BIRTH], "晚于今天");
	if (e != OK)
		return e;
	m->idno = NULL;
	m->sex = r->in[SEX].value;
	m->birth = r->in[BIRTH].day;
	return OK;
}

static void
set_type(struct identity *t, const char *code)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    DICTIONARY_MEMBER), "idno_type");

	if (l != NULL && l->column != NULL)
		*(const char **)shape_at(l->column, t->after) = code;
}

static enum err
read_words(struct req *r, struct identity *t)
{
	struct dictionary_base *m = &t->after->base;
	const char *idno = idno_read(r->pool, r->in[IDNO].given ?
	    r->in[IDNO].text : "");
	enum err e;

	m->name = r->in[NAME].text;
	if (t->before == NULL) {
		const struct dictionary_head *h = t->ruling.check.household;

		t->after->parent = h->id;
		t->after->year = h->year;
		m->active = true;
		m->relation = r->in[RELATION].text;
		if (m->relation == NULL || dictionary_label(t->codes,
		    "relation", m->relation, h->year) == m->relation)
			return field_spoil(&r->in[RELATION], "没有选择");
	}
	/* a number that is there stays where nothing is typed */
	if (*idno == '\0' && m->idno != NULL && !r->in[NONE].given)
		return check_type(r, m->idno);
	if (*idno == '\0') {
		set_type(t, NULL);
		return without(r, m);
	}
	if ((e = check_number(r, idno)) != OK ||
	    (e = check_same(r, t, idno)) != OK)
		return e;
	m->idno = idno;
	m->sex = idno_male(idno) ? 1 : 2;
	m->birth = idno_birth(idno);
	set_type(t, idno_certificate(idno) ? "2" : "1");
	return OK;
}

/* ---- showing ---------------------------------------------------------- */

static void
fill_relations(struct req *r, struct page *p, const struct identity *t,
    const char *chosen)
{
	struct page *box = page_part(p, "NEW"), *option;
	size_t i;

	for (i = 0; i < t->codes->count; i++) {
		const struct dictionary_code *c = &t->codes->at[i];

		if (strcmp(c->list, "relation") != 0 ||
		    r->who.year < c->first_year || r->who.year > c->last_year)
			continue;
		option = page_part(box, "RELATION");
		page_text(option, "code", c->code);
		page_text(option, "label", c->label);
		if (text_is(c->code, chosen))
			page_show(option, "CHOSEN");
	}
}

/* What is there, before anything is typed; the number never is. */
static void
fill_before(struct req *r, struct page *p, const struct identity *t)
{
	const struct dictionary_base *m = &t->before->base;

	page_text(p, "name", m->name);
	page_text(p, "masked", m->idno != NULL ? mask_idno(r->pool, m->idno) :
	    pool_print(r->pool, "无证件（%s）", member_placeholder(r->pool,
	    t->before->id)));
	if (m->idno == NULL && m->birth.year != 0)
		page_text(p, "birth", date_iso(r->pool, m->birth));
	page_int(p, "version", t->before->version);
	panel_choices(p, "SEX", &fields[SEX], m->idno != NULL ? "" :
	    m->sex == 1 ? "1" : "2");
	panel_choices(p, "TYPE", &fields[TYPE], "");
	panel_choices(p, "WITHOUT", &fields[NONE], m->idno == NULL ? "1" : "");
}

static enum err
show_identity(struct req *r, struct identity *t, bool typed)
{
	const char *title = t->before == NULL ? "补录成员" :
	    "修改姓名和证件号码";
	struct page *p = req_page(r, "identity.tpl", title);
	size_t i;

	page_fill(p, r->pool, &household_shape, &t->h);
	tabs_fill(r, p, &t->h);
	page_text(p, "title", title);
	page_text(p, "action", r->path);
	if (!r->who.closed)
		page_show(p, "MAY");
	if (t->before == NULL)
		fill_relations(r, p, t, typed ? r->in[RELATION].word : "");
	if (!typed) {
		page_int(p, "version", 0);
		if (t->before != NULL) {
			fill_before(r, p, t);
			return req_show(r);
		}
	} else {
		panel_form(r, p, &form);
	}
	panel_choices(p, "SEX", &fields[SEX], typed ? r->in[SEX].word : "");
	panel_choices(p, "TYPE", &fields[TYPE], typed ? r->in[TYPE].word : "");
	panel_choices(p, "WITHOUT", &fields[NONE], typed ? r->in[NONE].word : "");
	if (t->ruling.whys != NULL) {
		ruling_fill(r, p, &t->ruling);
		for (i = 0; i < t->form.count; i++)
			ruling_field(r, p, &t->ruling,
			    t->form.lines[i]->name, 0);
		ruling_rest(r, p, &t->ruling);
	}
	return req_show(r);
}

static enum err
show(struct req *r)
{
	struct identity t;
	enum err e = load(r, &t, false);

	return e != OK ? e : show_identity(r, &t, false);
}

static enum err
show_new(struct req *r)
{
	struct identity t;
	enum err e = load(r, &t, true);

	return e != OK ? e : show_identity(r, &t, false);
}

/* r->in has the flaws of the form and of read_words already. */
static enum err
again_with(struct req *r, bool new)
{
	bool flawed = false;
	struct identity t;
	enum err e;
	int i;

	if ((e = load(r, &t, new)) != OK)
		return e;
	for (i = 0; i < IDENTITY__MAX; i++)
		flawed |= r->in[i].flaw != FLAW_NONE;
	if (r->trouble == ERR_INPUT && !flawed &&
	    read_words(r, &t) == OK && (e = ruling_read(r, &t.ruling)) !=
	    OK && e != ERR_INPUT)
		return e;
	return show_identity(r, &t, true);
}

static enum err
again(struct req *r)
{
	return again_with(r, false);
}

static enum err
again_new(struct req *r)
{
	return again_with(r, true);
}

/* ---- saving ----------------------------------------------------------- */

static struct member_change
change_of(struct req *r, const struct identity *t)
{
	const struct dictionary_base *m = &t->after->base;

	return (struct member_change){ .member_id = t->before != NULL ?
	    t->before->id : 0, .household_id = r->id[0],
	    .version = r->in[VERSION].value, .name = m->name, .sex = m->sex,
	    .idno_type = m->idno == NULL ? NULL :
	    idno_certificate(m->idno) ? "2" : "1", .idno = m->idno,
	    .birth = m->birth, .relation = m->relation };
}

/* The household has its head's name and so many members. */
static enum err
follow(struct req *r, const struct identity *t)
{
	const struct dictionary_rows *rows = &t->ruling.check.members;
	const char *head_name = t->h.head_name;
	int64_t members = 0;
	size_t i;

	for (i = 0; i < rows->count; i++) {
		const struct dictionary_head *h = rows->at[i];

		members += h->base.active;
		if (h->base.active && strcmp(h->base.relation, "01") == 0)
			head_name = h->base.name;
	}
	return member_follow(r->db, &r->who, r->id[0], head_name, members);
}

static enum err
write(struct req *r, struct identity *t)
{
	struct member_change c = change_of(r, t);
	const char *reason = r->in[REASON].text;
	enum err e;

	if (t->before != NULL)
		e = member_identify(r->db, r->pool, &r->who, &c, reason);
	else if ((e = member_add(r->db, r->pool, &r->who, &c, reason)) == OK)
		t->after->id = c.member_id;
	if (e != OK || (e = follow(r, t)) != OK)
		return e;
	return ruling_keep(r, &t->ruling);
}

static enum err
save_with(struct req *r, bool new)
{
	struct identity t;
	enum err e;

	if ((e = load(r, &t, new)) != OK || (e = read_words(r, &t)) != OK ||
	    (e = ruling_read(r, &t.ruling)) != OK ||
	    (e = write(r, &t)) != OK)
		return e;
	return req_go(r, "/household/%" PRId64 "/member?done=%s", r->id[0],
	    new ? "added" : "identified");
}

static enum err
save(struct req *r)
{
	return save_with(r, false);
}

static enum err
save_new(struct req *r)
{
	return save_with(r, true);
}

const struct route identity_routes[] = {
	{ VERB_GET, "/household/#/member/#/identity", ROLE_COUNTY, NULL,
	    show, NULL },
	{ VERB_POST, "/household/#/member/#/identity", ROLE_COUNTY, &form,
	    save, again },
	{ VERB_GET, "/household/#/member/new", ROLE_COUNTY, NULL, show_new,
	    NULL },
	{ VERB_POST, "/household/#/member/new", ROLE_COUNTY, &form,
	    save_new, again_new },
	{ .path = NULL }
};
