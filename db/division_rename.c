#include <string.h>

#include "db/division_doing.h"

struct naming {
	int64_t code, year;
	const char *name, *old;
};
/* The first new name of a year: what it was called until then. */
static const struct query remember = {
	"INSERT IGNORE INTO area_former (code, last_year, name, first_year)"
	" SELECT ?, ? - 1, ?, IFNULL((SELECT MAX(f.last_year) + 1"
	"  FROM area_former f WHERE f.code = ?), 0)",
	.in = &(const struct shape){ (const struct column[]){
	    COLUMN(naming, code), COLUMN(naming, year), COLUMN(naming, old),
	    COLUMN(naming, code) }, 4, sizeof(struct naming) }
};
static const struct query rename_it = {
	"UPDATE area SET name = ?, kept = 1 WHERE code = ?",
	.in = &(const struct shape){ (const struct column[]){
	    COLUMN(naming, name), COLUMN(naming, code) },
	    2, sizeof(struct naming) }
};

const struct query *const division_rename_queries[] = {
	&remember, &rename_it, NULL
};

enum err
division_rename(struct division_doing *x)
{
	const struct division_village *v = &x->village;
	struct naming n = { v->code, x->who->year, x->d->name, v->name };
	enum err e;

	if (strcmp(n.old, n.name) == 0)
		return division_doing_refuse(x, DIVISION_SAME_NAME);
	if ((e = division_doing_name(x, v->parent, n.name)) != OK)
		return e;
	x->d->into = v->code;
	if ((v->first_year < n.year &&
	    (e = db_do(x->db, &remember, &n, NULL)) != OK) ||
	    (e = db_do(x->db, &rename_it, &n, NULL)) != OK)
		return e;
	return division_doing_tell(x);
}
