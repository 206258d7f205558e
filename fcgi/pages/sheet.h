/*
 * sheet: one section of a record's official form as a page, made from the
 * dictionary: what is only shown, and the form of what is filled in.  The
 * same for households, members, villages, natural villages and counties.
 */
#ifndef PAGES_SHEET_H
#define PAGES_SHEET_H

#include "db/dictionary.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/ruling.h"
#include "fcgi/pages/work_place.h"

#define SHEET_SECTIONS	40

struct sheet {
	enum dictionary_entity entity;
	int64_t area;			/* where the record stands */
	struct dictionary d;		/* as it is there and then */
	const char *section;		/* NULL: all */
	const void *row;		/* as it was read within scope */
	const char *back;		/* where 返回 leads */
	const char *action;		/* where it is sent; NULL: this page */
	/* what the counted lines say, by name; NULL: nothing is counted */
	const struct shape *counted;
	const void *counts;
	const struct dictionary_codes *codes;
	struct dictionary_form form;
	struct work_place work;		/* where it is picked */
	/* What the rules look at besides; NULL: none for this record. */
	struct ruling *ruling;
	void *after;			/* as it would be; once read */
	int64_t seen;			/* the version its writer saw */
	/* A word of another year's edition that came along, or NULL. */
	const struct dictionary_line *strange;
	/* {{>SHEET}} and the boxes of what is only shown and of what is
	 * counted, while they are filled */
	struct page *page, *facts, *sums;
};

/** sheet_sections(r, entity, names): the sections of the year's form in the
 * order of the dictionary; how many. */
size_t sheet_sections(const struct req *r, enum dictionary_entity entity,
    const char *names[SHEET_SECTIONS]);

/** sheet_open(r, sheet): the year's form for entity, section and row. */
MUST enum err sheet_open(struct req *r, struct sheet *sheet);

/** sheet_open_place(r, sheet, ruling): the same of a place, whose rules look
 * at nothing besides. */
MUST enum err sheet_open_place(struct req *r, struct sheet *sheet,
    struct ruling *ruling);

/** sheet_may(r, sheet): whether the asker fills anything in here. */
bool sheet_may(const struct req *r, const struct sheet *sheet);

/** sheet_start(sheet, page): {{>SHEET}} of ${page}. */
void sheet_start(struct sheet *sheet, struct page *page);

/** sheet_fact(sheet, label, value, unit): one thing more that is only shown;
 * NULL is not known. */
void sheet_fact(struct sheet *sheet, const char *label, const char *value,
    const char *unit);

/** sheet_fill(r, sheet, typed): the facts of the dictionary and the form,
 * with what was ${typed}. */
void sheet_fill(struct req *r, struct sheet *sheet, bool typed);

/** sheet_notes(r, sheet): {{#NOTES}}, why warnings of a place's rules were
 * overridden, as far as they mark a field of the section.  One query. */
MUST enum err sheet_notes(struct req *r, struct sheet *sheet);

/** sheet_read(r, sheet): the request's words into r->in, field by field;
 * where nothing is wrong with them, into sheet->after too. */
void sheet_read(struct req *r, struct sheet *sheet);

/** sheet_save(r, sheet, changed): read and save the form's words.
 * Errors: ERR_INPUT with the flaws in r->in, or what the rules have against
 * it in sheet->ruling; ERR_CONFLICT. */
MUST enum err sheet_save(struct req *r, struct sheet *sheet, bool *changed);

/** sheet_write(r, sheet, changed): save what was read and judged, and the
 * explanations.  Errors: ERR_CONFLICT. */
MUST enum err sheet_write(struct req *r, struct sheet *sheet, bool *changed);

/* Every POST of a sheet carries the version its writer saw. */
extern const struct form sheet_form;

/** sheet_notice(r): what ?done= says after a save. */
void sheet_notice(struct req *r);

#endif
