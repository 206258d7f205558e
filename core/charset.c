#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "core/charset.h"

#define MARK		"\xEF\xBF\xBD"	/* of what is no character */
#define MARK_LEN	(sizeof MARK - 1)

bool
charset_wide(const char *charset)
{
	return strncasecmp(charset, "UTF-16", 6) == 0 ||
	    strncasecmp(charset, "UCS", 3) == 0;
}

/* Units of ${unit} bytes that are no character are marked; 0: refused. */
static bool
convert(struct pool *pool, iconv_t cd, size_t unit, struct bytes raw,
    struct text *out)
{
	size_t room = raw.len * 4 + MARK_LEN + 1, left = room - 1, n;
	char *in = pool_copy_len(pool, raw.at, raw.len);
	char *start = pool_take(pool, room), *at = start;

	while (iconv(cd, &in, &raw.len, &at, &left) == (size_t)-1) {
		if (unit == 0 || left < MARK_LEN)
			return false;
		memcpy(at, MARK, MARK_LEN);
		at += MARK_LEN;
		left -= MARK_LEN;
		n = raw.len < unit ? raw.len : unit;
		in += n;
		raw.len -= n;
	}
	*at = '\0';
	*out = (struct text){ pool, start, (size_t)(at - start), room };
	return true;
}

bool
charset_utf8(struct pool *pool, const char *charset, struct bytes raw,
    struct text *out)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	bool right;

	if (cd == (iconv_t)-1)
		return false;
	right = convert(pool, cd, charset_wide(charset) ? 2 : 0, raw, out);
	iconv_close(cd);
	return right;
}
