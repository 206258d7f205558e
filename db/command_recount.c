#include <inttypes.h>
#include <stdio.h>

#include "db/command.h"
#include "db/dictionary.h"
#include "db/recount.h"

static enum err
ask(struct command *c, const struct who *who)
{
	enum err e;

	if ((e = db_begin(c->db)) != OK)
		return e;
	if ((e = recount_ask(c->db, who)) == OK)
		e = db_commit(c->db);
	if (e != OK)
		db_rollback(c->db);
	return e;
}

enum err
command_recount(struct command *c)
{
	struct recount k = { 0 };
	struct who who;
	enum err e;

	if ((e = dictionary_start()) != OK ||
	    (e = command_who(c, 0, &who)) != OK)
		return e;
	if ((e = ask(c, &who)) == OK)
		do
			e = recount_next(c->db, &who, &k);
		while (e == OK && recount_waits(&k));
	if (e == OK)
		printf("recount: %" PRId64 " households, %" PRId64
		    " changed\n", k.seen, k.changed);
	dictionary_stop();
	return e;
}
