#include <assert.h>
#include <string.h>

#include "db/area.h"
#include "db/dictionary_condition.h"
#include "db/dictionary_found.h"
#include "db/dictionary_search.h"
#include "db/search_sql.h"

/* Short names for what is said often here. */
#define add(...)	dictionary_build_add(__VA_ARGS__)
#define add_column(...)	dictionary_build_column(__VA_ARGS__)
#define number(...)	dictionary_build_number(__VA_ARGS__)
#define word(...)	dictionary_build_word(__VA_ARGS__)
#define day(...)	dictionary_build_day(__VA_ARGS__)

/* ---- conditions on fields ------------------------------------------------ */

/* 自然减少: what only a member who left has. */
static bool
of_who_left(const struct search_condition *c)
{
	return c->how != SEARCH_EMPTY &&
	    (strcmp(c->line->name, "decrease_reason") == 0 ||
	    strcmp(c->line->name, "decrease_day") == 0);
}

static void
add_conditions(struct build *b)
{
	const struct search *s = b->search;
	bool left = false;
	size_t i;

	dictionary_condition_add(b, DICTIONARY_HOUSEHOLD, "h");
	if (!dictionary_condition_on(s, DICTIONARY_MEMBER))
		return;
	for (i = 0; i < s->condition_count; i++)
		left = left || of_who_left(&s->conditions[i]);
	add(b, left ? SEARCH_SOMEBODY : SEARCH_SOMEBODY SEARCH_STAYING);
	dictionary_condition_add(b, DICTIONARY_MEMBER, "w");
	add(b, ")");
}

/* ---- the other conditions ------------------------------------------------ */

/* 户类型, 监测对象类别, 风险状态: sets. */
static void
add_sets(struct build *b)
{
	const struct search *s = b->search;

	if (s->classes != 0) {
		add(b, SEARCH_CLASSES);
		number(b, s->classes >> CLASS_EXITED & 1);
		number(b, s->classes >> CLASS_MONITORED & 1);
	}
	if (s->monitors != 0) {
		add(b, SEARCH_MONITORS);
		number(b, s->monitors);
	}
	if (s->risks != 0) {
		add(b, SEARCH_RISKS);
		number(b, s->risks >> RISK_OPEN & 1);
		number(b, s->risks >> RISK_REMOVED & 1);
	}
}

/* 三保障 and 饮水: what the month says is not in order. */
static void
add_lacks(struct build *b)
{
	static const char *const lacks[ANSWER__MAX] = {
		[ANSWER_HOUSING] = "r.housing = 0",
		[ANSWER_WATER] = "r.water = 0",
		[ANSWER_DROPOUT] = "r.dropout = 1",
		[ANSWER_INSURANCE] = "r.insurance = 0",
	};
	const char *between = "";
	int i;

	add(b, " AND (");
	for (i = 0; i < ANSWER__MAX; i++)
		if (b->search->lacks & 1u << i) {
			add(b, between);
			add(b, lacks[i]);
			between = " OR ";
		}
	add(b, ")");
}

static void
add_income(struct build *b)
{
	int64_t year = b->search->income_year != 0 ?
	    b->search->income_year : b->period / 100;

	add(b, SEARCH_INCOME);
	number(b, year * 100 + 1);
	number(b, year * 100 + 12);
	number(b, b->search->below_fen.value);
}

static void
add_where(struct build *b)
{
	const struct search *s = b->search;
	struct scope scope = area_scope(b->who, s->area);

	add(b, " WHERE" SCOPE_SQL " AND h.year = ?");
	dictionary_build_scope(b, &scope);
	number(b, b->who->year);
	if (s->hamlet != NULL) {
		add(b, " AND h.hamlet = ?");
		word(b, s->hamlet);
	}
	add_sets(b);
	if (s->views != 0) {
		add(b, SEARCH_STATES);
		number(b, b->period);
		number(b, search_form_stored(s, b->who));
	}
	if (s->lacks != 0)
		add_lacks(b);
	if (s->below_fen.given)
		add_income(b);
	add_conditions(b);
}

/* From what the households are drawn: who is found by the word; a helper's
 * pairings; else the area. */
static void
add_from(struct build *b)
{
	const struct search *s = b->search;

	if (s->find != SEARCH_NOTHING) {
		dictionary_found_add(b);
	} else if (b->who->helper_id != 0) {
		add(b, SEARCH_PAIRED);
		number(b, b->who->helper_id);
		day(b, b->who->today);
	} else {
		add(b, " FROM household h");
	}
	if (s->views != 0 || s->lacks != 0) {
		add(b, SEARCH_MONTH);
		number(b, b->period);
	}
}

/* ---- pages --------------------------------------------------------------- */

/* What lies behind (or before) the place, in the list's order. */
static void
add_place(struct build *b, const struct search_page *page)
{
	const struct search_place *p = &page->place;
	bool found = b->search->find != SEARCH_NOTHING;
	bool back = page->turn == SEARCH_BACK;

	if (page->turn != SEARCH_NEXT && !back)
		return;
	if (!found) {
		add(b, back ? SEARCH_BEFORE : SEARCH_BEHIND);
		number(b, p->area);
		number(b, p->area);
		number(b, p->household_id);
		return;
	}
	add(b, back ? SEARCH_FOUND_BEFORE : SEARCH_FOUND_BEHIND);
	number(b, p->sort);
	number(b, p->sort);
	number(b, p->area);
	number(b, p->area);
	number(b, p->household_id);
}

