#include <string.h>

#include "core/dictionary.h"
#include "core/mask.h"
#include "core/text.h"

/* Numbers by their length in digits. */
#define MOBILE			11
#define OLD_IDNO		15
#define HOUSEHOLD_NUMBER	16	/* the longest that is nobody's */
#define CHECKED			17	/* of an ID number, before its X */

/* Bytes of the character at ${s}. */
static size_t
width(const char *s)
{
	uint32_t c;
	size_t n = text_next(s, s + strlen(s), &c);

	return n > 0 ? n : 1;
}

const char *
mask_name(struct pool *pool, const char *name)
{
	size_t chars = text_chars(name), len = strlen(name), last, i;
	struct text t = text_start(pool);

	if (chars < 2)
		return chars == 0 ? "" : "*";
	text_add_len(&t, name, width(name));
	for (i = 2; i < chars; i++)
		text_add(&t, "*");
	if (chars == 2) {
		text_add(&t, "*");
		return t.at;
	}
	for (last = len - 1; ((unsigned char)name[last] & 0xC0) == 0x80;)
		last--;
	text_add(&t, name + last);
	return t.at;
}

/* ${head} bytes, stars, ${tail} bytes of an ASCII text. */
static const char *
stars(struct pool *pool, const char *s, size_t head, size_t tail)
{
	size_t len = strlen(s);
	char *p;

	if (len <= head + tail)
		head = 0;
	if (len <= tail)
		tail = 0;
	p = pool_copy_len(pool, s, len);
	memset(p + head, '*', len - head - tail);
	return p;
}

const char *
mask_idno(struct pool *pool, const char *idno)
{
	return idno == NULL ? "" : stars(pool, idno, 3, 4);
}

const char *
mask_phone(struct pool *pool, const char *phone)
{
	if (phone == NULL)
		return "";
	if (strlen(phone) < 11)
		return stars(pool, phone, 0, 2);
	return stars(pool, phone, strlen(phone) - 8, 4);
}

/* The digit at ${s}, its width told; -1 where there is none. */
static int
digit_at(const char *s, const char *end, size_t *n)
{
	uint32_t c;

	if ((*n = text_next(s, end, &c)) == 0)
		return -1;
	if (c >= 0xFF10 && c <= 0xFF19)
		return (int)(c - 0xFF10);
	return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
}

/* Bytes of the number at ${s}, its characters counted. */
static size_t
number_at(const char *s, const char *end, size_t *count)
{
	const char *at = s;
	size_t n;

	for (*count = 0; digit_at(at, end, &n) >= 0; at += n)
		++*count;
	if (*count == CHECKED && at < end && (*at == 'X' || *at == 'x')) {
		++*count;
		at++;
	}
	return (size_t)(at - s);
}

/* A person's number, by its length; a mobile one begins with 1. */
static bool
personal(const char *s, const char *end, size_t count)
{
	size_t n;

	return count == OLD_IDNO || count > HOUSEHOLD_NUMBER ||
	    (count == MOBILE && digit_at(s, end, &n) == 1);
}

const char *
mask_prose(struct pool *pool, const char *text)
{
	const char *at = text, *end = text + strlen(text), *stop;
	struct text t = text_start(pool);
	size_t count, i, n;

	while (at < end) {
		stop = at + number_at(at, end, &count);
		if (stop == at)
			stop += width(at);
		else if (!personal(at, end, count))
			count = 0;
		for (i = 0; at < stop; at += n, i++) {
			n = width(at);
			if (i >= 3 && i + 4 < count)
				text_add(&t, "*");
			else
				text_add_len(&t, at, n);
		}
	}
	return t.at;
}

