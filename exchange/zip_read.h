/*
 * zip_read: one part of a zip archive; the only door to zlib.
 *
 * SECURITY: reads what strangers send.  How large a part is is what the
 * archive says, bounded before memory is taken for it, and must be true;
 * what is encrypted, split or larger than 4 GB is no archive of ours.
 */
#ifndef EXCHANGE_ZIP_READ_H
#define EXCHANGE_ZIP_READ_H

#include <stdbool.h>

#include "core/pool.h"
#include "core/shape.h"

/* So many times as large as it was packed a part may be, and so much more. */
#define ZIP_RATIO_MOST	200
#define ZIP_SMALL	(1024 * 1024)

enum zip_flaw {
	ZIP_RIGHT,
	ZIP_ABSENT,			/* no such part */
	ZIP_LARGE,
	ZIP_BROKEN,
	ZIP_FLAW__MAX
};

/** zip_read(pool, archive, name, most, part): the part of that name, at most
 * ${most} bytes of it, in ${pool}. */
enum zip_flaw zip_read(struct pool *pool, struct bytes archive,
    const char *name, size_t most, struct bytes *part);

/** zip_is(file): whether it begins as an archive. */
bool zip_is(struct bytes file);

#endif
