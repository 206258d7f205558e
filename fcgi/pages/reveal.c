#include <inttypes.h>
#include <string.h>

#include "core/mask.h"
#include "db/household.h"
#include "db/reveal.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/reveal.h"
#include "fcgi/pages/tabs.h"

#define SHOWN_SECONDS	60
#define PICK		"pick"		/* 34.idno of a member, 0.phone */

enum { REASON, REVEAL__MAX };
static const struct field fields[REVEAL__MAX] = {
	[REASON] = { .name = "reason", .label = "查看原因",
	    .kind = FIELD_TEXT, .least = 4, .most = 200, .required = true },
};
static const struct form form = { fields, REVEAL__MAX };

static const struct panel_note notes[] = {
	{ "over", "一分钟到了，完整信息已经收起。还要看的，请重新写明原因。" },
};

/* What may be asked for. */
struct value {
	int64_t member_id;		/* 0: the household's */
	const char *whose;
	const struct dictionary_line *line;
	const char *text;		/* whole */
	bool picked;
};
struct values {
	struct household h;
	const struct dictionary_codes *codes;
	struct value *at;
	size_t count, picked;
};

/* ---- what is masked ---------------------------------------------------- */

/* The whole value in its row; NULL where there is none. */
static const char *
text_of(struct req *r, const struct dictionary_line *l, const void *row,
    const struct dictionary_codes *codes)
{
	const struct dictionary_base *b = &((const struct dictionary_head *)
	    row)->base;

	if (l->column != NULL)
		return dictionary_show(r->pool, l, row, codes);
	if (l->kind == DICTIONARY_IDNO)
		return b->idno;
	return l->kind == DICTIONARY_DATE && b->birth.year != 0 ?
	    date_iso(r->pool, b->birth) : NULL;
}

/* Masked to him, but there. */
static bool
hidden(struct req *r, const struct dictionary_line *l, const void *row)
{
	return !mask_shows(mask_sight(&r->who), l->veil) &&
	    dictionary_valid(l, r->who.year) &&
	    text_of(r, l, row, &(struct dictionary_codes){ 0 }) != NULL;
}

static void
add_row(struct req *r, struct values *v, enum dictionary_entity entity,
    const void *row)
{
	const struct dictionary *d = dictionary_of(entity);
	const struct dictionary_head *h = row;
	bool member = entity == DICTIONARY_MEMBER;
	size_t i;

	for (i = 0; i < d->count && v->count < REVEAL_TOGETHER; i++)
		if (hidden(r, &d->lines[i], row))
			v->at[v->count++] = (struct value){
			    member ? h->id : 0, member ? h->base.name :
			    pool_print(r->pool, "%s户", v->h.head_name),
			    &d->lines[i], text_of(r, &d->lines[i], row,
			    v->codes), false };
}

static enum err
load(struct req *r, struct values *v)
{
	struct dictionary_rows rows;
	void *own;
	enum err e;
	size_t i;

	*v = (struct values){ .count = 0 };
	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &v->h)) != OK || (e = dictionary_household(r->db, r->pool,
	    &r->who, r->id[0], &own)) != OK ||
	    (e = dictionary_members(r->db, r->pool, &r->who, r->id[0],
	    &rows)) != OK || (e = dictionary_codes(r->db,
	    r->settings->generation, &v->codes)) != OK)
		return e;
	v->at = pool_array(r->pool, REVEAL_TOGETHER, sizeof *v->at);
	add_row(r, v, DICTIONARY_HOUSEHOLD, own);
	for (i = 0; i < rows.count; i++)
		add_row(r, v, DICTIONARY_MEMBER, rows.at[i]);
	return OK;
}

static const char *
pick_of(struct pool *pool, const struct value *value)
{
	return pool_print(pool, "%" PRId64 ".%s", value->member_id,
	    value->line->name);
}

/* Those that are ticked.  ERR_ABSENT where one is none of them. */
static enum err
pick(struct req *r, const struct words *words, struct values *v)
{
	size_t i, k;

	for (k = 0; k < words->count; k++) {
		if (strcmp(words->at[k].name, PICK) != 0)
			continue;
		for (i = 0; i < v->count && strcmp(words->at[k].value,
		    pick_of(r->pool, &v->at[i])) != 0; i++)
			;
		if (i == v->count)
			return ERR_ABSENT;
		v->picked += !v->at[i].picked;
		v->at[i].picked = true;
	}
	return OK;
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
		struct value value = { .line = l, .member_id =
		    entity == DICTIONARY_MEMBER ? h->id : 0 };

		if ((section != NULL && strcmp(section, l->section) != 0) ||
		    !hidden(r, l, row))
			continue;
		if (box == NULL)
			box = page_part(page, "REVEALS");
		part = page_part(box, "REVEAL");
		page_text(part, "reveal_label", l->label);
		page_text(part, "reveal_link", pool_print(r->pool,
		    "/household/%" PRId64 "/reveal?" PICK "=%s", r->id[0],
		    pick_of(r->pool, &value)));
	}
}

