/*
 * export: the registry of an area and a year as one XML document, streamed:
 * the memory it takes does not depend on how much there is.
 *
 * The sum in the trailer is SHA-256 over the bytes behind the ">" of the
 * root's start tag and before the "<" of the trailer.
 *
 * SECURITY: within who's scope only.  Names, ID numbers and phones are
 * masked unless told otherwise; who may see them whole is the caller's
 * question, and he logs it.
 */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "core/who.h"
#include "db/db.h"
#include "exchange/profile.h"
#include "exchange/xml_write.h"

#define EXPORT_NAMESPACE	"urn:bangfu:exchange:1"
#define EXPORT_VERSION		"1"

enum export_kind {
	EXPORT_FULL,		/* places, who helps, the households of the
				 * year (none before the first file) and all
				 * that is theirs */
	EXPORT_REPORTS,		/* reports alone, by household */
	EXPORT_KIND__MAX
};

struct export_options {
	int64_t area;		/* 0: the whole scope */
	int year;
	enum export_kind kind;
	enum profile_kind profile;	/* national: no reports */
	bool unmasked;
	int64_t generation;	/* of the settings (db/setting.h) */
	const char *id;		/* of the package; NULL: a new one */
	struct moment generated;
};

struct export_done {
	int64_t counties, villages, hamlets;
	int64_t units, helpers, teams, team_members;
	int64_t households, members, pairings, reports;
	uint64_t bytes;
};

/** export_id(pool): a new package id (UUID version 4). */
const char *export_id(struct pool *pool);

/** export_kind_name(kind): full, reports.  export_kind_read: back,
 * EXPORT_KIND__MAX where there is none. */
const char *export_kind_name(enum export_kind kind);
enum export_kind export_kind_read(const char *s);

/**
 * export_write(db, who, options, sink, done):
 * Write the document into ${sink}, in one read of the database as it is now
 * (a transaction of its own, unless the caller is inside of one).
 * ${done} may be NULL.
 * Errors: what ${sink} returns; ERR_INPUT where a text can't stand in XML.
 * After an error the document has no trailer: whoever reads it refuses it.
 */
MUST enum err export_write(struct db *db, const struct who *who,
    const struct export_options *options, const struct xml_sink *sink,
    struct export_done *done);

#endif
