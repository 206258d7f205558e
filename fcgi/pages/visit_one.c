#include "core/text.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/visit_form.h"
#include "fcgi/pages/visit_one.h"

static const struct panel_note notes[] = {
	{ "changed", "已保存更正。" },
	{ "withdrawn", "已撤回这条记录。" },
	{ "removed", "已删除这条记录，原因已记入变更记录。" },
};

void
visit_one_fill(struct req *r, struct page *p, const struct visit *v)
{
	page_fill(p, r->pool, &visit_shape, v);
	if (*v->theme != '\0')
		page_text(page_part(p, "THEME"), "theme", v->theme);
	if (text_is(v->state, "withdrawn"))
		page_show(p, "WITHDRAWN");
	if (text_is(v->state, "removed"))
		page_text(page_part(p, "REMOVED"), "reason", v->reason);
}

enum { REASON, REASON_VERSION, REASON__MAX };
static const struct field reason_fields[REASON__MAX] = {
	[REASON] = { .name = "reason", .label = "删除原因",
	    .kind = FIELD_TEXT, .least = 2, .most = 200, .required = true },
	[REASON_VERSION] = { .name = "version", .label = "版本",
	    .kind = FIELD_INT, .least = 1, .most = INT64_C(999999999),
	    .required = true },
};
static const struct form reason_form = { reason_fields, REASON__MAX };
static const struct form withdraw_form = { reason_fields + REASON_VERSION,
    1 };

/* 39.353417°N, or nothing. */
static const char *
degrees(struct pool *pool, struct opt_int e6, const char *plus,
    const char *minus)
{
	int64_t n = e6.value < 0 ? -e6.value : e6.value;

	return pool_print(pool, "%lld.%06lld°%s", (long long)(n / 1000000),
	    (long long)(n % 1000000), e6.value < 0 ? minus : plus);
}

static void
fill_large(struct req *r, struct page *p, const struct photo_list *photos)
{
	const struct photo *x;
	struct page *part;
	size_t i;

	for (i = 0; i < photos->count; i++) {
		x = &photos->at[i];
		part = page_part(p, "PHOTO");
		page_int(part, "photo_id", x->photo_id);
		page_int(part, "width", x->width);
		page_int(part, "height", x->height);
		page_int(part, "kilobytes", (x->bytes + 1023) / 1024);
		page_text(part, "taken", x->taken_at);
		if (x->latitude_e6.given)
			page_text(page_part(part, "WHERE"), "where",
			    pool_print(r->pool, "%s %s", degrees(r->pool,
			    x->latitude_e6, "N", "S"), degrees(r->pool,
			    x->longitude_e6, "E", "W")));
	}
}

/* What he may do with it. */
static void
fill_deeds(struct req *r, struct page *p, const struct visit *v,
    const struct photo_list *photos, bool typed)
{
	const char *home = pool_print(r->pool, "/visit/%lld",
	    (long long)v->visit_id);
	struct page *part;

	if (visit_mine(&r->who, v)) {
		part = page_part(p, "MINE");
		visit_form_fill(r, part, &(struct visit_form){ home,
		    &visit_form_change, v, photos, typed });
		page_int(part, "visit_id", v->visit_id);
		page_int(part, "version", v->version);
		if (typed)
			page_show(part, "OPEN");
	} else if (r->who.role >= ROLE_COUNTY && !r->who.closed &&
	    text_is(v->state, "kept")) {
		part = page_part(p, "COUNTY");
		page_int(part, "visit_id", v->visit_id);
		page_int(part, "version", v->version);
		if (r->route->form == &reason_form)
			frame_field(r, part, &reason_fields[REASON],
			    &r->in[REASON]);
	}
}

