/*
 * search_said: a condition on a field, and a code, in words.
 */
#ifndef PAGES_SEARCH_SAID_H
#define PAGES_SEARCH_SAID_H

#include "fcgi/pages/search_words.h"

/** search_said(w, condition, name): 含“国”, 3 至 5（人）, 没有填 …; ${name} is
 * the condition's in the address: h.NAME. */
const char *search_said(const struct search_words *w,
    const struct search_condition *condition, const char *name);

/** search_said_code(w, line, code): whether the code is of the field's list
 * and year.  search_said_label(w, line, code): what it says; NULL where the
 * list has none such. */
bool search_said_code(const struct search_words *w,
    const struct dictionary_line *line, const struct dictionary_code *code);
const char *search_said_label(const struct search_words *w,
    const struct dictionary_line *line, const char *code);

#endif
