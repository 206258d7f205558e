#include <inttypes.h>
#include <stdio.h>

#include "db/command.h"
#include "db/dictionary.h"
#include "db/recount.h"

enum err
command_recount(struct command *c)
{
	struct recount_done done;
	struct who who;
	enum err e;

	if ((e = dictionary_start()) != OK ||
	    (e = command_who(c, 0, &who)) != OK)
		return e;
	if ((e = recount_run(c->db, &who, &done)) == OK)
		printf("recount: %" PRId64 " households, %" PRId64
		    " changed\n", done.seen, done.changed);
	dictionary_stop();
	return e;
}
