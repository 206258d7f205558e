/*
 * search_panel: the controls of a search: sets as check boxes, the fields of
 * the dictionary that are asked for or were picked, what is wrong at each,
 * the chips.
 */
#ifndef PAGES_SEARCH_PANEL_H
#define PAGES_SEARCH_PANEL_H

#include "fcgi/pages/search_words.h"

/** search_panel_more(w): whether more than the simple search is asked for,
 * or shall be: then all controls are there, and the saved searches. */
bool search_panel_more(const struct search_words *w);

/** search_panel_fill(w, page): all of them. */
void search_panel_fill(const struct search_words *w, struct page *page);

/** search_panel_records(w, page): {{>SEARCH}}, in the form of a list of
 * helpers, units or work teams: fields of the dictionary alone. */
void search_panel_records(const struct search_words *w, struct page *page);

#endif
