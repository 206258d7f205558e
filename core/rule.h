/*
 * rule: what the fields of a household and its members, or of a place, must
 * be to one another, as data (values.md 3.11).  One line of a CSV a rule; its
 * condition says what is wrong, in a small language of fields:
 *
 *   relation in 03|05 and sex = 2          codes are words, lists stand in |
 *   arable_mu_100 < 0 or arable_mu_100 > 100     numbers in the form's unit
 *   age(birth) >= 16 and not student empty
 *   age(birth on 08-31) < 6                age on that day of the year
 *   count(relation = 01) != 1              of the members who are there
 *   sum(work_months_100) > 12, members, year, today, 2020-12-31
 *   increase_month > this_month            months are numbers, 202203
 *   chars(idno) in 18|20, digit(idno 19) = 4, idno right
 *   codes(measures) >= 3                   how many codes it holds
 *   days(removed_on) - days(monitored_on) < 180
 *   count(first(idno 18) = first(me.idno 18)) > 1
 *
 * What is not known makes a comparison neither true nor false; a rule speaks
 * only where its condition is true.  Within count and sum a name is the
 * member's in turn, me.NAME that of the member whom the rule is about; a
 * household's field may be named in both.
 *
 * SECURITY: pure and bounded: so many nodes, so deep; adding saturates.
 */
#ifndef CORE_RULE_H
#define CORE_RULE_H

#include "core/dictionary.h"

enum rule_severity {
	RULE_WARN,		/* saved with an explanation */
	RULE_BLOCK,		/* not saved */
	RULE_SEVERITY__MAX
};

#define RULE_USES	16	/* fields that a rule looks at */
#define RULE_NODES	100
#define RULE_DEPTH	16

/* A field that a rule looks at or marks. */
struct rule_use {
	const char *name;
	bool member;		/* of members; else of the household */
};

struct rule_node;

struct rule {
	int line;			/* in the file, from 1 */
	const char *name;		/* [a-z][a-z0-9_]* */
	bool member;			/* about each member; else the household */
	enum rule_severity severity;
	int64_t first_year, last_year;
	const char *mark;		/* the field where it is told */
	bool mark_member;
	const char *condition;		/* as it is written */
	const char *sentence;		/* Chinese, whole; {name}: a value */
	const char *source;		/* 2_01_004, S0-033 */
	const struct rule_node *tree;
	int root;
	struct rule_use uses[RULE_USES];
	size_t use_count;
};

struct rule_book {
	struct rule *rules;
	size_t count;
	const struct dictionary_flaw *flaws;
	size_t flaw_count;
};

/* What the conditions may name; of a place (a village, a natural village, a
 * county) it is the household, and there are no members: NULL. */
struct rule_fields {
	const struct dictionary *household, *member;
};

/**
 * rule_read(pool, fields, text, len, out):
 * The file ${text}: first line the head, # begins a comment, no cell holds a
 * comma or a quote.  A rule of places names one or several: village|hamlet;
 * those of other places are passed over.  Every wrong line is in out->flaws
 * with its number and why, and is left out.
 * Errors: ERR_INPUT where anything is wrong.
 */
MUST enum err rule_read(struct pool *pool, const struct rule_fields *fields,
    const char *text, size_t len, struct rule_book *out);

/** rule_parse(pool, fields, rule): rule->condition into rule->tree, uses;
 * NULL, or why not. */
const char *rule_parse(struct pool *pool, const struct rule_fields *fields,
    struct rule *rule);

/* A household as it is, or as it would be: rows of its dictionaries. */
struct rule_facts {
	const void *household;
	void *const *members;	/* those who left too: they don't count */
	size_t member_count;
	struct date today;
};

/** rule_broken(rule, facts, member): whether the condition is true; ${member}
 * is the place of the member it is about, for rules about members. */
bool rule_broken(const struct rule *rule, const struct rule_facts *facts,
    size_t member);

/* One rule that speaks. */
struct rule_finding {
	const struct rule *rule;
	size_t member;		/* its place; 0 for the household's */
};
struct rule_findings {
	struct rule_finding *at;
	size_t count;
};

/* What is judged. */
struct rule_part {
	/* Only rules that look at a field of this form; NULL: all. */
	const struct dictionary_form *form;
	bool one;		/* only the member at ${member}, … */
	size_t member;
	bool of_member;		/* the form is a member's */
};

/** rule_judge(pool, book, facts, part): the rules that speak, in the order
 * of the file, each member in turn; members who left are passed over.
 * Rules about the household look at all of its members in any case. */
struct rule_findings rule_judge(struct pool *pool,
    const struct rule_book *book, const struct rule_facts *facts,
    const struct rule_part *part);

/** rule_looks(book, year, part, name): whether a rule that rule_judge would
 * ask looks at the household's or the place's field of that name. */
bool rule_looks(const struct rule_book *book, int64_t year,
    const struct rule_part *part, const char *name);

/** rule_sentence(pool, facts, finding): the rule's sentence with the numbers
 * it found. */
const char *rule_sentence(struct pool *pool, const struct rule_facts *facts,
    const struct rule_finding *finding);

/** rule_sentence_flaw(rule): what is wrong with its sentence: {name} is a
 * number that the condition looks at; or NULL. */
const char *rule_sentence_flaw(const struct rule *rule);

/** rule_find(book, name): the rule of that name, or NULL. */
const struct rule *rule_find(const struct rule_book *book, const char *name);

#endif
