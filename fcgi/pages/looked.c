#include <string.h>

#include "fcgi/http/form.h"
#include "fcgi/pages/looked.h"

const char *
looked_now(struct req *r)
{
	struct text t = text_start(r->pool);
	const char *between = "?";
	size_t i;

	text_add(&t, r->path);
	for (i = 0; i < r->query.count; i++) {
		const struct word *w = &r->query.at[i];

		if (strcmp(w->name, "day") == 0 || w->len == 0 ||
		    strcmp(w->name, "done") == 0)
			continue;
		text_print(&t, "%s%s=%s", between, w->name,
		    form_escape(r->pool, text_clean(r->pool, w->value,
		    w->len)));
		between = "&";
	}
	return t.at;
}

/* Where the year's switch comes back to: here, as far as it is a page. */
static const char *
here(struct req *r)
{
	if (r->verb != VERB_GET && strncmp(r->path, "/household/", 11) != 0)
		return "/";
	return r->verb == VERB_GET ? looked_now(r) : r->path;
}

static void
fill_years(struct req *r, struct page *top)
{
	struct page *box = page_part(top, "YEARS"), *p;
	size_t i;

	page_int(box, "year", r->who.year);
	page_text(box, "to", here(r));
	for (i = 0; i < r->settings->year_count; i++) {
		const struct settings_year *y = &r->settings->years[i];

		p = page_part(box, "YEAR");
		page_int(p, "year_value", y->year);
		if (y->year == r->who.year)
			page_show(p, "HERE");
		if (y->year == r->session.year)
			page_show(p, "LIVING");
		if (y->closed)
			page_show(p, "SHUT");
	}
}

/* Another year than the living file, or another day than today. */
static void
fill_banner(struct req *r, struct page *top)
{
	struct page *p;

	if (r->past.year != 0) {
		p = page_part(top, "PAST");
		page_text(p, "day", page_day(r->pool, r->past));
		page_text(p, "now_link", looked_now(r));
	}
	if (r->who.year == r->session.year)
		return;
	p = page_part(top, "LOOK");
	page_int(p, "looked", r->who.year);
	page_int(p, "living", r->session.year);
	page_text(p, "to", here(r));
	if (settings_year(r->settings, r->who.year)->closed)
		page_show(p, "SHUT");
}

void
looked_fill(struct req *r, struct page *top, struct page *bar)
{
	if (r->settings->year_count > 1)
		fill_years(r, bar);
	fill_banner(r, top);
}
