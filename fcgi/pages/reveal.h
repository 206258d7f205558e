/*
 * reveal: 查看完整信息: what core/mask.h does not show to the asker, whole on
 * request: ticked values of one household, with one reason that is kept; and
 * for administrators, who looked at what and why.
 *
 * SECURITY: the values are on one page alone, for a minute and for the one who
 * asked; they are in no address, no log and no cache.
 */
#ifndef PAGES_REVEAL_H
#define PAGES_REVEAL_H

#include "db/dictionary.h"
#include "fcgi/http/route.h"

/** reveal_links(r, page, entity, section, row): {{#REVEALS}} with
 * {{#REVEAL}} (reveal_link, reveal_label) for each value of the row (of that
 * section; NULL: all) that is masked and may be asked for, on a page of
 * /household/#. */
void reveal_links(struct req *r, struct page *page,
    enum dictionary_entity entity, const char *section, const void *row);

/* /household/#/reveal, /reveal */
extern const struct route reveal_routes[];

#endif
