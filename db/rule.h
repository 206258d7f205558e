/*
 * rule: the rules between fields where they meet the database: the file, the
 * check of every door that changes a household or a member, and the
 * explanations by which warnings were overridden.
 */
#ifndef DB_RULE_H
#define DB_RULE_H

#include "core/rule.h"
#include "db/dictionary_file.h"

/** rule_start(): read rule.csv and rule_place.csv beside the dictionary's
 * files; after dictionary_start.  Each wrong line is told on stderr. */
MUST enum err rule_start(void);

/** rule_stop(): forget them.  rule_all(): those of households and members.
 * rule_of(entity): those of a place. */
void rule_stop(void);
const struct rule_book *rule_all(void);
const struct rule_book *rule_of(enum dictionary_entity entity);

/* Why a warning was overridden. */
struct rule_note {
	int64_t household_id;	/* of a place: 0 */
	int64_t member_id;	/* 0: of the household */
	const char *rule;
	const char *explanation;
	const char *name;	/* who */
	const char *door;
	struct moment at;
	/* of a place: the village it was given for, before that was merged
	 * into this one: it is told, and silences nothing; NULL: this one */
	const char *merged;
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

/* A household or a place as it would be after the change. */
struct rule_check {
	enum dictionary_entity entity;	/* whose book; 0: the household's */
	void *household;		/* … or the place */
	struct dictionary_rows members;
	/* What was read along with the household: it is not asked again;
	 * NULL: nothing. */
	const struct dictionary_file *file;
	struct rule_part part;
	struct rule_findings open;	/* told: without those explained */
	size_t explained;		/* … of which so many there are */
};

/**
 * rule_check(db, pool, who, check):
 * What every door asks before it saves: the rules that speak, but for
 * warnings that were explained this year.  The notes are read only where
 * there is a warning; other households with the same phone, in the whole
 * registry, and what the households of a place have are counted only where a
 * rule asks.  The row was read within scope.
 */
MUST enum err rule_check(struct db *db, struct pool *pool,
    const struct who *who, struct rule_check *check);

/** rule_check_keep(db, pool, who, check, whys): why each of check->open was
 * overridden (NULL: it was not), of a household or of a place; all of them
 * by one statement. */
MUST enum err rule_check_keep(struct db *db, struct pool *pool,
    const struct who *who, const struct rule_check *check,
    const char *const *whys);

/** rule_check_sentence(pool, who, check, i): what it says. */
const char *rule_check_sentence(struct pool *pool, const struct who *who,
    const struct rule_check *check, size_t i);

/* A place's row, read within scope. */
struct rule_place {
	enum dictionary_entity entity;
	const struct dictionary_head *row;
};

/** rule_place_notes(db, pool, who, place, notes): why warnings about it were
 * overridden in its year, the newest first. */
MUST enum err rule_place_notes(struct db *db, struct pool *pool,
    const struct who *who, const struct rule_place *place,
    struct rule_notes *notes);

/** rule_subject(check, finding): the member_id a finding is about, or 0. */
int64_t rule_subject(const struct rule_check *check,
    const struct rule_finding *finding);

extern const struct query *const rule_queries[];

#endif
