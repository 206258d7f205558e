#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/command.h"
#include "db/dictionary.h"
#include "db/recount.h"
#include "db/registry.h"

#define BATCH_CEILING	(64u << 20)
#define REST		1000		/* ms between two looks */

static enum err
year_of(struct command *c, int64_t *year)
{
	char *end;

	*year = strtoll(c->argument, &end, 10);
	return *c->argument != '\0' && *end == '\0' ? OK :
	    command_complain("year: not a year");
}

/* ERR_INPUT with its sentence. */
static enum err
refuse(int64_t year, enum registry_flaw flaw)
{
	fprintf(stderr, "bangfu-db: %" PRId64 "年度%s\n", year,
	    registry_sentence(flaw));
	return ERR_INPUT;
}

enum err
command_year_list(struct command *c)
{
	struct registry_years years;
	enum err e = registry_years(c->db, c->pool, &years);
	size_t i;

	for (i = 0; e == OK && i < years.count; i++)
		printf("%" PRId64 "\t%s\n", years.at[i].year,
		    years.at[i].state);
	return e;
}

/* In a transaction of its own. */
static enum err
decide(struct command *c, int64_t year, enum err (*deed)(struct db *,
    struct pool *, const struct who *, int64_t, enum registry_flaw *))
{
	enum registry_flaw flaw = REGISTRY_FINE;
	struct who who;
	enum err e;

	if ((e = command_who(c, 0, &who)) == ERR_ABSENT)
		return refuse(year, REGISTRY_NONE);
	if (e != OK || (e = db_begin(c->db)) != OK)
		return e;
	if ((e = deed(c->db, c->pool, &who, year, &flaw)) == OK)
		e = db_commit(c->db);
	if (e != OK)
		db_rollback(c->db);
	return flaw != REGISTRY_FINE ? refuse(year, flaw) : e;
}

/* One that was asked for and is not open yet is gone on with. */
enum err
command_year_open(struct command *c)
{
	int64_t year, asked;
	enum err e;

	if ((e = year_of(c, &year)) != OK || (e = dictionary_start()) != OK)
		return e;
	e = registry_asked(c->db, c->pool, &asked);
	if (e == ERR_ABSENT || (e == OK && asked != year))
		e = decide(c, year, registry_ask);
	if (e == OK)
		e = registry_open(c->db, c->pool, year);
	if (e == OK || e == ERR_ABSENT)		/* a closed one: at once */
		return command_year_list(c);
	return e;
}

enum err
command_year_close(struct command *c)
{
	int64_t year;
	enum err e;

	if ((e = year_of(c, &year)) != OK ||
	    (e = decide(c, year, registry_close)) != OK)
		return e;
	return command_year_list(c);
}

static void
open_asked(struct command *c, struct pool *pool)
{
	int64_t year;
	enum err e;

	if (registry_asked(c->db, pool, &year) == OK &&
	    (e = registry_open(c->db, pool, year)) != ERR_ABSENT)
		fprintf(stderr, "year: %" PRId64 " %s\n", year,
		    e == OK ? "is open" : "could not be opened yet");
}

/* What could not be done is tried again after the rest. */
static void
recount_asked(struct command *c, struct pool *pool)
{
	struct recount k;
	struct who who;

	if (recount_read(c->db, pool, &k) != OK || !recount_waits(&k) ||
	    command_who(c, 0, &who) != OK)
		return;
	while (!*c->stop && recount_next(c->db, &who, &k) == OK)
		if (!recount_waits(&k)) {
			fprintf(stderr, "recount: %" PRId64 " households, %"
			    PRId64 " changed\n", k.seen, k.changed);
			return;
		}
}

enum err
command_year_run(struct command *c)
{
	enum err e;

	if ((e = dictionary_start()) != OK)
		return e;
	while (!*c->stop) {
		struct pool *pool = pool_new(BATCH_CEILING);

		if (db_alive(c->db) == OK) {
			open_asked(c, pool);
			recount_asked(c, pool);
		}
		pool_free(pool);
		command_nap(REST);
	}
	return OK;
}
