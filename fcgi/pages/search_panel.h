/*
 * search_panel: the controls of a search: sets as check boxes, the fields of
 * the dictionary that are asked for or were picked, what is wrong at each,
 * the chips, and the area tree (S0-010).
 */
#ifndef PAGES_SEARCH_PANEL_H
#define PAGES_SEARCH_PANEL_H

#include "fcgi/pages/search_words.h"

/** search_panel_fill(w, page): all but the tree. */
void search_panel_fill(const struct search_words *w, struct page *page);

/** search_panel_tree(w, page): the way down to the area that is asked for,
 * within the scope, and what lies below it; natural villages of a village.
 * The area's chip: before search_panel_fill. */
MUST enum err search_panel_tree(struct search_words *w, struct page *page);

#endif
