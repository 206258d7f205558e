/* A photograph as it came: the decoders, our own and libvips, in this process.
 * What is taken is small, of JPEG, and says what it is. */
#include "fcgi/photo/picture.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool started;
	struct picture p;
	enum photo_flaw flaw;

	if (!started)
		MUST_HOLD(picture_start());
	started = true;
	flaw = picture_make((struct bytes){ data, size }, &p);
	MUST_HOLD(flaw < PHOTO_FLAW__MAX);
	if (flaw == PHOTO_FINE) {
		MUST_HOLD(p.kept.len > 3 && p.kept.len <= PHOTO_KEPT_MOST);
		MUST_HOLD(p.small.len > 3 && p.small.len <= p.kept.len + 4096);
		MUST_HOLD(memcmp(p.kept.at, "\xff\xd8\xff", 3) == 0);
		MUST_HOLD(memcmp(p.small.at, "\xff\xd8\xff", 3) == 0);
		MUST_HOLD(p.head.width >= 1 && p.head.width <= PHOTO_SIDE);
		MUST_HOLD(p.head.height >= 1 && p.head.height <= PHOTO_SIDE);
		MUST_HOLD((size_t)p.head.len == p.kept.len);
		MUST_HOLD(p.head.placed == 0 || p.head.placed == 1);
		MUST_HOLD(p.head.kind >= 0 && p.head.kind < PHOTO_KIND__MAX);
	}
	picture_free(&p);
	return 0;
}
