/*
 * search_place: where a list goes on: the word "at" of its address.  It holds
 * the last row's place and the totals as they were counted a moment ago, so
 * that turning a page counts nothing.
 *
 * SECURITY: a word of strangers: a place of somebody's own making shows other
 * pages of what he may see; totals are taken only with the mark of the same
 * conditions and the same asker, and only for a while.
 */
#ifndef PAGES_SEARCH_PLACE_H
#define PAGES_SEARCH_PLACE_H

#include "fcgi/pages/search_words.h"

#define SEARCH_PLACE_SIZE	20	/* rows of a page */

/* Where nobody has the name: those that begin so; then, in a small area, any
 * part of a name. */
enum search_names {
	SEARCH_NAMES_SAME, SEARCH_NAMES_LONGER, SEARCH_NAMES_WITHIN,
	SEARCH_NAMES__MAX
};

struct search_place_word {
	enum search_turn turn;
	struct search_place place;
	int64_t page;			/* from 1 */
	enum search_names names;	/* which names were looked for */
	bool counted;			/* the totals are still good */
	struct search_total total;
	int64_t minute;			/* when they were counted */
};

/** search_place_read(w, out): what "at" says; the first page where it says
 * nothing that can be read. */
void search_place_read(const struct search_words *w,
    struct search_place_word *out);

/** search_place_recall(w, place): the totals of so many households that it
 * takes a while to count them, where this worker counted them for the same
 * asker a moment ago; false where it did not.
 * search_place_keep(w, place): what was counted now. */
#define SEARCH_PLACE_MANY	20000
bool search_place_recall(const struct search_words *w,
    struct search_place_word *place);
void search_place_keep(const struct search_words *w,
    const struct search_place_word *place);

/** search_place_link(w, place): the list's address from there. */
const char *search_place_link(const struct search_words *w,
    const struct search_place_word *place);

#endif
