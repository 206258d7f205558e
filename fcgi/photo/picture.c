#include <vips/vips.h>
#include <vips/vector.h>

#include <stdlib.h>
#include <string.h>

#include "fcgi/photo/bmp.h"
#include "fcgi/photo/picture.h"

#define QUALITY		85
#define QUALITY_LEAST	55	/* below that it is made smaller instead */
#define QUALITY_STEP	10
#define QUALITY_SMALL	75
#define SIDE_LEAST	640

bool
picture_start(void)
{
	/* No loaders from elsewhere; nothing said about a bad file. */
	if (setenv("VIPSHOME", "/nonexistent", 1) != 0 ||
	    setenv("VIPS_WARNING", "no", 1) != 0 ||
	    VIPS_INIT("bangfu-photo") != 0)
		return false;
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_vector_set_enabled(FALSE);
	vips_block_untrusted_set(TRUE);
	vips_operation_block_set("VipsForeignLoad", TRUE);
	vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
	vips_operation_block_set("VipsForeignLoadPng", FALSE);
	vips_operation_block_set("VipsForeignLoadNsgif", FALSE);
	vips_operation_block_set("VipsForeignLoadWebp", FALSE);
	return true;
}

/* ---- the head: measures, before anything is decoded ------------------- */

static int
open_head(struct bytes b, enum photo_kind kind, VipsImage **image)
{
	void *at = (void *)(uintptr_t)b.at;	/* read only */

	switch (kind) {
	case PHOTO_JPEG:
		return vips_jpegload_buffer(at, b.len, image, NULL);
	case PHOTO_PNG:
		return vips_pngload_buffer(at, b.len, image, NULL);
	case PHOTO_GIF:
		return vips_gifload_buffer(at, b.len, image, NULL);
	case PHOTO_WEBP:
		return vips_webpload_buffer(at, b.len, image, NULL);
	case PHOTO_BMP:
	case PHOTO_KIND__MAX:
		break;
	}
	return -1;
}

static const char *
word(VipsImage *image, const char *name)
{
	const char *s = NULL;

	return vips_image_get_typeof(image, name) != 0 &&
	    vips_image_get_string(image, name, &s) == 0 ? s : NULL;
}

static void
read_camera(VipsImage *image, struct photo_head *head)
{
	head->placed = photo_degrees(word(image, "exif-ifd3-GPSLatitude"),
	    word(image, "exif-ifd3-GPSLatitudeRef"), 90,
	    &head->latitude_e6) &&
	    photo_degrees(word(image, "exif-ifd3-GPSLongitude"),
	    word(image, "exif-ifd3-GPSLongitudeRef"), 180,
	    &head->longitude_e6);
	if (!head->placed)
		head->latitude_e6 = head->longitude_e6 = 0;
	head->taken = photo_taken(word(image,
	    "exif-ifd2-DateTimeOriginal"));
}

static enum photo_flaw
read_head(struct bytes b, enum photo_kind kind, struct photo_head *head)
{
	VipsImage *image = NULL;
	enum photo_flaw flaw;
	int pages = 1;

	if (open_head(b, kind, &image) != 0)
		return PHOTO_TORN;
	flaw = photo_size_flaw(vips_image_get_width(image),
	    vips_image_get_height(image));
	if (vips_image_get_typeof(image, "n-pages") != 0 &&
	    vips_image_get_int(image, "n-pages", &pages) == 0 &&
	    flaw == PHOTO_FINE && pages > 1)
		flaw = PHOTO_MOVING;
	if (flaw == PHOTO_FINE)
		read_camera(image, head);
	g_object_unref(image);
	return flaw;
}

/* ---- pixels ----------------------------------------------------------- */

/* ${in} as three bytes a pixel in memory; takes ${in}. */
static VipsImage *
plain(VipsImage *in)
{
	VipsImage *flat = NULL, *colours = NULL, *out = NULL;
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);

	if (in == NULL)
		goto out;
	if (vips_colourspace(in, &colours, VIPS_INTERPRETATION_sRGB,
	    NULL) != 0)
		goto out;
	if (vips_image_hasalpha(colours)) {
		if (vips_flatten(colours, &flat, "background", white,
		    NULL) != 0)
			goto out;
	} else {
		flat = g_object_ref(colours);
	}
	out = vips_image_copy_memory(flat);
out:
	vips_area_unref(VIPS_AREA(white));
	if (colours != NULL)
		g_object_unref(colours);
	if (flat != NULL)
		g_object_unref(flat);
	if (in != NULL)
		g_object_unref(in);
	return out;
}

