/*
 * picture: a photograph decoded and written anew; the only door to libvips.
 *
 * SECURITY: runs decoders over what strangers send, in a process that has
 * nothing but that (photo/main.c).  One loader a kind, all others of libvips
 * are blocked; measures are checked before a pixel is decoded; what is written
 * holds pixels and nothing else of the file.
 */
#ifndef PHOTO_PICTURE_H
#define PHOTO_PICTURE_H

#include "core/photo.h"

/* The kept JPEG and the small one; the process's own, until it ends. */
struct picture {
	struct photo_head head;
	struct bytes kept, small;
};

/** picture_start(): once; false where libvips does not start. */
bool picture_start(void);

/** picture_make(bytes, out): turned upright, in sRGB, at most PHOTO_SIDE and
 * PHOTO_KEPT_MOST, and a small one; the place and time that the camera wrote
 * apart. */
enum photo_flaw picture_make(struct bytes bytes, struct picture *out);

/** picture_free(out): give it back. */
void picture_free(struct picture *out);

#endif
