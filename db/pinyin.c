#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "core/text.h"
#include "db/pinyin.h"

#define SYLLABLE	7	/* zhuang and a NUL */
#define PLANE		0x10000
#define ROOM		64	/* UTF-16 units of one character's reading */

/* What ICU says, as two rules.  Tones go; the two dots stay, for ü. */
#define NO_TONES	"; Any-Latin; Fullwidth-Halfwidth; NFD;"        \
	" [[:Mn:]-[\\u0308]] Remove; Lower"
enum { PLAIN, FAMILY, RULE__MAX };
static const char *const rules[RULE__MAX] = {
	[PLAIN] = "Han-Latin" NO_TONES,
	[FAMILY] = "Han-Latin/Names" NO_TONES,
};

/* Readings that ICU does not give: as family name, or within a name. */
static const struct also {
	const char *letter, *sound;
	bool family;
} also[] = {
	{ "朴", "piao", true }, { "黑", "he", true },
	{ "覃", "qin", true }, { "缪", "miao", true },
	{ "缪", "mu", true }, { "宓", "fu", true },
	{ "能", "nai", true }, { "柏", "bo", true },
	{ "郗", "chi", true }, { "郇", "xun", true },
	{ "佴", "nai", true }, { "翟", "di", true },
	{ "乐", "yue", false }, { "茜", "xi", false },
	{ "晟", "sheng", false }, { "重", "chong", false },
	{ "朝", "zhao", false }, { "行", "hang", false },
	{ "长", "chang", false }, { "柏", "bo", false },
	{ "曾", "zeng", false }, { "盛", "cheng", false },
	{ "藏", "zang", false }, { "𠮷", "ji", false },
	{ "𠮷", "ji", true },
};
/* Family names of two characters that are not read one by one. */
static const struct {
	const char *name, *sound;
} pairs[] = {
	{ "万俟", "mo qi" }, { "尉迟", "yu chi" }, { "长孙", "zhang sun" },
	{ "单于", "chan yu" }, { "澹台", "tan tai" },
};

static UTransliterator *reader[RULE__MAX];
/* What was asked before; the first byte 0 is not yet, '-' is no sound. */
static char known[RULE__MAX][PLANE][SYLLABLE];

/* ---- one character ----------------------------------------------------- */

/* The reader of a rule; NULL, said once, where ICU lacks it: then names are
 * found by their characters only. */
static UTransliterator *
reader_of(int rule)
{
	static bool failed;
	UErrorCode e = U_ZERO_ERROR;
	UChar id[160];

	if (reader[rule] != NULL || failed)
		return reader[rule];
	u_uastrcpy(id, rules[rule]);
	reader[rule] = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL,
	    &e);
	if (U_FAILURE(e)) {
		fprintf(stderr, "pinyin: %s\n", u_errorName(e));
		failed = true;
		reader[rule] = NULL;
	}
	return reader[rule];
}

