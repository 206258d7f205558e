#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include "exchange/zip_read.h"

#define END_SIZE	22	/* of the end record */
#define COMMENT_MOST	65535	/* behind it */
#define ENTRY_SIZE	46	/* of a line of the directory */
#define LOCAL_SIZE	30	/* of what stands before a part */
#define ENTRIES_MOST	2000
#define STORED		0
#define DEFLATED	8
#define ENCRYPTED	1

/* A line of the directory. */
struct entry {
	uint32_t flags, method, crc, packed, size, at;
	const char *name;
	uint32_t name_len;
};

static uint32_t
u16(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t
u32(const uint8_t *p)
{
	return u16(p) | u16(p + 2) << 16;
}

/* ${size} bytes at ${at}, if they are there. */
static const uint8_t *
piece(struct bytes file, size_t at, size_t size)
{
	return at > file.len || size > file.len - at ? NULL :
	    (const uint8_t *)file.at + at;
}

static bool
marked(const uint8_t *p, const char *mark)
{
	return p != NULL && memcmp(p, mark, 4) == 0;
}

bool
zip_is(struct bytes file)
{
	return marked(piece(file, 0, 4), "PK\3\4");
}

/* The end record stands at the end, before a comment. */
static const uint8_t *
find_end(struct bytes file)
{
	size_t back;
	const uint8_t *p;

	for (back = END_SIZE; back <= END_SIZE + COMMENT_MOST &&
	    back <= file.len; back++) {
		p = piece(file, file.len - back, END_SIZE);
		if (marked(p, "PK\5\6") && u16(p + 20) == back - END_SIZE)
			return p;
	}
	return NULL;
}

/* The line at *${at}, which moves behind it. */
static bool
read_entry(struct bytes file, size_t *at, struct entry *e)
{
	const uint8_t *p = piece(file, *at, ENTRY_SIZE);

	if (!marked(p, "PK\1\2"))
		return false;
	*e = (struct entry){ .flags = u16(p + 8), .method = u16(p + 10),
	    .crc = u32(p + 16), .packed = u32(p + 20), .size = u32(p + 24),
	    .name_len = u16(p + 28), .at = u32(p + 42) };
	e->name = (const char *)piece(file, *at + ENTRY_SIZE, e->name_len);
	*at += ENTRY_SIZE + e->name_len + u16(p + 30) + u16(p + 32);
	return e->name != NULL;
}

static enum zip_flaw
find_entry(struct bytes file, const char *name, struct entry *e)
{
	const uint8_t *end = find_end(file);
	uint32_t count, i;
	size_t at;

	if (end == NULL || u16(end + 4) != 0 || u16(end + 6) != 0)
		return ZIP_BROKEN;
	count = u16(end + 10);
	at = u32(end + 16);
	if (count > ENTRIES_MOST)
		return ZIP_LARGE;
	for (i = 0; i < count; i++) {
		if (!read_entry(file, &at, e))
			return ZIP_BROKEN;
		if (e->name_len == strlen(name) &&
		    memcmp(e->name, name, e->name_len) == 0)
			return ZIP_RIGHT;
	}
	return ZIP_ABSENT;
}

/* The packed bytes, where the part's own head says they begin. */
static const uint8_t *
packed(struct bytes file, const struct entry *e)
{
	const uint8_t *p = piece(file, e->at, LOCAL_SIZE);

	return !marked(p, "PK\3\4") ? NULL : piece(file, (size_t)e->at +
	    LOCAL_SIZE + u16(p + 26) + u16(p + 28), e->packed);
}

/* Exactly as many bytes as were promised. */
static bool
unpack(const uint8_t *from, const struct entry *e, uint8_t *to)
{
	z_stream z = { .avail_in = e->packed, .next_out = to,
	    .avail_out = e->size };
	bool right;

	z.next_in = from;
	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	right = inflate(&z, Z_FINISH) == Z_STREAM_END &&
	    z.total_out == e->size;
	inflateEnd(&z);
	return right;
}

enum zip_flaw
zip_read(struct pool *pool, struct bytes file, const char *name, size_t most,
    struct bytes *part)
{
	enum zip_flaw flaw;
	const uint8_t *from;
	struct entry e;
	uint8_t *to;

	if ((flaw = find_entry(file, name, &e)) != ZIP_RIGHT)
		return flaw;
	if (e.size > most ||
	    e.size > (uint64_t)e.packed * ZIP_RATIO_MOST + ZIP_SMALL)
		return ZIP_LARGE;
	from = packed(file, &e);
	if (from == NULL || (e.flags & ENCRYPTED) != 0)
		return ZIP_BROKEN;
	to = pool_take(pool, (size_t)e.size + 1);
	if (e.method == STORED && e.packed == e.size)
		memcpy(to, from, e.size);
	else if (e.method != DEFLATED || !unpack(from, &e, to))
		return ZIP_BROKEN;
	*part = (struct bytes){ to, e.size };
	return crc32(0, to, e.size) == e.crc ? ZIP_RIGHT : ZIP_BROKEN;
}
