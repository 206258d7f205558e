/*
 * noun: every query of this floor that stands in its file, so that a program
 * checks them all at start; a new noun is one line in noun.c.
 */
#ifndef DB_NOUN_H
#define DB_NOUN_H

#include "db/db.h"

/** noun_check(db): db_check of all nouns; each mismatch is logged. */
MUST enum err noun_check(struct db *db);

#endif
