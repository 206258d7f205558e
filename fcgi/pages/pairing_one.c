#include <string.h>

#include "db/pairing.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/pairing_one.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/team.h"

static const struct panel_note notes[] = {
	{ "changed", "帮扶时间已修改。" },
	{ "same", "没有变化，不需要保存。" },
};

enum { FROM, TO, SEEN_FROM, SEEN_TO, ONE__MAX };
static const struct field fields[ONE__MAX] = {
	[FROM] = { .name = "from_day", .label = "帮扶开始时间",
	    .kind = FIELD_DATE, .required = true },
	[TO] = { .name = "to_day", .label = "帮扶结束时间",
	    .kind = FIELD_DATE },
	[SEEN_FROM] = { .name = "seen_from", .label = "原开始时间",
	    .kind = FIELD_DATE, .required = true },
	[SEEN_TO] = { .name = "seen_to", .label = "原结束时间",
	    .kind = FIELD_DATE, .required = true },
};
static const struct form form = { fields, ONE__MAX };

const char *
pairing_one_day_flaw(const struct req *r, struct date day)
{
	static const struct date first = { 2013, 1, 1 };

	if (date_compare(day, first) < 0)
		return "太早，请填2013年以后的日期";
	if (date_days(day) > date_days(r->today) + 366)
		return "太晚，请填一年以内的日期";
	return NULL;
}

static enum err
start(struct req *r, struct pairing *pair, struct page **out)
{
	struct page *p, *part;
	enum err e;

	if ((e = pairing_by_id(r->db, r->pool, &r->who, r->id[0],
	    pair)) != OK)
		return e;
	*out = p = req_page(r, "pairing_one.tpl", "修改帮扶时间");
	page_int(p, "pairing_id", pair->pairing_id);
	if (!r->who.closed)
		page_show(p, "MAY");
	page_int(p, "household_id", pair->household_id);
	page_text(p, "head_name", pair->head_name);
	page_text(p, "number", pair->number);
	page_text(p, "helper", pair->name);
	page_text(p, "unit", pair->unit);
	page_int(p, "short_no", pair->short_no);
	page_text(p, "period", team_period(r->pool, pair->from_day,
	    pair->to_day));
	part = page_part(p, "HELPER");
	page_int(part, "helper_id", pair->helper_id);
	page_text(part, "helper", pair->name);
	page_text(p, "seen_from", date_iso(r->pool, pair->from_day));
	page_text(p, "seen_to", date_iso(r->pool, pair->to_day));
	return OK;
}

static enum err
show(struct req *r)
{
	struct pairing pair;
	struct page *p;
	enum err e;

	panel_notice(r, notes, LEN(notes));
	if ((e = start(r, &pair, &p)) != OK)
		return e;
	page_text(p, "from_day", date_iso(r->pool, pair.from_day));
	if (date_compare(pair.to_day, DATE_NEVER) != 0)
		page_text(p, "to_day", date_iso(r->pool, pair.to_day));
	return req_show(r);
}

/* What is typed, with what stands as seen: a second saving is on purpose. */
static enum err
again(struct req *r)
{
	struct pairing pair;
	struct page *p;
	enum err e;

	if ((e = start(r, &pair, &p)) != OK)
		return e;
	frame_flaws(r, p, &form);
	frame_field(r, p, &fields[FROM], &r->in[FROM]);
	frame_field(r, p, &fields[TO], &r->in[TO]);
	return req_show(r);
}

static enum err
tell(struct req *r, enum err e, enum pairing_flaw flaw)
{
	static const char *const clauses[PAIRING__MAX] = {
		[PAIRING_PERIOD] = "早于开始时间，请核对",
		[PAIRING_TWICE] =
		    "不能这样改：两人在这段时间已有另一次结对",
		[PAIRING_STALE] = "没有保存：刚被别人改过，上面是现在的时间，"
		    "核对后再保存",
	};

	return clauses[flaw] == NULL ? e : field_spoil(&r->in[
	    flaw == PAIRING_PERIOD ? TO : FROM], clauses[flaw]);
}

static enum err
change(struct req *r)
{
	struct answer *in = r->in;
	struct pairing seen = { .pairing_id = r->id[0],
	    .from_day = in[SEEN_FROM].day, .to_day = in[SEEN_TO].day };
	struct pairing_period to = { in[FROM].day,
	    in[TO].given ? in[TO].day : DATE_NEVER };
	enum pairing_flaw flaw;
	const char *why;
	enum err e;

	if ((why = pairing_one_day_flaw(r, to.from_day)) != NULL)
		return field_spoil(&in[FROM], why);
	if (in[TO].given && (why = pairing_one_day_flaw(r,
	    to.to_day)) != NULL)
		return field_spoil(&in[TO], why);
	if (date_compare(seen.from_day, to.from_day) == 0 &&
	    date_compare(seen.to_day, to.to_day) == 0)
		return req_go(r, "/pairing/%lld?done=same",
		    (long long)r->id[0]);
	e = pairing_change(r->db, r->pool, &r->who, &seen, &to, &flaw);
	if (e != OK)
		return tell(r, e, flaw);
	if ((e = panel_audit(r, "pairing-change", "pairing %lld",
	    (long long)r->id[0])) != OK)
		return e;
	return req_go(r, "/pairing/%lld?done=changed", (long long)r->id[0]);
}

const struct route pairing_one_routes[] = {
	{ VERB_GET, "/pairing/#", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/pairing/#", ROLE_TOWNSHIP, &form, change, again },
	{ .path = NULL }
};
