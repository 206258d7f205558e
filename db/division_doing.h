/*
 * division_doing: a deed on its way: what all of them check of the tree of
 * areas, and what they write into it.  Each deed has a file of its own.
 */
#ifndef DB_DIVISION_DOING_H
#define DB_DIVISION_DOING_H

#include "db/division_deed.h"

/* A village as it is, its row locked. */
struct division_village {
	int64_t code, parent, level;
	const char *name;
	int64_t first_year, last_year;
};

struct division_doing {
	struct db *db;
	struct pool *pool;
	const struct who *who;
	struct division *d;
	struct division_village village;	/* d->code, before */
};

/** division_rename, _merge, _split, _move: the deeds; all but the village
 * itself and the year is checked there.  Errors: ERR_INPUT, the flaw is
 * told. */
MUST enum err division_rename(struct division_doing *doing);
MUST enum err division_merge(struct division_doing *doing);
MUST enum err division_split(struct division_doing *doing);
MUST enum err division_move(struct division_doing *doing);

/** division_doing_refuse(doing, flaw): ERR_INPUT. */
MUST enum err division_doing_refuse(struct division_doing *doing,
    enum division_flaw flaw);

/** division_doing_take(doing, code, village, flaw): a village that is there
 * this year, within scope; otherwise it is refused for ${flaw}. */
MUST enum err division_doing_take(struct division_doing *doing, int64_t code,
    struct division_village *village, enum division_flaw flaw);

/** division_doing_name(doing, parent, name): no village of the township is
 * called so.  division_doing_code(doing): d->into is a code that no area has
 * or had, of a township that is there. */
MUST enum err division_doing_name(struct division_doing *doing,
    int64_t parent, const char *name);
MUST enum err division_doing_code(struct division_doing *doing);

/** division_doing_found(doing): d->into is a village called d->name. */
MUST enum err division_doing_found(struct division_doing *doing);

/** division_doing_end(doing, gone): all that is in the village goes to
 * d->into, and the village ends; ${gone} where d->into was there before. */
MUST enum err division_doing_end(struct division_doing *doing, bool gone);

/** division_doing_tell(doing): who is signed in there is shown the new
 * name. */
MUST enum err division_doing_tell(struct division_doing *doing);

extern const struct query *const division_doing_queries[];
extern const struct query *const division_rename_queries[];
extern const struct query *const division_split_queries[];

#endif
