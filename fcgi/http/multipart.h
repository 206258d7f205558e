/*
 * multipart: multipart/form-data (RFC 7578) → words and uploads; the only
 * door to GMime.
 *
 * SECURITY: reads what strangers send.  The number of parts and the length
 * and kind of their headers are bounded before GMime sees a byte; nested
 * parts (multipart, message) and encodings that change the content are
 * refused.  Names of files are for reading only, never a path.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include <stddef.h>

#include "core/err.h"
#include "core/field.h"
#include "core/pool.h"
#include "core/shape.h"

#define MULTIPART_PARTS_MOST	200
#define MULTIPART_HEAD_MOST	2000	/* bytes of one part's headers */
#define MULTIPART_WORD_MOST	(64 * 1024)
#define MULTIPART_LABEL_MOST	120	/* bytes of a file's name */

/* One file as it came. */
struct upload {
	const char *name;	/* of the control */
	const char *label;	/* the file's name at the sender's, no path */
	const char *type;	/* as the sender says: image/jpeg */
	struct bytes content;	/* lives as long as the entity */
};

struct uploads {
	struct upload *at;
	size_t count;
};

/** multipart_boundary(pool, type): the boundary in a Content-Type of
 * multipart/form-data; NULL for another type or an unsound boundary. */
const char *multipart_boundary(struct pool *pool, const char *type);

/** multipart_head(pool, boundary): the header lines that stand before the
 * body in an entity. */
struct bytes multipart_head(struct pool *pool, const char *boundary);

/**
 * multipart_read(pool, boundary, entity, words, uploads):
 * The parts of ${entity}, which is multipart_head and the body.  A control of
 * files left empty is no upload.  Contents are the sender's bytes, inside
 * ${entity}.
 * Errors: ERR_INPUT for anything that is not whole and plain.
 */
MUST enum err multipart_read(struct pool *pool, const char *boundary,
    struct bytes entity, struct words *words, struct uploads *uploads);

/** uploads_find(uploads, name): the first of that control, or NULL. */
const struct upload *uploads_find(const struct uploads *uploads,
    const char *name);

#endif
