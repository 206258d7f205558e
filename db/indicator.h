/*
 * indicator: 指标维护 (S1-010): what an area and a year say of a field over
 * what the dictionary says, and an area's own fields.  A process keeps all
 * of it and reads it again with each generation (db/setting.h), so that the
 * next request sees what was changed.
 */
#ifndef DB_INDICATOR_H
#define DB_INDICATOR_H

#include "db/dictionary.h"

struct indicator {
	const char *entity, *name;
	int64_t area;			/* 0: everywhere */
	int64_t year;			/* 0: every year */
	const char *label, *definition;	/* NULL: as in the dictionary */
	struct opt_int required, least, most;
	/* An area's own field; NULL: the dictionary's. */
	const char *kind, *section, *unit, *list;
	const char *national;		/* NULL: none is known */
	struct opt_int first_year, last_year;
	int64_t changed_by;
	const char *door;
	const char *area_name;		/* "": everywhere, or not known */
};
extern const struct shape indicator_shape;

struct indicator_list {
	const struct indicator *at;
	size_t count;
};

/** indicator_all(db, generation, list): all of it, kept until another
 * generation is asked for. */
MUST enum err indicator_all(struct db *db, int64_t generation,
    const struct indicator_list **list);

/* Whose record it is, and of which year's form. */
struct indicator_at {
	enum dictionary_entity entity;
	int64_t area, year;
	bool below;		/* and what lies in the area has of its own */
};

/** indicator_dictionary(db, pool, generation, at, out): the dictionary as it
 * is there and then: the lines with what was said over them (the narrower
 * area counts, then the year), and the area's own at the end. */
MUST enum err indicator_dictionary(struct db *db, struct pool *pool,
    int64_t generation, const struct indicator_at *at,
    struct dictionary *out);

/** indicator_line(indicator, line): an area's own as a line. */
void indicator_line(const struct indicator *indicator,
    struct dictionary_line *line);

/** indicator_save(db, who, indicator): over what was said before.
 * indicator_remove: nothing is said any more.
 * Both: ERR_DENIED below the county, and outside of who's area; inside a
 * transaction. */
MUST enum err indicator_save(struct db *db, const struct who *who,
    const struct indicator *indicator);
MUST enum err indicator_remove(struct db *db, const struct who *who,
    const struct indicator *indicator);

extern const struct query *const indicator_queries[];

#endif
