#include <string.h>

#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_panel.h"
#include "fcgi/pages/search_said.h"

/* ---- flaws and chips ---------------------------------------------------- */

/* What is wrong at the controls that are called ${control}, or ${control}.… */
static void
fill_flaws(const struct search_words *w, struct page *page,
    const char *section, const char *control)
{
	size_t n = strlen(control), i;

	for (i = 0; i < w->flaw_count; i++) {
		const struct search_flaw *f = &w->flaws[i];

		if (strncmp(f->control, control, n) == 0 &&
		    (f->control[n] == '\0' || f->control[n] == '.'))
			page_text(page_part(page, section), "sentence",
			    f->sentence);
	}
}

static void
fill_summary(const struct search_words *w, struct page *page)
{
	struct page *box, *line;
	size_t i;

	if (w->flaw_count == 0)
		return;
	box = page_part(page, "FLAWS");
	page_int(box, "count", (int64_t)w->flaw_count);
	for (i = 0; i < w->flaw_count; i++) {
		line = page_part(box, "FLAW");
		page_text(line, "field", w->flaws[i].control);
		page_text(line, "sentence", w->flaws[i].sentence);
	}
}

static void
fill_chips(const struct search_words *w, struct page *page)
{
	struct page *chip;
	size_t i;

	for (i = 0; i < w->chip_count; i++) {
		chip = page_part(page, "CHIP");
		page_text(chip, "label", w->chips[i].label);
		page_text(chip, "link", search_words_address(w, &w->chips[i],
		    "", ""));
	}
}

/* ---- sets ---------------------------------------------------------------- */

/* Whether the address asks for it by this very word. */
static bool
asked(const struct search_words *w, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < w->r->query.count; i++)
		if (strcmp(w->r->query.at[i].name, name) == 0 &&
		    strcmp(w->r->query.at[i].value, value) == 0)
			return true;
	return false;
}

static void
fill_sets(const struct search_words *w, struct page *page)
{
	struct page *box, *part;
	size_t i;
	int s;

	for (s = 0; s < SEARCH_SET__MAX; s++) {
		const struct search_set *set = &search_sets[s];

		box = page_part(page, "SET");
		page_text(box, "name", set->name);
		page_text(box, "label", set->label);
		fill_flaws(w, box, "WRONG", set->name);
		for (i = 0; i < set->count; i++) {
			part = page_part(box, "CHOICE");
			page_text(part, "name", set->name);
			page_text(part, "code", set->choices[i].code);
			page_text(part, "label", set->choices[i].label);
			if (asked(w, set->name, set->choices[i].code))
				page_show(part, "CHOSEN");
		}
	}
}

/* ---- fields of the dictionary --------------------------------------------- */

struct picked {
	enum dictionary_entity entity;
	const struct dictionary_line *line;
	const char *name;		/* h.NAME */
};

static void
fill_input(const struct search_words *w, struct page *page,
    const char *section, const char *control)
{
	struct page *p = page_part(page, section);

	page_text(p, "control", control);
	page_text(p, "value", req_query(w->r, control));
}

static void
fill_code(const struct search_words *w, struct page *page,
    const struct picked *f, const char *code)
{
	struct page *p = page_part(page, "CODE");

	page_text(p, "control", f->name);
	page_text(p, "code", code);
	page_text(p, "label", search_said_label(w, f->line, code));
	if (asked(w, f->name, code))
		page_show(p, "CHOSEN");
}

static void
fill_codes(const struct search_words *w, struct page *page,
    const struct picked *f)
{
	size_t i;

	if (f->line->kind == DICTIONARY_FLAG) {
		fill_code(w, page, f, "1");
		fill_code(w, page, f, "0");
		return;
	}
	for (i = 0; i < w->codes->count; i++)
		if (search_said_code(w, f->line, &w->codes->at[i]))
			fill_code(w, page, f, w->codes->at[i].code);
}

static void
fill_field(const struct search_words *w, struct page *page,
    const struct picked *f)
{
	struct page *box = page_part(page, "FIELD");
	struct pool *pool = w->r->pool;
	const char *none = pool_print(pool, "%s.none", f->name);
	struct page *part;

	page_text(box, "name", f->name);
	page_text(box, "label", f->line->label);
	page_text(box, "owner", search_field_owner(f->entity));
	page_text(box, "unit", f->line->unit);
	page_text(box, "none", none);
	if (asked(w, none, "1"))
		page_show(box, "NONE");
	fill_flaws(w, box, "WRONG", f->name);
	switch (search_field_how(f->line)) {
	case SEARCH_ANY:
		fill_codes(w, page_part(box, "CODES"), f);
		break;
	case SEARCH_BETWEEN:
		part = page_part(box, f->line->kind == DICTIONARY_DATE ?
		    "DAYS" : "NUMBERS");
		fill_input(w, part, "FROM", pool_print(pool, "%s.from",
		    f->name));
		fill_input(w, part, "TO", pool_print(pool, "%s.to",
		    f->name));
		break;
	case SEARCH_HAS:
		fill_input(w, box, "HAS", pool_print(pool, "%s.has",
		    f->name));
		fill_input(w, box, "IS", pool_print(pool, "%s.is", f->name));
		break;
	case SEARCH_IS:
	case SEARCH_EMPTY:
	case SEARCH_HOW__MAX:
		fill_input(w, box, "IS", pool_print(pool, "%s.is", f->name));
		break;
	}
}

