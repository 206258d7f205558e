/*
 * user_place: an account's role and what it answers for: an area, or the
 * households of one helper.  Nobody gives a role above his own, an area
 * outside of his own, or a helper who has an account already.
 */
#ifndef PAGES_USER_PLACE_H
#define PAGES_USER_PLACE_H

#include "db/helper.h"
#include "db/user.h"
#include "fcgi/http/route.h"

#define USER_PLACE_ROLES	5
extern const struct choice user_place_choices[USER_PLACE_ROLES];
#define USER_PLACE_ROLE                                                 \
	{ .name = "role", .label = "角色", .kind = FIELD_CHOICE,        \
	    .required = true, .choices = user_place_choices,            \
	    .choice_count = USER_PLACE_ROLES }
#define USER_PLACE_AREA                                                 \
	{ .name = "area", .label = "负责地区", .kind = FIELD_TEXT,      \
	    .least = 1, .most = 60 }
#define USER_PLACE_HELPER                                               \
	{ .name = "helper", .label = "对应的帮扶责任人",                \
	    .kind = FIELD_TEXT, .least = 1, .most = 60 }

/** user_place_field: the field of roles, guests left out. */
extern const struct field user_place_field;

/** user_place_roles(r, page, chosen): the roles that the asker may give. */
void user_place_roles(struct req *r, struct page *page, const char *chosen);

/** user_place_helper(r, answer, helper): the one helper whose phone, number
 * or name was typed.  Errors: ERR_INPUT with the flaw on ${answer}. */
MUST enum err user_place_helper(struct req *r, struct answer *answer,
    struct helper *helper);

/* The three answers of a form. */
struct user_place {
	struct answer *role, *area, *helper;
	int64_t user_id;	/* whose it is already; 0: a new account */
};

/** user_place_take(r, place, user): role, area and helper_id of ${user}.
 * Errors: ERR_INPUT, told at the answer that is wrong. */
MUST enum err user_place_take(struct req *r, const struct user_place *place,
    struct user *user);

#endif