/* ---- asking ----------------------------------------------------------- */

static struct page *
start(struct req *r, const struct values *v)
{
	struct page *p = req_page(r, "reveal.tpl", "查看完整信息");

	page_fill(p, r->pool, &household_shape, &v->h);
	tabs_fill(r, p, &v->h);
	return p;
}

static void
fill_values(struct req *r, struct page *ask, const struct values *v)
{
	struct page *person = NULL, *part;
	const struct value *x;
	size_t i;

	for (i = 0; i < v->count; i++) {
		x = &v->at[i];
		if (i == 0 || x->member_id != v->at[i - 1].member_id) {
			person = page_part(ask, "PERSON");
			page_text(person, "whose", x->whose);
		}
		part = page_part(person, "VALUE");
		page_text(part, "pick", pick_of(r->pool, x));
		page_text(part, "label", x->line->label);
		page_text(part, "masked", dictionary_masked(r->pool, x->line,
		    x->text));
		if (x->picked)
			page_show(part, "CHOSEN");
	}
}

static enum err
show_ask(struct req *r, const struct words *words, bool typed)
{
	struct values v;
	struct page *ask;
	enum err e;

	if ((e = load(r, &v)) != OK || (e = pick(r, words, &v)) != OK)
		return e;
	ask = page_part(start(r, &v), v.count > 0 ? "ASK" : "NOTHING");
	page_int(ask, "household_id", v.h.household_id);
	fill_values(r, ask, &v);
	panel_reason(r, ask, &fields[REASON], "例如：到信用社核对补贴账户",
	    typed ? &r->in[REASON] : NULL);
	if (typed && v.picked == 0)
		page_show(ask, "NONE_PICKED");
	return req_show(r);
}

static enum err
show(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
	return show_ask(r, &r->query, false);
}

static enum err
again(struct req *r)
{
	return show_ask(r, &r->words, true);
}

static enum err
ask(struct req *r)
{
	struct reveal line = { .at = r->now, .user_id = r->session.user_id,
	    .address = req_address(r), .household_id = r->id[0],
	    .reason = r->in[REASON].text };
	struct values v;
	int64_t first = 0;
	size_t i;
	enum err e;

	if ((e = load(r, &v)) != OK || (e = pick(r, &r->words, &v)) != OK)
		return e;
	if (v.picked == 0)
		return ERR_INPUT;
	for (i = 0; i < v.count; i++) {
		if (!v.at[i].picked)
			continue;
		line.member_id = v.at[i].member_id;
		line.field = v.at[i].line->name;
		if ((e = reveal_add(r->db, r->pool, &line)) != OK)
			return e;
		if (first == 0)
			first = line.reveal_id;
	}
	return req_go(r, "/household/%" PRId64 "/reveal/%" PRId64, r->id[0],
	    first);
}

/* ---- the values -------------------------------------------------------- */

static const struct value *
find(const struct values *v, const struct reveal *one)
{
	size_t i;

	for (i = 0; i < v->count; i++)
		if (v->at[i].member_id == one->member_id &&
		    strcmp(v->at[i].line->name, one->field) == 0)
			return &v->at[i];
	return NULL;
}

static void
fill_whole(struct req *r, struct page *p, const struct values *v,
    const struct reveal_list *lines)
{
	struct mask_sight sight = { r->who.role, MASK_REVEALED };
	const struct value *x;
	struct page *part;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		if (lines->at[i].household_id != r->id[0] ||
		    (x = find(v, &lines->at[i])) == NULL)
			continue;
		part = page_part(p, "WHOLE");
		page_text(part, "whose", x->whose);
		page_text(part, "label", x->line->label);
		page_text(part, "text", mask_line(r->pool, sight, x->line,
		    x->text));
	}
}

static enum err
tell(struct req *r)
{
	struct reveal_list lines;
	struct values v;
	struct page *p;
	int64_t left;
	enum err e;

	if ((e = reveal_together(r->db, r->pool, r->session.user_id,
	    r->id[1], &lines)) != OK)
		return e;
	if (lines.at[0].household_id != r->id[0])
		return ERR_ABSENT;
	left = lines.at[0].at.utc + SHOWN_SECONDS - r->now.utc;
	if (left <= 0)
		return req_go(r, "/household/%" PRId64 "/reveal?done=over",
		    r->id[0]);
	if ((e = load(r, &v)) != OK)
		return e;
	p = page_part(start(r, &v), "TELL");
	page_int(p, "household_id", r->id[0]);
	page_int(p, "left", left);
	page_text(p, "reason", lines.at[0].reason);
	fill_whole(r, p, &v, &lines);
	/* off the screen when the minute is over, with or without scripts */
	req_header(r, "Refresh", pool_print(r->pool, "%" PRId64
	    "; url=/household/%" PRId64 "/reveal?done=over", left, r->id[0]));
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
	struct page *p = req_page(r, "reveal_list.tpl", "查看完整信息记录");
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