/* The month, where no condition has joined it. */
static void
add_month(struct build *b)
{
	if (b->search->views != 0 || b->search->lacks != 0)
		return;
	add(b, SEARCH_MONTH);
	number(b, b->period);
}

/* Forward from place to place: all that are there.  Conditions are looked at
 * in the index alone, before any row. */
static bool
may_walk(const struct build *b, const struct search_page *page)
{
	const struct search *s = b->search;

	return (page->turn == SEARCH_FIRST || page->turn == SEARCH_NEXT) &&
	    search_form_plain(s, b->who) &&
	    (s->classes | s->monitors | s->risks) == 0;
}

/* Of whole villages the sums are kept. */
static void
add_total(struct build *b)
{
	struct scope scope = area_scope(b->who, b->search->area);

	if (!search_form_summed(b->search, b->who)) {
		add(b, SEARCH_TOTAL);
		add_from(b);
		add_where(b);
		return;
	}
	add(b, SEARCH_TOTAL_KEPT);
	number(b, scope.low);
	number(b, scope.high);
	number(b, b->who->year);
	add_sets(b);
}

static void
add_walk(struct build *b, const struct search_page *page)
{
	struct scope scope = area_scope(b->who, b->search->area);

	add(b, SEARCH_WALK);
	add_from(b);
	add_month(b);
	add(b, AREA_SQL);
	add_where(b);
	add_place(b, page);
	add(b, scope.low == scope.high ? SEARCH_WALK_VILLAGE :
	    SEARCH_WALK_ORDER);
	number(b, (int64_t)page->size);
}

static void
add_page(struct build *b, const struct search_page *page)
{
	bool found = b->search->find != SEARCH_NOTHING;
	bool back = page->turn == SEARCH_BACK || page->turn == SEARCH_LAST;

	add(b, found ? SEARCH_PAGE_FOUND : SEARCH_PAGE);
	add_from(b);
	add_where(b);
	add_place(b, page);
	add(b, found ? back ? SEARCH_ORDER_FOUND_BACK : SEARCH_ORDER_FOUND :
	    back ? SEARCH_ORDER_BACK : SEARCH_ORDER);
	number(b, (int64_t)page->size);
	add(b, SEARCH_PAGE_JOIN);
	number(b, b->period);
	add(b, found ? SEARCH_PAGE_MEMBER : "");
	add(b, SEARCH_PAGE_ORDER);
}

/* All of them, with the dictionary's columns of the household. */
static void
add_each(struct build *b)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	bool found = b->search->find != SEARCH_NOTHING;
	size_t i;

	add(b, found ? SEARCH_EACH_FOUND : SEARCH_EACH);
	for (i = 0; i < d->shape.count; i++) {
		add(b, ", ");
		add_column(b, "h", d->shape.columns[i].name);
	}
	add_from(b);
	add_month(b);
	add(b, AREA_SQL);
	add(b, found ? SEARCH_EACH_MEMBER : "");
	add_where(b);
	add(b, found ? SEARCH_EACH_ORDER_FOUND : SEARCH_EACH_ORDER);
}

static const struct column row[] = {
	COLUMN(dictionary_head, id), COLUMN(dictionary_head, year),
};

/* The item's columns, then the dictionary's, further behind. */
static struct shape
each_shape(struct pool *pool)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	size_t head = search_item_shape.count, i;
	size_t count = head + LEN(row) + d->shape.count;
	struct column *c = pool_array(pool, count, sizeof *c);

	memcpy(c, search_item_shape.columns, head * sizeof *c);
	memcpy(c + head, row, sizeof row);
	memcpy(c + head + LEN(row), d->shape.columns,
	    d->shape.count * sizeof *c);
	for (i = head; i < count; i++)
		c[i].offset += DICTIONARY_SEARCH_BEHIND;
	return (struct shape){ c, count,
	    DICTIONARY_SEARCH_BEHIND + d->shape.size };
}

struct dictionary_search
dictionary_search_make(struct pool *pool, enum dictionary_search_what what,
    const struct who *who, const struct search *search,
    const struct search_page *page)
{
	struct build b = dictionary_build_start(pool, who, search);
	struct shape out = what == DICTIONARY_SEARCH_TOTAL ?
	    search_total_shape : what == DICTIONARY_SEARCH_PAGE ?
	    search_item_shape : each_shape(pool);

	if (what == DICTIONARY_SEARCH_PAGE) {
		assert(page != NULL);
		if (may_walk(&b, page))
			add_walk(&b, page);
		else
			add_page(&b, page);
	} else if (what == DICTIONARY_SEARCH_EACH) {
		add_each(&b);
	} else {
		add_total(&b);
	}
	return (struct dictionary_search){
	    dictionary_build_keep(&b, &out), b.values };
}