const char *
mask_text(struct pool *pool, enum veil veil, const char *text)
{
	switch (veil) {
	case VEIL_OPEN:
	case VEIL_PERSONAL:
		break;
	case VEIL_NAME:
		return mask_name(pool, text);
	case VEIL_CONTACT:
		return mask_phone(pool, text);
	case VEIL_SECRET:
		return mask_idno(pool, text);
	case VEIL__MAX:
		break;
	}
	/* a code has few values: any part of it tells which */
	return *text == '\0' ? "" : "***";
}

/* ---- who sees what ----------------------------------------------------- */

/*
 * One line a role and relation, one sign a sensitivity: + whole, - masked.
 * What has no line is masked.
 *
 * A helper calls his households each month (S1-145, S4-028) and a village
 * cadre those of his village: a masked telephone would send them to paper
 * lists, which nobody audits.  They know everybody by name and sit in the
 * house when health and support are asked about (S0-037, S2-013).
 * A township checks what its villages write, record by record: it needs names
 * and health; it calls a household now and then, and says why.
 * Above it work is done by searches and lists (S1-222, S1-308): names are
 * needed to find a record; what somebody suffers from and when he was born is
 * asked for case by case.  An administrator keeps accounts, not households.
 * Numbers of persons, accounts and certificates are whole for nobody until he
 * says why (S3-007): with a name they are enough to borrow money.
 * A file goes where no audit sees it: nothing personal is whole in it.
 */
static const char *const shown[ROLE__MAX][MASK_RELATION__MAX] = {
	/*                                open, name, personal, contact,
	 *                                secret */
	[ROLE_HELPER][MASK_OWN] =		"++++-",
	[ROLE_VILLAGE][MASK_OWN] =		"++++-",
	[ROLE_TOWNSHIP][MASK_WITHIN] =		"+++--",
	[ROLE_COUNTY][MASK_WITHIN] =		"++---",
	[ROLE_ADMIN][MASK_WITHIN] =		"++---",

	[ROLE_HELPER][MASK_ELSEWHERE] =		"++---",
	[ROLE_VILLAGE][MASK_ELSEWHERE] =	"++---",
	[ROLE_TOWNSHIP][MASK_ELSEWHERE] =	"++---",
	[ROLE_COUNTY][MASK_ELSEWHERE] =		"++---",
	[ROLE_ADMIN][MASK_ELSEWHERE] =		"++---",

	[ROLE_VILLAGE][MASK_REVEALED] =		"+++++",
	[ROLE_TOWNSHIP][MASK_REVEALED] =	"+++++",
	[ROLE_COUNTY][MASK_REVEALED] =		"+++++",
	[ROLE_ADMIN][MASK_REVEALED] =		"+++++",
};

bool
mask_shows(struct mask_sight sight, enum veil veil)
{
	const char *line = shown[sight.role][sight.relation];

	return veil == VEIL_OPEN || (line != NULL && line[veil] == '+');
}

/* Whoever has an area in it is above its villages, but a village's own. */
struct mask_sight
mask_sight(const struct who *who)
{
	return (struct mask_sight){ who->role, who->role <= ROLE_VILLAGE ?
	    MASK_OWN : MASK_WITHIN };
}

struct mask_sight
mask_sight_at(const struct who *who, int64_t area)
{
	/* a helper's scope is households, no area */
	if (who->role <= ROLE_HELPER || area < who->low || area > who->high)
		return (struct mask_sight){ who->role, MASK_ELSEWHERE };
	return mask_sight(who);
}

struct mask_sight
mask_sight_file(const struct who *who)
{
	return (struct mask_sight){ who->role, MASK_FILE };
}

const char *
mask_value(struct pool *pool, struct mask_sight sight,
    enum veil veil, const char *text)
{
	if (text == NULL)
		return "";
	return mask_shows(sight, veil) ? text : mask_text(pool, veil, text);
}

const char *
mask_line(struct pool *pool, struct mask_sight sight,
    const struct dictionary_line *line, const char *text)
{
	return mask_shows(sight, line->veil) ? text :
	    dictionary_masked(pool, line, text);
}
