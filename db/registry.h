/*
 * registry: the years of the registry (S1-100 … S1-104).  Every year-end
 * file since 2014 is a year of the same record.  Opening a year copies the
 * living file into it; closing one locks it.
 *
 * What begins empty in a new year: amounts of money (columns that end in
 * _fen), who filled in the form and when, the months of work, and why a
 * member came.  All the rest is carried over and corrected where it changed
 * (S1-202), codes as the new year calls them (db/registry_code.h).
 */
#ifndef DB_REGISTRY_H
#define DB_REGISTRY_H

#include "db/db.h"

/* A year of the registry. */
struct registry_year {
	int64_t year;
	const char *state;		/* opening, open, closed */
	struct moment opened_at;
	const char *opener;		/* NULL: the system */
	struct opt_int source;		/* it began with the rows of … */
	struct opt_int households, members;	/* … as many then */
	struct moment closed_at;
	const char *closer;
};
extern const struct shape registry_year_shape;

struct registry_years {
	struct registry_year *at;	/* newest first */
	size_t count;
};

/** registry_years(db, pool, years): all of them. */
MUST enum err registry_years(struct db *db, struct pool *pool,
    struct registry_years *years);

/** registry_of_household(db, pool, who, household_id, years, count): the
 * years in which it is within who's scope, newest first. */
MUST enum err registry_of_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, int64_t **years,
    size_t *count);

/* Why a year can't be opened or closed. */
enum registry_flaw {
	REGISTRY_FINE,
	REGISTRY_NONE,			/* no year is open at all */
	REGISTRY_OPENING,		/* one is being opened just now */
	REGISTRY_OPEN_ALREADY,
	REGISTRY_NOT_NEXT,		/* only the living file's next year */
	REGISTRY_EARLY,			/* after next year */
	REGISTRY_ABSENT,		/* no such year */
	REGISTRY_CLOSED_ALREADY,
	REGISTRY_LIVING,		/* the living file is not closed */
	REGISTRY__MAX
};

/** registry_open_flaw(years, year, today), registry_close_flaw(years, year):
 * REGISTRY_FINE where it may be done.  A closed year may be opened again. */
enum registry_flaw registry_open_flaw(const struct registry_years *years,
    int64_t year, struct date today);
enum registry_flaw registry_close_flaw(const struct registry_years *years,
    int64_t year);

/** registry_sentence(flaw): what is wrong, in Chinese; "" where nothing. */
const char *registry_sentence(enum registry_flaw flaw);

/** registry_ask(db, pool, who, year, flaw): have a year opened: a closed one
 * at once, the next one by whoever runs registry_open.  Inside a transaction.
 * Errors: ERR_DENIED below ROLE_ADMIN; ERR_INPUT, see *flaw. */
MUST enum err registry_ask(struct db *db, struct pool *pool,
    const struct who *who, int64_t year, enum registry_flaw *flaw);

/** registry_asked(db, pool, year): the year that waits to be opened, or
 * ERR_ABSENT. */
MUST enum err registry_asked(struct db *db, struct pool *pool,
    int64_t *year);

/** registry_open(db, pool, year): copy the living file into the year that
 * was asked for, and make it the living file: one transaction of its own.
 * Whoever saves a household meanwhile waits or is told to try again.  Broken
 * off, nothing was done, and it may be called again.
 * Errors: ERR_ABSENT where nobody asked for it (or it is open by now). */
MUST enum err registry_open(struct db *db, struct pool *pool, int64_t year);

/** registry_close(db, pool, who, year, flaw): lock it.  Inside a
 * transaction.  Errors: as registry_ask. */
MUST enum err registry_close(struct db *db, struct pool *pool,
    const struct who *who, int64_t year, enum registry_flaw *flaw);

extern const struct query *const registry_queries[];

#endif
