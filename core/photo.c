#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/photo.h"

/* ---- kinds ------------------------------------------------------------ */

static const struct {
	const char *name;
	const char *magic;
	size_t len, at;		/* of magic, and where it stands */
} kinds[PHOTO_KIND__MAX] = {
	[PHOTO_JPEG] = { "jpeg", "\xff\xd8\xff", 3, 0 },
	[PHOTO_PNG] = { "png", "\x89PNG\r\n\x1a\n", 8, 0 },
	[PHOTO_BMP] = { "bmp", "BM", 2, 0 },
	[PHOTO_GIF] = { "gif", "GIF8", 4, 0 },
	[PHOTO_WEBP] = { "webp", "WEBP", 4, 8 },
};

const char *
photo_kind_name(enum photo_kind kind)
{
	return kind < PHOTO_KIND__MAX ? kinds[kind].name : "";
}

static bool
stands(struct bytes b, size_t at, const char *magic, size_t len)
{
	return b.len >= at && b.len - at >= len &&
	    memcmp((const char *)b.at + at, magic, len) == 0;
}

/* ---- what it is besides ----------------------------------------------- */

#define HEAD_LOOKED	4096	/* bytes in which a browser looks */
#define ZIP_END		22	/* bytes of a zip's last record */
#define ZIP_COMMENT	65535

static unsigned
little(const unsigned char *at, int bytes)
{
	unsigned n = 0;

	while (bytes-- > 0)
		n = n << 8 | at[bytes];
	return n;
}

/* A zip is read from its end: the last record, whose comment reaches just to
 * the end of the file. */
static bool
is_zip(struct bytes b)
{
	const unsigned char *at = b.at;
	size_t back;

	if (stands(b, 0, "PK\3\4", 4))
		return true;
	for (back = ZIP_END; back <= b.len && back <= ZIP_END + ZIP_COMMENT;
	    back++)
		if (memcmp(at + b.len - back, "PK\5\6", 4) == 0 &&
		    little(at + b.len - back + 20, 2) == back - ZIP_END)
			return true;
	return false;
}

static bool
is_other_too(struct bytes b)
{
	static const char *const marks[] = { "%PDF-", "<script", "<html",
	    "<svg", "<?php", "<!DOCTYPE", "javascript:" };
	size_t looked = b.len < HEAD_LOOKED ? b.len : HEAD_LOOKED, i;

	for (i = 0; i < LEN(marks); i++)
		if (memmem(b.at, looked, marks[i], strlen(marks[i])) != NULL)
			return true;
	return is_zip(b);
}

/* The brands that phones write. */
static bool
is_heic(struct bytes b)
{
	return stands(b, 4, "ftyphei", 7) || stands(b, 4, "ftypmif1", 8) ||
	    stands(b, 4, "ftypmsf1", 8) || stands(b, 4, "ftyphev", 7) ||
	    stands(b, 4, "ftypavif", 8);
}

enum photo_flaw
photo_look(struct bytes b, enum photo_kind *kind)
{
	int i;

	*kind = PHOTO_KIND__MAX;
	if (b.len == 0)
		return PHOTO_EMPTY;
	if (b.len > PHOTO_SENT_MOST)
		return PHOTO_LARGE;
	if (is_heic(b))
		return PHOTO_HEIC;
	for (i = 0; i < PHOTO_KIND__MAX; i++)
		if (stands(b, kinds[i].at, kinds[i].magic, kinds[i].len) &&
		    (i != PHOTO_WEBP || stands(b, 0, "RIFF", 4)))
			break;
	if (i == PHOTO_KIND__MAX)
		return PHOTO_OTHER;
	if (is_other_too(b))
		return PHOTO_DOUBLE;
	*kind = (enum photo_kind)i;
	return PHOTO_FINE;
}

enum photo_flaw
photo_size_flaw(int64_t width, int64_t height)
{
	if (width < 1 || height < 1)
		return PHOTO_TORN;
	return width > PHOTO_SIDE_MOST || height > PHOTO_SIDE_MOST ||
	    width * height > PHOTO_PIXELS_MOST ? PHOTO_HUGE : PHOTO_FINE;
}

const char *
photo_sentence(enum photo_flaw flaw)
{
	static const char *const sentences[PHOTO_FLAW__MAX] = {
		[PHOTO_EMPTY] = "是空文件，请重新选择照片",
		[PHOTO_LARGE] = "超过12MB，请压缩后再选",
		[PHOTO_OTHER] =
		    "不是照片，请选择JPG、PNG、BMP、GIF或WebP格式的照片",
		[PHOTO_HEIC] = "是手机的HEIC格式，请在手机的相机设置里选"
		    "“兼容性最佳”，或者另存为JPG后再选",
		[PHOTO_DOUBLE] = "里除了照片还夹带别的内容，不能接收，"
		    "请选择原始照片",
		[PHOTO_TORN] = "已损坏或不完整，打不开，请重新选择照片",
		[PHOTO_HUGE] = "尺寸太大（最多6400万像素，长边不超过20000），"
		    "请缩小后再选",
		[PHOTO_MOVING] = "是动图，请选择一张静止的照片",
	};

	return flaw < PHOTO_FLAW__MAX ? sentences[flaw] :
	    sentences[PHOTO_TORN];
}

/* ---- what the camera wrote -------------------------------------------- */

bool
photo_degrees(const char *text, const char *ref, int most, int64_t *e6)
{
	static const int64_t parts[3] = { 1, 60, 3600 };
	int64_t n[3], d[3], sum = 0;
	int i;

	*e6 = 0;
	if (text == NULL || ref == NULL || *ref == '\0' ||
	    strchr("NSEW", *ref) == NULL || sscanf(text, "%" SCNd64
	    "/%" SCNd64 " %" SCNd64 "/%" SCNd64 " %" SCNd64 "/%" SCNd64,
	    &n[0], &d[0], &n[1], &d[1], &n[2], &d[2]) != 6)
		return false;
	for (i = 0; i < 3; i++) {
		if (d[i] < 1 || n[i] < 0 || n[i] > INT32_MAX ||
		    n[i] / d[i] > (i == 0 ? most : 60))
			return false;
		sum += n[i] * 1000000 / d[i] / parts[i];
	}
	if (sum > (int64_t)most * 1000000)
		return false;
	*e6 = *ref == 'S' || *ref == 'W' ? -sum : sum;
	return true;
}

int64_t
photo_taken(const char *text)
{
	int y, m, d, h, min, s;

	if (text == NULL || sscanf(text, "%4d:%2d:%2d %2d:%2d:%2d", &y, &m,
	    &d, &h, &min, &s) != 6 || !date_ok((struct date){ (int16_t)y,
	    (int8_t)m, (int8_t)d }) || h < 0 || h > 23 || min < 0 ||
	    min > 59 || s < 0 || s > 59)
		return 0;
	return ((((y * INT64_C(100) + m) * 100 + d) * 100 + h) * 100 + min) *
	    100 + s;
}
