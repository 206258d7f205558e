#include "db/division_doing.h"

enum err
division_move(struct division_doing *x)
{
	enum err e;

	x->d->name = x->village.name;
	if ((e = division_doing_code(x)) != OK ||
	    (e = division_doing_name(x, area_up(x->d->into),
	    x->d->name)) != OK || (e = division_doing_found(x)) != OK)
		return e;
	return division_doing_end(x, false);
}
