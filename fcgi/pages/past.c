#include "db/clock.h"
#include "db/indicator.h"
#include "fcgi/pages/past.h"

#define DAY_SECONDS	86400

/* The last second of the day, by the database's own clock. */
static struct moment
end_of(struct date day)
{
	struct moment m = moment_of((struct wall){ .day = day },
	    clock_zone());

	return (struct moment){ m.utc + DAY_SECONDS - 1 - clock_offset() };
}

static enum err
show_past(struct req *r, handler *show)
{
	const struct indicator_list *kept;
	struct db *now = r->db, *past;
	enum err e;

	/* what the process keeps is of now: read before the past is */
	if ((e = indicator_all(now, r->settings->generation, &kept)) != OK ||
	    (e = db_past(now, end_of(r->past), &past)) != OK)
		return e;
	r->db = past;
	r->who.closed = true;
	e = show(r);
	r->db = now;
	db_close(past);
	return e;
}

enum err
past_show(struct req *r, handler *show)
{
	const char *word = req_query(r, "day");
	struct date day;

	if (*word == '\0')
		return show(r);
	if (date_read(word, &day) && date_compare(day, r->today) <= 0) {
		r->past = day;
		return show_past(r, show);
	}
	r->trouble = ERR_INPUT;
	r->notice = pool_print(r->pool, "“%s”不是可以查看的日期，请填今天或以前的日期，"
	    "例如 2022-03-01。下面是现在的情况。", word);
	return show(r);
}

bool
past_record(struct req *r)
{
	if (r->past.year != 0)
		r->who.today = r->past;
	return r->who.closed;
}

const char *
past_with(struct req *r, const char *address)
{
	return r->past.year == 0 ? address : pool_print(r->pool, "%s?day=%s",
	    address, date_iso(r->pool, r->past));
}
