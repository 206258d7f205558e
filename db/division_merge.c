#include "db/division_doing.h"

enum err
division_merge(struct division_doing *x)
{
	struct division_village into;
	enum err e;

	if (x->d->into == x->d->code)
		return division_doing_refuse(x, DIVISION_SELF);
	if ((e = division_doing_take(x, x->d->into, &into,
	    DIVISION_INTO_UNKNOWN)) != OK)
		return e;
	x->d->name = into.name;
	return division_doing_end(x, true);
}
