#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fcgi/pages/search_place.h"

#define GOOD_MINUTES	10	/* so long totals are told again */

/* A letter for each turn; a capital where names were looked into. */
static const char turns[] = "fnbl", within_turns[] = "FNBL";

#define FORMAT	"%c-%" PRId64 "-%" PRId64 "-%" PRId64 "-%" PRId64       \
	"-%" PRId64 "-%" PRId64 "-%" PRId64 "-%" PRIx64

void
search_place_read(const struct search_words *w,
    struct search_place_word *out)
{
	const char *word = req_query(w->r, "at"), *turn;
	struct search_place_word p = { .turn = SEARCH_FIRST, .page = 1 };
	int64_t now = w->r->now.utc / 60;
	uint64_t mark;
	char c;

	*out = p;
	if (sscanf(word, "%c-%18" SCNd64 "-%18" SCNd64 "-%18" SCNd64 "-%9"
	    SCNd64 "-%9" SCNd64 "-%9" SCNd64 "-%12" SCNd64 "-%16" SCNx64,
	    &c, &p.place.sort, &p.place.area, &p.place.household_id,
	    &p.page, &p.total.households, &p.total.persons, &p.minute,
	    &mark) != 9 || p.page < 1 || mark != search_words_mark(w))
		return;
	if ((turn = strchr(turns, c)) != NULL && c != '\0') {
		p.turn = (enum search_turn)(turn - turns);
	} else if ((turn = strchr(within_turns, c)) != NULL && c != '\0') {
		p.turn = (enum search_turn)(turn - within_turns);
		p.within = true;
	} else {
		return;
	}
	p.counted = p.minute <= now && now - p.minute <= GOOD_MINUTES;
	*out = p;
}

const char *
search_place_link(const struct search_words *w,
    const struct search_place_word *p)
{
	const char *letters = p->within ? within_turns : turns;

	return search_words_address(w, NULL, "at", pool_print(w->r->pool,
	    FORMAT, letters[p->turn], p->place.sort, p->place.area,
	    p->place.household_id, p->page, p->total.households,
	    p->total.persons, p->minute, search_words_mark(w)));
}
