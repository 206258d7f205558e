#include <string.h>

#include "db/area_kept.h"

#define SLOTS		2048
#define LISTS_MOST	1024	/* then all are read anew */
#define AREAS_MOST	16384
#define CEILING		(8u << 20)

static struct kept {
	struct area_asked asked;
	struct area_list list;		/* at NULL: nothing here */
} kept[SLOTS];
static size_t list_count, area_count;
static struct pool *kept_pool;
static int64_t kept_generation;

static void
begin(int64_t generation)
{
	memset(kept, 0, sizeof kept);
	list_count = area_count = 0;
	pool_free(kept_pool);
	kept_pool = pool_new(CEILING);
	kept_generation = generation;
}

/* Where it is, or where it may be put. */
static struct kept *
slot_of(const struct area_asked *a)
{
	uint64_t mark = (uint64_t)(a->code * 4096 + a->year * 2 + a->list) *
	    UINT64_C(0x9e3779b97f4a7c15);
	size_t i = mark >> 53;		/* of SLOTS */

	while (kept[i].list.at != NULL && (kept[i].asked.code != a->code ||
	    kept[i].asked.year != a->year || kept[i].asked.list != a->list))
		i = (i + 1) % SLOTS;
	return &kept[i];
}

static enum err
read_list(struct db *db, const struct area_asked *a, struct area_list *list)
{
	struct who who = { .year = a->year };

	return a->list == AREA_KEPT_PATH ?
	    area_path(db, kept_pool, a->code, list) :
	    area_below(db, kept_pool, &who, a->code, list);
}

/* What is kept may be gone while the page is still made. */
static struct area_list
copy(struct pool *pool, const struct area_list *from)
{
	struct area_list list = { pool_array(pool, from->count + 1,
	    sizeof *list.at), from->count };
	size_t i;

	for (i = 0; i < list.count; i++) {
		list.at[i] = from->at[i];
		list.at[i].name = pool_copy(pool, from->at[i].name);
	}
	return list;
}

enum err
area_kept(struct db *db, struct pool *pool, const struct area_asked *asked,
    struct area_list *list)
{
	struct kept *k;
	enum err e;

	if (kept_pool == NULL || kept_generation != asked->generation ||
	    list_count == LISTS_MOST || area_count > AREAS_MOST)
		begin(asked->generation);
	k = slot_of(asked);
	if (k->list.at == NULL) {
		if ((e = read_list(db, asked, &k->list)) != OK) {
			k->list.at = NULL;
			return e;
		}
		k->asked = *asked;
		list_count++;
		area_count += k->list.count;
	}
	*list = copy(pool, &k->list);
	return OK;
}
