/*
 * bmp: Windows bitmaps without compression → RGB.
 *
 * SECURITY: reads what strangers send; every offset is checked against the
 * file before it is used.
 */
#ifndef PHOTO_BMP_H
#define PHOTO_BMP_H

#include "core/photo.h"

struct bmp {
	int width, height;
	int bits;		/* of a pixel: 1, 4, 8, 16, 24, 32 */
	bool down;		/* rows from the top */
	size_t data, stride;	/* where the rows begin; bytes of one */
	size_t palette, colours, colour_size;
	uint32_t mask[3];	/* red, green, blue of 16 and 32 bits */
};

/** bmp_head(bytes, out): its measures, nothing of its rows.
 * Returns: PHOTO_FINE, PHOTO_HUGE, PHOTO_TORN, or PHOTO_OTHER where it is
 * compressed. */
enum photo_flaw bmp_head(struct bytes bytes, struct bmp *out);

/** bmp_rows(bytes, bmp, rgb): its pixels from the top, three bytes each, into
 * ${rgb}[width * height * 3]. */
void bmp_rows(struct bytes bytes, const struct bmp *bmp, uint8_t *rgb);

#endif
