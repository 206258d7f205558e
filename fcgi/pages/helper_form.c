#include <string.h>

#include "core/idno.h"
#include "core/name.h"
#include "fcgi/pages/codes.h"
#include "fcgi/pages/helper_form.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/own_rival.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/unit.h"

const char *
helper_form_phone_flaw(const struct answer *a)
{
	/* The digits themselves are made by phone_read. */
	return strpbrk(a->text, "0123456789") == NULL ?
	    "不是手机号，请填11位号码，例如 19800000002" : NULL;
}

/* The dictionary has names, lengths and needs (fcgi/pages/own.h). */
static const struct field fields[HELPER_FORM__MAX] = {
	[HELPER_NAME] = { .name = "name", .kind = FIELD_TEXT,
	    .required = true, .also = name_flaw },
	[HELPER_UNIT] = { .name = "unit", .kind = FIELD_TEXT },
	[HELPER_DUTY] = { .name = "duty", .kind = FIELD_TEXT },
	[HELPER_SEX] = { .name = "sex", .kind = FIELD_CHOICE,
	    .choices = panel_sexes, .choice_count = 2 },
	[HELPER_POLITICS] = { .name = "politics", .kind = FIELD_TEXT },
	[HELPER_AREA] = { .name = "area", .label = "所在地区",
	    .kind = FIELD_TEXT, .least = 1, .most = 60, .required = true },
	[HELPER_VERSION] = { .name = "version", .label = "版本",
	    .kind = FIELD_INT, .least = 0, .most = INT64_C(999999999) },
	[HELPER_PHONE] = { .name = "phone", .label = "手机号",
	    .kind = FIELD_TEXT, .least = 1, .most = 30,
	    .also = helper_form_phone_flaw },
	[HELPER_NONCE] = ONCE_FIELD,
};
const struct form helper_form_new = { fields, HELPER_FORM__MAX };
const struct form helper_form_edit = { fields, HELPER_PHONE };

struct page *
helper_form_page(struct req *r)
{
	bool new = r->id[0] == 0;
	const char *title = new ? "新增帮扶责任人" : "修改帮扶责任人",
	    *one = pool_print(r->pool, "/helper/%d", (int)r->id[0]);
	struct page *p = req_page(r, "helper_edit.tpl", title);

	page_show(p, new ? "NEW" : "OLD");
	page_text(p, "heading", title);
	page_text(p, "action", new ? "/helper/new" : pool_print(r->pool,
	    "%s/edit", one));
	page_text(p, "back", new ? "/helper" : one);
	page_text(p, "deed", new ? "登记" : "保存");
	return p;
}

enum err
helper_form_fill(struct req *r, struct page *p, const char *sex,
    const char *politics)
{
	enum err e;

	panel_choices(p, "SEX", &fields[HELPER_SEX], sex);
	if ((e = codes_fill(r, p, &(struct codes_choice){ "POLITICS",
	    "politics", politics })) != OK || (e = panel_areas(r, p)) != OK)
		return e;
	return unit_offer(r, p);
}

/* A registered unit by its name; else the words as they are. */
static enum err
take_unit(struct req *r, struct helper *h)
{
	struct answer *a = &r->in[HELPER_UNIT];
	struct unit u;
	enum err e = unit_named(r->db, r->pool, &r->who, a->text, &u);

	h->unit = a->text;
	h->unit_id = e == OK ? u.unit_id : 0;
	return e == ERR_ABSENT ? OK : e;
}

/* The number tells the sex: the one that was typed, or the one that
 * stands. */
static enum err
match_sex(struct req *r, const struct own *own, struct helper *h)
{
	const char *idno = own_text(own, h->own != NULL ? h->own : own->row,
	    "idno");

	if (idno == NULL)
		return OK;
	if (h->sex == 0)
		h->sex = idno_male(idno) ? 1 : 2;
	return h->sex == (idno_male(idno) ? 1 : 2) ? OK : field_spoil(
	    &r->in[HELPER_SEX], "和证件号码不一致，请核对");
}

enum err
helper_form_open(struct req *r, struct own *own)
{
	*own = (struct own){ .entity = DICTIONARY_HELPER, .id = r->id[0],
	    .parent = r->id[0], .hand = r->id[0] == 0 ? &helper_form_new :
	    &helper_form_edit };
	return own_open(r, own);
}

enum err
helper_form_take(struct req *r, struct own *own, struct helper *h)
{
	struct answer *in;
	struct area area;
	enum err e;

	if ((e = own_read(r, own)) != OK)
		return e;
	in = r->in;
	h->name = in[HELPER_NAME].text;
	h->duty = in[HELPER_DUTY].text;
	h->sex = in[HELPER_SEX].given ? in[HELPER_SEX].value : 0;
	h->version = in[HELPER_VERSION].value;
	h->own = own_after(r, own);
	if ((e = match_sex(r, own, h)) != OK ||
	    (e = codes_take(r, &in[HELPER_POLITICS], "politics",
	    &h->politics)) != OK ||
	    (e = panel_area(r, &in[HELPER_AREA], &area)) != OK)
		return e;
	h->area = area.code;
	return take_unit(r, h);
}

/* ---- changing --------------------------------------------------------- */

static enum err
start(struct req *r, struct helper *h, struct own *own, struct page **p)
{
	enum err e;

	if ((e = helper_by_id(r->db, r->pool, &r->who, r->id[0], h)) != OK ||
	    (e = helper_form_open(r, own)) != OK)
		return e;
	*p = helper_form_page(r);
	return OK;
}

static enum err
show(struct req *r)
{
	const char *place;
	struct helper h;
	struct page *p;
	struct own own;
	enum err e;

	if ((e = start(r, &h, &own, &p)) != OK ||
	    (e = helper_form_fill(r, p, h.sex == 1 ? "1" : h.sex == 2 ? "2" :
	    "", h.politics)) != OK ||
	    (e = panel_area_name(r, h.area, &place)) != OK)
		return e;
	page_plain(p, r->pool, &helper_shape, &h);
	page_text(p, "area", place);
	own_fill(r, &own, p, false);
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct helper h;
	struct page *p;
	struct own own;
	enum err e;

	if ((e = start(r, &h, &own, &p)) != OK ||
	    ((e = own_read(r, &own)) != OK && e != ERR_INPUT))
		return e;
	own_rival(r, &own, p);
	if ((e = helper_form_fill(r, p, r->in[HELPER_SEX].word,
	    r->in[HELPER_POLITICS].word)) != OK)
		return e;
	own_fill(r, &own, p, true);
	return req_show(r);
}

static enum err
edit(struct req *r)
{
	struct helper h = { .helper_id = r->id[0] }, old;
	struct own own;
	enum err e;

	if ((e = helper_by_id(r->db, r->pool, &r->who, r->id[0], &old)) !=
	    OK || (e = helper_form_open(r, &own)) != OK ||
	    (e = helper_form_take(r, &own, &h)) != OK)
		return e;
	if ((e = helper_change(r->db, r->pool, &r->who, &h)) != OK ||
	    (e = panel_audit(r, "helper-change", "helper %d",
	    (int)h.helper_id)) != OK)
		return e;
	return req_go(r, "/helper/%d?done=changed", (int)h.helper_id);
}

const struct route helper_form_routes[] = {
	{ VERB_GET, "/helper/#/edit", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/helper/#/edit", ROLE_TOWNSHIP, &helper_form_edit,
	    edit, again },
	{ .path = NULL }
};
