/*
 * place_write: counties, villages and their natural villages in the document,
 * before the households.
 */
#ifndef EXCHANGE_PLACE_WRITE_H
#define EXCHANGE_PLACE_WRITE_H

#include "exchange/dictionary_write.h"
#include "exchange/row_write.h"

struct place_write {
	struct db *db;
	const struct who *who;
	int64_t area;			/* 0: the whole scope */
	int64_t year;			/* of the files */
	struct row_write *rows;
	struct dictionary_write fields;	/* its pool is set while writing */
	int64_t counties, villages, hamlets;	/* told */
};

/** place_write(p): all that have a file; nothing where no dictionary was
 * read. */
MUST enum err place_write(struct place_write *p);

#endif
