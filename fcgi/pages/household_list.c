#include <string.h>

#include "db/saved.h"
#include "fcgi/pages/household_list.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_panel.h"
#include "fcgi/pages/search_place.h"
#include "fcgi/pages/search_said.h"
#include "fcgi/pages/search_tree.h"

static const struct panel_note notes[] = {
	{ "saved", "已保存这个查询，在“我的查询”里。" },
	{ "removed", "已删除这个查询。" },
};

/* One page of what was found. */
struct list {
	struct search_words w;
	struct search_place_word place;
	struct search_page page;
	int64_t pages;
	int period;
};

/* ---- searching ---------------------------------------------------------- */

static enum err
count(struct req *r, struct list *l)
{
	enum err e;

	if (!search_form_summed(&l->w.search, &r->who) &&
	    search_place_recall(&l->w, &l->place))
		return OK;
	l->place.minute = r->now.utc / 60;
	if ((e = search_total(r->db, r->pool, &r->who, &l->w.search,
	    &l->place.total)) == OK)
		search_place_keep(&l->w, &l->place);
	return e;
}

/* Which names are looked for; false where there is no such way. */
static bool
choose_names(struct req *r, struct list *l, enum search_names names)
{
	struct search *s = &l->w.search;

	if (names == SEARCH_NAMES_LONGER)
		s->longer = true;
	if (names == SEARCH_NAMES_WITHIN) {
		if (s->find != SEARCH_NAME || !search_form_small(s, &r->who))
			return false;
		s->find = SEARCH_WITHIN;
	}
	l->place.names = names;
	return names == SEARCH_NAMES_SAME || s->find == SEARCH_NAME ||
	    s->find == SEARCH_PINYIN || s->find == SEARCH_WITHIN;
}

/* The rows that the last page has. */
static size_t
rest(const struct list *l)
{
	int64_t n = l->place.total.households % SEARCH_PLACE_SIZE;

	return n == 0 ? SEARCH_PLACE_SIZE : (size_t)n;
}

/* A first page that is not full says itself how many there are. */
static bool
count_page(struct list *l)
{
	size_t i;

	if (l->place.turn != SEARCH_FIRST || l->page.count >= l->page.size)
		return false;
	l->place.total = (struct search_total){ (int64_t)l->page.count, 0 };
	for (i = 0; i < l->page.count; i++)
		l->place.total.persons += l->page.at[i].item.h.member_count;
	return true;
}

static enum err
look(struct req *r, struct list *l)
{
	enum err e;

	l->page = (struct search_page){ .turn = l->place.turn,
	    .place = l->place.place, .size = SEARCH_PLACE_SIZE };
	if (l->place.turn == SEARCH_LAST) {
		if (!l->place.counted && (e = count(r, l)) != OK)
			return e;
		l->place.counted = true;
		l->page.size = rest(l);
	}
	if ((e = search_turn(r->db, r->pool, &r->who, &l->w.search,
	    &l->page)) != OK)
		return e;
	if (!l->place.counted && !count_page(l) && (e = count(r, l)) != OK)
		return e;
	l->pages = (l->place.total.households + SEARCH_PLACE_SIZE - 1) /
	    SEARCH_PLACE_SIZE;
	if (l->place.turn == SEARCH_LAST)
		l->place.page = l->pages;
	return OK;
}

static enum err
find(struct req *r, struct list *l)
{
	struct search *s = &l->w.search;
	enum search_names names;
	enum err e;

	if (s->find == SEARCH_WITHIN && !search_form_small(s, &r->who))
		search_words_flaw(&l->w, "find",
		    "只有一个字，请先选到乡镇，或者输入两个字以上。");
	if (l->w.flaw_count > 0)
		return OK;
	search_place_read(&l->w, &l->place);
	names = l->place.names;
	if (!choose_names(r, l, names))
		choose_names(r, l, names = SEARCH_NAMES_SAME);
	if ((e = look(r, l)) != OK)
		return e;
	while (l->place.turn == SEARCH_FIRST && l->page.count == 0 &&
	    ++names < SEARCH_NAMES__MAX && choose_names(r, l, names))
		if ((e = look(r, l)) != OK)
			return e;
	return OK;
}

/* ---- the rows ------------------------------------------------------------ */

/* Whose name or number it was, where it is not the head's. */
static void
fill_whose(const struct search_words *w, struct page *row,
    const struct search_item *found)
{
	const struct dictionary_line *relation = dictionary_find(
	    dictionary_of(DICTIONARY_MEMBER), "relation");
	struct page *part;

	if (found->member_name == NULL)
		return;
	part = page_part(row, "WHO");
	page_text(part, "name", found->member_name);
	page_text(part, "relation", search_said_label(w, relation,
	    found->member_relation));
}

