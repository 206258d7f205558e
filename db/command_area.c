#include <inttypes.h>
#include <stdio.h>

#include "db/command.h"
#include "db/division.h"

static enum err
divide(struct command *c, const struct who *who, struct division *d)
{
	enum err e;

	if (d->deed == DIVISION_SPLIT && c->into < 0 &&
	    (e = division_free_code(c->db, c->pool, area_up(d->code),
	    &d->into)) != OK)
		return e;
	if ((e = db_begin(c->db)) != OK)
		return e;
	if ((e = division_do(c->db, c->pool, who, d)) == OK)
		e = db_commit(c->db);
	if (e != OK)
		db_rollback(c->db);
	return e;
}

static enum err
proceed(struct command *c, enum division_deed deed)
{
	struct division d = { .deed = deed, .code = c->area,
	    .into = c->into, .name = c->name, .numbers = c->numbers,
	    .reason = c->reason };
	struct who who;
	enum err e;

	if (c->area < 0 || c->reason == NULL ||
	    ((deed == DIVISION_RENAME || deed == DIVISION_SPLIT) &&
	    c->name == NULL) || ((deed == DIVISION_MERGE ||
	    deed == DIVISION_MOVE) && c->into < 0))
		return command_complain("area: an option is missing");
	if ((e = command_who(c, 0, &who)) != OK)
		return e;
	e = divide(c, &who, &d);
	if (d.flaw != DIVISION_FINE)
		fprintf(stderr, "bangfu-db: %s：%s\n",
		    division_label(deed), division_sentence(d.flaw));
	if (e == OK)
		printf("area: %s %" PRId64 " → %" PRId64 ", %" PRId64
		    " households\n", division_name(deed), d.code, d.into,
		    d.households);
	return e;
}

enum err
command_area_rename(struct command *c)
{
	return proceed(c, DIVISION_RENAME);
}

enum err
command_area_merge(struct command *c)
{
	return proceed(c, DIVISION_MERGE);
}

enum err
command_area_split(struct command *c)
{
	return proceed(c, DIVISION_SPLIT);
}

enum err
command_area_move(struct command *c)
{
	return proceed(c, DIVISION_MOVE);
}
