/*
 * schema: the XSD of the format, made from the same tables that write it,
 * with Chinese labels and the year's code lists, and what an area says of its
 * fields (指标维护).  Masked and whole documents have schemas of their own:
 * neither validates against the other's.
 */
#ifndef EXCHANGE_SCHEMA_H
#define EXCHANGE_SCHEMA_H

#include "db/db.h"
#include "exchange/profile.h"
#include "exchange/xml_write.h"

struct schema_options {
	int year;
	int64_t area;		/* … as it is there; 0: everywhere */
	int64_t generation;	/* of the settings (db/setting.h) */
	bool unmasked;
	enum profile_kind profile;
};

/** schema_write(db, options, sink): the whole schema; the code lists are
 * read from ${db}. */
MUST enum err schema_write(struct db *db,
    const struct schema_options *options, const struct xml_sink *sink);

#endif
