/*
 * qr: a QR code as the path of an SVG; the only door to libqrencode.
 */
#ifndef PAGES_QR_H
#define PAGES_QR_H

#include "core/pool.h"

#define QR_TEXT_MOST	300	/* bytes */

/** qr_path(pool, text, side): the black modules as an SVG path in a square of
 * *${side} modules, a margin of four around them; NULL where ${text} is too
 * long. */
const char *qr_path(struct pool *pool, const char *text, int *side);

#endif