static enum err
show(struct req *r, bool typed)
{
	struct photo_list photos;
	struct page *p, *part;
	struct visit v;
	enum err e;

	if ((e = visit_by_id(r->db, r->pool, &r->who, r->id[0], &v)) != OK ||
	    (e = photo_list(r->db, r->pool, &v, &photos)) != OK)
		return e;
	if (!text_is(v.state, "kept") && v.author != r->who.user_id &&
	    r->who.role < ROLE_COUNTY)
		return ERR_ABSENT;
	p = req_page(r, "visit_one.tpl", "走访记录");
	visit_one_fill(r, p, &v);
	part = page_part(p, v.household_id != 0 ? "HOUSEHOLD" : "VILLAGE");
	page_fill(part, r->pool, &visit_shape, &v);
	if (r->trouble == ERR_CONFLICT)
		page_show(p, "CONFLICT");
	fill_large(r, p, &photos);
	fill_deeds(r, p, &v, &photos, typed);
	return req_show(r);
}

static enum err
show_plain(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
	return show(r, false);
}

static enum err
change_again(struct req *r)
{
	enum err e = visit_form_again(r);

	return e != OK ? e : show(r, true);
}

/* The photos he ticked. */
static size_t
dropped(const struct req *r)
{
	size_t n = 0;
	int i;

	for (i = VISIT_DROP; i < VISIT_FIELDS; i++)
		n += r->in[i].given;
	return n;
}

/* … as far as they are this entry's. */
static enum err
drop(struct req *r, const struct visit *v)
{
	enum err e;
	int i;

	for (i = VISIT_DROP; i < VISIT_FIELDS; i++)
		if (r->in[i].given && (e = photo_drop(r->db, &r->who, v,
		    r->in[i].value)) != OK)
			return e;
	return OK;
}

static enum err
change(struct req *r)
{
	const struct visit_photos *photos;
	struct visit_words words;
	struct photo_list have;
	struct visit v;
	enum err e;

	if ((e = visit_by_id(r->db, r->pool, &r->who, r->id[0], &v)) != OK ||
	    (e = photo_list(r->db, r->pool, &v, &have)) != OK)
		return e;
	if (!visit_mine(&r->who, &v))
		return ERR_DENIED;
	if (v.household_id == 0 && *r->in[VISIT_THEME].word == '\0')
		return field_spoil(&r->in[VISIT_THEME],
		    "没有填，村的记录要填主题");
	if ((e = visit_form_read(r, PHOTO_ENTRY_MOST + dropped(r) -
	    have.count, &words, &photos)) != OK)
		return e;
	v.version = r->in[VISIT_VERSION].value;
	if ((e = visit_change(r->db, &r->who, &v, &words)) != OK ||
	    (e = drop(r, &v)) != OK ||
	    (e = visit_photo_keep(r, v.visit_id, photos)) != OK)
		return e;
	return req_go(r, "/visit/%lld?done=changed", (long long)v.visit_id);
}

static enum err
end(struct req *r, const struct answer *version, const char *reason)
{
	struct visit v;
	enum err e = visit_by_id(r->db, r->pool, &r->who, r->id[0], &v);

	if (e != OK)
		return e;
	v.version = version->value;
	if ((e = visit_end(r->db, &r->who, &v, reason)) != OK)
		return e;
	return req_go(r, "/visit/%lld?done=%s", (long long)v.visit_id,
	    reason == NULL ? "withdrawn" : "removed");
}

static enum err
withdraw(struct req *r)
{
	return end(r, &r->in[0], NULL);
}

static enum err
remove_one(struct req *r)
{
	return end(r, &r->in[REASON_VERSION], r->in[REASON].text);
}

static enum err
end_again(struct req *r)
{
	return show(r, false);
}

const struct route visit_one_routes[] = {
	{ VERB_GET, "/visit/#", ROLE_HELPER, NULL, show_plain, NULL },
	{ VERB_POST, "/visit/#", ROLE_HELPER, &visit_form_change, change,
	    change_again },
	{ VERB_POST, "/visit/#/withdraw", ROLE_HELPER, &withdraw_form,
	    withdraw, end_again },
	{ VERB_POST, "/visit/#/remove", ROLE_COUNTY, &reason_form,
	    remove_one, end_again },
	{ .path = NULL }
};
