/*
 * daemon: what processor and sender share: one at a time, waiting for the
 * database, ending on SIGTERM after the current work.
 */
#ifndef SMS_DAEMON_H
#define SMS_DAEMON_H

#include <stdbool.h>

#include "db/db.h"
#include "db/lease.h"

#define DAEMON_LEASE	10	/* seconds */

/* Characters of lease.holder. */
#define DAEMON_HOLDER 60

struct daemon {
	const char *name;	/* processor, sender: the lease's name too */
	char holder[DAEMON_HOLDER + 1];	/* this machine, its var directory */
	struct db *db;
	struct pool *pool;	/* of one round */
	struct moment renewed;
	bool leased;
};

/** daemon_start(daemon, queries): catch signals, take the lock file of the
 * var directory, connect (waiting while the database starts) and check the
 * ${queries}.  False: say why and end with status 1, or 0 if asked to end. */
bool daemon_start(struct daemon *d, const struct query *const *const *queries);

/** daemon_ending(): SIGTERM or SIGINT came. */
bool daemon_ending(void);

/** daemon_rest(ms): sleep, less if asked to end. */
void daemon_rest(int ms);

/** daemon_lease(daemon, lease): what to renew now. */
struct lease daemon_lease(const struct daemon *d);

/** daemon_hold(daemon): have the lease, renewing it now and then.
 * Errors: ERR_CONFLICT while another machine has it; ERR_BUSY. */
MUST enum err daemon_hold(struct daemon *d);

/** daemon_stop(daemon). */
void daemon_stop(struct daemon *d);

#endif
