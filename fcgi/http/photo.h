/*
 * photo: a photograph as it came → the JPEGs that are kept, by the program
 * bangfu-photo.
 *
 * SECURITY: the decoders run in a process of their own that has the bytes and
 * nothing else: no connection, no file, no words of our environment.  What it
 * answers is checked here before it is believed.
 */
#ifndef HTTP_PHOTO_H
#define HTTP_PHOTO_H

#include "core/photo.h"

struct photo_made {
	struct photo_head head;
	struct bytes kept, small;	/* JPEGs, in the pool */
};

/** photo_make(pool, bytes, out, flaw): *${flaw} is PHOTO_FINE, or why the
 * file is not taken.
 * Errors: ERR_BROKEN where the program can't be run. */
MUST enum err photo_make(struct pool *pool, struct bytes bytes,
    struct photo_made *out, enum photo_flaw *flaw);

#endif
