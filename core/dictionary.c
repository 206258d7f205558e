#include <string.h>

#include "core/dictionary.h"
#include "core/dictionary_cell.h"
#include "core/text.h"

#define NAME_MOST	40
#define TEXT_MOST	4000	/* characters of a text */
#define CODES_MOST	20	/* of a list in one field */

enum cell_place {
	NAME, LABEL, SECTION, FORM, NATIONAL, KIND, UNIT, LIST, LEAST, MOST,
	REQUIRED, FIRST, LAST, VEIL, KEEP, FORMULA, DEFINITION, SAMPLE,
	SOURCE, PLACE__MAX
};
static const char head[] = "name,label,section,form,national,kind,unit,list,"
    "least,most,required,first_year,last_year,sensitivity,keep,formula,"
    "definition,sample,source";

static const char *const kinds[DICTIONARY_KIND__MAX] = {
	[DICTIONARY_TEXT] = "text", [DICTIONARY_INT] = "int",
	[DICTIONARY_MONEY] = "money", [DICTIONARY_DECIMAL1] = "decimal1",
	[DICTIONARY_DECIMAL2] = "decimal2", [DICTIONARY_DATE] = "date",
	[DICTIONARY_CODE] = "code", [DICTIONARY_CODES] = "codes",
	[DICTIONARY_FLAG] = "flag",
	[DICTIONARY_PHONE] = "phone", [DICTIONARY_IDNO] = "idno",
};
static const char *const veils[VEIL__MAX] = {
	"open", "name", "personal", "contact", "secret",
};
static const char *const keeps[DICTIONARY_KEEP__MAX] = {
	"own", "locked", "base", "counted",
};
/* Columns that the hand-made schema has for itself. */
static const char *const reserved[] = {
	"year", "household_id", "member_id", "number", "area", "head_name",
	"hamlet_id", "serial",
	"exited", "exit_year", "monitor_class", "risk_removed",
	"member_count", "free_after", "active", "version", "changed_by",
	"door", "row_start", "row_end", "id", "member", "pairing", "report",
	"household", "local", "helper_id", "unit_id", "team_id",
};

/* The place of ${word} in the list, or ${count}. */
static size_t
place_in(const char *const *list, size_t count, const char *word)
{
	size_t i;

	for (i = 0; i < count && strcmp(list[i], word) != 0; i++)
		;
	return i;
}

const char *
dictionary_kind_name(enum dictionary_kind kind)
{
	return kinds[kind];
}

enum dictionary_kind
dictionary_kind_read(const char *s)
{
	return (enum dictionary_kind)place_in(kinds, LEN(kinds), s);
}

bool
dictionary_reserved(const char *name)
{
	return place_in(reserved, LEN(reserved), name) < LEN(reserved);
}

bool
dictionary_column_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return *s >= 'a' && *s <= 'z' && s[n] == '\0' && n <= NAME_MOST;
}

const struct dictionary_line *
dictionary_find(const struct dictionary *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if (strcmp(d->lines[i].name, name) == 0)
			return &d->lines[i];
	return NULL;
}

bool
dictionary_coded(const struct dictionary_line *line)
{
	return line->kind == DICTIONARY_CODE ||
	    line->kind == DICTIONARY_CODES;
}

bool
dictionary_valid(const struct dictionary_line *line, int64_t year)
{
	return year >= line->first_year && year <= line->last_year;
}

/* ---- a line ---------------------------------------------------------- */

/* The file on its way in. */
struct reading {
	struct pool *pool;
	struct dictionary *d;
};

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && strcmp(s + n - m, end) == 0;
}

static bool
is_decimal(enum dictionary_kind kind)
{
	return kind == DICTIONARY_DECIMAL1 || kind == DICTIONARY_DECIMAL2;
}

static bool
is_number(enum dictionary_kind kind)
{
	return kind == DICTIONARY_INT || kind == DICTIONARY_MONEY ||
	    is_decimal(kind);
}

static const char *
read_range(const char *const *cell, struct dictionary_line *l)
{
	bool fine = l->kind == DICTIONARY_MONEY || is_decimal(l->kind);

	if (*cell[LEAST] == '\0' && *cell[MOST] == '\0')
		return l->kind == DICTIONARY_TEXT ? "a text needs a most" :
		    NULL;
	if (!is_number(l->kind) && l->kind != DICTIONARY_TEXT &&
	    l->kind != DICTIONARY_CODES)
		return "only numbers, texts and codes have a range";
	if (!dictionary_cell_bound(fine, cell[LEAST], &l->least) ||
	    !dictionary_cell_bound(fine, cell[MOST], &l->most))
		return "least and most are not two values of the kind";
	if (l->most < l->least || l->most == 0)
		return "most is less than least";
	if (l->kind == DICTIONARY_TEXT && (l->least < 0 ||
	    l->most > TEXT_MOST))
		return "a text has 0 to 4000 characters";
	if (l->kind == DICTIONARY_CODES && (l->least < 0 ||
	    l->most > CODES_MOST))
		return "codes are 0 to 20 of their list";
	return NULL;
}

