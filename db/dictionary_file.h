/*
 * dictionary_file: a household, its members and what the rules ask beyond
 * them, read by one statement where a form of its file is saved.
 */
#ifndef DB_DICTIONARY_FILE_H
#define DB_DICTIONARY_FILE_H

#include "db/dictionary.h"

struct dictionary_file {
	int64_t household_id;
	/* Whoever else changes them waits until this transaction ends; its
	 * first statement, so that what is read is what stands. */
	bool hold;
	/* As they would be; NULL: as they stand.  The phone is told. */
	const char *phone, *hamlet;
	/* told */
	void *household;		/* as dictionary_household's */
	struct dictionary_rows members;	/* as dictionary_members' */
	int64_t phone_shared;		/* other households with the phone */
	const char *head_name;		/* as the household has it */
	/* The natural village is one in use of its village, or the village
	 * has none at all. */
	bool hamlet_good;
	/* The warnings that were explained this year: RULE:MEMBER, spaced
	 * (member 0: the household); NULL: none. */
	const char *noted;
};

/** dictionary_file(db, pool, who, file): within who's scope. */
MUST enum err dictionary_file(struct db *db, struct pool *pool,
    const struct who *who, struct dictionary_file *file);

#endif
