/*
 * pager: which page of a long list is meant.
 */
#ifndef CORE_PAGER_H
#define CORE_PAGER_H

#include <stdint.h>

struct pager {
	int64_t page, pages;	/* both from 1 */
	int64_t offset;		/* what stands on the pages before */
};

/** pager_of(count, size, wish): the ${wish}th page of ${count} things, ${size}
 * on each, or the nearest that there is; where there is nothing, one. */
struct pager pager_of(int64_t count, int64_t size, int64_t wish);

#endif
