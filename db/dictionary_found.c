#include <string.h>

#include "db/area.h"
#include "db/dictionary_found.h"
#include "db/pinyin.h"
#include "db/search_sql.h"

#define LETTERS_LEAST	5	/* of a name's beginning typed as pinyin */

/* Short names for what is said often here. */
#define add(...)	dictionary_build_add(__VA_ARGS__)
#define number(...)	dictionary_build_number(__VA_ARGS__)
#define word(...)	dictionary_build_word(__VA_ARGS__)
#define pattern(...)	dictionary_build_pattern(__VA_ARGS__)

/* Persons who are found in another way. */
static void
add_branch(struct build *b, const char *sql)
{
	add(b, b->count > 0 ? SEARCH_UNION : "");
	add(b, sql);
}

/* By the characters: the very name first, longer ones last. */
static void
add_letters(struct build *b)
{
	add_branch(b, SEARCH_NAME_SQL);
	word(b, b->search->word);
	number(b, b->who->year);
	word(b, pattern(b, "", b->search->word, b->search->longer ? "%" :
	    ""));
}

/* By the sounds of the name; of each its own and those that go on. */
static void
add_sounds(struct build *b, const struct pinyin *p)
{
	size_t i;

	add_branch(b, SEARCH_SOUND);
	for (i = 0; i < p->count; i++) {
		add(b, i == 0 ? "?" : ", ?");
		word(b, p->at[i]);
	}
	add(b, SEARCH_SOUND_FROM);
	number(b, b->who->year);
	for (i = 0; i < p->count; i++) {
		add(b, i == 0 ? SEARCH_SOUND_LIKE : " OR" SEARCH_SOUND_LIKE);
		word(b, p->at[i]);
		/* of one syllable alone there are too many that go on */
		word(b, pattern(b, "", p->at[i],
		    b->search->longer && strchr(p->at[i], ' ') != NULL ?
		    " %" : ""));
	}
	add(b, ")");
}

static void
add_pinyin(struct build *b)
{
	const char *letters = pinyin_letters(b->pool, b->search->word);

	add_branch(b, SEARCH_LETTERS);
	word(b, letters);
	number(b, b->who->year);
	word(b, pattern(b, "", letters, b->search->longer &&
	    (strlen(letters) >= LETTERS_LEAST ||
	    search_form_small(b->search, b->who)) ? "%" : ""));
}

/* Any part of a name, or of its sound, in an area that is small. */
static void
add_within(struct build *b)
{
	struct scope scope = area_scope(b->who, b->search->area);
	struct pinyin p = { .count = 0 };
	size_t i;

	if (!b->search->exact)
		pinyin_of(b->pool, b->search->word, &p);
	add_branch(b, SEARCH_WITHIN_SQL);
	word(b, b->search->word);
	number(b, b->who->year);
	number(b, scope.low);
	number(b, scope.high);
	word(b, b->search->word);
	for (i = 0; i < p.count; i++) {
		add(b, SEARCH_WITHIN_SOUND);
		word(b, pattern(b, "% ", p.at[i], " %"));
	}
	add(b, ")");
}

static void
add_one(struct build *b, const char *sql, const char *value)
{
	add_branch(b, sql);
	if (b->search->find != SEARCH_NUMBER)
		number(b, b->who->year);
	word(b, value);
}

static void
add_names(struct build *b)
{
	struct pinyin p = { .count = 0 };

	add_letters(b);
	if (!b->search->exact)
		pinyin_of(b->pool, b->search->word, &p);
	if (p.count > 0)
		add_sounds(b, &p);
}

/* What a phone may look like where it is stored. */
static void
add_phone(struct build *b)
{
	struct text digits = text_start(b->pool);
	const char *s;

	for (s = b->search->word; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			text_add_len(&digits, s, 1);
	add_branch(b, SEARCH_PHONE_SQL);
	number(b, b->who->year);
	word(b, b->search->word);
	word(b, digits.at);
}

void
dictionary_found_add(struct build *b)
{
	const struct search *s = b->search;

	add(b, SEARCH_FOUND);
	switch (s->find) {
	case SEARCH_NAME:
		add_names(b);
		break;
	case SEARCH_PINYIN:
		add_letters(b);
		add_pinyin(b);
		break;
	case SEARCH_WITHIN:
		add_within(b);
		break;
	case SEARCH_NUMBER:
		add_one(b, SEARCH_NUMBER_SQL, s->word);
		break;
	case SEARCH_IDNO:
		add_one(b, SEARCH_IDNO_SQL, pattern(b, "", s->word, "%"));
		break;
	case SEARCH_PHONE:
		add_phone(b);
		break;
	case SEARCH_NOTHING:
	case SEARCH_FIND__MAX:
		break;
	}
	add(b, SEARCH_FOUND_END);
	number(b, b->who->year);
}
