/* photo: what is a photo by its own bytes; bitmaps; what a camera wrote. */
#include "core/photo.h"
#include "fcgi/photo/bmp.h"
#include "tests/unit/case.h"

#define B(s) { s, sizeof(s) - 1 }
#define JPEG	"\xff\xd8\xff\xe0...................."
#define PNG	"\x89PNG\r\n\x1a\n................"
#define END	"PK\5\6\0\0\0\0\1\0\1\0\x2d\0\0\0\x28\0\0\0"	/* + length */

static const struct {
	const char *name;
	struct bytes in;
	enum photo_flaw want;
	enum photo_kind kind;
} looks[] = {
	{ "jpeg", B(JPEG), PHOTO_FINE, PHOTO_JPEG },
	{ "png", B(PNG), PHOTO_FINE, PHOTO_PNG },
	{ "bmp", B("BM\0\0"), PHOTO_FINE, PHOTO_BMP },
	{ "gif 87", B("GIF87a.."), PHOTO_FINE, PHOTO_GIF },
	{ "gif 89", B("GIF89a.."), PHOTO_FINE, PHOTO_GIF },
	{ "webp", B("RIFF\0\0\0\0WEBPVP8 "), PHOTO_FINE, PHOTO_WEBP },
	{ "a film behind", B(JPEG "\0\0\0\x18" "ftypmp42"), PHOTO_FINE,
	    PHOTO_JPEG },
	{ "a zip's mark inside", B(PNG "PK\5\6 and then something else that"
	    " is longer than its comment says"), PHOTO_FINE, PHOTO_PNG },
	{ "empty", { "", 0 }, PHOTO_EMPTY, PHOTO_KIND__MAX },
	{ "one byte", B("\xff"), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "text", B("a letter"), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "zip", B("PK\3\4....."), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "pdf", B("%PDF-1.7"), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "svg", B("<svg/>"), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "tiff", B("II*\0...."), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "wave", B("RIFF\0\0\0\0WAVEfmt "), PHOTO_OTHER, PHOTO_KIND__MAX },
	{ "webp without riff", B("XXXX\0\0\0\0WEBP"), PHOTO_OTHER,
	    PHOTO_KIND__MAX },
	{ "heic", B("\0\0\0\x18" "ftypheic"), PHOTO_HEIC, PHOTO_KIND__MAX },
	{ "mif1", B("\0\0\0\x18" "ftypmif1"), PHOTO_HEIC, PHOTO_KIND__MAX },
	{ "avif", B("\0\0\0\x18" "ftypavif"), PHOTO_HEIC, PHOTO_KIND__MAX },
	{ "jpeg and zip", B(JPEG END "\0\0"), PHOTO_DOUBLE,
	    PHOTO_KIND__MAX },
	{ "png and zip with a comment", B(PNG END "\3\0abc"), PHOTO_DOUBLE,
	    PHOTO_KIND__MAX },
	{ "gif and script", B("GIF89a/*<script>*/"), PHOTO_DOUBLE,
	    PHOTO_KIND__MAX },
	{ "jpeg and php", B(JPEG "<?php echo 1"), PHOTO_DOUBLE,
	    PHOTO_KIND__MAX },
	{ "png and pdf", B(PNG "%PDF-1.4"), PHOTO_DOUBLE, PHOTO_KIND__MAX },
};

static void
kinds_are_known_by_their_bytes(void **state)
{
	enum photo_kind kind;
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(looks); i++) {
		wrong += case_int(looks[i].name, photo_look(looks[i].in,
		    &kind), looks[i].want);
		wrong += case_int(looks[i].name, kind, looks[i].kind);
	}
	assert_int_equal(wrong, 0);
}

static void
what_is_too_long_is_not_looked_at(void **state)
{
	enum photo_kind kind;
	struct bytes b = { JPEG, PHOTO_SENT_MOST + 1 };

	(void)state;
	assert_int_equal(photo_look(b, &kind), PHOTO_LARGE);
}

static const struct {
	int64_t width, height;
	enum photo_flaw want;
} sizes[] = {
	{ 1, 1, PHOTO_FINE }, { 8000, 6000, PHOTO_FINE },
	{ 8000, 8000, PHOTO_FINE }, { 8000, 8001, PHOTO_HUGE },
	{ 20000, 3200, PHOTO_FINE }, { 20001, 1, PHOTO_HUGE },
	{ 1, 20001, PHOTO_HUGE }, { 2147483647, 2147483647, PHOTO_HUGE },
	{ 0, 5, PHOTO_TORN }, { 5, 0, PHOTO_TORN }, { -5, 5, PHOTO_TORN },
};

