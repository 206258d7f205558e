/*
 * print_batch: many households on paper in parts: those that were ticked, or
 * all of a village (S1-308).
 */
#ifndef PAGES_PRINT_BATCH_H
#define PAGES_PRINT_BATCH_H

#include "fcgi/pages/paper.h"

#define PRINT_BATCH_MOST	50	/* households of a part */

/* What the address asks for. */
struct print_batch {
	const char *form;		/* its code */
	int64_t monitor;		/* of a village that class alone; 0 all */
	bool monthly;
	enum err (*print)(struct paper *, const struct household *);
};

/**
 * print_batch(p, batch):
 * A sheet for each household of the part that is asked for, and where there
 * are more, the way to the others.
 * Errors: ERR_ABSENT where one of them is out of scope; ERR_DENIED for a
 * helper who asks for a village.
 */
MUST enum err print_batch(struct paper *p, const struct print_batch *batch);

/** print_batch_village(p, village): the village that the address names, in
 * scope.  Errors as above. */
MUST enum err print_batch_village(struct paper *p, struct area *village);

#endif
