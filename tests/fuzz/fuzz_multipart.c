/* multipart/form-data: the Content-Type, a newline, the body. */
#include "fcgi/http/multipart.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	const uint8_t *line = memchr(data, '\n', size);
	const char *type, *boundary;
	struct uploads uploads;
	struct words words;
	struct bytes head, entity;
	size_t i, body;
	char *all;

	if (line == NULL)
		return 0;
	type = pool_copy_len(pool, (const char *)data, (size_t)(line - data));
	if ((boundary = multipart_boundary(pool, type)) == NULL)
		return 0;
	MUST_HOLD(strlen(boundary) >= 1 && strlen(boundary) <= 70);
	MUST_HOLD(strpbrk(boundary, "\r\n\"") == NULL);
	head = multipart_head(pool, boundary);
	body = size - (size_t)(line - data) - 1;
	all = pool_take(pool, head.len + body + 1);
	memcpy(all, head.at, head.len);
	if (body > 0)
		memcpy(all + head.len, line + 1, body);
	entity = (struct bytes){ all, head.len + body };
	if (multipart_read(pool, boundary, entity, &words, &uploads) != OK)
		return 0;
	MUST_HOLD(words.count + uploads.count <= MULTIPART_PARTS_MOST);
	for (i = 0; i < words.count; i++)
		MUST_HOLD(words.at[i].len <= MULTIPART_WORD_MOST &&
		    words.at[i].value[words.at[i].len] == '\0');
	for (i = 0; i < uploads.count; i++) {
		const struct upload *u = &uploads.at[i];
		const char *at = u->content.at;

		MUST_HOLD(fuzz_safe(u->label) &&
		    strpbrk(u->label, "/\\") == NULL);
		MUST_HOLD(u->content.len == 0 || (at >= all &&
		    at + u->content.len <= all + entity.len));
	}
	return 0;
}
