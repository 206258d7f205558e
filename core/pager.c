#include "core/pager.h"

struct pager
pager_of(int64_t count, int64_t size, int64_t wish)
{
	struct pager p = { .pages = count > 0 ? (count + size - 1) / size :
	    1 };

	p.page = wish < 1 ? 1 : wish > p.pages ? p.pages : wish;
	p.offset = (p.page - 1) * size;
	return p;
}
