#include <inttypes.h>
#include <string.h>

#include "core/report.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/tabs.h"

/* A section of monitored households alone (S2-030, S4-001). */
static const char monitored[] = "监测帮扶";

/* Behind the sections of the form. */
static const struct {
	const char *label, *path;
} beside[] = {
	{ "走访", "visit" },
	{ "月收入", "report" },
	{ "问题", "problem" },
	{ "年度对比", "compare" },
	{ "变更记录", "history" },
	{ "打印", "print" },
};

size_t
tabs_sections(const struct req *r, const char *names[TABS_SECTIONS])
{
	return sheet_sections(r, DICTIONARY_HOUSEHOLD, names);
}

/* Whether ${path} lies at or below ${link}. */
static bool
below(const char *path, const char *link)
{
	size_t n = strlen(link);

	return strncmp(path, link, n) == 0 &&
	    (path[n] == '\0' || path[n] == '/');
}

static void
tab(struct page *page, const char *label, const char *link,
    bool current)
{
	struct page *part = page_part(page, "TAB");

	page_text(part, "tab_label", label);
	page_text(part, "tab_link", link);
	if (current)
		page_show(part, "CURRENT");
}

bool
tabs_has(const struct household *h, const char *section)
{
	return h->monitor_class != MONITOR_NONE ||
	    strcmp(section, monitored) != 0;
}

void
tabs_fill(struct req *r, struct page *page, const struct household *h)
{
	const char *names[TABS_SECTIONS], *link;
	const char *home = pool_print(r->pool, "/household/%" PRId64,
	    h->household_id);
	size_t count = tabs_sections(r, names), i;

	tab(page, "概况", past_with(r, home), strcmp(r->path, home) == 0);
	link = pool_print(r->pool, "%s/member", home);
	tab(page, "家庭成员", past_with(r, link), below(r->path, link));
	for (i = 0; i < count; i++) {
		if (!tabs_has(h, names[i]))
			continue;
		link = pool_print(r->pool, "%s/file/%zu", home, i + 1);
		tab(page, names[i], past_with(r, link),
		    below(r->path, link));
	}
	for (i = 0; i < LEN(beside); i++) {
		link = pool_print(r->pool, "%s/%s", home, beside[i].path);
		tab(page, beside[i].label, link, below(r->path, link));
	}
}