/* Those of the address, each once, and the one that was picked. */
static void
fill_fields(const struct search_words *w, struct page *page)
{
	size_t count = w->r->query.count, i;
	struct picked f, last = { .line = NULL };
	bool shown = false;
	const char *word, *suffix;

	for (i = 0; i <= count; i++) {
		word = i < count ? w->r->query.at[i].name : w->field;
		f.line = search_field_line(w, word, &f.entity, &suffix);
		if (f.line == NULL || f.line == last.line ||
		    (i < count && w->r->query.at[i].len == 0) ||
		    (i == count && shown))
			continue;
		f.name = search_field_name(w, f.entity, f.line);
		shown = shown || strcmp(f.name, w->field) == 0;
		fill_field(w, page, &f);
		last = f;
	}
}

/* What may be picked, by section. */
static void
fill_picks(const struct search_words *w, struct page *page,
    enum dictionary_entity entity)
{
	const struct dictionary *d = &w->d[entity];
	struct page *group = NULL, *p;
	const char *section = "", *next;
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];

		if (!search_field_may(w, entity, l))
			continue;
		next = l->local ? "本地指标" : l->section;
		if (group == NULL || strcmp(section, next) != 0) {
			group = page_part(page, "GROUP");
			section = next;
			page_text(group, "owner",
			    search_field_owner(entity));
			page_text(group, "section", section);
		}
		p = page_part(group, "PICK");
		page_text(p, "name", search_field_name(w, entity, l));
		page_text(p, "label", l->label);
	}
}

static void
fill_conditions(const struct search_words *w, struct page *page)
{
	struct page *box = page_include(page, "CONDITIONS",
	    "conditions.tpl");
	int i;

	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++)
		fill_picks(w, box, (enum dictionary_entity)i);
	fill_fields(w, box);
	if (w->d[DICTIONARY_MEMBER].count > 0)
		page_show(box, "MEMBERS");
	if (w->d[DICTIONARY_TEAM_MEMBER].count > 0)
		page_show(box, "TEAM");
}

/* Conditions that have their controls outside of the part that opens. */
static bool
beside(const char *name)
{
	static const char *const names[] = { "find", "area", "hamlet",
	    "class", "exact", "longer" };
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool
search_panel_more(const struct search_words *w)
{
	size_t i;

	for (i = 0; i < w->chip_count; i++)
		if (!beside(w->chips[i].name))
			return true;
	return w->flaw_count > 0 || w->r->verb == VERB_POST ||
	    *w->field != '\0' ||
	    *req_query(w->r, "more") != '\0';
}

static void
fill_more(const struct search_words *w, struct page *page)
{
	fill_sets(w, page);
	if (w->search.exact)
		page_show(page, "EXACT");
	page_text(page, "below", w->below);
	page_text(page, "income_year", req_query(w->r, "income_year"));
	page_int(page, "income_now", search_form_period(&w->search,
	    &w->r->who) / 100);
	fill_flaws(w, page, "BELOW_WRONG", "below");
	fill_flaws(w, page, "BELOW_WRONG", "income_year");
	fill_conditions(w, page);
}

/* The way to the other controls; what is chosen there and does not open
 * them goes along unseen. */
static void
fill_less(const struct search_words *w, struct page *page)
{
	const struct word *word;
	struct page *part;
	size_t i;

	page_text(page, "link", search_words_address(w, NULL, "more", "1"));
	for (i = 0; i < w->r->query.count; i++) {
		word = &w->r->query.at[i];
		if (word->len == 0 || (strcmp(word->name, "class") != 0 &&
		    strcmp(word->name, "exact") != 0))
			continue;
		part = page_part(page, "HIDDEN");
		page_text(part, "name", word->name);
		page_text(part, "code", word->value);
	}
}

void
search_panel_fill(const struct search_words *w, struct page *page)
{
	fill_summary(w, page);
	fill_chips(w, page);
	page_text(page, "find", w->typed);
	fill_flaws(w, page, "FIND_WRONG", "find");
	fill_flaws(w, page, "AREA_WRONG", "area");
	page_text(page, "area", req_query(w->r, "area"));
	page_text(page, "hamlet", req_query(w->r, "hamlet"));
	if (search_panel_more(w))
		fill_more(w, page_part(page, "MORE"));
	else
		fill_less(w, page_part(page, "LESS"));
}

void
search_panel_records(const struct search_words *w, struct page *page)
{
	struct page *box = page_include(page, "SEARCH", "record_search.tpl");

	fill_summary(w, box);
	fill_chips(w, box);
	if (search_panel_more(w))
		fill_conditions(w, page_part(box, "MORE"));
	else
		page_text(page_part(box, "LESS"), "link",
		    search_words_address(w, NULL, "more", "1"));
}
