#include <string.h>

#include "fcgi/pages/search_said.h"

bool
search_said_code(const struct search_words *w,
    const struct dictionary_line *l, const struct dictionary_code *c)
{
	return strcmp(c->list, l->list) == 0 &&
	    w->r->who.year >= c->first_year &&
	    w->r->who.year <= c->last_year;
}

const char *
search_said_label(const struct search_words *w, const struct dictionary_line *l,
    const char *code)
{
	size_t i;

	if (l->kind == DICTIONARY_FLAG)
		return strcmp(code, "1") == 0 ? "是" :
		    strcmp(code, "0") == 0 ? "否" : NULL;
	for (i = 0; i < w->codes->count; i++)
		if (search_said_code(w, l, &w->codes->at[i]) &&
		    strcmp(w->codes->at[i].code, code) == 0)
			return w->codes->at[i].label;
	return NULL;
}

/* The word of the address as it was typed; "". */
static const char *
typed(const struct search_words *w, const char *name, const char *suffix)
{
	return req_query(w->r, pool_print(w->r->pool, "%s.%s", name,
	    suffix));
}

const char *
search_said(const struct search_words *w, const struct search_condition *c,
    const char *name)
{
	struct pool *pool = w->r->pool;
	const char *from = typed(w, name, "from"), *to = typed(w, name, "to");
	struct text t = text_start(pool);
	size_t i;

	if (c->how == SEARCH_EMPTY)
		return "没有填";
	if (c->how == SEARCH_HAS)
		return pool_print(pool, "含“%s”", c->text);
	if (c->how == SEARCH_IS)
		return pool_print(pool, "是“%s”", c->text);
	for (i = 0; c->how == SEARCH_ANY && i < c->code_count; i++)
		text_join(&t, "、", search_said_label(w, c->line, c->codes[i]));
	if (c->how == SEARCH_BETWEEN && *from != '\0' && *to != '\0')
		text_print(&t, "%s 至 %s", from, to);
	else if (c->how == SEARCH_BETWEEN && c->line->kind == DICTIONARY_DATE)
		text_print(&t, "%s%s%s", from, to,
		    *to == '\0' ? " 以后" : " 以前");
	else if (c->how == SEARCH_BETWEEN)
		text_print(&t, *to == '\0' ? "%s 以上" : "不超过 %s",
		    *to == '\0' ? from : to);
	if (c->how == SEARCH_BETWEEN && *c->line->unit != '\0')
		text_print(&t, "（%s）", c->line->unit);
	return t.at;
}
