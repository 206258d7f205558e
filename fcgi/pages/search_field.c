#include <string.h>

#include "core/mask.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_said.h"

/* The letter of an entity's fields in an address, whose they are, and what
 * a chip says of those that belong to what is listed. */
static const struct {
	char letter;
	const char *owner, *mark;
} owners[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HOUSEHOLD] = { 'h', "住户", "" },
	[DICTIONARY_MEMBER] = { 'm', "成员", "成员" },
	[DICTIONARY_HELPER] = { 'k', "帮扶责任人", "" },
	[DICTIONARY_UNIT] = { 'u', "帮扶单位", "" },
	[DICTIONARY_TEAM] = { 't', "工作队", "" },
	[DICTIONARY_TEAM_MEMBER] = { 'w', "队员", "队员" },
};

/* What may be asked of a kind, and how its words are read. */
static const struct {
	enum search_how how;
	enum field_kind read;
} kinds[DICTIONARY_KIND__MAX] = {
	[DICTIONARY_TEXT] = { SEARCH_HAS, FIELD_TEXT },
	[DICTIONARY_INT] = { SEARCH_BETWEEN, FIELD_INT },
	[DICTIONARY_MONEY] = { SEARCH_BETWEEN, FIELD_MONEY },
	[DICTIONARY_DECIMAL1] = { SEARCH_BETWEEN, FIELD_DECIMAL },
	[DICTIONARY_DECIMAL2] = { SEARCH_BETWEEN, FIELD_DECIMAL },
	[DICTIONARY_DATE] = { SEARCH_BETWEEN, FIELD_DATE },
	[DICTIONARY_CODE] = { SEARCH_ANY, FIELD_TEXT },
	[DICTIONARY_CODES] = { SEARCH_ANY, FIELD_TEXT },
	[DICTIONARY_FLAG] = { SEARCH_ANY, FIELD_TEXT },
	[DICTIONARY_PHONE] = { SEARCH_IS, FIELD_TEXT },
	[DICTIONARY_IDNO] = { SEARCH_IS, FIELD_TEXT },
};
#define TEXT_MOST 60

enum search_how
search_field_how(const struct dictionary_line *l)
{
	return kinds[l->kind].how;
}

