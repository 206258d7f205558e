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
 * record: with its unit, masked where it is secret; NULL where not known. */
const char *deed_value(struct req *r, const struct dictionary_line *line,
    const void *row, const struct dictionary_codes *codes);

/** deed_rows(r, member, rows, codes, deeds): the steps between the versions
 * of the household's row, or of its members'. */
void deed_rows(struct req *r, bool member, const struct version_rows *rows,
    const struct dictionary_codes *codes, struct deeds *deeds);

/** deed_of_rows(r, entity, rows, codes, deeds): the same of any entity. */
void deed_of_rows(struct req *r, enum dictionary_entity entity,
    const struct version_rows *rows, const struct dictionary_codes *codes,
    struct deeds *deeds);

/** deed_reports(r, list, count, deeds): between those of its months. */
void deed_reports(struct req *r, const struct version_report *list,
    size_t count, struct deeds *deeds);

/** deed_pairings(r, list, count, deeds): between those of its pairings. */
void deed_pairings(struct req *r, const struct version_pairing *list,
    size_t count, struct deeds *deeds);

/** deed_sort(deeds): the newest first. */
void deed_sort(struct deeds *deeds);

#endif