static const char *
read_name(const char *const *cell, struct dictionary_line *l)
{
	if (!dictionary_column_name(l->name))
		return "the name is not [a-z][a-z0-9_]*, at most 40";
	if (l->keep != DICTIONARY_BASE && dictionary_reserved(l->name))
		return "the name is the schema's own";
	if (ends_with(l->name, "_fen") != (l->kind == DICTIONARY_MONEY) ||
	    ends_with(l->name, "_100") != is_decimal(l->kind))
		return "money ends in _fen, a decimal in _100, nothing else";
	if (*cell[LABEL] == '\0' || *cell[SECTION] == '\0' ||
	    *cell[DEFINITION] == '\0')
		return "label, section or definition is missing";
	return NULL;
}

/* road; of codes also health!01, where 01 stands alone. */
static const char *
read_list(const char *cell, struct dictionary_line *l)
{
	bool codes = l->kind == DICTIONARY_CODES;
	char *mark = strchr(cell, '!');

	if (*cell != '\0' ? !dictionary_coded(l) &&
	    l->kind != DICTIONARY_TEXT : dictionary_coded(l))
		return "a code has a list, a text may have one";
	l->alone = "";
	if (mark != NULL && codes) {
		*mark = '\0';
		l->alone = mark + 1;
	}
	return *cell == '\0' || dictionary_column_name(cell) ? NULL :
	    "not the name of a list";
}

static const char *
read_codes(const char *const *cell, struct dictionary_line *l)
{
	const char *why;

	if (!dictionary_cell_form(cell[FORM]))
		return "not a form code like A33";
	if (!dictionary_cell_national(cell[NATIONAL]))
		return "not a national column like AAC301";
	if (!dictionary_cell_source(cell[SOURCE]))
		return "not a source like S0-050";
	if ((why = read_list(cell[LIST], l)) != NULL)
		return why;
	if (!dictionary_cell_year(cell[FIRST], &l->first_year) ||
	    !dictionary_cell_year(cell[LAST], &l->last_year) ||
	    l->last_year < l->first_year)
		return "not a first and a last year since 2014";
	return NULL;
}

static const char *
read_words(const char *const *cell, struct dictionary_line *l)
{
	l->kind = dictionary_kind_read(cell[KIND]);
	l->veil = (enum veil)place_in(veils, LEN(veils),
	    cell[VEIL]);
	l->keep = (enum dictionary_keep)place_in(keeps, LEN(keeps),
	    cell[KEEP]);
	if (l->kind == DICTIONARY_KIND__MAX)
		return "no such kind";
	if (l->veil == VEIL__MAX)
		return "sensitivity is open, name, personal, contact or secret";
	if (l->keep == DICTIONARY_KEEP__MAX)
		return "keep is own, locked, base or counted";
	l->required = strcmp(cell[REQUIRED], "1") == 0;
	if (!l->required && *cell[REQUIRED] != '\0')
		return "required is 1 or empty";
	return NULL;
}

/* ---- the file -------------------------------------------------------- */

static const char *
twice(const struct dictionary *d, const struct dictionary_line *l)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *o = &d->lines[i];

		if (strcmp(o->name, l->name) == 0)
			return "the name is there already";
		if (o->first_year > l->last_year ||
		    l->first_year > o->last_year)
			continue;
		if (*l->national != '\0' &&
		    strcmp(o->national, l->national) == 0)
			return "the national column is there already in that"
			    " year";
		if (*l->form != '\0' && strcmp(o->form, l->form) == 0)
			return "the form code is there already in that year";
	}
	return NULL;
}

static const char *
read_line(struct reading *r, const char *const *cell, int number,
    struct dictionary_line *l)
{
	const char *why;

	*l = (struct dictionary_line){ .line = number, .name = cell[NAME],
	    .label = cell[LABEL], .section = cell[SECTION],
	    .form = cell[FORM], .national = cell[NATIONAL],
	    .unit = cell[UNIT], .list = cell[LIST],
	    .definition = cell[DEFINITION], .sample = cell[SAMPLE],
	    .source = cell[SOURCE] };
	if ((why = read_words(cell, l)) != NULL ||
	    (why = read_name(cell, l)) != NULL ||
	    (why = read_codes(cell, l)) != NULL ||
	    (why = read_range(cell, l)) != NULL ||
	    (why = twice(r->d, l)) != NULL)
		return why;
	return dictionary_formula_read(r->pool, r->d, cell[FORMULA], l);
}

static const char *
take_line(void *cookie, const char *const *cells, int number)
{
	struct reading *r = cookie;
	struct dictionary_line *l = &r->d->lines[r->d->count];
	const char *why = read_line(r, cells, number, l);

	if (why != NULL)
		return why;
	dictionary_place(r->d, l);
	r->d->count++;
	return NULL;
}

enum err
dictionary_read(struct pool *pool, const char *entity, const char *text,
    size_t len, struct dictionary *d)
{
	char *copy = pool_copy_len(pool, text, len);
	size_t most = text_lines(copy) + 2;	/* with room for one more */
	struct dictionary_flaw *flaws = pool_array(pool, most, sizeof *flaws);
	struct reading r = { pool, d };

	*d = (struct dictionary){ .entity = entity, .flaws = flaws,
	    .lines = pool_array(pool, most, sizeof *d->lines),
	    .shape = { pool_array(pool, most, sizeof(struct column)), 0,
	    sizeof(struct dictionary_head) } };
	return dictionary_csv_read(&(struct dictionary_csv){ head,
	    "not the head of a dictionary", PLACE__MAX, take_line, &r, flaws,
	    &d->flaw_count }, copy, len);
}
