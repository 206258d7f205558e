#include <ctype.h>
#include <string.h>

#include "core/area.h"
#include "core/idno.h"
#include "core/text.h"
#include "db/household_sql.h"
#include "db/pinyin.h"
#include "db/search_form.h"

#define ITEM(m)	offsetof(struct search_item, m)
const struct shape search_item_shape = {
	(const struct column[]){
		HOUSEHOLD_COLUMNS(search_item, item.h.),
		{ "state", CELL_TEXT, ITEM(item.state) },
		{ "late", CELL_FLAG, ITEM(item.late) },
		COLUMN(search_item, sort),
		COLUMN(search_item, member_name),
		COLUMN(search_item, member_relation) },
	HOUSEHOLD_COLUMN_COUNT + 5, sizeof(struct search_item)
};
SHAPE(search_total, COLUMN(search_total, households),
    COLUMN(search_total, persons));

/* ---- the word ---------------------------------------------------------- */

#define NAME_LEAST	2	/* characters, in more than a township */

static bool
is_digits(const char *s, size_t len)
{
	return len > 0 && strspn(s, "0123456789") >= len;
}

/* An old number of 15 digits as it is written now: the century and the check
 * digit added. */
static const char *
longer_idno(struct pool *pool, const char *s)
{
	char *now = pool_print(pool, "%.6s19%s.", s, s + 6);

	now[17] = idno_check(now);
	return now;
}

/* 18, or 20 and 22 of a disability certificate, of which the first 18 are
 * the person's. */
static const char *
idno_of(struct pool *pool, const char *s)
{
	char *first = pool_copy_len(pool, s, strnlen(s, 18));

	if (strlen(s) == 15)
		return longer_idno(pool, s);
	if (first[17] == 'x')
		first[17] = 'X';
	return first;
}

static bool
is_idno(const char *s, size_t len)
{
	if (len == 15)
		return is_digits(s, 15);
	return (len == 18 || len == 20 || len == 22) && is_digits(s, 17) &&
	    strchr("0123456789Xx", s[17]) != NULL &&
	    strspn(s + 18, "0123456789Bb") == len - 18;
}

/* Letters of any script, and what stands between a name's parts. */
static bool
is_name(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x80 && !isalpha((unsigned char)*s) &&
		    strchr(" .'-", *s) == NULL)
			return false;
	return true;
}

static enum search_find
find_of(const char *s)
{
	size_t len = strlen(s);

	if (is_digits(s, len) && (len == 10 || len == 16))
		return SEARCH_NUMBER;
	if (is_idno(s, len))
		return SEARCH_IDNO;
	if (len >= 7 && len <= 13 && strspn(s, "0123456789-") == len)
		return SEARCH_PHONE;
	return is_name(s) ? SEARCH_NAME : SEARCH_NOTHING;
}

const char *
search_form_word(struct pool *pool, struct search *search, const char *typed)
{
	const char *s = typed == NULL ? "" : text_trim(pool, typed);
	const char *plain;

	search->word = s;
	search->find = SEARCH_NOTHING;
	if (*s == '\0')
		return NULL;
	/* Numbers are copied in groups, and typed in full width. */
	plain = idno_read(pool, s);
	search->find = find_of(plain);
	if (search->find != SEARCH_NAME)
		search->word = s = plain;
	if (search->find == SEARCH_NOTHING)
		return "不是姓名，也不是户编号（10或16位）、证件号码（15、18、"
		    "20或22位）或电话";
	if (search->find == SEARCH_IDNO)
		search->word = idno_of(pool, s);
	if (search->find != SEARCH_NAME)
		return NULL;
	if (text_chars(s) < NAME_LEAST)
		search->find = SEARCH_WITHIN;
	else if (pinyin_letters(pool, s) != NULL)
		search->find = SEARCH_PINYIN;
	return NULL;
}

bool
search_form_small(const struct search *search, const struct who *who)
{
	enum area_level level = area_level(search->area);

	return who->helper_id != 0 || level >= AREA_TOWNSHIP ||
	    who->high - who->low < 1000;
}

bool
search_form_plain(const struct search *s, const struct who *who)
{
	return who->helper_id == 0 && s->find == SEARCH_NOTHING &&
	    (s->views | s->lacks) == 0 && !s->below_fen.given &&
	    s->condition_count == 0;
}

bool
search_form_summed(const struct search *s, const struct who *who)
{
	return search_form_plain(s, who) && s->hamlet == NULL;
}

/* ---- the month --------------------------------------------------------- */

int
search_form_period(const struct search *search, const struct who *who)
{
	if (search->period != 0)
		return search->period;
	return who->closed ? (int)who->year * 100 + 12 :
	    report_due(who->today);
}

/* What a row of that stored state shows. */
static const struct {
	unsigned set;
	enum report_state state;
	bool late;
} stored[] = {
	{ STORED_NONE, REPORT_NONE, false },
	{ STORED_DRAFT, REPORT_DRAFT, false },
	{ STORED_RETURNED, REPORT_RETURNED, false },
	{ STORED_REPORTED, REPORT_REPORTED, false },
	{ STORED_LATE, REPORT_REPORTED, true },
};

unsigned
search_form_stored(const struct search *search, const struct who *who)
{
	struct report_rules usual = REPORT_RULES;
	unsigned set = search->views & 1u << VIEW_FREE ? STORED_FREE : 0;
	enum report_view view;
	size_t i;

	for (i = 0; i < LEN(stored); i++) {
		view = report_view_of(stored[i].state, stored[i].late,
		    search_form_period(search, who), who->today,
		    search->rules != NULL ? search->rules : &usual);
		if (search->views & 1u << view)
			set |= stored[i].set;
	}
	return set;
}
