/*
 * page: the C face of the templates.  Every value is escaped for the place
 * where it stands (AUTOESCAPE pragma in every template); no HTML in C.
 */
#ifndef HTTP_PAGE_H
#define HTTP_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/pool.h"
#include "core/shape.h"

struct page;

/** page_start(directory): where the templates are; once.  Loads and checks
 * every *.tpl: false where one is missing, wrong or without its pragma. */
bool page_start(const char *directory);

/** page_new(pool, file): a page of that template.  It lies in ${pool} with
 * all its parts and values, which are copied; names and files are not. */
struct page *page_new(struct pool *pool, const char *file);

/** page_text(page, name, value): {{name}}; NULL is "". */
void page_text(struct page *page, const char *name, const char *value);

/** page_global: the same, seen by every part and include below. */
void page_global(struct page *page, const char *name, const char *value);

/** page_int(page, name, value): a whole number. */
void page_int(struct page *page, const char *name, int64_t value);

/** page_show(page, section): show {{#section}} once, with nothing in it. */
void page_show(struct page *page, const char *section);

/** page_part(page, section): {{#section}} once more, to be filled.  It shows
 * what ${page} has as far as it has nothing of that name itself. */
struct page *page_part(struct page *page, const char *section);

/** page_include(page, name, file): {{>name}} filled with that template, which
 * shows of ${page} only what is global. */
struct page *page_include(struct page *page, const char *name,
    const char *file);

/**
 * page_render(page, html, len): the whole page, in its pool.
 * Errors: ERR_BROKEN where a template is missing or wrong.
 */
MUST enum err page_render(struct page *page, const char **html, size_t *len);

/**
 * page_fill(page, pool, shape, row):
 * One variable a column, as people read it: money 1,880.00, days 2022年3月5日,
 * times in the place's own clock; nothing where absent.
 */
void page_fill(struct page *page, struct pool *pool,
    const struct shape *shape, const void *row);

/** page_plain: the same for inputs: money 1880.00, days 2022-03-05. */
void page_plain(struct page *page, struct pool *pool,
    const struct shape *shape, const void *row);

/** page_day(pool, d): 2022年3月5日.  page_time(pool, m): 3月5日 14:02, with
 * the year where it is not this one's. */
const char *page_day(struct pool *pool, struct date d);
const char *page_time(struct pool *pool, struct moment m);

#endif
