/*
 * import_judging: a sheet, a household and a row of it while they are judged.
 */
#ifndef PAGES_IMPORT_JUDGING_H
#define PAGES_IMPORT_JUDGING_H

#include "db/hamlet.h"
#include "db/import.h"
#include "fcgi/pages/import_head.h"
#include "fcgi/pages/import_told.h"
#include "fcgi/pages/sheet.h"

/* The form as it is in a village. */
struct import_village {
	struct pool *pool;
	int64_t area;			/* 0: none yet */
	struct dictionary d;
	struct dictionary_form form;
	struct hamlet_list hamlets;
};

/* What all rows of a sheet have in common. */
struct import_sheet {
	struct req *r;
	struct import import;
	enum dictionary_entity entity;	/* what its rows are */
	struct dictionary d;		/* with what areas have of their own */
	const struct dictionary_codes *codes;
	struct import_head head;
	struct import_village village;	/* of the last household */
};

/* A row of a household while it is judged: the household, or a member. */
struct import_home {
	struct import_row *row;
	const struct household *h;	/* NULL: none in scope */
	void *household;		/* its row of the dictionary */
	struct dictionary_rows members;	/* as they would be */
	size_t member;			/* the place of this one */
	int64_t version;		/* of what the row is about; 0: none */
	/* told: */
	enum import_state state;
	struct import_saying saying;
	bool changed;
	/* as it would be, to be written */
	struct req one;
	struct sheet sheet;
	struct ruling ruling;
};

/* One row while it is judged. */
struct import_judging {
	struct pool *pool;
	struct import_sheet *s;
	struct import_home *home;
	struct table_row row;
	/* For each column: its line in the village, and whether it says
	 * something else than what stands. */
	const struct dictionary_line **lines;
	bool *fresh;
	bool any;			/* one of them is */
};

/** import_judging_block(j, label, value, sentence): what stands against the
 * row, told. */
void import_judging_block(struct import_judging *j, const char *label,
    const char *value, const char *sentence);

/** import_judging_seen(j, line, text), import_judging_shown(j, line, row): a
 * value as he may see it; 空 where there is none. */
const char *import_judging_seen(struct import_judging *j,
    const struct dictionary_line *line, const char *text);
const char *import_judging_shown(struct import_judging *j,
    const struct dictionary_line *line, const void *row);

#endif
