/*
 * paper: what printed forms are made of: sheets with blocks of facts, pairs
 * of label and value, tables, lines to sign; the cells come from the
 * dictionary.  What is masked on pages is masked on paper.
 */
#ifndef PAGES_PAPER_H
#define PAGES_PAPER_H

#include "db/area.h"
#include "db/dictionary.h"
#include "db/household.h"
#include "db/member.h"
#include "fcgi/http/route.h"

#define PAPER_LINES	200	/* of a section */
#define PAPER_OLD	2017	/* the last year of the first edition */

/* A page of sheets while it is filled. */
struct paper {
	struct req *r;
	struct page *page, *sheet, *block;
	struct page *table;		/* of pairs, in the block; or NULL */
	const struct dictionary_codes *codes;
	int64_t year;
	int period;			/* of the monthly ones */
	bool ticks;			/* codes are ticked, not written */
	/* As the area and the year have them; none: as they are everywhere. */
	struct dictionary own[DICTIONARY_ENTITY__MAX];
};

/** paper_area(p, area): from now on the forms of households and members are
 * that area's, with its own fields.  paper_own(p, entity, area): that one's
 * form. */
MUST enum err paper_area(struct paper *p, int64_t area);
MUST enum err paper_own(struct paper *p, enum dictionary_entity entity,
    int64_t area);

/** paper_dictionary(p, entity): the fields of the sheet.  paper_unpack(p,
 * entity, row): a row as it was read, for them. */
const struct dictionary *paper_dictionary(const struct paper *p,
    enum dictionary_entity entity);
void *paper_unpack(struct paper *p, enum dictionary_entity entity,
    const void *row);

/** paper_sheet(p, title, household): a sheet of its own page, with the
 * household's number and its QR code (NULL: none). */
void paper_sheet(struct paper *p, const char *title,
    const struct household *h);

/** paper_running(p, title, label, value): what each page of a sheet without a
 * household repeats on its top. */
void paper_running(struct paper *p, const char *title, const char *label,
    const char *value);

/** paper_block(p, heading): the next part of the sheet; NULL: no heading. */
void paper_block(struct paper *p, const char *heading);

/** paper_fact(p, label, value): one of a line of them; NULL is a line to
 * write on. */
void paper_fact(struct paper *p, const char *label, const char *value);

/** paper_address(p, path, hamlet): 家庭住址, each level on its blank;
 * ${hamlet} NULL: the form does not ask for it. */
void paper_address(struct paper *p, const struct area_list *path,
    const char *hamlet);

/** paper_note(p, text) and paper_sign(p, label): below a block. */
void paper_note(struct paper *p, const char *text);
void paper_sign(struct paper *p, const char *label);

/** paper_table(p): a table in the block.  paper_column(table, label, kind):
 * kind is how wide: text, name, idno, short, long, num, number, day, flag.
 * paper_row, and paper_cell(row, value): NULL is empty. */
struct page *paper_table(struct paper *p);
struct page *paper_column(struct page *table, const char *label,
    const char *kind);
struct page *paper_row(struct page *table);
void paper_cell(struct page *row, const char *value);

/** paper_label(p, line): A33 耕地面积（亩）. */
const char *paper_label(struct paper *p, const struct dictionary_line *l);

/** paper_value(p, line, row): as it stands on the form: ☑是 □否 for a flag,
 * every code with its box where there are many; ${row} NULL is a blank
 * form. */
const char *paper_value(struct paper *p, const struct dictionary_line *l,
    const void *row);

/** paper_boxes(p, line, held): every code of the line's list with its box,
 * those of ${held} (core/codes.h; NULL: none) ticked.  paper_code(p, line,
 * code): what the code says this year; NULL of NULL.  paper_codes(p, line, numbered):
 * all of them: （1）死亡、（2）婚出 */
const char *paper_boxes(struct paper *p, const struct dictionary_line *l,
    const char *held);
const char *paper_code(struct paper *p, const struct dictionary_line *l,
    const char *code);
const char *paper_codes(struct paper *p, const struct dictionary_line *l,
    bool numbered);

/** paper_count(p, line): how many codes its list has this year. */
size_t paper_count(const struct paper *p, const struct dictionary_line *l);

/** paper_wide(p, line): whether it takes a whole line of the form. */
bool paper_wide(struct paper *p, const struct dictionary_line *l);

/** paper_then(p, entity, line, row): the line that ${row}, of another year,
 * has for it: itself, or what its list was asked for by. */
const struct dictionary_line *paper_then(const struct paper *p,
    enum dictionary_entity entity, const struct dictionary_line *l,
    const void *row);

/** paper_lines(p, entity, section, lines): the year's lines of a section
 * (NULL: all) that are no BASE ones, those with a code of the form first and
 * by it; how many. */
size_t paper_lines(struct paper *p, enum dictionary_entity entity,
    const char *section, const struct dictionary_line *lines[PAPER_LINES]);

/** paper_member(p, line, member, row): a cell of a member, whose BASE lines
 * stand in ${member}. */
const char *paper_member(struct paper *p, const struct dictionary_line *l,
    const struct member *m, const void *row);

#endif
