/*
 * row_write: one row as an element, by the fields of its entity.
 *
 * SECURITY: this is where names, ID numbers and phones are masked.
 */
#ifndef EXCHANGE_ROW_WRITE_H
#define EXCHANGE_ROW_WRITE_H

#include "core/mask.h"
#include "exchange/entity.h"
#include "exchange/profile.h"
#include "exchange/xml_write.h"

/* The tags of one field, ready to be copied; open NULL: it is left out. */
struct row_tag {
	const char *open, *close;
	size_t open_len, close_len;
};

struct row_write {
	struct xml_write *w;
	struct mask_sight sight;	/* of who gets the file */
	const struct profile *profile;
	struct pool *texts;		/* masked texts */
	const char *name, *shown;	/* the last name and its mask */
	struct row_tag *tags[ENTITY_KIND__MAX];
};

/** row_write_start(r, pool, w, profile): masked; tags live in ${pool}. */
void row_write_start(struct row_write *r, struct pool *pool,
    struct xml_write *w, const struct profile *profile);

/** row_write_texts(r, pool): masked texts go there from now on; call again
 * whenever it was reset. */
void row_write_texts(struct row_write *r, struct pool *pool);

/** row_write_fields(r, kind, row, i): from the ${i}th field on, the
 * attributes where ${i} is 0, else the elements; the field it came to. */
size_t row_write_fields(struct row_write *r, enum entity_kind kind,
    const void *row, size_t i);

/** row_write_open(r, kind, row): start tag and elements; row_write_close(r,
 * kind): the end tag. */
void row_write_open(struct row_write *r, enum entity_kind kind,
    const void *row);
void row_write_close(struct row_write *r, enum entity_kind kind);

/** row_write_whole(r, kind, row): start tag, elements, end tag. */
void row_write_whole(struct row_write *r, enum entity_kind kind,
    const void *row);

#endif
