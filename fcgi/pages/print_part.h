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
	struct area_list path;		/* of its village */
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

/** print_part_home(p, record): 家庭住址 with the natural village.
 * print_part_fact(p, record, label, name): a field as a fact. */
void print_part_home(struct paper *p, const struct print_record *k);
void print_part_fact(struct paper *p, const struct print_record *k,
    const char *label, const char *name);

/** print_part_elsewhere(line): it stands in the address, where the form is
 * signed or among the causes. */
bool print_part_elsewhere(const struct dictionary_line *l);

/** print_part_causes(p, record, contrast): 致贫原因 1 to 3, one choice each.
 * print_part_risks(p, record): 致贫风险 1 to 3, and so many more as there
 * are.  print_part_risk_line(p): the year's line of them, or NULL. */
void print_part_causes(struct paper *p, const struct print_record *k,
    bool contrast);
void print_part_risks(struct paper *p, const struct print_record *k);
const struct dictionary_line *print_part_risk_line(struct paper *p);

/** print_part_reason(p, name): the year's line of reasons of natural change,
 * or NULL.  print_part_reasons(p, name, label, example): the note that lists
 * them with their numbers. */
const struct dictionary_line *print_part_reason(struct paper *p,
    const char *name);
void print_part_reasons(struct paper *p, const char *name, const char *label,
    const char *example);

/** print_part_helpers(p, record): 帮扶责任人, today's and those before. */
MUST enum err print_part_helpers(struct paper *p,
    const struct print_record *k);

/** print_part_signed(p, record, head): who filled it in; ${head}: and where
 * the head signs.  ${record} NULL: nobody has yet. */
void print_part_signed(struct paper *p, const struct print_record *k,
    bool head);

#endif