/* These have controls of their own on the page. */
static bool
beside(const char *name)
{
	static const char *const names[] = { "number", "area", "exited",
	    "monitor_class", "risk_removed", "hamlet", "active" };
	size_t i;

	for (i = 0; i < LEN(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* What is not seen whole is not guessed at by searching, either.  But a county
 * counts its people by age, health or schooling, though it sees no single
 * one's; and a household is found by the whole number of one of its members
 * (S1-222).  A unit may be one of an area above. */
static bool
hidden(const struct search_words *w, enum dictionary_entity entity,
    const struct dictionary_line *l)
{
	struct mask_sight sight = mask_sight(&w->r->who);
	bool counted = search_field_how(l) == SEARCH_ANY ||
	    search_field_how(l) == SEARCH_BETWEEN;

	if (entity == DICTIONARY_UNIT)
		sight.relation = MASK_ELSEWHERE;
	return !counted && !mask_shows(sight, l->veil) &&
	    (entity != DICTIONARY_MEMBER || l->kind != DICTIONARY_IDNO);
}

bool
search_field_may(const struct search_words *w, enum dictionary_entity entity,
    const struct dictionary_line *l)
{
	return l->keep != DICTIONARY_COUNTED && !beside(l->name) &&
	    dictionary_valid(l, w->r->who.year) && !hidden(w, entity, l);
}

const char *
search_field_owner(enum dictionary_entity entity)
{
	return owners[entity].owner;
}

/* ---- one word ----------------------------------------------------------- */

/* Whether it begins with the letter of what is searched. */
static bool
is_field(const struct search_words *w, const char *word,
    enum dictionary_entity *entity)
{
	int i;

	if (*word == '\0' || word[1] != '.')
		return false;
	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++) {
		*entity = (enum dictionary_entity)i;
		if (w->d[i].count > 0 && owners[i].letter == *word)
			return true;
	}
	return false;
}

static const struct dictionary_line *
line_of(const struct search_words *w, const char *word,
    enum dictionary_entity *entity, const char **suffix)
{
	const char *dot;

	if (!is_field(w, word, entity))
		return NULL;
	dot = strchr(word + 2, '.');
	*suffix = dot != NULL ? dot + 1 : "";
	return dictionary_find(&w->d[*entity], pool_copy_len(w->r->pool,
	    word + 2, dot != NULL ? (size_t)(dot - word - 2) :
	    strlen(word + 2)));
}

const struct dictionary_line *
search_field_line(const struct search_words *w, const char *word,
    enum dictionary_entity *entity, const char **suffix)
{
	const struct dictionary_line *l = line_of(w, word, entity, suffix);

	return l != NULL && search_field_may(w, *entity, l) ? l : NULL;
}

/* The condition of h.NAME.SUFFIX, new or the one that was there; NULL where
 * there is no such field. */
static struct search_condition *
condition_of(struct search_words *w, const char *word, const char **suffix)
{
	enum dictionary_entity entity;
	const struct dictionary_line *l = search_field_line(w, word, &entity,
	    suffix);
	struct search_condition *c;

	if (l == NULL)
		return NULL;
	if (w->search.condition_count > 0) {
		c = &w->conditions[w->search.condition_count - 1];
		if (c->line == l)
			return c;
	}
	if (w->search.condition_count == SEARCH_CONDITIONS_MOST) {
		search_words_flaw(w, word, pool_print(w->r->pool,
		    "最多%d个指标条件，请去掉几个。",
		    SEARCH_CONDITIONS_MOST));
		return NULL;
	}
	c = &w->conditions[w->search.condition_count++];
	*c = (struct search_condition){ .entity = entity, .line = l,
	    .how = kinds[l->kind].how,
	    .codes = pool_array(w->r->pool, SEARCH_CODES_MOST,
		sizeof *c->codes) };
	return c;
}

static void
read_code(struct search_words *w, struct search_condition *c,
    const char *control, const char *code)
{
	if (search_said_label(w, c->line, code) == NULL)
		search_words_flaw(w, control, pool_print(w->r->pool,
		    "%s没有“%.60s”这一项。", c->line->label, code));
	else if (c->code_count == SEARCH_CODES_MOST)
		search_words_flaw(w, control, pool_print(w->r->pool,
		    "%s最多选%d项。", c->line->label, SEARCH_CODES_MOST));
	else
		c->codes[c->code_count++] = code;
}

static void
read_value(struct search_words *w, struct search_condition *c,
    const struct word *word, const char *suffix)
{
	const struct field f = { .name = word->name,
	    .label = c->line->label, .kind = kinds[c->line->kind].read,
	    .most = kinds[c->line->kind].read == FIELD_TEXT ? TEXT_MOST : 0,
	    .unit = c->line->unit };
	bool from = strcmp(suffix, "from") == 0;
	struct answer a;

	if (!field_answer(w->r->pool, &f, word->value, word->len, &a)) {
		search_words_flaw(w, word->name, field_sentence(w->r->pool,
		    &f, &a));
		return;
	}
	if (f.kind == FIELD_TEXT) {
		c->text = a.text;
		if (strcmp(suffix, "is") == 0)
			c->how = SEARCH_IS;
	} else if (f.kind == FIELD_DATE) {
		*(from ? &c->from_day : &c->to_day) = a.day;
	} else {
		*(from ? &c->from : &c->to) =
		    (struct opt_int){ true, a.value };
	}
}

/* Whether a field of that kind is asked for so. */
static bool
suffix_fits(const struct dictionary_line *l, const char *suffix)
{
	static const char *const fits[SEARCH_HOW__MAX] = {
		[SEARCH_ANY] = " ", [SEARCH_BETWEEN] = " from to ",
		[SEARCH_HAS] = " has is ", [SEARCH_IS] = " is ",
	};
	const char *all = fits[kinds[l->kind].how], *p;
	size_t len = strlen(suffix);

	if (strcmp(suffix, "none") == 0)
		return true;
	if (kinds[l->kind].how == SEARCH_ANY)
		return len == 0;
	for (p = strstr(all, suffix); len > 0 && p != NULL;
	    p = strstr(p + 1, suffix))
		if (p[-1] == ' ' && p[len] == ' ')
			return true;
	return false;
}

/* A field that is masked, and the way to do without it: of a search that was
 * saved or sent by who sees more. */
static bool
refuse_hidden(struct search_words *w, const char *word)
{
	enum dictionary_entity entity;
	const char *suffix, *name;
	const struct dictionary_line *l = line_of(w, word, &entity, &suffix);
	size_t i;

	if (l == NULL || !hidden(w, entity, l))
		return false;
	name = search_field_name(w, entity, l);
	for (i = 0; i < w->chip_count; i++)
		if (strcmp(w->chips[i].name, name) == 0)
			return true;
	search_words_flaw(w, name, pool_print(w->r->pool, "%s的“%s”您看到的"
	    "是遮住的，不能按它查询，请去掉这个条件。",
	    owners[entity].owner, l->label));
	search_words_chip(w, pool_print(w->r->pool, "%s%s（遮住的）",
	    owners[entity].mark, l->label), name, NULL);
	return true;
}

static void
read_word(struct search_words *w, const struct word *word)
{
	const char *value = text_trim(w->r->pool, text_clean(w->r->pool,
	    word->value, word->len)), *suffix;
	struct search_condition *c;

	if (*value == '\0' || refuse_hidden(w, word->name))
		return;
	c = condition_of(w, word->name, &suffix);
	if (c == NULL || !suffix_fits(c->line, suffix)) {
		search_words_flaw(w, word->name, pool_print(w->r->pool,
		    "没有“%.60s”这个指标条件。", word->name));
		return;
	}
	if (strcmp(suffix, "none") == 0)
		c->how = SEARCH_EMPTY;
	else if (c->how == SEARCH_EMPTY)
		return;
	else if (kinds[c->line->kind].how == SEARCH_ANY)
		read_code(w, c, word->name, value);
	else
		read_value(w, c, word, suffix);
}

/* ---- in words ----------------------------------------------------------- */

const char *
search_field_name(const struct search_words *w,
    enum dictionary_entity entity, const struct dictionary_line *l)
{
	return pool_print(w->r->pool, "%c.%s", owners[entity].letter,
	    l->name);
}

/* From above to is nobody. */
static void
check(struct search_words *w, const struct search_condition *c)
{
	bool wrong = c->line->kind == DICTIONARY_DATE ?
	    c->from_day.year != 0 && c->to_day.year != 0 &&
	    date_compare(c->from_day, c->to_day) > 0 :
	    c->from.given && c->to.given && c->from.value > c->to.value;

	if (c->how == SEARCH_BETWEEN && wrong)
		search_words_flaw(w, pool_print(w->r->pool, "%s.to",
		    search_field_name(w, c->entity, c->line)), pool_print(w->r->pool,
		    "%s的“至”比“从”小。", c->line->label));
}

/* What has nothing but flaws asks for nothing. */
static void
settle(struct search_words *w)
{
	const struct search_condition *c;
	const char *name;
	size_t i, n = 0;

	for (i = 0; i < w->search.condition_count; i++) {
		c = &w->conditions[i];
		if (c->how == SEARCH_EMPTY || c->code_count > 0 ||
		    c->text != NULL || c->from.given || c->to.given ||
		    c->from_day.year != 0 || c->to_day.year != 0)
			w->conditions[n++] = *c;
	}
	w->search.condition_count = n;
	for (i = 0; i < n; i++) {
		c = &w->conditions[i];
		check(w, c);
		name = search_field_name(w, c->entity, c->line);
		search_words_chip(w, pool_print(w->r->pool, "%s%s %s",
		    owners[c->entity].mark, c->line->label, search_said(w, c, name)),
		    name, NULL);
	}
}

static void
read_fields(struct req *r, struct search_words *w)
{
	enum dictionary_entity entity;
	size_t i;

	w->search.conditions = w->conditions;
	for (i = 0; i < r->query.count; i++)
		if (is_field(w, r->query.at[i].name, &entity))
			read_word(w, &r->query.at[i]);
	settle(w);
}

enum err
search_field_read(struct req *r, struct search_words *w)
{
	bool wide;
	enum err e;

	if ((e = search_words_start(r, w)) != OK)
		return e;
	read_fields(r, w);
	if ((e = search_wide(r->db, r->pool, &r->who, &w->search,
	    &wide)) == OK && wide)
		search_words_flaw(w, "area", "这些条件要一户一户地看，"
		    "范围超过十万户，请先在左边选到县。");
	return e;
}

enum err
search_field_records(struct req *r, struct search_words *w,
    enum dictionary_entity entity)
{
	enum err e;

	w->path = r->path;
	if ((e = search_words_open(r, w, entity, entity == DICTIONARY_TEAM ?
	    DICTIONARY_TEAM_MEMBER : entity)) == OK)
		read_fields(r, w);
	if (w->flaw_count > 0)
		r->trouble = ERR_INPUT;
	return e;
}
