/*
 * entity: what the format says of each thing: its fields in order, their
 * names, Chinese labels and types.  One table drives the writer and the XSD.
 */
#ifndef EXCHANGE_ENTITY_H
#define EXCHANGE_ENTITY_H

#include "core/shape.h"

enum entity_type {
	ENTITY_INT,
	ENTITY_YEAR,
	ENTITY_PERIOD,		/* 202203, written 2022-03 */
	ENTITY_MONEY,		/* fen, written as yuan */
	ENTITY_BALANCE,		/* the same, may be negative */
	ENTITY_FLAG,		/* 0 or 1 */
	ENTITY_DATE,
	ENTITY_TIME,
	ENTITY_TEXT,		/* at most .most characters */
	ENTITY_NUMBER,		/* a household's number */
	ENTITY_AREA,
	ENTITY_CODE,		/* of code list .list */
	ENTITY_CHOICE,		/* one of the words in .list */
	ENTITY_NAME,		/* masked: 张*三 */
	ENTITY_IDNO,		/* masked: 999***********1234 */
	ENTITY_PHONE,		/* masked: 199****0001 */
	ENTITY__MAX
};

/* Attributes stand first, by name: the order of canonical XML. */
struct entity_field {
	const char *name;	/* of column and element */
	const char *label;	/* Chinese */
	enum entity_type type;
	bool attribute;		/* of the element, not a child of it */
	bool required;
	bool personal;		/* left out where it may not be whole */
	int most;		/* characters of a text */
	const char *list;
	const char *national;	/* column of the national system; NULL */
};

struct entity {
	const char *name;	/* of the element */
	const char *label;
	const struct shape *shape;	/* column i is field i - skip */
	size_t skip;		/* columns that the place in the file says */
	const struct entity_field *fields;
	size_t count;
};

enum entity_kind {
	ENTITY_HOUSEHOLD, ENTITY_MEMBER, ENTITY_PAIRING, ENTITY_REPORT,
	ENTITY_COUNTY, ENTITY_VILLAGE, ENTITY_HAMLET,
	ENTITY_UNIT, ENTITY_HELPER, ENTITY_TEAM, ENTITY_TEAM_MEMBER,
	ENTITY_KIND__MAX
};
extern const struct entity entities[ENTITY_KIND__MAX];

/** entity_fits(entity): whether fields and columns have the same names in
 * the same order; the tests ask. */
bool entity_fits(const struct entity *entity);

#endif
