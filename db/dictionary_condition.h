/*
 * dictionary_condition: the part of a search that asks for fields of the
 * dictionary.
 */
#ifndef DB_DICTIONARY_CONDITION_H
#define DB_DICTIONARY_CONDITION_H

#include "db/dictionary_build.h"

/** dictionary_condition_on(search, entity): whether it asks for a field of
 * the entity. */
bool dictionary_condition_on(const struct search *search,
    enum dictionary_entity entity);

/** dictionary_condition_add(b, entity, alias): AND … for each field of the
 * entity that b->search asks for; its row is ${alias}. */
void dictionary_condition_add(struct build *b, enum dictionary_entity entity,
    const char *alias);

#endif
