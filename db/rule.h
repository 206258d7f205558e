/*
 * rule: the rules between fields where they meet the database: the file, the
 * check of every door that changes a household or a member, and the
 * explanations by which warnings were overridden.
 */
#ifndef DB_RULE_H
#define DB_RULE_H

#include "core/rule.h"
#include "db/dictionary.h"

/** rule_start(): read rule.csv beside the dictionary's files; after
 * dictionary_start.  Each wrong line is told on stderr. */
MUST enum err rule_start(void);

/** rule_stop(): forget it.  rule_all(): as it was read. */
void rule_stop(void);
const struct rule_book *rule_all(void);

/* Why a warning was overridden. */
struct rule_note {
	int64_t household_id;
	int64_t member_id;	/* 0: of the household */
	const char *rule;
	const char *explanation;
	const char *name;	/* who */
	const char *door;
	struct moment at;
};
extern const struct shape rule_note_shape;

struct rule_notes {
	struct rule_note *at;
	size_t count;
};

/** rule_notes(db, pool, who, household_id, notes): of the year, the newest
 * first; none where the household is out of scope. */
#define RULE_NOTES_MOST	1000
MUST enum err rule_notes(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct rule_notes *notes);

/** rule_note_add(db, who, note, now): one more; ${note}'s name, door and
 * time are the writer's. */
MUST enum err rule_note_add(struct db *db, const struct who *who,
    const struct rule_note *note, struct moment now);

/** rule_phone(db, pool, who, household): count into its row who else has its
 * phone, in the whole registry; one query, for pages that only look. */
MUST enum err rule_phone(struct db *db, struct pool *pool,
    const struct who *who, void *household);

/* A household as it would be after the change. */
struct rule_check {
	const void *household;
	struct dictionary_rows members;
	struct rule_part part;
	struct rule_findings open;	/* told: without those explained */
	size_t explained;		/* … of which so many there are */
};

/**
 * rule_check(db, pool, who, check):
 * What every door asks before it saves: the rules that speak, but for
 * warnings that were explained this year.  The notes are read only where
 * there is a warning.
 */
MUST enum err rule_check(struct db *db, struct pool *pool,
    const struct who *who, struct rule_check *check);

/** rule_subject(check, finding): the member_id a finding is about, or 0. */
int64_t rule_subject(const struct rule_check *check,
    const struct rule_finding *finding);

extern const struct query *const rule_queries[];

#endif
