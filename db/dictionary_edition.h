/*
 * dictionary_edition: the file of what earlier years called the fields.
 */
#ifndef DB_DICTIONARY_EDITION_H
#define DB_DICTIONARY_EDITION_H

#include "db/dictionary_sql.h"

/** dictionary_edition_load(pool, dir, books, count): edition.csv of ${dir}
 * into the lines of the ${count} ${books}; a wrong line is told on stderr.
 * Errors: ERR_INPUT, ERR_ABSENT. */
MUST enum err dictionary_edition_load(struct pool *pool, const char *dir,
    struct dictionary_book *books, size_t count);

#endif