/* The letters of what ICU wrote; u and two dots are v. */
static void
keep_letters(const UChar *s, int32_t len, char out[SYLLABLE])
{
	size_t n = 0;
	int32_t i;

	for (i = 0; i < len && n < SYLLABLE - 1; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			out[n++] = s[i] == 'u' && i + 1 < len &&
			    s[i + 1] == 0x308 ? 'v' : (char)s[i];
	out[n] = '\0';
	if (n == 0)
		memcpy(out, "-", 2);
}

static void
ask(uint32_t c, int rule, char out[SYLLABLE])
{
	UTransliterator *t = reader_of(rule);
	UErrorCode e = U_ZERO_ERROR;
	UChar s[ROOM];
	int32_t len = 0, limit;

	memcpy(out, "-", 2);
	if (t == NULL)
		return;
	if (c < PLANE) {
		s[len++] = (UChar)c;
	} else {
		s[len++] = U16_LEAD(c);
		s[len++] = U16_TRAIL(c);
	}
	limit = len;
	utrans_transUChars(t, s, &len, ROOM, 0, &limit, &e);
	if (U_SUCCESS(e))
		keep_letters(s, len, out);
}

/* The sound of a character; "-" for none. */
static void
sound_of(uint32_t c, int rule, char out[SYLLABLE])
{
	if (c >= PLANE) {
		ask(c, rule, out);
		return;
	}
	if (known[rule][c][0] == '\0')
		ask(c, rule, known[rule][c]);
	memcpy(out, known[rule][c], SYLLABLE);
}

/* ---- a character's readings -------------------------------------------- */

#define OPTIONS 4
struct options {
	char at[OPTIONS][SYLLABLE];
	size_t count;
};

static void
add_option(struct options *o, const char *sound)
{
	size_t i;

	if (*sound == '-' || o->count == OPTIONS)
		return;
	for (i = 0; i < o->count; i++)
		if (strcmp(o->at[i], sound) == 0)
			return;
	memcpy(o->at[o->count++], sound, strlen(sound) + 1);
}

static struct options
options_of(const char *at, size_t len, uint32_t c, bool family)
{
	struct options o = { .count = 0 };
	char sound[SYLLABLE];
	size_t i;

	if (family) {
		sound_of(c, FAMILY, sound);
		add_option(&o, sound);
	}
	sound_of(c, PLAIN, sound);
	add_option(&o, sound);
	for (i = 0; i < LEN(also); i++)
		if (also[i].family == family &&
		    strlen(also[i].letter) == len &&
		    memcmp(also[i].letter, at, len) == 0)
			add_option(&o, also[i].sound);
	return o;
}

/* ---- a name ------------------------------------------------------------ */

static const char *
joined(struct pool *pool, const char *before, const char *sound, bool glue)
{
	if (strlen(before) + strlen(sound) >= PINYIN_LONG)
		return before;
	return pool_print(pool, "%s%s%s", before,
	    *before != '\0' && !glue ? " " : "", sound);
}

/* Every reading so far with every option behind it; the usual ones first. */
static void
extend(struct pool *pool, struct pinyin *p, const struct options *o,
    bool glue)
{
	struct pinyin next = { .count = 0 };
	size_t i, j;

	for (j = 0; j < o->count; j++)
		for (i = 0; i < p->count && next.count < PINYIN_READINGS; i++)
			next.at[next.count++] = joined(pool, p->at[i],
			    o->at[j], glue);
	if (o->count > 0)
		*p = next;
}

static bool
is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= 0xc0 && c < 0x250) || (c >= 0xff21 && c <= 0xff5a);
}

/* The readings of ${at} behind those of ${p}. */
static void
read_on(struct pool *pool, const char *at, bool family, struct pinyin *p)
{
	const char *end = at + strlen(at);
	bool latin = false;
	struct options o;
	uint32_t c;
	size_t n;

	for (; (n = text_next(at, end, &c)) > 0; at += n) {
		o = options_of(at, n, c, family);
		extend(pool, p, &o, latin && is_latin(c));
		latin = is_latin(c);
		family = family && o.count == 0;
	}
}

static void
add_reading(struct pinyin *p, const char *reading)
{
	size_t i;

	for (i = 0; i < p->count; i++)
		if (strcmp(p->at[i], reading) == 0)
			return;
	if (p->count == PINYIN_READINGS)
		p->count--;
	p->at[p->count++] = reading;
}

/* 万俟…: the two together, besides. */
static void
add_pair(struct pool *pool, const char *name, struct pinyin *p)
{
	struct pinyin rest;
	size_t i, len;

	for (i = 0; i < LEN(pairs); i++) {
		len = strlen(pairs[i].name);
		if (strncmp(name, pairs[i].name, len) != 0)
			continue;
		rest = (struct pinyin){ { pairs[i].sound }, 1 };
		read_on(pool, name + len, false, &rest);
		add_reading(p, rest.at[0]);
	}
}

void
pinyin_start(void)
{
	int i;

	for (i = 0; i < RULE__MAX; i++)
		reader_of(i);
}

void
pinyin_of(struct pool *pool, const char *name, struct pinyin *out)
{
	*out = (struct pinyin){ { "" }, 1 };
	read_on(pool, name, true, out);
	add_pair(pool, name, out);
	if (*out->at[0] == '\0')
		out->count = 0;
}

const char *
pinyin_letters(struct pool *pool, const char *s)
{
	char *out = pool_copy(pool, s), *p = out;

	for (; *s != '\0'; s++) {
		if (*s >= 'A' && *s <= 'Z')
			*p++ = (char)(*s - 'A' + 'a');
		else if (*s >= 'a' && *s <= 'z')
			*p++ = *s;
		else if (*s != ' ' && *s != '\'')
			return NULL;
	}
	*p = '\0';
	return p == out ? NULL : out;
}
