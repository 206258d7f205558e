/*
 * entry: a household's month as it is typed on a page: its words, its rules
 * and its place in a template.  The year form has twelve of them, the
 * village's grid one for each household.
 *
 * SECURITY: everything here came from a browser; what may be written is
 * decided again by db/report_save.h.
 */
#ifndef PAGES_ENTRY_H
#define PAGES_ENTRY_H

#include "db/report.h"
#include "fcgi/http/req.h"

/* The words of a row, behind its prefix ("m3." or "r17."). */
enum {
	ENTRY_INCOME = 0,
	ENTRY_ANSWER = INCOME__MAX,
	ENTRY_PROBLEM = ENTRY_ANSWER + ANSWER__MAX,
	ENTRY_SEEN,		/* version and mark of what was shown */
	ENTRY__MAX
};
extern const struct field entry_fields[ENTRY__MAX];

struct entry {
	bool typed;		/* the form holds this row */
	bool changed;		/* he typed something else than he saw */
	bool conflict;		/* somebody changed it since he saw it */
	size_t flaws;
	struct answer in[ENTRY__MAX];
	struct report_month month;
	int64_t version;	/* that he saw; 0: no row */
	const char *why;	/* what is wrong with the row as a whole */
};

/** entry_read(pool, words, prefix, entry): the row of that prefix, and what
 * core/report.h finds wrong with it, each at its own word. */
void entry_read(struct pool *pool, const struct words *words,
    const char *prefix, struct entry *entry);

/** entry_judge(pool, entry, stored, gate): what only the stored row and the
 * calendar can tell: why report_save refused the row, or would. */
void entry_judge(struct pool *pool, struct entry *entry,
    const struct report *stored, enum report_gate gate);

/** entry_wrong(entry): it can't be stored as it is. */
bool entry_wrong(const struct entry *entry);

/** entry_copy(pool, from, to): the values of ${from} as if typed into
 * ${to}, which keeps what it saw. */
void entry_copy(struct pool *pool, const struct entry *from,
    struct entry *to);

/** entry_of(pool, stored, entry): the stored row as it is shown first. */
void entry_of(struct pool *pool, const struct report *stored,
    struct entry *entry);

/** entry_seen(pool, stored): the hidden word that names the version and
 * marks its values, so that untouched rows are known. */
const char *entry_seen(struct pool *pool, const struct report *stored);

/**
 * entry_fill(r, row, entry):
 * Into a template's row: {{wage}} … as typed with {{#wage_BAD}} where wrong,
 * {{#housing_YES}} or {{#housing_NO}}, {{problem}}, {{seen}}, the sums
 * {{property_sum}} {{transfer_sum}} {{total}}.
 */
void entry_fill(struct req *r, struct page *row, const struct entry *entry);

/** entry_text(r, row, stored): the same for reading: amounts, 是 or 否,
 * empty where there is no row. */
void entry_text(struct req *r, struct page *row,
    const struct report *stored);

/** entry_trace(r, row, stored): who wrote it last, when, by which door, its
 * receipt number, why it was sent back: {{#TRACE}}, {{#RETURNED}}. */
void entry_trace(struct req *r, struct page *row,
    const struct report *stored);

/** entry_flaws(r, page, prefix, entry): {{#FLAW}} with {{field}} and
 * {{sentence}} for each thing wrong; how many. */
size_t entry_flaws(struct req *r, struct page *page, const char *prefix,
    const struct entry *entry);

/* One word that differs between two versions. */
struct entry_change {
	const char *field, *label, *old, *new;
};
/** entry_changes(pool, old, new, changes): at most ENTRY_SEEN. */
size_t entry_changes(struct pool *pool, const struct report_month *old,
    const struct report_month *new, struct entry_change changes[ENTRY_SEEN]);

/**
 * entry_conflict(r, page, entry, stored):
 * {{#CONFLICT}} with {{reporter}}, {{door}}, {{at}} and {{#CHANGE}} for each
 * word that somebody else changed after ${entry} was shown.  One query.
 */
MUST enum err entry_conflict(struct req *r, struct page *page,
    const struct entry *entry, const struct report *stored);

/** entry_door(door): 网页, 短信 … */
const char *entry_door(const char *door);

#endif
