#include "core/pager.h"
#include "db/dictionary_condition.h"
#include "db/record_list.h"

SHAPE(record_total, COLUMN(record_total, n));

static const struct search nothing;

static struct build
start(struct pool *pool, const struct who *who, const struct record_list *l,
    const struct query *q)
{
	struct build b = dictionary_build_start(pool, who,
	    l->search != NULL ? l->search : &nothing);

	dictionary_build_query(&b, q, l->in);
	dictionary_condition_add(&b, l->entity, l->alias);
	if (l->somebody != NULL &&
	    dictionary_condition_on(b.search, l->of)) {
		dictionary_build_add(&b, l->somebody);
		dictionary_condition_add(&b, l->of, "w");
		dictionary_build_add(&b, ")");
	}
	return b;
}

enum err
record_list(struct db *db, struct pool *pool, const struct who *who,
    const struct record_list *l, struct record_page *page)
{
	struct build b = start(pool, who, l, l->total);
	struct record_total total;
	struct pager at;
	enum err e;

	*page = (struct record_page){ .at = NULL };
	if ((e = db_one(db, pool, dictionary_build_keep(&b, l->total->out),
	    b.values, &total)) != OK)
		return e;
	at = pager_of(total.n, l->size, l->page);
	page->all = total.n;
	page->pages = at.pages;
	page->page = at.page;
	b = start(pool, who, l, l->rows);
	dictionary_build_add(&b, l->order);
	dictionary_build_add(&b, " LIMIT ? OFFSET ?");
	dictionary_build_number(&b, l->size);
	dictionary_build_number(&b, at.offset);
	return db_all(db, pool, dictionary_build_keep(&b, l->rows->out),
	    b.values, (size_t)l->size, &page->at, &page->count);
}
