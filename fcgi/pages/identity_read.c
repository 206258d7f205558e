#include <inttypes.h>
#include <string.h>

#include "core/idno.h"
#include "core/name.h"
#include "db/member_change.h"
#include "fcgi/pages/identity_read.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"

static const struct choice types[] = {
	{ "1", "居民身份证", 1 }, { "2", "残疾人证", 2 },
};
static const struct choice none[] = {
	{ "1", "确认没有证件号码", 1 },
};

const struct field identity_fields[IDENTITY__MAX] = {
	[IDENTITY_NAME] = { .name = "name", .label = "姓名", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true, .also = name_flaw },
	[IDENTITY_TYPE] = { .name = "idno_type", .label = "证件类型",
	    .kind = FIELD_CHOICE, .choices = types,
	    .choice_count = LEN(types) },
	[IDENTITY_IDNO] = { .name = "idno", .label = "证件号码", .kind = FIELD_TEXT,
	    .most = 40 },
	[IDENTITY_NONE] = { .name = "none", .label = "没有证件号码",
	    .kind = FIELD_CHOICE, .choices = none,
	    .choice_count = LEN(none) },
	[IDENTITY_SEX] = { .name = "sex", .label = "性别", .kind = FIELD_CHOICE,
	    .choices = panel_sexes, .choice_count = 2 },
	[IDENTITY_BIRTH] = { .name = "birth", .label = "出生日期",
	    .kind = FIELD_DATE },
	[IDENTITY_RELATION] = { .name = "relation", .label = "与户主关系",
	    .kind = FIELD_TEXT, .most = 2 },
	[IDENTITY_INCREASE] = { .name = "increase_reason",
	    .label = "自然增加原因", .kind = FIELD_TEXT, .most = 2 },
	[IDENTITY_MONTH] = { .name = "increase_month",
	    .label = "成员新增月份", .kind = FIELD_TEXT, .most = 7 },
	[IDENTITY_REASON] = { .name = "reason", .label = "原因", .kind = FIELD_TEXT,
	    .least = 4, .most = 200, .required = true },
	[IDENTITY_VERSION] = { .name = "version", .label = "版本", .kind = FIELD_INT,
	    .least = 0, .most = INT64_C(999999999), .required = true },
	[IDENTITY_NONCE] = ONCE_FIELD,		/* of a new one */
};
const struct form identity_form = { identity_fields, IDENTITY__MAX };

/* ---- reading ---------------------------------------------------------- */

/* What the operation changes: the rules that look at it are asked. */
static struct dictionary_form
changed(struct req *r, bool new)
{
	static const char *const names[] = {
		"name", "idno_type", "idno", "sex", "birth", "relation",
		"increase_reason",
	};
	const size_t count = new ? LEN(names) : LEN(names) - 2;
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	struct dictionary_form f = { .lines = pool_array(r->pool, LEN(names),
	    sizeof *f.lines) };
	size_t i;

	/* the last two of a new one only */
	for (i = 0; i < count; i++) {
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

enum err
identity_load(struct req *r, struct identity *t, bool new)
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
	t->form = changed(r, new);
	t->ruling.check.part.form = &t->form;
	return OK;
}

/* ---- what was typed --------------------------------------------------- */

/* What is wrong with the word by itself is told first. */
static enum err
spoil(struct req *r, int i, const char *why)
{
	return r->in[i].flaw != FLAW_NONE ? ERR_INPUT :
	    field_spoil(&r->in[i], why);
}

static enum err
check_type(struct req *r, const char *idno)
{
	if (!r->in[IDENTITY_TYPE].given ||
	    (r->in[IDENTITY_TYPE].value == 2) == idno_certificate(idno))
		return OK;
	return spoil(r, IDENTITY_IDNO, idno_certificate(idno) ?
	    "是残疾人证号码，证件类型却选了居民身份证" :
	    "是居民身份证号码，证件类型却选了残疾人证");
}

/* The number itself: 18, 20 or 22, and what the type says. */
static enum err
check_number(struct req *r, const char *idno)
{
	enum idno_flaw flaw = idno_flaw(idno, r->today);

	return flaw != IDNO_RIGHT ?
	    spoil(r, IDENTITY_IDNO, idno_clause(flaw)) :
	    check_type(r, idno);
}

enum err
identity_same(struct req *r, const char *idno, int64_t except,
    const char **clause)
{
	struct member_sames list;
	const struct member_same *one;
	enum err e;

	*clause = NULL;
	if ((e = member_same(r->db, r->pool, &r->who, idno, except,
	    &list)) != OK || list.count == 0)
		return e;
	one = &list.at[0];
	*clause = !one->household_id.given ?
	    "的前18位已经在其他地区登记，请和上级核对" : pool_print(r->pool,
	    "的前18位和%s户编号%s的%s相同，一个人只能登记一次",
	    one->village != NULL ? one->village : "", one->number,
	    one->name);
	return OK;
}

/* Nobody else in the registry may have the first 18. */
static enum err
check_same(struct req *r, const struct identity *t, const char *idno)
{
	const char *clause;
	enum err e = identity_same(r, idno, t->before != NULL ?
	    t->before->id : 0, &clause);

	return e != OK || clause == NULL ? e :
	    spoil(r, IDENTITY_IDNO, clause);
}

/* Without a number sex and day of birth are asked for. */
static enum err
without(struct req *r, struct dictionary_base *m)
{
	enum err e = OK;

	if (!r->in[IDENTITY_NONE].given)
		e = spoil(r, IDENTITY_IDNO,
		    "没有填写；确实没有的，请在下面确认");
	if (!r->in[IDENTITY_SEX].given)
		e = spoil(r, IDENTITY_SEX, "没有选择；没有证件号码的要选");
	if (!r->in[IDENTITY_BIRTH].given)
		e = spoil(r, IDENTITY_BIRTH,
		    "没有填写；没有证件号码的要填");
	else if (date_compare(r->in[IDENTITY_BIRTH].day, r->today) > 0)
		e = spoil(r, IDENTITY_BIRTH, "晚于今天");
	if (e != OK)
		return e;
	m->idno = NULL;
	m->sex = r->in[IDENTITY_SEX].value;
	m->birth = r->in[IDENTITY_BIRTH].day;
	return OK;
}

/* The dictionary's cell of him as he shall be; NULL: there is none. */
static void *
cell(struct identity *t, const char *name)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    DICTIONARY_MEMBER), name);

	return l == NULL || l->column == NULL ? NULL :
	    shape_at(l->column, t->after);
}

