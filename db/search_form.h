/*
 * search_form: what is asked of a search (S1-220 … S1-222, S1-251, S4-031):
 * by a word alone (a name, a number, a phone), by where households live, by
 * their state, by any field of the dictionary, theirs or of one of their
 * members.
 */
#ifndef DB_SEARCH_FORM_H
#define DB_SEARCH_FORM_H

#include "db/dictionary.h"
#include "db/household.h"

/* What the simple search's word is (search_form_word). */
enum search_find {
	SEARCH_NOTHING,
	SEARCH_NAME,
	SEARCH_PINYIN,		/* a name as it sounds: zhangwei */
	SEARCH_WITHIN,		/* any part of a name: small areas only */
	SEARCH_NUMBER,		/* 户编号 */
	SEARCH_IDNO,		/* 证件号码: its first 18 decide */
	SEARCH_PHONE,
	SEARCH_FIND__MAX
};

/* How a field of the dictionary is asked for; its kind decides. */
enum search_how {
	SEARCH_ANY,		/* one of some codes */
	SEARCH_BETWEEN,		/* a number or a day, ends included */
	SEARCH_HAS,		/* a text that holds the words */
	SEARCH_IS,		/* just this text */
	SEARCH_EMPTY,		/* not filled in */
	SEARCH_HOW__MAX
};

#define SEARCH_CODES_MOST	60

struct search_condition {
	enum dictionary_entity entity;	/* a household's or a member's */
	const struct dictionary_line *line;
	enum search_how how;
	const char **codes;		/* ANY; of a flag "1" and "0" */
	size_t code_count;		/* at most SEARCH_CODES_MOST */
	struct opt_int from, to;	/* BETWEEN, as stored */
	struct date from_day, to_day;	/* … of a day */
	const char *text;		/* HAS, IS */
};

/* All zero: everything in scope.  Sets are 1 << member of the enum; an empty
 * set asks for nothing. */
struct search {
	int64_t area;
	const char *hamlet;		/* 自然村; NULL: all */
	unsigned classes;		/* enum household_class */
	unsigned monitors;		/* enum household_monitor */
	unsigned risks;			/* enum household_risk */
	unsigned views;			/* enum report_view, of ${period} */
	unsigned lacks;			/* enum report_answer: unresolved */
	struct opt_int below_fen;	/* per head and year, of the months */
	int income_year;		/* … of this year; 0: the due one */
	enum search_find find;
	const char *word;		/* as search_form_word left it */
	bool exact;			/* no others of the same sound */
	bool longer;			/* longer names that begin so, too */
	/* Conditions on members are met by one and the same member. */
	const struct search_condition *conditions;
	size_t condition_count;
	/* 0: the month that is due; of a closed year its last */
	int period;
	const struct report_rules *rules;	/* NULL: REPORT_RULES */
};

/* A household in the list, and whose name or number was found. */
struct search_item {
	struct household_item item;
	int64_t sort;		/* 0 the very name, 1 its sound, 2 longer */
	const char *member_name;	/* NULL: the head, or no name */
	const char *member_relation;	/* its code */
};

/* From where a page goes on. */
struct search_place {
	int64_t sort, area, household_id;
};
enum search_turn {
	SEARCH_FIRST, SEARCH_NEXT, SEARCH_BACK, SEARCH_LAST, SEARCH_TURN__MAX
};

struct search_page {
	enum search_turn turn;
	struct search_place place;	/* NEXT: behind it; BACK: before it */
	size_t size;
	/* told */
	struct search_item *at;
	size_t count;
};

struct search_total {
	int64_t households, persons;
};
extern const struct shape search_item_shape, search_total_shape;

#define SEARCH_PAGE_MOST	200

/** search_form_word(pool, search, typed): what ${typed} is: search->find and
 * search->word.  Returns NULL, or why it is none of them: a clause in Chinese
 * (S1-222). */
const char *search_form_word(struct pool *pool, struct search *search,
    const char *typed);

/** search_form_period(search, who): the month whose state is shown. */
int search_form_period(const struct search *search, const struct who *who);

/** search_form_small(search, who): whether the area is small enough (a
 * township, a helper's households) to look into the middle of names. */
bool search_form_small(const struct search *search, const struct who *who);

/** search_form_plain(search, who): nothing is asked but the area, a natural
 * village and the sets of which a household has one.
 * search_form_summed(search, who): … of whole villages: the total is a sum
 * that is kept, and true at any time. */
bool search_form_plain(const struct search *search, const struct who *who);
bool search_form_summed(const struct search *search, const struct who *who);

/** search_form_stored(search, who): the stored states that show as one of
 * search->views today, as a set of enum search_stored. */
enum search_stored {
	STORED_NONE = 1, STORED_DRAFT = 2, STORED_RETURNED = 4,
	STORED_REPORTED = 8, STORED_LATE = 16, STORED_FREE = 32
};
unsigned search_form_stored(const struct search *search,
    const struct who *who);

#endif
