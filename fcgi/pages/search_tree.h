/*
 * search_tree: the area tree beside a list (S0-010): links, which keep the
 * other conditions and work without scripts.
 */
#ifndef PAGES_SEARCH_TREE_H
#define PAGES_SEARCH_TREE_H

#include "fcgi/pages/search_words.h"

/** search_tree_fill(w, page): the way down to the area that is asked for,
 * within the scope, and what lies below it; natural villages of a village.
 * The area's chip is made here: before search_panel_fill. */
MUST enum err search_tree_fill(struct search_words *w, struct page *page);

#endif
