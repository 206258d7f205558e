/*
 * work_place: where somebody works (务工地, AAB025 … AAB027): city and county
 * are picked from GB/T 2260, below the province.  The township has no code
 * there and is typed.
 */
#ifndef PAGES_WORK_PLACE_H
#define PAGES_WORK_PLACE_H

#include "core/dictionary.h"
#include "db/gbt.h"
#include "fcgi/http/req.h"

/* A form that asks for it; all zero: none. */
struct work_place {
	struct dictionary_form *form;
	const void *row;
	int64_t area;		/* whose province is offered where none is */
	const struct gbt_list *all;	/* told */
};

/** work_place_offer(r, place): into the form's fields, where it asks for the
 * place, the cities, and the counties of the province that is typed or
 * stands. */
MUST enum err work_place_offer(struct req *r, struct work_place *place);

/** work_place_read(r, place, in): what is typed lies below the province; what
 * stands already may stay.  Flaws into ${in}. */
void work_place_read(struct req *r, const struct work_place *place,
    struct answer *in);

#endif
