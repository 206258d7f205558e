#include <inttypes.h>
#include <string.h>

#include "db/household.h"
#include "db/reveal.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/reveal.h"
#include "fcgi/pages/tabs.h"

#define SHOWN_SECONDS	60

enum { MEMBER, FIELD, REASON, REVEAL__MAX };
static const struct field fields[REVEAL__MAX] = {
	[MEMBER] = { .name = "member", .label = "成员", .kind = FIELD_INT,
	    .least = 0, .most = INT64_MAX, .required = true },
	[FIELD] = { .name = "field", .label = "指标", .kind = FIELD_TEXT,
	    .least = 1, .most = 40, .required = true },
	[REASON] = { .name = "reason", .label = "查看原因",
	    .kind = FIELD_TEXT, .least = 4, .most = 200, .required = true },
};
static const struct form form = { fields, REVEAL__MAX };

/* What is asked for. */
struct number {
	struct household h;
	const struct dictionary_line *line;
	const char *name;		/* whose; NULL: the household's */
	const char *value;
};

/* The whole number in its row; NULL where there is none. */
static const char *
value_of(struct pool *pool, const struct dictionary_line *l, const void *row)
{
	const struct dictionary_head *h = row;

	return l->column != NULL ? dictionary_plain(pool, l, row) :
	    l->kind == DICTIONARY_IDNO ? h->base.idno : NULL;
}

static enum err
row_of(struct req *r, int64_t member_id, const void **row)
{
	struct dictionary_rows rows;
	const struct dictionary_head *h;
	void *own;
	enum err e;
	size_t i;

	if (member_id == 0) {
		e = dictionary_household(r->db, r->pool, &r->who, r->id[0],
		    &own);
		*row = own;
		return e;
	}
	if ((e = dictionary_members(r->db, r->pool, &r->who, r->id[0],
	    &rows)) != OK)
		return e;
	for (i = 0; i < rows.count; i++) {
		h = *row = rows.at[i];
		if (h->id == member_id)
			return OK;
	}
	return ERR_ABSENT;
}

static enum err
load(struct req *r, int64_t member_id, const char *field, struct number *n)
{
	const struct dictionary *d = dictionary_of(member_id != 0 ?
	    DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD);
	const struct dictionary_head *h;
	const void *row;
	enum err e;

	*n = (struct number){ .line = dictionary_find(d, field) };
	if (n->line == NULL || n->line->veil != DICTIONARY_SECRET)
		return ERR_ABSENT;
	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &n->h)) != OK || (e = row_of(r, member_id, &row)) != OK)
		return e;
	h = row;
	n->name = member_id != 0 ? h->base.name : NULL;
	n->value = value_of(r->pool, n->line, row);
	return n->value != NULL ? OK : ERR_ABSENT;
}

void
reveal_links(struct req *r, struct page *page,
    enum dictionary_entity entity, const char *section, const void *row)
{
	const struct dictionary *d = dictionary_of(entity);
	const struct dictionary_head *h = row;
	struct page *box = NULL, *part;
	size_t i;

	if (r->who.role < ROLE_VILLAGE)
		return;
	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];

		if (l->veil != DICTIONARY_SECRET ||
		    !dictionary_valid(l, r->who.year) || (section != NULL &&
		    strcmp(section, l->section) != 0) ||
		    value_of(r->pool, l, row) == NULL)
			continue;
		if (box == NULL)
			box = page_part(page, "REVEALS");
		part = page_part(box, "REVEAL");
		page_text(part, "reveal_label", l->label);
		page_text(part, "reveal_link", pool_print(r->pool,
		    "/household/%" PRId64 "/reveal?member=%" PRId64
		    "&field=%s", r->id[0], entity == DICTIONARY_MEMBER ?
		    h->id : 0, l->name));
	}
}

/* ---- asking ----------------------------------------------------------- */

