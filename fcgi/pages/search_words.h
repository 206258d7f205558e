/*
 * search_words: the words of a list's address as a search, and back: the whole
 * state is in the address, so that it can be kept and sent to a colleague.
 * Sets are given by repeating a word (state=none&state=draft), a field of the
 * dictionary by its name: h.house_m2_100.to=60, m.health=05, m.name.has=国,
 * k.duty.has=科员.
 *
 * SECURITY: words of strangers; fields are looked up in the dictionary, codes
 * in its lists.  A wrong word is told at its field, and nothing is searched.
 */
#ifndef PAGES_SEARCH_WORDS_H
#define PAGES_SEARCH_WORDS_H

#include "db/search.h"
#include "fcgi/http/route.h"

#define SEARCH_CHIPS_MOST	80
#define SEARCH_FLAWS_MOST	80
#define SEARCH_CONDITIONS_MOST	20

/* What is wrong, at which control. */
struct search_flaw {
	const char *control, *sentence;
};
/* A condition in words, and the words that make it: ${name}, or all that
 * begin with ${name} and a dot where ${value} is NULL. */
struct search_chip {
	const char *label, *name, *value;
};

struct search_words {
	struct req *r;
	const char *path;		/* of the list: /household */
	struct search search;
	/* of what is searched, with all that the asker's area and the areas
	 * in it have of their own; the others have no lines */
	struct dictionary d[DICTIONARY_ENTITY__MAX];
	const struct dictionary_codes *codes;
	const char *typed;		/* the simple search's word */
	const char *below;		/* 年人均收入小于, as typed */
	const char *field;		/* picked, to be filled in: h.phone */
	struct search_condition conditions[SEARCH_CONDITIONS_MOST];
	struct search_flaw flaws[SEARCH_FLAWS_MOST];
	size_t flaw_count;
	struct search_chip chips[SEARCH_CHIPS_MOST];
	size_t chip_count;
};

/* A set that is asked for by check boxes. */
struct search_set {
	const char *name, *label;
	const struct choice *choices;	/* their values are sets of bits */
	size_t count;
	size_t offset;			/* of the set in struct search */
};
enum {
	SEARCH_CLASS, SEARCH_MONITOR, SEARCH_RISK, SEARCH_STATE, SEARCH_LACK,
	SEARCH_SET__MAX
};
extern const struct search_set search_sets[SEARCH_SET__MAX];

/** search_words_open(r, w): the dictionaries from ${first} to ${last}, where
 * w->path says which list it is; nothing of the address is read. */
MUST enum err search_words_open(struct req *r, struct search_words *w,
    enum dictionary_entity first, enum dictionary_entity last);

/** search_words_start(r, w): what the address asks of households but for
 * fields of the dictionary (search_field_read reads all of it). */
MUST enum err search_words_start(struct req *r, struct search_words *w);

/** search_words_flaw(w, control, sentence): one more that is wrong. */
void search_words_flaw(struct search_words *w, const char *control,
    const char *sentence);

/** search_words_chip(w, label, name, value): one more condition. */
void search_words_chip(struct search_words *w, const char *label,
    const char *name, const char *value);

/** search_words_conditions(w, without): the address's query without one
 * condition (NULL: with all) and without what is none; "" or a=b&c=d. */
const char *search_words_conditions(const struct search_words *w,
    const struct search_chip *without);

/** search_words_address(w, without, name, value): of the list, with one more
 * word unless ${value} is "". */
const char *search_words_address(const struct search_words *w,
    const struct search_chip *without, const char *name, const char *value);

/** search_words_mark(w): a number of the conditions and of who asks: what
 * was counted for the one is not told for the other. */
uint64_t search_words_mark(const struct search_words *w);

#endif
