#include <string.h>

#include "db/registry.h"
#include "fcgi/pages/elsewhere.h"
#include "fcgi/pages/looked.h"

/* What is kept without years. */
static const char *const records[] = { "/helper/", "/unit/", "/team/" };

static void
fill_year(struct req *r, struct page *p, const int64_t *years, size_t count)
{
	struct page *box;
	size_t i;

	page_text(p, "title", pool_print(r->pool, "这户不在%d年度的档案里",
	    (int)r->who.year));
	page_text(p, "sentence", "它在下面的年度里有档案，可以换一个年度来看。");
	box = page_part(p, "ELSEWHERE");
	page_text(box, "to", looked_now(r));
	for (i = 0; i < count; i++)
		page_int(page_part(box, "IN"), "in_year", years[i]);
}

static void
fill_day(struct req *r, struct page *p, const char *title, const char *what)
{
	page_text(p, "title", title);
	page_text(p, "sentence", pool_print(r->pool,
	    "%s还没有登记%s，可以换一天来看，或者回到现在。",
	    page_day(r->pool, r->past), what));
}

void
elsewhere_fill(struct req *r, struct page *p)
{
	int64_t *years;
	size_t count, i;

	if (r->past.year != 0 && strncmp(r->path, "/place/", 7) == 0 &&
	    r->id[0] >= r->who.low && r->id[0] <= r->who.high)
		fill_day(r, p, "这一天还没有这里的档案", "它的档案");
	for (i = 0; r->past.year != 0 && i < LEN(records); i++)
		if (strncmp(r->path, records[i], strlen(records[i])) == 0)
			fill_day(r, p, "这一天还没有这条登记", "它");
	if (r->session.user_id == 0 ||
	    strncmp(r->path, "/household/", 11) != 0 ||
	    registry_of_household(r->db, r->pool, &r->who, r->id[0], &years,
	    &count) != OK || count == 0)
		return;
	for (i = 0; i < count && years[i] != r->who.year; i++)
		;
	if (i == count) {
		fill_year(r, p, years, count);
	} else if (r->past.year != 0) {
		fill_day(r, p, "这一天还没有这户的档案", "这户");
	}
}
