/*
 * gbt: GB/T 2260, the codes of provinces, cities and counties: what a place
 * outside of the registry's own areas is chosen from (AAB025 … AAB027).
 */
#ifndef DB_GBT_H
#define DB_GBT_H

#include "db/db.h"

struct gbt {
	int64_t code;		/* 130630 */
	const char *label;
};
struct gbt_list {
	struct gbt *at;		/* by code */
	size_t count;
};

/** gbt_all(db, generation, list): read once and kept, as long as the code
 * lists stay the same (setting.h). */
MUST enum err gbt_all(struct db *db, int64_t generation,
    const struct gbt_list **list);

extern const struct query *const gbt_queries[];

#endif
