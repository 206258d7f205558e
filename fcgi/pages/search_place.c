#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fcgi/pages/search_place.h"

#define GOOD_MINUTES	10	/* so long totals are told again */

static const char turns[] = "fnbl";	/* a letter for each */

#define FORMAT	"%c%d-%" PRId64 "-%" PRId64 "-%" PRId64 "-%" PRId64       \
	"-%" PRId64 "-%" PRId64 "-%" PRId64 "-%" PRIx64

void
search_place_read(const struct search_words *w,
    struct search_place_word *out)
{
	const char *word = req_query(w->r, "at"), *turn;
	struct search_place_word p = { .turn = SEARCH_FIRST, .page = 1 };
	int64_t now = w->r->now.utc / 60;
	uint64_t mark;
	int names;
	char c;

	*out = p;
	if (sscanf(word, "%c%1d-%18" SCNd64 "-%18" SCNd64 "-%18" SCNd64 "-%9"
	    SCNd64 "-%9" SCNd64 "-%9" SCNd64 "-%12" SCNd64 "-%16" SCNx64,
	    &c, &names, &p.place.sort, &p.place.area, &p.place.household_id,
	    &p.page, &p.total.households, &p.total.persons, &p.minute,
	    &mark) != 10 || p.page < 1 ||
	    mark != search_words_mark(w) || names < 0 ||
	    names >= SEARCH_NAMES__MAX || c == '\0' ||
	    (turn = strchr(turns, c)) == NULL)
		return;
	p.turn = (enum search_turn)(turn - turns);
	p.names = (enum search_names)names;
	p.counted = p.minute <= now && now - p.minute <= GOOD_MINUTES;
	*out = p;
}

const char *
search_place_link(const struct search_words *w,
    const struct search_place_word *p)
{
	return search_words_address(w, NULL, "at", pool_print(w->r->pool,
	    FORMAT, turns[p->turn], (int)p->names, p->place.sort, p->place.area,
	    p->place.household_id, p->page, p->total.households,
	    p->total.persons, p->minute, search_words_mark(w)));
}

/* ---- what takes a while to count ------------------------------------------ */

#define KEPT 32		/* the oldest make room */
static struct {
	uint64_t mark;
	int64_t minute;
	struct search_total total;
} kept[KEPT];
static size_t kept_next;

bool
search_place_recall(const struct search_words *w,
    struct search_place_word *p)
{
	int64_t now = w->r->now.utc / 60;
	uint64_t mark = search_words_mark(w);
	size_t i;

	for (i = 0; i < KEPT; i++)
		if (kept[i].mark == mark && kept[i].total.households > 0 &&
		    kept[i].minute <= now &&
		    now - kept[i].minute <= GOOD_MINUTES) {
			p->total = kept[i].total;
			p->minute = kept[i].minute;
			return true;
		}
	return false;
}

void
search_place_keep(const struct search_words *w,
    const struct search_place_word *p)
{
	if (p->total.households < SEARCH_PLACE_MANY)
		return;
	kept[kept_next % KEPT].mark = search_words_mark(w);
	kept[kept_next % KEPT].minute = p->minute;
	kept[kept_next++ % KEPT].total = p->total;
}