static void
fill_row(struct req *r, struct page *p, const struct list *l,
    const struct search_item *found)
{
	const struct household *h = &found->item.h;
	enum report_view view = household_view(&found->item, l->period,
	    r->today, &r->settings->rules);
	struct page *row = page_part(p, "HOUSEHOLD");

	page_int(row, "household_id", h->household_id);
	page_text(row, "head_name", h->head_name);
	page_text(row, "number", h->number);
	page_text(row, "village", h->village);
	page_int(row, "member_count", h->member_count);
	if (h->exit_year.given)
		page_int(row, "exit_year", h->exit_year.value);
	page_text(row, "exited", h->exited ? "是" : "否");
	page_text(row, "monitor", household_monitor_label(h->monitor_class));
	page_text(row, "risk", h->monitor_class == 0 ? "" :
	    h->risk_removed ? "已消除" : "未消除");
	page_text(row, "free", h->free_after.given ? "已注销" : "");
	page_text(row, "state", report_view_label(view));
	page_text(row, "state_name", report_view_name(view));
	page_int(row, "year", l->period / 100);
	fill_whose(&l->w, row, found);
	if (view == VIEW_FREE)
		return;
	page_text(page_part(row, "FILL"), "deed", r->who.closed ||
	    view == VIEW_REPORTED || view == VIEW_LATE ? "查看" : "填报");
}

/* ---- the pager ----------------------------------------------------------- */

static const char *
turn_link(const struct list *l, enum search_turn turn,
    const struct search_item *from, int64_t page)
{
	struct search_place_word p = l->place;

	p.turn = turn;
	p.page = page;
	p.place = (struct search_place){ 0 };
	if (from != NULL)
		p.place = (struct search_place){ from->sort,
		    from->item.h.area, from->item.h.household_id };
	return search_place_link(&l->w, &p);
}

static void
fill_pager(struct page *p, const struct list *l)
{
	const struct search_item *at = l->page.at;
	struct page *part;

	page_int(p, "page", l->place.page);
	page_int(p, "pages", l->pages > 0 ? l->pages : 1);
	page_int(p, "households", l->place.total.households);
	page_int(p, "persons", l->place.total.persons);
	if (l->place.page > 1) {
		part = page_part(p, "BEFORE");
		page_text(part, "first", turn_link(l, SEARCH_FIRST, NULL, 1));
		if (l->page.count > 0)
			page_text(page_part(part, "BACK"), "previous",
			    turn_link(l, SEARCH_BACK, &at[0],
			    l->place.page - 1));
	}
	if (l->place.page < l->pages && l->page.count > 0) {
		part = page_part(p, "AFTER");
		page_text(part, "next", turn_link(l, SEARCH_NEXT,
		    &at[l->page.count - 1], l->place.page + 1));
		page_text(part, "last", turn_link(l, SEARCH_LAST, NULL,
		    l->pages));
	}
}

/* ---- saved searches and the file ----------------------------------------- */

static enum err
fill_saved(struct req *r, struct page *p, const struct list *l)
{
	const char *conditions = search_words_conditions(&l->w, NULL);
	struct page *box, *row;
	struct saved *at;
	size_t n, i;
	enum err e;

	if ((e = saved_list(r->db, r->pool, r->session.user_id, &at,
	    &n)) != OK)
		return e;
	if (n == 0 && (*conditions == '\0' || l->w.flaw_count > 0))
		return OK;
	box = page_part(p, "SAVED");
	for (i = 0; i < n; i++) {
		row = page_part(box, "ONE");
		page_text(row, "name", at[i].name);
		page_int(row, "search_id", at[i].search_id);
		page_text(row, "link", pool_print(r->pool, "/household?%s",
		    at[i].conditions));
		if (strcmp(at[i].conditions, conditions) == 0)
			page_show(row, "HERE");
	}
	if (*conditions == '\0' || l->w.flaw_count > 0)
		return OK;
	row = page_part(box, "SAVE");
	page_text(row, "address", pool_print(r->pool, "/household/search?%s",
	    conditions));
	if (r->verb == VERB_POST && r->in != NULL) {
		page_show(box, "OPEN_SAVED");
		panel_form(r, row, r->route->form);
	}
	return OK;
}

