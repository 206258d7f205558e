/*
 * photo: what a photograph may be (S0-105).  The kinds that are taken, how
 * much of them, and what is refused before anything is decoded.
 *
 * SECURITY: photo_look reads what strangers send and decides which decoder,
 * if any, sees it.
 */
#ifndef CORE_PHOTO_H
#define CORE_PHOTO_H

#include "core/shape.h"

#define PHOTO_ENTRY_MOST	5		/* of an entry */
#define PHOTO_SENT_MOST		(12u << 20)	/* bytes as it comes */
#define PHOTO_KEPT_MOST		(1u << 20)	/* bytes as it is kept */
#define PHOTO_SIDE_MOST		20000		/* pixels as it comes */
#define PHOTO_PIXELS_MOST	64000000
#define PHOTO_SIDE		2048		/* pixels as it is kept */
#define PHOTO_SMALL		320		/* of the small one */

enum photo_kind {
	PHOTO_JPEG, PHOTO_PNG, PHOTO_BMP, PHOTO_GIF, PHOTO_WEBP,
	PHOTO_KIND__MAX
};

/* Why a file is not taken; also the exit status of bangfu-photo. */
enum photo_flaw {
	PHOTO_FINE,
	PHOTO_EMPTY,		/* no bytes */
	PHOTO_LARGE,		/* beyond PHOTO_SENT_MOST */
	PHOTO_OTHER,		/* none of the kinds */
	PHOTO_HEIC,		/* a phone's own format */
	PHOTO_DOUBLE,		/* an image that is something else too */
	PHOTO_TORN,		/* cut, damaged */
	PHOTO_HUGE,		/* too many pixels */
	PHOTO_MOVING,		/* more than one picture */
	PHOTO_FLAW__MAX
};

/* What bangfu-photo writes before the bytes of the two JPEGs. */
struct photo_head {
	int64_t width, height;		/* of the kept one */
	int64_t len, small_len;		/* bytes */
	int64_t kind;			/* enum photo_kind, as it came */
	int64_t placed;			/* 1: the next two are known */
	int64_t latitude_e6, longitude_e6;	/* degrees × 1,000,000 */
	int64_t taken;			/* 20220301093000; 0: not known */
};

/** photo_look(bytes, kind): what the file is by its own bytes, whatever its
 * name says; what is a JPEG and a zip at once is neither. */
enum photo_flaw photo_look(struct bytes bytes, enum photo_kind *kind);

/** photo_size_flaw(width, height): PHOTO_FINE, PHOTO_HUGE or PHOTO_TORN. */
enum photo_flaw photo_size_flaw(int64_t width, int64_t height);

/** photo_sentence(flaw): a clause about the file: 不是照片…; NULL for
 * PHOTO_FINE. */
const char *photo_sentence(enum photo_flaw flaw);

/** photo_kind_name(kind): jpeg, png, bmp, gif, webp. */
const char *photo_kind_name(enum photo_kind kind);

/** photo_degrees(text, ref, most, e6): degrees, minutes and seconds as EXIF
 * has them ("39/1 21/1 1230/100 …", "N …") × 1,000,000, negative in the south
 * and west; false where they are none or beyond ${most} degrees. */
bool photo_degrees(const char *text, const char *ref, int most,
    int64_t *e6);

/** photo_taken(text): "2022:03:01 09:30:00 …" as 20220301093000; 0 where it
 * is no time. */
int64_t photo_taken(const char *text);

#endif
