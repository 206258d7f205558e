/*
 * import_head: what the columns of a sheet are, by their names in its first
 * row: those of the template (label, unit and form code), those of the
 * household list as it leaves, or a field's own name.
 */
#ifndef PAGES_IMPORT_HEAD_H
#define PAGES_IMPORT_HEAD_H

#include "core/dictionary.h"
#include "exchange/table.h"

enum import_kind {
	IMPORT_NUMBER,		/* whose row it is: 户编号 */
	IMPORT_LINE,		/* a field of the dictionary */
	IMPORT_LIST,		/* a column of the list: shown, not changed */
	IMPORT_IGNORED,		/* 原因, 月报状态 */
	IMPORT_KIND__MAX
};

struct import_column {
	enum import_kind kind;
	const char *label;			/* as the sheet has it */
	const struct dictionary_line *line;	/* IMPORT_LINE */
	int list;				/* enum household_column */
};

struct import_head {
	struct import_column *columns;
	size_t count;
	size_t number;		/* the place of IMPORT_NUMBER */
};

/* What stands in a column that tells why a row was refused. */
#define IMPORT_WHY	"原因"

/** import_head_name(pool, line): its name in the template:
 * 耕地面积（亩）A33. */
const char *import_head_name(struct pool *pool,
    const struct dictionary_line *line);

/** import_head_read(pool, d, year, row, head): the columns of the first row.
 * Returns: NULL, or what is wrong with one, a clause behind 文件. */
const char *import_head_read(struct pool *pool, const struct dictionary *d,
    int64_t year, const struct table_row *row, struct import_head *head);

#endif
