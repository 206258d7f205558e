#include <string.h>

#include "fcgi/photo/bmp.h"

#define FILE_HEAD	14
#define CORE_HEAD	12	/* OS/2's */
#define INFO_HEAD	40
#define INFO_HEAD_MOST	124
enum { RGB = 0, BITFIELDS = 3, ALPHA_BITFIELDS = 6 };	/* compressions */

static uint32_t
number(struct bytes b, size_t at, int bytes)
{
	const uint8_t *p = b.at;
	uint32_t n = 0;

	if (at > b.len || b.len - at < (size_t)bytes)
		return 0;
	while (bytes-- > 0)
		n = n << 8 | p[at + (size_t)bytes];
	return n;
}

/* Widths, heights and the number of bits; and how it is compressed. */
static enum photo_flaw
measures(struct bytes b, struct bmp *m, uint32_t *compression)
{
	uint32_t head = number(b, FILE_HEAD, 4);
	int32_t height;

	*compression = RGB;
	if (head == CORE_HEAD) {
		m->width = (int)number(b, 18, 2);
		m->height = (int)number(b, 20, 2);
		m->bits = (int)number(b, 24, 2);
		m->colour_size = 3;
		return PHOTO_FINE;
	}
	if (head < INFO_HEAD || head > INFO_HEAD_MOST)
		return PHOTO_TORN;
	m->width = (int)(int32_t)number(b, 18, 4);
	height = (int32_t)number(b, 22, 4);
	if (height < -PHOTO_SIDE_MOST)
		return PHOTO_HUGE;
	m->down = height < 0;
	m->height = height < 0 ? -height : height;
	m->bits = (int)number(b, 28, 2);
	*compression = number(b, 30, 4);
	m->colours = number(b, 46, 4);
	m->colour_size = 4;
	return PHOTO_FINE;
}

/* Red, green and blue of 16 and 32 bits. */
static void
masks(struct bytes b, struct bmp *m, uint32_t compression)
{
	int i;

	for (i = 0; i < 3; i++)
		if (compression != RGB)
			m->mask[i] = number(b, FILE_HEAD + INFO_HEAD +
			    4 * (size_t)i, 4);
		else
			m->mask[i] = m->bits == 16 ? 0x7c00u >> 5 * i :
			    0xff0000u >> 8 * i;
}

enum photo_flaw
bmp_head(struct bytes b, struct bmp *out)
{
	struct bmp m = { 0 };
	uint32_t compression;
	enum photo_flaw flaw;

	*out = m;
	if (b.len < FILE_HEAD + CORE_HEAD)
		return PHOTO_TORN;
	if ((flaw = measures(b, &m, &compression)) != PHOTO_FINE ||
	    (flaw = photo_size_flaw(m.width, m.height)) != PHOTO_FINE)
		return flaw;
	if (compression != RGB && ((compression != BITFIELDS &&
	    compression != ALPHA_BITFIELDS) || m.bits < 16))
		return PHOTO_OTHER;
	if (m.bits != 1 && m.bits != 4 && m.bits != 8 && m.bits != 16 &&
	    m.bits != 24 && m.bits != 32)
		return PHOTO_TORN;
	masks(b, &m, compression);
	m.palette = FILE_HEAD + number(b, FILE_HEAD, 4);
	if (m.bits <= 8 && (m.colours == 0 || m.colours > 1u << m.bits))
		m.colours = (size_t)1 << m.bits;
	m.data = number(b, 10, 4);
	m.stride = ((size_t)m.width * (size_t)m.bits + 31) / 32 * 4;
	if (m.data < m.palette || m.data > b.len ||
	    (b.len - m.data) / m.stride < (size_t)m.height ||
	    (m.bits <= 8 && m.palette + m.colours * m.colour_size > m.data))
		return PHOTO_TORN;
	*out = m;
	return PHOTO_FINE;
}

/* The bits of ${n} under ${mask} as 0 … 255. */
static uint8_t
under(uint32_t n, uint32_t mask)
{
	if (mask == 0)
		return 0;
	while ((mask & 1) == 0) {
		mask >>= 1;
		n >>= 1;
	}
	return (uint8_t)((uint64_t)(n & mask) * 255 / mask);
}

static void
indexed(struct bytes b, const struct bmp *m, const uint8_t *row, int x,
    uint8_t *rgb)
{
	const uint8_t *all = b.at, *colour;
	int each = 8 / m->bits;
	size_t i = (size_t)(row[x / each] >> (each - 1 - x % each) *
	    m->bits & ((1 << m->bits) - 1));

	if (i >= m->colours)
		return;
	colour = all + m->palette + i * m->colour_size;
	rgb[0] = colour[2];
	rgb[1] = colour[1];
	rgb[2] = colour[0];
}

static void
pixel(struct bytes b, const struct bmp *m, const uint8_t *row, int x,
    uint8_t *rgb)
{
	const uint8_t *p = row + (size_t)x * (size_t)m->bits / 8;
	uint32_t n;
	int i;

	if (m->bits <= 8) {
		indexed(b, m, row, x, rgb);
		return;
	}
	n = (uint32_t)p[0] | (uint32_t)p[1] << 8;
	if (m->bits >= 24)
		n |= (uint32_t)p[2] << 16;
	if (m->bits == 32)
		n |= (uint32_t)p[3] << 24;
	for (i = 0; i < 3; i++)
		rgb[i] = under(n, m->mask[i]);
}

void
bmp_rows(struct bytes b, const struct bmp *m, uint8_t *rgb)
{
	const uint8_t *all = b.at, *row;
	size_t y, from;
	int x;

	memset(rgb, 0, (size_t)m->width * (size_t)m->height * 3);
	for (y = 0; y < (size_t)m->height; y++) {
		from = m->down ? y : (size_t)m->height - 1 - y;
		row = all + m->data + from * m->stride;
		for (x = 0; x < m->width; x++, rgb += 3)
			pixel(b, m, row, x, rgb);
	}
}
