/*
 * indicator_one: one field, and what an area or a year says over it; and a
 * new field of an area's own (S1-010).
 */
#ifndef PAGES_INDICATOR_ONE_H
#define PAGES_INDICATOR_ONE_H

#include "db/dictionary.h"
#include "fcgi/http/route.h"

extern const struct form indicator_one_form, indicator_forget_form,
    indicator_new_form;

/** GET, POST and again of /indicator/one. */
handler indicator_one_show, indicator_one_save, indicator_one_again;

/** POST /indicator/forget: what the dictionary says counts again; an area's
 * own field is no more on the forms. */
handler indicator_forget;

/** indicator_new_may(entity): whether it may have fields of an area's own. */
bool indicator_new_may(enum dictionary_entity entity);

/** GET, POST and again of /indicator/new. */
handler indicator_new_show, indicator_new_save, indicator_new_again;

#endif