static void
fill_export(struct req *r, struct page *p, const struct list *l)
{
	const char *conditions = search_words_conditions(&l->w, NULL);
	struct page *part;

	if (r->who.role < ROLE_VILLAGE || l->place.total.households == 0)
		return;
	part = page_part(p, "EXPORT");
	page_text(part, "address", *conditions == '\0' ? "/household/export" :
	    pool_print(r->pool, "/household/export?%s", conditions));
	page_int(part, "households", l->place.total.households);
	if (l->place.total.households > HOUSEHOLD_LIST_BOOK_MOST) {
		page_int(page_part(part, "LARGE"), "most",
		    HOUSEHOLD_LIST_BOOK_MOST);
		return;
	}
	part = page_part(part, "BOOK");
	page_text(part, "book", *conditions == '\0' ?
	    "/household/export/book" : pool_print(r->pool,
	    "/household/export/book?%s", conditions));
}

/* Of a village all can be printed at once. */
static void
fill_print(struct req *r, struct page *p, const struct list *l)
{
	int64_t area = l->w.search.area != 0 ? l->w.search.area :
	    r->session.area;

	if (r->who.role >= ROLE_VILLAGE && area_level(area) == AREA_VILLAGE)
		page_int(page_part(p, "WHOLE"), "code", area);
}

/* ---- the page ------------------------------------------------------------ */

static void
fill_tabs(struct page *p, const struct list *l)
{
	const struct search_chip class = { "", "class", NULL };
	const struct search_set *set = &search_sets[SEARCH_CLASS];
	struct page *tab;
	size_t i;

	page_text(p, "all_link", search_words_address(&l->w, &class, "", ""));
	if (l->w.search.classes == 0)
		page_show(p, "ALL_CHOSEN");
	for (i = 0; i < set->count; i++) {
		tab = page_part(p, "CLASS");
		page_text(tab, "label", set->choices[i].label);
		page_text(tab, "link", search_words_address(&l->w, &class,
		    "class", set->choices[i].code));
		if (l->w.search.classes == (unsigned)set->choices[i].value)
			page_show(tab, "CHOSEN");
	}
}

/* What was looked for, where that is not plain. */
static void
fill_nobody(struct page *p, const struct list *l, const struct req *r)
{
	const struct search *s = &l->w.search;
	bool name = s->find == SEARCH_NAME || s->find == SEARCH_PINYIN;

	if (l->w.flaw_count > 0)
		page_show(p, "WRONG_WORDS");
	else if (l->page.count == 0)
		page_show(p, s->find == SEARCH_NAME &&
		    !search_form_small(s, &r->who) ? "NO_NAME" : "NOBODY");
	else if (l->place.names == SEARCH_NAMES_WITHIN)
		page_show(p, "WITHIN");
	else if (l->place.names == SEARCH_NAMES_LONGER)
		page_show(p, "BEGINS");
	else if (name && !s->longer)
		page_text(page_part(p, "LONGER"), "link",
		    search_words_address(&l->w, NULL, "longer", "1"));
}

/* Nobody found: the word, or the address, may be a village's of before. */
static enum err
fill_village(struct req *r, struct page *p)
{
	const char *word = req_query(r, "find"), *now;
	int64_t code = req_query_int(r, "area", 0);
	struct area area;
	struct page *part;
	enum err e;

	e = *word != '\0' ? area_named(r->db, r->pool, &r->who, word, &area) :
	    code != 0 ? area_in_year(r->db, r->pool, &r->who, code, &area) :
	    ERR_ABSENT;
	if (e == ERR_ABSENT || e == ERR_CONFLICT ||
	    (e == OK && area.code == code))
		return OK;
	if (e != OK || (e = panel_area_name(r, area.code, &now)) != OK)
		return e;
	part = page_part(p, "VILLAGE");
	page_text(part, "word", word);
	page_text(part, "now", now);
	page_int(part, "code", area.code);
	return OK;
}

enum err
household_list_show(struct req *r)
{
	struct list l = { .place.page = 1 };
	struct page *p;
	enum err e;
	size_t i;

	if ((e = search_field_read(r, &l.w)) != OK || (e = find(r, &l)) != OK)
		return e;
	if (l.w.flaw_count > 0)
		r->trouble = ERR_INPUT;
	l.period = search_form_period(&l.w.search, &r->who);
	panel_notice(r, notes, LEN(notes));
	p = req_page(r, "household_list.tpl", "住户");
	if ((e = search_tree_fill(&l.w, p)) != OK)
		return e;
	search_panel_fill(&l.w, p);
	fill_tabs(p, &l);
	fill_print(r, p, &l);
	page_int(p, "month", l.period % 100);
	for (i = 0; i < l.page.count; i++)
		fill_row(r, p, &l, &l.page.at[i]);
	fill_nobody(p, &l, r);
	if (l.page.count == 0 && (e = fill_village(r, p)) != OK)
		return e;
	fill_pager(p, &l);
	fill_export(r, p, &l);
	if (search_panel_more(&l.w) && (e = fill_saved(r, p, &l)) != OK)
		return e;
	return req_show(r);
}