static void
set_code(struct identity *t, const char *name, const char *code)
{
	const char **at = cell(t, name);

	if (at != NULL)
		*at = code;
}

bool
identity_code(const struct req *r, const struct identity *t,
    const char *list, const char *code)
{
	size_t i;

	for (i = 0; i < t->codes->count; i++) {
		const struct dictionary_code *c = &t->codes->at[i];

		if (strcmp(c->list, list) == 0 && text_is(c->code, code) &&
		    c->first_year <= r->who.year &&
		    r->who.year <= c->last_year)
			return true;
	}
	return false;
}

/* A month as browsers send it (2022-02), or as its number; 0: none. */
static int
month_of(struct req *r, const char *text)
{
	struct date day;

	if (strlen(text) == 6 && strspn(text, "0123456789") == 6)
		text = pool_print(r->pool, "%.4s-%s", text, text + 4);
	return date_read(pool_print(r->pool, "%s-01", text), &day) ?
	    period_of(day) : 0;
}

/* Since which month one who came counts (S1-312): of this year, and not one
 * to come. */
static enum err
read_month(struct req *r, struct identity *t)
{
	const struct answer *a = &r->in[IDENTITY_MONTH];
	struct opt_int *at = cell(t, "increase_month");
	int month;

	if (a->flaw != FLAW_NONE)
		return ERR_INPUT;
	if (!a->given)
		return !r->in[IDENTITY_INCREASE].given ? OK :
		    spoil(r, IDENTITY_MONTH, "没有填，自然增加的必须填写");
	if (!r->in[IDENTITY_INCREASE].given)
		return spoil(r, IDENTITY_MONTH,
		    "填了，自然增加原因没有选，请核对");
	if ((month = month_of(r, a->text)) == 0)
		return spoil(r, IDENTITY_MONTH, "不是月份，例如 2022-02");
	if (month > period_of(r->today))
		return spoil(r, IDENTITY_MONTH, "晚于当月");
	if (month / 100 != r->who.year)
		return spoil(r, IDENTITY_MONTH, "不在这个年度内");
	t->increase_month = (struct opt_int){ true, month };
	if (at != NULL)
		*at = t->increase_month;
	return OK;
}

/* What only a new one is asked. */
static enum err
read_new(struct req *r, struct identity *t)
{
	struct dictionary_base *m = &t->after->base;
	const struct dictionary_head *h = t->ruling.check.household;
	const struct answer *why = &r->in[IDENTITY_INCREASE];
	enum err e = OK;

	t->after->parent = h->id;
	t->after->year = h->year;
	m->active = true;
	m->relation = r->in[IDENTITY_RELATION].text;
	if (!identity_code(r, t, "relation", m->relation))
		e = spoil(r, IDENTITY_RELATION, "没有选择");
	if (why->given && !identity_code(r, t, "increase", why->text))
		e = spoil(r, IDENTITY_INCREASE, "不在可选范围内");
	else
		set_code(t, "increase_reason", why->text);
	return read_month(r, t) != OK ? ERR_INPUT : e;
}

/* The number, or what stands for it. */
static enum err
read_number(struct req *r, struct identity *t)
{
	struct dictionary_base *m = &t->after->base;
	const char *idno;
	enum err e;

	if (r->in[IDENTITY_IDNO].flaw != FLAW_NONE)
		return ERR_INPUT;
	idno = idno_read(r->pool, r->in[IDENTITY_IDNO].given ?
	    r->in[IDENTITY_IDNO].text : "");
	/* a number that is there stays where nothing is typed */
	if (*idno == '\0' && m->idno != NULL && !r->in[IDENTITY_NONE].given)
		return check_type(r, m->idno);
	if (*idno == '\0') {
		set_code(t, "idno_type", NULL);
		return without(r, m);
	}
	if ((e = check_number(r, idno)) != OK ||
	    (e = check_same(r, t, idno)) != OK)
		return e;
	m->idno = idno;
	m->sex = idno_male(idno) ? 1 : 2;
	m->birth = idno_birth(idno);
	set_code(t, "idno_type", idno_certificate(idno) ? "2" : "1");
	return OK;
}

enum err
identity_read(struct req *r, struct identity *t)
{
	enum err e = t->before == NULL ? read_new(r, t) : OK, f;

	t->after->base.name = r->in[IDENTITY_NAME].text;
	f = read_number(r, t);
	return f == OK || f == ERR_INPUT ? (e != OK ? e : f) : f;
}
