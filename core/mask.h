/*
 * mask: personal data as everybody may see it (ui.md, S3-007), and who may see
 * more: one table of role, sensitivity and relation to the record.  Every
 * page, list, print, history and file asks it.
 */
#ifndef CORE_MASK_H
#define CORE_MASK_H

#include "core/pool.h"
#include "core/veil.h"
#include "core/who.h"

struct dictionary_line;

/** mask_name: 张*三, 李*, 欧**娜: first and last character stay; of two,
 * the first. */
const char *mask_name(struct pool *pool, const char *name);

/** mask_idno: 130***********1234 (first three, last four). */
const char *mask_idno(struct pool *pool, const char *idno);

/** mask_phone: 138****5678; shorter numbers keep their last two. */
const char *mask_phone(struct pool *pool, const char *phone);

/** mask_prose(pool, text): what somebody wrote, with the ID numbers, bank
 * accounts and mobile numbers in it masked, in full-width digits too.  Other
 * numbers stay: amounts, household numbers of 10 and 16 digits. */
const char *mask_prose(struct pool *pool, const char *text);

/** mask_text(pool, veil, text): masked as what it is; never whole. */
const char *mask_text(struct pool *pool, enum veil veil,
    const char *text);

/* What the record is to who looks at it. */
enum mask_relation {
	MASK_OWN,		/* a helper's household, a village's own */
	MASK_WITHIN,		/* somewhere in his area */
	MASK_ELSEWHERE,		/* shown to him, but of nobody in his scope */
	MASK_FILE,		/* leaves as a file, and anybody may get it */
	MASK_REVEALED,		/* asked for; who and why is in the audit */
	MASK_RELATION__MAX
};
struct mask_sight {
	enum role role;
	enum mask_relation relation;
};

/** mask_sight(who): of a record that was found in his scope.
 * mask_sight_at(who, area): … that was found otherwise and is of that area.
 * mask_sight_file(who): of what he takes away as a file. */
struct mask_sight mask_sight(const struct who *who);
struct mask_sight mask_sight_at(const struct who *who, int64_t area);
struct mask_sight mask_sight_file(const struct who *who);

/** mask_shows(sight, veil): whether he sees it whole. */
bool mask_shows(struct mask_sight sight, enum veil veil);

/** mask_value(pool, sight, veil, text): whole or masked; NULL is "".
 * mask_line: … of a line of the dictionary; NULL stays NULL. */
const char *mask_value(struct pool *pool, struct mask_sight sight,
    enum veil veil, const char *text);
const char *mask_line(struct pool *pool, struct mask_sight sight,
    const struct dictionary_line *line, const char *text);

#endif