static VipsImage *
decode(struct bytes b)
{
	VipsImage *out = NULL;

	if (vips_thumbnail_buffer((void *)(uintptr_t)b.at, b.len, &out,
	    PHOTO_SIDE, "height", PHOTO_SIDE, "size", VIPS_SIZE_DOWN,
	    "option_string", "[fail_on=error]", "export_profile", "srgb",
	    NULL) != 0)
		return NULL;
	return plain(out);
}

static VipsImage *
shrink(VipsImage *in, int side)
{
	VipsImage *out = NULL;

	if (vips_thumbnail_image(in, &out, side, "height", side, "size",
	    VIPS_SIZE_DOWN, NULL) != 0)
		return NULL;
	return plain(out);
}

static enum photo_flaw
decode_bmp(struct bytes b, VipsImage **out)
{
	VipsImage *whole = NULL;
	enum photo_flaw flaw;
	struct bmp bmp;
	uint8_t *rgb;
	size_t len;

	*out = NULL;
	if ((flaw = bmp_head(b, &bmp)) != PHOTO_FINE)
		return flaw;
	len = (size_t)bmp.width * (size_t)bmp.height * 3;
	rgb = g_malloc(len);
	bmp_rows(b, &bmp, rgb);
	whole = vips_image_new_from_memory(rgb, len, bmp.width, bmp.height,
	    3, VIPS_FORMAT_UCHAR);
	if (whole != NULL) {
		whole->Type = VIPS_INTERPRETATION_sRGB;
		*out = shrink(whole, PHOTO_SIDE);
		g_object_unref(whole);
	}
	g_free(rgb);
	return *out != NULL ? PHOTO_FINE : PHOTO_TORN;
}

/* ---- writing ---------------------------------------------------------- */

static bool
write_jpeg(VipsImage *image, int quality, struct bytes *out)
{
	void *at = NULL;
	size_t len = 0;

	if (vips_jpegsave_buffer(image, &at, &len, "Q", quality, "strip",
	    TRUE, "optimize_coding", TRUE, NULL) != 0)
		return false;
	*out = (struct bytes){ at, len };
	return true;
}

static void
drop(struct bytes *b)
{
	g_free((void *)(uintptr_t)b->at);
	*b = (struct bytes){ NULL, 0 };
}

/* Less fine, then smaller, until it is small enough; takes ${image}. */
static bool
write_kept(VipsImage *image, struct picture *out)
{
	int side = PHOTO_SIDE, quality = QUALITY;
	VipsImage *less;
	bool ok = true;

	while ((ok = ok && write_jpeg(image, quality, &out->kept)) &&
	    out->kept.len > PHOTO_KEPT_MOST) {
		drop(&out->kept);
		if (quality - QUALITY_STEP >= QUALITY_LEAST) {
			quality -= QUALITY_STEP;
			continue;
		}
		side = side * 3 / 4;
		less = side < SIDE_LEAST ? NULL : shrink(image, side);
		ok = less != NULL;
		if (ok) {
			g_object_unref(image);
			image = less;
		}
	}
	out->head.width = vips_image_get_width(image);
	out->head.height = vips_image_get_height(image);
	out->head.len = (int64_t)out->kept.len;
	g_object_unref(image);
	return ok;
}

static bool
write_small(VipsImage *image, struct picture *out)
{
	VipsImage *small = shrink(image, PHOTO_SMALL);
	bool ok = small != NULL &&
	    write_jpeg(small, QUALITY_SMALL, &out->small);

	out->head.small_len = (int64_t)out->small.len;
	if (small != NULL)
		g_object_unref(small);
	return ok;
}

enum photo_flaw
picture_make(struct bytes b, struct picture *out)
{
	VipsImage *image = NULL;
	enum photo_kind kind;
	enum photo_flaw flaw;

	*out = (struct picture){ .kept = { 0 } };
	if ((flaw = photo_look(b, &kind)) != PHOTO_FINE)
		return flaw;
	out->head.kind = kind;
	if (kind == PHOTO_BMP)
		flaw = decode_bmp(b, &image);
	else if ((flaw = read_head(b, kind, &out->head)) == PHOTO_FINE &&
	    (image = decode(b)) == NULL)
		flaw = PHOTO_TORN;
	if (flaw != PHOTO_FINE)
		return flaw;
	if (!write_small(image, out)) {
		g_object_unref(image);
		return PHOTO_TORN;
	}
	return write_kept(image, out) ? PHOTO_FINE : PHOTO_TORN;
}

void
picture_free(struct picture *out)
{
	drop(&out->kept);
	drop(&out->small);
	vips_error_clear();
}
