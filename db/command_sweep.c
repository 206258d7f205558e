#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/clock.h"
#include "db/command.h"
#include "db/import.h"
#include "db/photo.h"
#include "db/staged.h"
#include "db/store.h"

#define ASK_CEILING	(1u << 20)
#define YOUNG_SECONDS	(24 * 3600)	/* a form may still be on its way */
#define STAGED_SECONDS	(3 * 24 * 3600)	/* … or open over a weekend */

#define SHEET_SECONDS	(30 * 24 * 3600)	/* sent in (S1-215) */

struct asked {
	struct db *db;
	struct pool *pool;
};

static enum err
named(void *cookie, struct bytes hash, bool *yes)
{
	struct asked *a = cookie;

	pool_reset(a->pool);
	return photo_names(a->db, a->pool, hash, yes);
}

enum err
command_sweep(struct command *c)
{
	struct asked asked = { c->db, pool_new(ASK_CEILING) };
	/* Files are dated by the machine's own clock. */
	struct store_sweep sweep = { .named = named, .cookie = &asked,
	    .before = clock_now().utc - clock_offset() - YOUNG_SECONDS };
	struct moment old = { clock_now().utc - STAGED_SECONDS };
	struct moment unused = { clock_now().utc - SHEET_SECONDS };
	const char *var = getenv("BANGFU_VAR");
	int64_t staged, sheets;
	enum err e;

	if (var == NULL || *var == '\0')
		e = command_complain("sweep: BANGFU_VAR is needed");
	else if ((e = staged_sweep(c->db, old, &staged)) == OK &&
	    (e = import_sweep(c->db, unused, &sheets)) == OK &&
	    (e = store_sweep(c->pool, &sweep)) == OK)
		printf("sweep: %" PRId64 " photos of forms never saved; %"
		    PRId64 " sheets sent in a month ago; %" PRId64 " files, %"
		    PRId64 " that no row names taken away\n", staged, sheets,
		    sweep.seen, sweep.swept);
	pool_free(asked.pool);
	return e;
}
