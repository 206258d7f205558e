#include <string.h>

#include "core/dictionary_cell.h"
#include "core/rule.h"
#include "core/text.h"

#define SENTENCE_MOST	80	/* characters */

enum cell_place {
	NAME, ENTITY, SEVERITY, FIRST, LAST, MARK, CONDITION, SENTENCE,
	SOURCE, PLACE__MAX
};
static const char head[] = "name,entity,severity,first_year,last_year,mark,"
    "condition,sentence,source";

struct reading {
	struct pool *pool;
	const struct rule_fields *fields;
	struct rule_book *book;
};

const struct rule *
rule_find(const struct rule_book *book, const char *name)
{
	size_t i;

	for (i = 0; i < book->count; i++)
		if (strcmp(book->rules[i].name, name) == 0)
			return &book->rules[i];
	return NULL;
}

/* ---- a line ---------------------------------------------------------- */

static bool
is_source(const char *s)
{
	return *s != '\0' && strspn(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "_-. ") == strlen(s);
}

/* Whether the list names the word. */
static bool
lists(const char *list, const char *word)
{
	size_t n = strlen(word), len;

	for (;; list += len + 1) {
		len = strcspn(list, "|");
		if (len == n && memcmp(list, word, n) == 0)
			return true;
		if (list[len] == '\0')
			return false;
	}
}

/* Of places, those of another kind are passed over. */
static const char *
read_entity(const struct rule_fields *fields, const char *cell,
    struct rule *rule, bool *other)
{
	static const char *const places[] = { "village", "hamlet", "county" };
	size_t i, n = 0, want = 1;

	*other = false;
	if (fields->member != NULL) {
		rule->member = strcmp(cell, "member") == 0;
		return rule->member || strcmp(cell, "household") == 0 ? NULL :
		    "entity is household or member";
	}
	for (i = 0; i < LEN(places); i++)
		n += lists(cell, places[i]);
	for (i = 0; cell[i] != '\0'; i++)
		want += cell[i] == '|';
	*other = !lists(cell, fields->household->entity);
	return n == want ? NULL : "entity is village|hamlet|county, or some";
}

static const char *
read_words(const char *const *cell, struct rule *rule)
{
	rule->severity = strcmp(cell[SEVERITY], "block") == 0 ? RULE_BLOCK :
	    RULE_WARN;
	if (!dictionary_column_name(cell[NAME]))
		return "the name is not [a-z][a-z0-9_]*, at most 40";
	if (rule->severity == RULE_WARN && strcmp(cell[SEVERITY], "warn") != 0)
		return "severity is block or warn";
	if (!dictionary_cell_year(cell[FIRST], &rule->first_year) ||
	    !dictionary_cell_year(cell[LAST], &rule->last_year) ||
	    rule->last_year < rule->first_year)
		return "not a first and a last year since 2014";
	if (*cell[SENTENCE] == '\0' ||
	    text_chars(cell[SENTENCE]) > SENTENCE_MOST)
		return "a sentence has 1 to 80 characters";
	return is_source(cell[SOURCE]) ? NULL :
	    "not a source like 2_01_004 or S0-033";
}

static const char *
take_line(void *cookie, const char *const *cells, int number)
{
	struct reading *r = cookie;
	struct rule_book *b = r->book;
	struct rule *rule = &b->rules[b->count];
	const char *why;
	bool other = false;

	*rule = (struct rule){ .line = number, .name = cells[NAME],
	    .mark = cells[MARK], .condition = cells[CONDITION],
	    .sentence = cells[SENTENCE], .source = cells[SOURCE] };
	if ((why = read_entity(r->fields, cells[ENTITY], rule,
	    &other)) != NULL || other)
		return why;
	if ((why = read_words(cells, rule)) != NULL)
		return why;
	if (rule_find(b, rule->name) != NULL)
		return "the name is there already";
	if ((why = rule_parse(r->pool, r->fields, rule)) != NULL ||
	    (why = rule_sentence_flaw(rule)) != NULL)
		return why;
	b->count++;
	return NULL;
}

enum err
rule_read(struct pool *pool, const struct rule_fields *fields,
    const char *text, size_t len, struct rule_book *book)
{
	char *copy = pool_copy_len(pool, text, len);
	size_t most = text_lines(copy) + 2;	/* with room for one more */
	struct dictionary_flaw *flaws = pool_array(pool, most, sizeof *flaws);
	struct reading r = { pool, fields, book };

	*book = (struct rule_book){ .flaws = flaws,
	    .rules = pool_array(pool, most, sizeof *book->rules) };
	return dictionary_csv_read(&(struct dictionary_csv){ head,
	    "not the head of the rules", PLACE__MAX, take_line, &r, flaws,
	    &book->flaw_count }, copy, len);
}

/* ---- judging --------------------------------------------------------- */

/* Whether the rule looks at a field that the form changes. */
static bool
concerns(const struct rule *rule, const struct rule_part *part)
{
	size_t i, j;

	if (part->form == NULL)
		return true;
	for (i = 0; i < rule->use_count; i++)
		for (j = 0; j < part->form->count; j++)
			if (rule->uses[i].member == part->of_member &&
			    strcmp(rule->uses[i].name,
			    part->form->lines[j]->name) == 0)
				return true;
	return false;
}

struct judging {
	struct pool *pool;
	const struct rule_facts *facts;
	const struct rule_part *part;
	struct rule_findings *out;
	size_t room;
};

static void
look(struct judging *j, const struct rule *rule, size_t member)
{
	struct rule_findings *f = j->out;
	struct rule_finding *more;

	if (!rule_broken(rule, j->facts, member))
		return;
	if (f->count == j->room) {
		j->room = j->room == 0 ? 8 : j->room * 2;
		more = pool_array(j->pool, j->room, sizeof *more);
		if (f->count > 0)
			memcpy(more, f->at, f->count * sizeof *more);
		f->at = more;
	}
	f->at[f->count++] = (struct rule_finding){ rule, member };
}

static void
look_at_members(struct judging *j, const struct rule *rule)
{
	const struct dictionary_head *h;
	size_t i;

	for (i = 0; i < j->facts->member_count; i++) {
		h = j->facts->members[i];
		if (h->base.active &&
		    (!j->part->one || i == j->part->member))
			look(j, rule, i);
	}
}

static bool
asked(const struct rule *rule, int64_t year, const struct rule_part *part)
{
	return year >= rule->first_year && year <= rule->last_year &&
	    concerns(rule, part);
}

bool
rule_looks(const struct rule_book *book, int64_t year,
    const struct rule_part *part, const char *name)
{
	size_t i, j;

	for (i = 0; i < book->count; i++) {
		const struct rule *rule = &book->rules[i];

		for (j = 0; j < rule->use_count; j++)
			if (!rule->uses[j].member &&
			    strcmp(rule->uses[j].name, name) == 0 &&
			    asked(rule, year, part))
				return true;
	}
	return false;
}

struct rule_findings
rule_judge(struct pool *pool, const struct rule_book *book,
    const struct rule_facts *facts, const struct rule_part *part)
{
	const struct dictionary_head *h = facts->household;
	struct rule_findings out = { NULL, 0 };
	struct judging j = { pool, facts, part, &out, 0 };
	const struct rule *rule;
	size_t i;

	for (i = 0; i < book->count; i++) {
		rule = &book->rules[i];
		if (!asked(rule, h->year, part))
			continue;
		if (rule->member)
			look_at_members(&j, rule);
		else
			look(&j, rule, 0);
	}
	return out;
}
