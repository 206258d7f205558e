/*
 * dictionary: the fields of the official forms as data.  One line of a CSV a
 * field; from it follow its column, its control on the form, its checks, its
 * mask, its XML element.  Official forms changed nine times in a week once.
 *
 * A row of a dictionary is struct dictionary_head and then one cell for each
 * line that has a column of its own, where its shape says: numbers and flags
 * are struct opt_int (not yet known is not 0), texts and codes const char *,
 * days struct date.  Money in fen and decimals in hundredths.
 */
#ifndef CORE_DICTIONARY_H
#define CORE_DICTIONARY_H

#include "core/dictionary_csv.h"
#include "core/field.h"
#include "core/shape.h"
#include "core/veil.h"

enum dictionary_kind {
	DICTIONARY_TEXT,
	DICTIONARY_INT,
	DICTIONARY_MONEY,		/* fen; the name ends in _fen */
	DICTIONARY_DECIMAL1,		/* hundredths; the name ends in _100 */
	DICTIONARY_DECIMAL2,
	DICTIONARY_DATE,
	DICTIONARY_CODE,		/* of .list */
	DICTIONARY_CODES,		/* several of it (core/codes.h) */
	DICTIONARY_FLAG,
	DICTIONARY_PHONE,
	DICTIONARY_IDNO,
	DICTIONARY_KIND__MAX
};

/* Where the value lives and who changes it. */
enum dictionary_keep {
	DICTIONARY_OWN,			/* a column of its own, on the form */
	DICTIONARY_LOCKED,		/* … changed by operations only */
	DICTIONARY_BASE,		/* a column of the hand-made schema */
	DICTIONARY_COUNTED,		/* made from other records, no column */
	DICTIONARY_KEEP__MAX
};

#define DICTIONARY_TERMS 12		/* of a formula */

/* How earlier forms called a line (core/dictionary_edition.h). */
struct dictionary_was {
	int64_t last_year;		/* 0: as they do now */
	const char *form, *label;
};

struct dictionary_line {
	int line;			/* in the file, from 1 */
	const char *name;		/* of column and element, English */
	const char *label, *section;	/* Chinese */
	const char *form;		/* A33; "" if it has none */
	struct dictionary_was was;
	const char *national;		/* AAC301; "" if none is known */
	enum dictionary_kind kind;
	const char *unit;		/* 亩; "" */
	const char *list;		/* of codes; of a text: offered; "" */
	const char *alone;		/* a code that excludes others; "" */
	/* Stored units; of codes how many; both 0: free. */
	int64_t least, most;
	bool required;
	int64_t first_year, last_year;
	enum veil veil;
	enum dictionary_keep keep;
	const char *definition;		/* 指标解释 */
	const char *sample;
	const char *source;		/* S0-050 */
	/* A total: the lines it adds up, by place; a negative one (~place)
	 * is taken away. */
	int terms[DICTIONARY_TERMS];
	size_t term_count;
	bool per_head;			/* … and divides by head.persons */
	bool local;			/* an area's own: in DICTIONARY_LOCAL */
	/* NULL: COUNTED, and BASE of what is kept by year */
	const struct column *column;
};

struct dictionary {
	const char *entity;		/* household, member … */
	struct dictionary_line *lines;
	size_t count;
	struct shape shape;		/* of the columns of its own */
	const struct dictionary_flaw *flaws;
	size_t flaw_count;
};

/* What the hand-made schema has of a household or a member, beside the
 * dictionary's columns: rules look at it, operations change it. */
struct dictionary_base {
	/* of a member */
	const char *name;
	const char *idno;		/* NULL: none */
	const char *relation;
	int64_t sex;
	struct date birth;
	bool active;
	int64_t area;			/* and of a helper, a unit, a team */
	/* of a household */
	bool exited, risk_removed;
	int64_t monitor_class, member_count;
	struct opt_int exit_year;
	/* of a helper, a work team: the unit */
	struct opt_int unit_id;
	/* other households with its phone: counted where a rule asks */
	int64_t phone_shared;
	/* of a place: what its households have in all, counted likewise */
	int64_t homes, homes_persons;
	int64_t homes_arable_mu_100, homes_forest_mu_100;
};

/* The column that holds the values of an area's own fields (core/local.h). */
#define DICTIONARY_LOCAL "local"

/* What stands before the cells in a row. */
struct dictionary_head {
	int64_t id;			/* household_id, member_id, area … */
	int64_t parent;			/* what it belongs to, or itself */
	int64_t year;
	int64_t version;
	int64_t changed_by;
	const char *door;
	struct dictionary_base base;
	int64_t persons;		/* a divisor, set where it is computed */
};

/* One code of a list, as the reference data have it. */
struct dictionary_code {
	const char *list, *code, *label;
	int64_t first_year, last_year;
	const char *national;		/* NULL: none is known */
};
struct dictionary_codes {
	const struct dictionary_code *at;
	size_t count;
};

/**
 * dictionary_read(pool, entity, text, len, out):
 * The file ${text} (first line the head, # begins a comment, no cell holds a
 * comma or a quote).  Every wrong line is in out->flaws with its number and
 * why, and is left out of out->lines.
 * Errors: ERR_INPUT where anything is wrong.
 */
