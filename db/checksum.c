#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/checksum.h"

#define TABLES_MOST 100

struct sum {
	const char *table;
	int64_t checksum;
};
static const struct shape sum_shape = {
	(const struct column[]){
	    { "Table", CELL_TEXT, offsetof(struct sum, table) },
	    { "Checksum", CELL_INT, offsetof(struct sum, checksum) } },
	2, sizeof(struct sum)
};

static const struct query all = {
	"CHECKSUM TABLE area, audit, `change`, code, helper, helper_phone,"
	" household, household_key, inbox, member, member_key, migration,"
	" month_gate, outbox, pairing, receipt, registry_year, report,"
	" sender_told, setting, user EXTENDED",
	.out = &sum_shape
};

const struct query *const checksum_queries[] = { &all, NULL };

enum err
checksum_print(struct db *db, struct pool *pool)
{
	struct sum *sums;
	size_t count, i;
	enum err e;

	if ((e = db_all(db, pool, &all, NULL, TABLES_MOST, &sums,
	    &count)) != OK)
		return e;
	for (i = 0; i < count; i++)
		printf("%s\t%" PRId64 "\n",
		    strrchr(sums[i].table, '.') + 1, sums[i].checksum);
	return OK;
}
