/*
 * record_write: helper units, helpers, work teams and their members in the
 * document, between the places and the households: all that the area sees,
 * teams and members as far as their time touches the year.
 */
#ifndef EXCHANGE_RECORD_WRITE_H
#define EXCHANGE_RECORD_WRITE_H

#include "exchange/dictionary_write.h"
#include "exchange/row_write.h"

struct record_write {
	struct db *db;
	const struct who *who;
	int64_t area;			/* 0: the whole scope */
	int64_t year;
	struct row_write *rows;
	struct dictionary_write fields;	/* its pool is set while writing */
	int64_t units, helpers, teams, team_members;	/* told */
};

/** record_write(p): a thousand at a time; nothing where no dictionary was
 * read. */
MUST enum err record_write(struct record_write *p);

#endif
