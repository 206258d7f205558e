/*
 * search_field: the fields of the dictionary as conditions of a search
 * (S1-221): h.NAME of a household, m.NAME of a member; k. of a helper, u. of a
 * unit, t. of a work team, w. of one of its members.  The kind of a field
 * decides what may be asked: .from and .to of numbers and days, .has and .is
 * of texts, one or more codes; and .none=1 of each: not filled in.
 */
#ifndef PAGES_SEARCH_FIELD_H
#define PAGES_SEARCH_FIELD_H

#include "fcgi/pages/search_words.h"

/** search_field_read(r, w): what the address asks for, all of it. */
MUST enum err search_field_read(struct req *r, struct search_words *w);

/** search_field_records(r, w, entity): what the address of a list of helpers,
 * units or work teams (with their members) asks for of their fields; a flaw
 * is the request's trouble. */
MUST enum err search_field_records(struct req *r, struct search_words *w,
    enum dictionary_entity entity);

/** search_field_may(w, entity, line): whether it may be asked for: not what
 * he would see masked, but for a member's whole ID number (S1-222).
 * search_field_how(line): how, by its kind.  search_field_owner(entity):
 * whose it is, in Chinese. */
bool search_field_may(const struct search_words *w,
    enum dictionary_entity entity, const struct dictionary_line *line);
const char *search_field_owner(enum dictionary_entity entity);
enum search_how search_field_how(const struct dictionary_line *line);

/** search_field_line(w, word, entity, suffix): the field of h.NAME.SUFFIX;
 * NULL where there is none. */
const struct dictionary_line *search_field_line(const struct search_words *w,
    const char *word, enum dictionary_entity *entity, const char **suffix);

/** search_field_name(w, entity, line): h.NAME. */
const char *search_field_name(const struct search_words *w,
    enum dictionary_entity entity, const struct dictionary_line *line);

#endif
