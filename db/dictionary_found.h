/*
 * dictionary_found: the part of a search that finds people by one word: by
 * name, by sound, by number.
 */
#ifndef DB_DICTIONARY_FOUND_H
#define DB_DICTIONARY_FOUND_H

#include "db/dictionary_build.h"

/** dictionary_found_add(b): FROM those who are found by search->word, f, and
 * their households, h. */
void dictionary_found_add(struct build *b);

#endif
