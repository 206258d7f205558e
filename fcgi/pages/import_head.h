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
	IMPORT_PERSON,		/* who the member is: he is known by it */
	IMPORT_IGNORED,		/* 原因, 月报状态 */
	IMPORT_KIND__MAX
};

struct import_column {
	enum import_kind kind;
	const char *label;			/* as the sheet has it */
	const struct dictionary_line *line;	/* IMPORT_LINE, _PERSON */
	int list;				/* enum household_column */
};

struct import_head {
	struct import_column *columns;
	size_t count;
	size_t number;		/* the place of IMPORT_NUMBER */
};

/* Sheets of the import that leave: their name in a workbook, and what a row
 * of theirs may take. */
#define IMPORT_SHEET	"导入"
#define IMPORT_ROW_MOST	((size_t)16 << 20)

/* What stands in a column that tells why a row was refused. */
#define IMPORT_WHY	"原因"

/** import_head_name(pool, line): its name in the template:
 * 耕地面积（亩）A33. */
const char *import_head_name(struct pool *pool,
    const struct dictionary_line *line);

/* A sheet of members has these columns, or one of them. */
#define IMPORT_NAME	"姓名"
#define IMPORT_IDNO	"证件号码"

/** import_head_members(pool, row): whether the first row is a sheet of
 * members. */
bool import_head_members(struct pool *pool, const struct table_row *row);

/** import_head_read(pool, d, year, row, head): the columns of the first row;
 * ${d} is of households or of members.
 * Returns: NULL, or what is wrong with one, a clause behind 文件. */
const char *import_head_read(struct pool *pool, const struct dictionary *d,
    int64_t year, const struct table_row *row, struct import_head *head);

#endif
