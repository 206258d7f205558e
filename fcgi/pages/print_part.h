/*
 * print_part: the parts that the forms of a household are made of.
 */
#ifndef PAGES_PRINT_PART_H
#define PAGES_PRINT_PART_H

#include "fcgi/pages/paper.h"

#define PRINT_ROWS_LEAST	3	/* of people, as the official forms have */
#define PRINT_BASICS		"基本情况"
#define PRINT_CAUSES		"致贫原因"
#define PRINT_INCOME		"收入"
#define PRINT_LIVING		"生产生活条件"
#define PRINT_MONITORED		"监测帮扶"

/* A household with all that its forms say. */
struct print_record {
	const struct household *h;
	const char *address;
	void *row;
	struct member_list members;
	struct dictionary_rows rows;	/* of the members, in their order */
};

/** print_part_load(p, who, household, out): of ${who}'s year.  ERR_ABSENT
 * where it has no row that year. */
MUST enum err print_part_load(struct paper *p, const struct who *who,
    const struct household *h, struct print_record *out);

/** print_part_address(p, area, address): 河北省保定市… down to the village. */
MUST enum err print_part_address(struct paper *p, int64_t area,
    const char **address);

/** print_part_home(p, record): 家庭住址, with the natural village. */
void print_part_home(struct paper *p, const struct print_record *k);

/** print_part_elsewhere(line): it stands in the address or where the form is
 * signed. */
bool print_part_elsewhere(const struct dictionary_line *l);

/** print_part_section(p, record, name, without): one section's lines, three a
 * row, those with boxes alone; but for the names of ${without} (ends with
 * NULL, may be NULL). */
void print_part_section(struct paper *p, const struct print_record *k,
    const char *name, const char *const *without);

/** print_part_lines(p, coded, out): the columns of people: those with a code
 * of the form, or the others. */
size_t print_part_lines(struct paper *p, bool coded,
    const struct dictionary_line *out[PAPER_LINES]);

/** print_part_table(p, lines, n, last): the head of a table of people;
 * ${last}: one column more, or NULL.  print_part_blank(p, table, n, number):
 * an empty row of it. */
struct page *print_part_table(struct paper *p,
    const struct dictionary_line **lines, size_t n, const char *last);
void print_part_blank(struct paper *p, struct page *table, size_t n,
    int number);

/** print_part_people(p, record, coded): the table of those who belong to it
 * today. */
void print_part_people(struct paper *p, const struct print_record *k,
    bool coded);

/** print_part_helpers(p, record): 帮扶责任人, today's and those before. */
MUST enum err print_part_helpers(struct paper *p,
    const struct print_record *k);

/** print_part_signed(p, record, head): who filled it in; ${head}: and where
 * the head signs. */
void print_part_signed(struct paper *p, const struct print_record *k,
    bool head);

#endif