static void
measures_are_bounded(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(sizes); i++)
		wrong += case_int("size", photo_size_flaw(sizes[i].width,
		    sizes[i].height), sizes[i].want);
	assert_int_equal(wrong, 0);
}

static void
every_flaw_has_its_sentence(void **state)
{
	int i;

	(void)state;
	assert_null(photo_sentence(PHOTO_FINE));
	for (i = PHOTO_FINE + 1; i < PHOTO_FLAW__MAX; i++)
		assert_non_null(photo_sentence((enum photo_flaw)i));
	assert_non_null(photo_sentence(PHOTO_FLAW__MAX));
}

static const struct {
	const char *text, *ref;
	int most;
	bool want;
	int64_t e6;
} degrees[] = {
	{ "39/1 21/1 1230/100 (39, 21, 12.30, Rational)", "N (N, ASCII)", 90,
	    true, 39353416 },
	{ "39/1 21/1 1230/100", "S", 90, true, -39353416 },
	{ "114/1 41/1 34/1", "W", 180, true, -114692777 },
	{ "180/1 0/1 0/1", "E", 180, true, 180000000 },
	{ "393534/10000 0/1 0/1", "N", 90, true, 39353400 },
	{ "0/1 0/1 0/1", "N", 90, true, 0 },
	{ "39/0 21/1 12/1", "N", 90, false, 0 },
	{ "91/1 0/1 0/1", "N", 90, false, 0 },
	{ "90/1 30/1 0/1", "N", 90, false, 0 },
	{ "39/1 61/1 0/1", "N", 90, false, 0 },
	{ "-39/1 0/1 0/1", "N", 90, false, 0 },
	{ "39/1 21/1", "N", 90, false, 0 },
	{ "39/1 21/1 12/1", "X", 90, false, 0 },
	{ "39/1 21/1 12/1", "", 90, false, 0 },
	{ "39/1 21/1 12/1", NULL, 90, false, 0 },
	{ "4294967295/1 0/1 0/1", "N", 90, false, 0 },
	{ NULL, "N", 90, false, 0 }, { "", "N", 90, false, 0 },
};

static void
places_are_read_or_left(void **state)
{
	int wrong = 0;
	int64_t e6;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(degrees); i++) {
		const char *name = degrees[i].text != NULL ?
		    degrees[i].text : "(none)";

		wrong += case_int(name, photo_degrees(degrees[i].text,
		    degrees[i].ref, degrees[i].most, &e6), degrees[i].want);
		if (degrees[i].want)
			wrong += case_int(name, e6, degrees[i].e6);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *text;
	int64_t want;
} moments[] = {
	{ "2022:03:01 09:30:00 (ASCII)", INT64_C(20220301093000) },
	{ "1999:12:31 23:59:59", INT64_C(19991231235959) },
	{ "2022:02:30 09:30:00", 0 }, { "2022:03:01 24:00:00", 0 },
	{ "2022:03:01 09:60:00", 0 }, { "0000:00:00 00:00:00", 0 },
	{ "2022-03-01 09:30:00", 0 }, { "2022:03:01", 0 }, { "", 0 },
	{ NULL, 0 },
};

static void
times_are_read_or_left(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(moments); i++)
		wrong += case_int(moments[i].text != NULL ?
		    moments[i].text : "(none)", photo_taken(moments[i].text),
		    moments[i].want);
	assert_int_equal(wrong, 0);
}

/* ---- bitmaps ---------------------------------------------------------- */

#define MOST 300

/* A head of 40 bytes behind one of 14. */
struct sketch {
	int width, height, bits;
	unsigned compression, colours, data;
	size_t len;
};

static void
little(uint8_t *at, uint32_t n, int bytes)
{
	while (bytes-- > 0) {
		*at++ = (uint8_t)n;
		n >>= 8;
	}
}

static struct bytes
sketch(uint8_t out[MOST], const struct sketch *s)
{
	size_t i;

	for (i = 0; i < MOST; i++)
		out[i] = (uint8_t)(i * 7);
	out[0] = 'B';
	out[1] = 'M';
	little(out + 10, s->data, 4);
	little(out + 14, 40, 4);
	little(out + 18, (uint32_t)s->width, 4);
	little(out + 22, (uint32_t)s->height, 4);
	little(out + 26, 1, 2);
	little(out + 28, (uint32_t)s->bits, 2);
	little(out + 30, s->compression, 4);
	little(out + 46, s->colours, 4);
	return (struct bytes){ out, s->len };
}

