/*
 * deed: one step of a record's history, made from two of its versions.
 */
#ifndef PAGES_DEED_H
#define PAGES_DEED_H

#include "db/version.h"
#include "fcgi/http/req.h"

struct deed_change {
	const char *label, *old, *new;	/* NULL: not known */
};

struct deed {
	struct moment at;
	size_t order;			/* as it was found */
	const char *about;		/* 户档案, 家庭成员 张三 … */
	const char *what;		/* 修改 … */
	const char *user, *door;
	struct deed_change *changes;
	size_t count;
};

struct deeds {
	struct deed *at;
	size_t count, room;
};

/** deed_value(r, line, row, codes): the cell as those see it who see the
 * record: with its unit, masked where it is secret (asked with head.base.area
 * of the row, or as of one in his scope); NULL where not known. */
const char *deed_value(struct req *r, const struct dictionary_line *line,
    const void *row, const struct dictionary_codes *codes);

/** deed_dictionary(r, entity, area, out): the fields of its versions' rows,
 * with what areas have of their own, called as ${area} and the year that is
 * looked at call them (指标维护).  deed_unpack(r, dictionary, entity, version):
 * such a row, for them.  deed_line(line): whether people see it there. */
MUST enum err deed_dictionary(struct req *r, enum dictionary_entity entity,
    int64_t area, struct dictionary *out);
const struct version *deed_unpack(struct req *r, const struct dictionary *d,
    enum dictionary_entity entity, const struct version *v);
bool deed_line(const struct dictionary_line *line);

/** deed_rows(r, entity, area, rows, deeds): the steps between the versions of
 * an entity's rows; of a record of that area. */
MUST enum err deed_rows(struct req *r, enum dictionary_entity entity,
    int64_t area, const struct version_rows *rows, struct deeds *deeds);

/** deed_reports(r, list, count, deeds): between those of its months. */
void deed_reports(struct req *r, const struct version_report *list,
    size_t count, struct deeds *deeds);

/** deed_pairings(r, list, count, deeds): between those of its pairings. */
void deed_pairings(struct req *r, const struct version_pairing *list,
    size_t count, struct deeds *deeds);

/** deed_visits(r, list, count, deeds): between those of its visits. */
void deed_visits(struct req *r, const struct version_visit *list,
    size_t count, struct deeds *deeds);

/** deed_add(r, deeds): one more, empty. */
struct deed *deed_add(struct req *r, struct deeds *deeds);

/** deed_sort(deeds): the newest first. */
void deed_sort(struct deeds *deeds);

#endif
