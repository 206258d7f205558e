/*
 * dictionary_code: the code lists that fields choose from, as the process
 * knows them: read again with each generation of the settings.
 */
#ifndef DB_DICTIONARY_CODE_H
#define DB_DICTIONARY_CODE_H

#include "core/dictionary.h"
#include "db/db.h"

/** dictionary_codes(db, generation, codes): all code lists, read again when
 * ${generation} is another than last time, or DICTIONARY_ANEW. */
#define DICTIONARY_ANEW (-1)
MUST enum err dictionary_codes(struct db *db, int64_t generation,
    const struct dictionary_codes **codes);

/** dictionary_code_stop(): forget them. */
void dictionary_code_stop(void);

extern const struct query *const dictionary_code_queries[];

#endif