static const struct {
	const char *name;
	struct sketch in;
	enum photo_flaw want;
} heads[] = {
	{ "24 bits", { 2, 2, 24, 0, 0, 54, 70 }, PHOTO_FINE },
	{ "from the top", { 2, -2, 24, 0, 0, 54, 70 }, PHOTO_FINE },
	{ "32 bits", { 2, 2, 32, 0, 0, 54, 70 }, PHOTO_FINE },
	{ "16 bits", { 2, 2, 16, 0, 0, 54, 62 }, PHOTO_FINE },
	{ "1 bit", { 9, 2, 1, 0, 2, 62, 70 }, PHOTO_FINE },
	{ "4 bits, one colour", { 3, 1, 4, 0, 1, 58, 62 }, PHOTO_FINE },
	{ "masks", { 2, 2, 32, 3, 0, 66, 82 }, PHOTO_FINE },
	{ "a row short", { 2, 2, 24, 0, 0, 54, 69 }, PHOTO_TORN },
	{ "no data", { 2, 2, 24, 0, 0, 54, 54 }, PHOTO_TORN },
	{ "data beyond", { 2, 2, 24, 0, 0, 4000, 70 }, PHOTO_TORN },
	{ "data in the head", { 2, 2, 24, 0, 0, 10, 70 }, PHOTO_TORN },
	{ "palette beyond", { 1, 1, 8, 0, 256, 60, 200 }, PHOTO_TORN },
	{ "no width", { 0, 2, 24, 0, 0, 54, 70 }, PHOTO_TORN },
	{ "no height", { 2, 0, 24, 0, 0, 54, 70 }, PHOTO_TORN },
	{ "least height", { 2, INT32_MIN, 24, 0, 0, 54, 70 }, PHOTO_HUGE },
	{ "wide", { 30000, 2, 24, 0, 0, 54, 70 }, PHOTO_HUGE },
	{ "7 bits", { 2, 2, 7, 0, 0, 54, 70 }, PHOTO_TORN },
	{ "run lengths", { 2, 2, 8, 1, 0, 54, 70 }, PHOTO_OTHER },
	{ "a JPEG inside", { 2, 2, 24, 4, 0, 54, 70 }, PHOTO_OTHER },
	{ "masks of 8 bits", { 2, 2, 8, 3, 0, 54, 70 }, PHOTO_OTHER },
	{ "cut in the head", { 2, 2, 24, 0, 0, 54, 20 }, PHOTO_TORN },
};

static void
heads_of_bitmaps(void **state)
{
	uint8_t room[MOST], rgb[9 * 2 * 3];
	int wrong = 0;
	struct bmp bmp;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(heads); i++) {
		struct bytes b = sketch(room, &heads[i].in);
		enum photo_flaw got = bmp_head(b, &bmp);

		wrong += case_int(heads[i].name, got, heads[i].want);
		if (got == PHOTO_FINE)
			bmp_rows(b, &bmp, rgb);
	}
	assert_int_equal(wrong, 0);
}

static void
pixels_of_bitmaps(void **state)
{
	uint8_t room[MOST], rgb[12];
	struct bytes b = sketch(room, &(struct sketch){ 2, 2, 24, 0, 0, 54,
	    70 });
	struct bmp bmp;
	static const uint8_t rows[16] = {
		1, 2, 3, 4, 5, 6, 0, 0, 11, 12, 13, 14, 15, 16, 0, 0
	};
	static const uint8_t want[12] = {
		13, 12, 11, 16, 15, 14, 3, 2, 1, 6, 5, 4
	};

	(void)state;
	memcpy(room + 54, rows, sizeof rows);
	assert_int_equal(bmp_head(b, &bmp), PHOTO_FINE);
	bmp_rows(b, &bmp, rgb);
	assert_memory_equal(rgb, want, sizeof want);
	/* five bits a colour, as wide as eight */
	b = sketch(room, &(struct sketch){ 1, 1, 16, 0, 0, 54, 58 });
	little(room + 54, 0x7fe0, 2);
	assert_int_equal(bmp_head(b, &bmp), PHOTO_FINE);
	bmp_rows(b, &bmp, rgb);
	assert_memory_equal(rgb, "\xff\xff\0", 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_known_by_their_bytes),
		cmocka_unit_test(what_is_too_long_is_not_looked_at),
		cmocka_unit_test(measures_are_bounded),
		cmocka_unit_test(every_flaw_has_its_sentence),
		cmocka_unit_test(places_are_read_or_left),
		cmocka_unit_test(times_are_read_or_left),
		cmocka_unit_test(heads_of_bitmaps),
		cmocka_unit_test(pixels_of_bitmaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
