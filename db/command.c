#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "core/area.h"
#include "core/report.h"
#include "core/who.h"
#include "db/change.h"
#include "db/checksum.h"
#include "db/clock.h"
#include "db/command.h"
#include "db/demo.h"
#include "db/dictionary_migrate.h"
#include "db/folder.h"
#include "db/generate.h"
#include "db/generate_past.h"
#include "db/generate_plan.h"
#include "db/generate_unit.h"
#include "db/generate_village.h"
#include "db/generate_visit.h"
#include "db/migrate.h"
#include "db/name.h"
#include "db/noun.h"
#include "db/registry_copy.h"
#include "db/registry_guard.h"
#include "db/rule.h"
#include "db/seed.h"
#include "db/setting.h"
#include "db/version.h"
#include "db/version_record.h"

#define BATCH_CEILING	(64u << 20)
#define PUBLISH_MOST	5000

void
command_nap(long milliseconds)
{
	struct timespec t = { milliseconds / 1000,
	    milliseconds % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

enum err
command_complain(const char *sentence)
{
	fprintf(stderr, "bangfu-db: %s\n", sentence);
	return ERR_INPUT;
}

/* The year of the month that is due. */
static int64_t
due_year(void)
{
	return report_due(clock_today()) / 100;
}

enum err
command_who(struct command *c, int64_t area, struct who *who)
{
	*who = (struct who){ .role = ROLE_ADMIN, .low = area,
	    .high = area_last(area), .today = clock_today(),
	    .name = "系统", .door = "system" };
	return seed_year(c->db, c->pool, &who->year);
}

enum err
command_migrate(struct command *c)
{
	static const char repair[] = "SET @bangfu_repair = 1";
	const char *dir = c->dir != NULL ? c->dir :
	    folder_find(c->pool, "migrate", "BANGFU_MIGRATIONS");
	struct db *other = NULL;
	int64_t learned;
	int applied, added;
	enum err e;

	if (dir == NULL)
		return ERR_ABSENT;
	if ((e = dictionary_start()) != OK)
		return e;
	if ((e = db_open(&c->options, &other)) != OK)
		return e;
	/* What is mended may be mended in closed years too. */
	if ((e = db_script(c->db, repair, sizeof repair - 1)) == OK &&
	    (e = migrate_lock(other)) == OK &&
	    (e = migrate_run(c->db, dir, &applied)) == OK &&
	    (e = dictionary_migrate(c->db, c->pool, &added)) == OK &&
	    (e = registry_guard(c->db, c->pool)) == OK &&
	    (e = name_sweep(c->db, &learned)) == OK)
		printf("migrate: %d applied, %d fields added, %" PRId64
		    " names learned\n", applied, added, learned);
	db_close(other);
	return e;
}

enum err
command_seed(struct command *c)
{
	const char *dir = c->dir != NULL ? c->dir :
	    folder_find(c->pool, "reference", "BANGFU_REFERENCE");
	struct seed_done done;
	enum err e;

	if (dir == NULL)
		return ERR_ABSENT;
	e = seed_run(c->db, dir, due_year(), &done);
	if (e == OK)
		printf("seed: %zu areas, %zu codes\n", done.areas,
		    done.codes);
	return e;
}

static enum err
generate(struct command *c, struct generate_done *d)
{
	struct generate_options o = { .households = c->households,
	    .helpers = c->helpers, .seed = c->seed,
	    .area = c->area < 0 ? COMMAND_AREA : c->area,
	    .year = c->year, .first_year = c->first_year,
	    .today = clock_today(), .zone = clock_zone() };
	enum err e;

	if (o.year == 0 &&
	    (e = seed_year(c->db, c->pool, &o.year)) != OK) {
		fprintf(stderr, "bangfu-db: no year is open: seed first\n");
		return e;
	}
	if ((e = dictionary_start()) != OK ||
	    (e = generate_run(c->db, &o, d)) != OK)
		return e;
	printf("generate: %" PRId64 " households, %" PRId64 " members, %"
	    PRId64 " helpers, %" PRId64 " pairings, %" PRId64 " reports of "
	    "%d to %d\n", d->households, d->members, d->helpers,
	    d->pairings, d->reports, d->first_period, d->last_period);
	return OK;
}

enum err
command_generate(struct command *c)
{
	struct generate_done d;

	return generate(c, &d);
}

/* Reporting began with the first month there is, not a year ago. */
static enum err
generate_demo(struct command *c)
{
	struct generate_done d;
	enum err e = generate(c, &d);

	return e != OK ? e : setting_save(c->db, "first_period",
	    pool_print(c->pool, "%d", d.first_period));
}

enum err
command_demo(struct command *c)
{
	const char *var = getenv("BANGFU_VAR");
	struct who who;
	bool empty;
	enum err e;

	if (c->file == NULL && (var == NULL || *var == '\0'))
		return command_complain(
		    "demo: -o FILE or BANGFU_VAR is needed");
	if (c->file == NULL)
		c->file = pool_print(c->pool, "%s/demo.json", var);
	if ((e = command_seed(c)) != OK ||
	    (e = generate_empty(c->db, c->pool, &empty)) != OK)
		return e;
	c->households = DEMO_HOUSEHOLDS;
	c->helpers = DEMO_HELPERS;
	if ((e = command_who(c, COMMAND_AREA, &who)) != OK)
		return e;
	c->year = who.year;
	/* last year's file too, so that there is something to compare with */
	c->first_year = who.year - 1;
	if ((empty && (e = generate_demo(c)) != OK) ||
	    (e = demo_accounts(c->db, c->pool, &who)) != OK)
		return e;
	return demo_write(c->db, c->pool, &who, c->file);
}

enum err
command_check(struct command *c)
{
	static const struct query *const *const own[] = {
		checksum_queries, demo_queries,
		dictionary_migrate_queries, generate_past_queries,
		generate_queries,
		generate_plan_queries, generate_rows_queries,
		generate_unit_queries, generate_village_queries,
		generate_visit_queries,
		registry_copy_queries, registry_guard_queries, seed_queries,
		version_queries, version_record_queries,
	};
	const char *dir = c->dir != NULL ? c->dir :
	    folder_find(c->pool, "migrate", "BANGFU_MIGRATIONS");
	enum err e, worst = ERR_ABSENT;
	size_t i;

	if (dir != NULL && (worst = migrate_needed(c->db, c->pool,
	    dir)) == OK)
		worst = noun_check(c->db);
	if ((e = dictionary_start()) != OK || (e = rule_start()) != OK ||
	    (e = dictionary_check(c->db)) != OK)
		worst = e;
	version_start();
	version_record_start();
	for (i = 0; i < LEN(own); i++)
		if ((e = db_check(c->db, own[i])) != OK)
			worst = e;
	return worst;
}

enum err
command_checksum(struct command *c)
{
	return checksum_print(c->db, c->pool);
}

enum err
command_publish(struct command *c)
{
	char host[64] = "";
	const char *holder;
	int64_t done;
	enum err e;

	gethostname(host, sizeof host - 1);
	holder = pool_print(c->pool, "%.40s:%d", host, (int)getpid());
	while (!*c->stop) {
		struct pool *pool = pool_new(BATCH_CEILING);

		e = change_publish(c->db, pool, holder, PUBLISH_MOST, &done);
		pool_free(pool);
		if (e == ERR_BROKEN)
			return e;
		if (e != OK || done < PUBLISH_MOST)
			command_nap(e == OK ? 200 : 500);
	}
	return OK;
}
