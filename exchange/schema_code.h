/*
 * schema_code: the code lists of a schema, each a type of its own.
 */
#ifndef EXCHANGE_SCHEMA_CODE_H
#define EXCHANGE_SCHEMA_CODE_H

#include "exchange/dictionary_write.h"

struct schema_code {
	struct db *db;
	struct pool *pool;
	struct xml_write *w;
	const struct dictionary_area *area;	/* its fields, of its year */
	enum profile_kind profile;
};

/** schema_code_write(s): every list that a field of the document has, once
 * however many fields use it.
 * Errors: ERR_BROKEN where there are too many. */
MUST enum err schema_code_write(const struct schema_code *s);

#endif