MUST enum err dictionary_read(struct pool *pool, const char *entity,
    const char *text, size_t len, struct dictionary *out);

/** dictionary_column_name(s): whether ${s} may name a column: [a-z], then at
 * most 39 of [a-z0-9_]. */
bool dictionary_column_name(const char *s);

/** dictionary_find(d, name): the line of that name, or NULL. */
const struct dictionary_line *dictionary_find(const struct dictionary *d,
    const char *name);

/** dictionary_valid(line, year): whether the year's form has the field. */
bool dictionary_valid(const struct dictionary_line *line, int64_t year);

/** dictionary_coded(line): whether it holds codes of its list. */
bool dictionary_coded(const struct dictionary_line *line);

/** dictionary_kind_name(kind): as the file writes it: text, int, money …
 * dictionary_kind_read: back, DICTIONARY_KIND__MAX where there is none. */
const char *dictionary_kind_name(enum dictionary_kind kind);
enum dictionary_kind dictionary_kind_read(const char *s);

/** dictionary_reserved(name): whether the hand-made schema has that name. */
bool dictionary_reserved(const char *name);

/* The fields of one year's form (of one section), as field_read wants them:
 * those that people fill in, with the codes of the year. */
struct dictionary_form {
	const struct dictionary_line **lines;
	struct field *fields;
	size_t count;
};

/** dictionary_form_of(pool, d, year, section, codes): ${section} NULL: all.
 * A code without any code in that year can't be filled in and is not on it. */
struct dictionary_form dictionary_form_of(struct pool *pool,
    const struct dictionary *d, int64_t year, const char *section,
    const struct dictionary_codes *codes);

/** dictionary_place(d, line): the line's column, at the end of the shape,
 * which has room for it.  dictionary_add_local(d): the column of an area's
 * own fields.  dictionary_add_base(d): those of the hand-made schema, to be
 * read only. */
void dictionary_place(struct dictionary *d, struct dictionary_line *line);
void dictionary_add_local(struct dictionary *d);
void dictionary_add_base(struct dictionary *d);

/** dictionary_with(pool, d, more, count): ${d} and ${count} lines more, of an
 * area's own; rows of it begin as rows of ${d}. */
struct dictionary dictionary_with(struct pool *pool,
    const struct dictionary *d, const struct dictionary_line *more,
    size_t count);

/** dictionary_unpack(pool, d, with, row): a row of ${with}, made by
 * dictionary_with, from a row of ${d}.  dictionary_pack(pool, d, with, row):
 * the area's own values back into its column local. */
void *dictionary_unpack(struct pool *pool, const struct dictionary *d,
    const struct dictionary *with, const void *row);
void dictionary_pack(struct pool *pool, const struct dictionary *d,
    const struct dictionary *with, void *row);

/** dictionary_row(pool, d): an empty row. */
void *dictionary_row(struct pool *pool, const struct dictionary *d);

/** dictionary_store(line, answer, row): a right answer into its cell; nothing
 * typed empties it. */
void dictionary_store(const struct dictionary_line *line,
    const struct answer *answer, void *row);

/* The line whose number may be the divisor instead (S0-069). */
#define DICTIONARY_RESIDENTS "residents"

/** dictionary_divide(d, residents, row): per head is, where ${residents}, for
 * each of those who live there (常住人口) if that number is known; otherwise
 * for each registered member. */
void dictionary_divide(const struct dictionary *d, bool residents, void *row);

/** dictionary_formula_read(pool, d, formula, line): a+b-c, or a/persons, of
 * lines of ${d}; why not, or NULL. */
const char *dictionary_formula_read(struct pool *pool,
    const struct dictionary *d, const char *formula,
    struct dictionary_line *line);

/** dictionary_compute(d, year, row): the totals; a total of nothing known is
 * not known. */
void dictionary_compute(const struct dictionary *d, int64_t year, void *row);

/** dictionary_plain(pool, line, row): the cell as the machine writes it
 * (value of an input): 12.50, 2022-03-05, codes as codes; NULL where not
 * known. */
const char *dictionary_plain(struct pool *pool,
    const struct dictionary_line *line, const void *row);

/** dictionary_show(pool, line, row, codes): as people read it: 1,200.00,
 * 6.5, 是, 水泥路, 2022-03-05; without the unit, whole; NULL where not
 * known. */
const char *dictionary_show(struct pool *pool,
    const struct dictionary_line *line, const void *row,
    const struct dictionary_codes *codes);

/** dictionary_label(codes, list, code, year): what the year calls a code, or
 * another year where this one does not have it; the code itself where it is
 * none. */
const char *dictionary_label(const struct dictionary_codes *codes,
    const char *list, const char *code, int64_t year);

/** dictionary_masked(pool, line, text): ${text} as those see it who may not
 * see it whole (mask_line of core/mask.h says who): ends of a name or number,
 * the year of a day, of the rest nothing; NULL stays NULL. */
const char *dictionary_masked(struct pool *pool,
    const struct dictionary_line *line, const char *text);

#endif