static enum err
start(struct req *r, int64_t member_id, const char *field, struct page **p)
{
	struct number n;
	enum err e;

	if ((e = load(r, member_id, field, &n)) != OK)
		return e;
	*p = req_page(r, "reveal.tpl", "查看完整号码");
	page_fill(*p, r->pool, &household_shape, &n.h);
	tabs_fill(r, *p, &n.h);
	page_int(*p, "member", member_id);
	page_text(*p, "field", field);
	page_text(*p, "label", n.line->label);
	page_text(*p, "whose", n.name != NULL ? n.name : pool_print(r->pool,
	    "%s户", n.h.head_name));
	page_text(*p, "masked", dictionary_masked(r->pool, n.line, n.value));
	return OK;
}

static enum err
show(struct req *r)
{
	struct page *p;
	enum err e = start(r, req_query_int(r, "member", 0),
	    req_query(r, "field"), &p);

	if (e != OK)
		return e;
	page_show(p, "ASK");
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p, *part;
	enum err e;

	if (r->in[FIELD].text == NULL)
		return ERR_ABSENT;
	if ((e = start(r, r->in[MEMBER].value, r->in[FIELD].text, &p)) != OK)
		return e;
	part = page_part(p, "ASK");
	frame_field(r, part, &fields[REASON], &r->in[REASON]);
	return req_show(r);
}

static enum err
ask(struct req *r)
{
	struct reveal line = { .at = r->now, .user_id = r->session.user_id,
	    .address = req_address(r), .household_id = r->id[0],
	    .member_id = r->in[MEMBER].value, .field = r->in[FIELD].text,
	    .reason = r->in[REASON].text };
	struct number n;
	enum err e;

	if ((e = load(r, line.member_id, line.field, &n)) != OK ||
	    (e = reveal_add(r->db, r->pool, &line)) != OK)
		return e;
	return req_go(r, "/household/%" PRId64 "/reveal/%" PRId64, r->id[0],
	    line.reveal_id);
}

/* ---- the number ------------------------------------------------------- */

static enum err
tell(struct req *r)
{
	struct reveal line;
	struct number n;
	struct page *p;
	enum err e;

	if ((e = reveal_by_id(r->db, r->pool, r->session.user_id, r->id[1],
	    &line)) != OK)
		return e;
	if (line.household_id != r->id[0] ||
	    r->now.utc - line.at.utc > SHOWN_SECONDS)
		return ERR_ABSENT;
	if ((e = load(r, line.member_id, line.field, &n)) != OK ||
	    (e = start(r, line.member_id, line.field, &p)) != OK)
		return e;
	page_text(page_part(p, "TELL"), "number", n.value);
	return req_show(r);
}

/* ---- who looked at what ----------------------------------------------- */

static const char *
label_of(const struct reveal *one)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    one->member_id != 0 ? DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD),
	    one->field);

	return l != NULL ? l->label : one->field;
}

static enum err
list(struct req *r)
{
	struct page *p = req_page(r, "reveal_list.tpl", "查看完整号码记录");
	struct reveal_list found;
	struct page *row;
	enum err e;
	size_t i;

	if ((e = reveal_list(r->db, r->pool, &r->who, req_query_int(r,
	    "page", 1), &found)) != OK)
		return e;
	for (i = 0; i < found.count; i++) {
		const struct reveal *one = &found.at[i];

		row = page_part(p, "LINE");
		page_text(row, "at", page_time(r->pool, one->at));
		page_text(row, "name", one->name);
		page_text(row, "login", one->login);
		page_text(row, "address", one->address);
		page_text(row, "label", label_of(one));
		page_text(row, "reason", one->reason);
		page_int(row, "household_id", one->household_id);
		if (one->member_id != 0)
			page_int(page_part(row, "OF_MEMBER"), "member_id",
			    one->member_id);
	}
	if (found.count == 0)
		page_show(p, "NONE");
	page_int(p, "lines", found.lines);
	panel_pager(r, p, found.page, found.pages);
	return req_show(r);
}

const struct route reveal_routes[] = {
	{ VERB_GET, "/household/#/reveal", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_POST, "/household/#/reveal", ROLE_VILLAGE, &form, ask, again },
	{ VERB_GET, "/household/#/reveal/#", ROLE_VILLAGE, NULL, tell, NULL },
	{ VERB_GET, "/reveal", ROLE_ADMIN, NULL, list, NULL },
	{ .path = NULL }
};
