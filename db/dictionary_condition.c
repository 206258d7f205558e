#include "db/dictionary_condition.h"

/* Short names for what is said often here. */
#define add(...)	dictionary_build_add(__VA_ARGS__)
#define add_column(...)	dictionary_build_column(__VA_ARGS__)
#define number(...)	dictionary_build_number(__VA_ARGS__)
#define word(...)	dictionary_build_word(__VA_ARGS__)
#define day(...)	dictionary_build_day(__VA_ARGS__)
#define pattern(...)	dictionary_build_pattern(__VA_ARGS__)

/* A later day never comes: none was filled in (DATE_NEVER). */
#define LAST_DAY_SQL	"'9999-12-30'"

/* A field's value; an area's own stands as a text in the column local, as
 * dictionary_plain writes it. */
static void
add_field(struct build *b, const struct dictionary_line *l, const char *alias)
{
	bool fine = l->kind == DICTIONARY_MONEY ||
	    l->kind == DICTIONARY_DECIMAL1 || l->kind == DICTIONARY_DECIMAL2;
	bool whole = l->kind == DICTIONARY_INT || l->kind == DICTIONARY_FLAG;

	if (!l->local) {
		add_column(b, alias, l->name);
		return;
	}
	add(b, fine || whole ? "CAST(JSON_VALUE(" :
	    l->kind == DICTIONARY_DATE ? "DATE(JSON_VALUE(" :
	    "(JSON_VALUE(");
	add_column(b, alias, DICTIONARY_LOCAL);
	add(b, ", ?)");
	word(b, pool_print(b->pool, "$.%s", l->name));
	add(b, fine ? " * 100 AS SIGNED)" : whole ? " AS SIGNED)" : ")");
}

static void
add_any(struct build *b, const struct search_condition *c, const char *alias)
{
	bool flag = c->line->kind == DICTIONARY_FLAG;
	size_t i;

	add(b, " AND ");
	if (c->line->kind == DICTIONARY_CODES) {
		add(b, "(");
		for (i = 0; i < c->code_count; i++) {
			add(b, i == 0 ? "FIND_IN_SET(?, " :
			    " OR FIND_IN_SET(?, ");
			word(b, c->codes[i]);
			add_field(b, c->line, alias);
			add(b, ")");
		}
		add(b, ")");
		return;
	}
	add_field(b, c->line, alias);
	add(b, " IN (");
	for (i = 0; i < c->code_count; i++) {
		add(b, i == 0 ? "?" : ", ?");
		if (flag)
			number(b, *c->codes[i] == '1');
		else
			word(b, c->codes[i]);
	}
	add(b, ")");
}

static void
add_end(struct build *b, const struct search_condition *c, const char *alias,
    bool from)
{
	bool is_day = c->line->kind == DICTIONARY_DATE;
	const struct opt_int *end = from ? &c->from : &c->to;
	struct date d = from ? c->from_day : c->to_day;

	if (is_day ? d.year == 0 : !end->given)
		return;
	add(b, " AND ");
	add_field(b, c->line, alias);
	add(b, !from ? " <= ?" : is_day ? " BETWEEN ? AND " LAST_DAY_SQL :
	    " >= ?");
	if (is_day)
		day(b, d);
	else
		number(b, end->value);
}

static void
add_condition(struct build *b, const struct search_condition *c,
    const char *alias)
{
	switch (c->how) {
	case SEARCH_ANY:
		add_any(b, c, alias);
		break;
	case SEARCH_BETWEEN:
		add_end(b, c, alias, true);
		add_end(b, c, alias, false);
		break;
	case SEARCH_HAS:
	case SEARCH_IS:
		add(b, " AND ");
		add_field(b, c->line, alias);
		add(b, " LIKE ?");
		word(b, c->how == SEARCH_IS ? pattern(b, "", c->text, "") :
		    pattern(b, "%", c->text, "%"));
		break;
	case SEARCH_EMPTY:
		add(b, " AND (");
		add_field(b, c->line, alias);
		add(b, " IS NULL");
		if (c->line->column == NULL ||
		    c->line->column->cell == CELL_TEXT) {
			add(b, " OR ");
			add_field(b, c->line, alias);
			add(b, " = ''");
		}
		if (c->line->kind == DICTIONARY_DATE) {
			add(b, " OR ");
			add_field(b, c->line, alias);
			add(b, " > " LAST_DAY_SQL);
		}
		add(b, ")");
		break;
	case SEARCH_HOW__MAX:
		break;
	}
}

bool
dictionary_condition_on(const struct search *search,
    enum dictionary_entity entity)
{
	size_t i;

	for (i = 0; i < search->condition_count; i++)
		if (search->conditions[i].entity == entity)
			return true;
	return false;
}

void
dictionary_condition_add(struct build *b, enum dictionary_entity entity,
    const char *alias)
{
	const struct search *s = b->search;
	size_t i;

	for (i = 0; i < s->condition_count; i++)
		if (s->conditions[i].entity == entity)
			add_condition(b, &s->conditions[i], alias);
}
