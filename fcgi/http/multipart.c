#include <gmime/gmime.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "fcgi/http/form.h"
#include "fcgi/http/multipart.h"

#define BOUNDARY_MOST	70		/* RFC 2046 */
#define HEADERS_MOST	4		/* of one part */

/* ---- the boundary ----------------------------------------------------- */

static bool
boundary_ok(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isalnum((unsigned char)s[i]) &&
		    (s[i] == '\0' || strchr("'()+_,-./:=?", s[i]) == NULL))
			return false;
	return len >= 1 && len <= BOUNDARY_MOST;
}

/* The value of a parameter: a token, or a quoted string without escapes. */
static const char *
value(struct pool *pool, const char *s)
{
	bool quoted = *s == '"';
	size_t n = strcspn(s += quoted, quoted ? "\"" : "; \t");
	const char *rest = s + n;

	if (quoted && *rest++ != '"')
		return NULL;
	rest += strspn(rest, " \t");
	return (*rest == '\0' || *rest == ';') && boundary_ok(s, n) ?
	    pool_copy_len(pool, s, n) : NULL;
}

const char *
multipart_boundary(struct pool *pool, const char *type)
{
	static const char kind[] = "multipart/form-data";
	static const char name[] = "boundary=";
	const char *found = NULL;

	if (strncasecmp(type, kind, sizeof kind - 1) != 0)
		return NULL;
	type += sizeof kind - 1;
	while (*(type += strspn(type, " \t")) == ';') {
		type += 1 + strspn(type + 1, " \t");
		if (strncasecmp(type, name, sizeof name - 1) == 0) {
			if (found != NULL || (found = value(pool,
			    type + sizeof name - 1)) == NULL)
				return NULL;
		}
		type += strcspn(type, ";");
	}
	return *type == '\0' ? found : NULL;
}

struct bytes
multipart_head(struct pool *pool, const char *boundary)
{
	const char *s = pool_print(pool, "Content-Type: multipart/form-data;"
	    " boundary=\"%s\"\r\n\r\n", boundary);

	return (struct bytes){ s, strlen(s) };
}

/* ---- before GMime sees it --------------------------------------------- */

/* What of the header ${line} (without its end) would make GMime look deeper
 * or change the content; or a line that no browser sends. */
static bool
line_ok(const char *line, size_t len)
{
	static const char name[] = "content-type:";
	size_t n = sizeof name - 1, kind;

	if (len == 0 || memchr(line, '\0', len) != NULL ||
	    memchr(line, ':', len) == NULL || isspace((unsigned char)*line))
		return false;
	if (len < n || strncasecmp(line, name, n) != 0)
		return true;
	while (n < len && (line[n] == ' ' || line[n] == '\t'))
		n++;
	for (kind = n; n < len && isalnum((unsigned char)line[n]);)
		n++;
	return n > kind && n < len && line[n] == '/' &&
	    strncasecmp(line + kind, "multipart", n - kind) != 0 &&
	    strncasecmp(line + kind, "message", n - kind) != 0;
}

/* The headers of a part, from ${at} to their empty line. */
static bool
headers_ok(const char *at, const char *end)
{
	const char *line, *stop;

	if (end - at > MULTIPART_HEAD_MOST)
		end = at + MULTIPART_HEAD_MOST;
	for (line = at; (stop = memchr(line, '\n', (size_t)(end - line))) !=
	    NULL; line = stop + 1) {
		if (stop == line || stop[-1] != '\r')
			return false;
		if (stop - 1 == line)
			return line > at;
		if (!line_ok(line, (size_t)(stop - 1 - line)))
			return false;
	}
	return false;
}

/*
 * Walk the delimiters, each at the beginning of a line: first byte of the
 * body, at most so many, each with sound headers; the closing one last, with
 * nothing but a line's end after it.  A bare newline before one is refused,
 * because GMime would split there.
 */
static bool
frame_ok(struct pool *pool, const char *boundary, const char *at,
    const char *end)
{
	const char *mark = pool_print(pool, "\n--%s", boundary);
	size_t len = strlen(mark), parts = 0;

	if ((size_t)(end - at) < len || memcmp(at, mark + 1, len - 1) != 0)
		return false;
	for (at += len - 1; ; at += len) {
		if (end - at >= 2 && memcmp(at, "--", 2) == 0)
			return end - at == 2 || (end - at == 4 &&
			    memcmp(at + 2, "\r\n", 2) == 0);
		if (end - at < 2 || memcmp(at, "\r\n", 2) != 0 ||
		    ++parts > MULTIPART_PARTS_MOST ||
		    !headers_ok(at + 2, end))
			return false;
		at = memmem(at, (size_t)(end - at), mark, len);
		if (at == NULL || at[-1] != '\r')
			return false;
	}
}

/* ---- parts ------------------------------------------------------------ */

struct reader {
	struct pool *pool;
	struct bytes entity;
	struct word *words;
	struct upload *uploads;
	size_t word_count, upload_count;
};

static bool
name_ok(const char *s)
{
	size_t n = strlen(s);

	return n >= 1 && n <= FORM_NAME_MOST && strspn(s,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789._-") == n;
}

/* A file's name without the folders some browsers send. */
static const char *
label_of(struct pool *pool, const char *s)
{
	const char *p;
	size_t n;

	for (p = s; *p != '\0'; p++)
		if (*p == '/' || *p == '\\')
			s = p + 1;
	for (n = strlen(s); n > MULTIPART_LABEL_MOST;)
		for (n--; n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80;)
			n--;
	return text_trim(pool, text_clean(pool, s, n));
}

/* Each header once, and none that changes the content. */
static bool
part_headers_ok(GMimeObject *part)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(part);
	int count = g_mime_header_list_get_count(list), i, k;
	const char *name, *text;

	if (count > HEADERS_MOST)
		return false;
	for (i = 0; i < count; i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(list, i);

		name = g_mime_header_get_name(h);
		for (k = 0; k < i; k++)
			if (strcasecmp(name, g_mime_header_get_name(
			    g_mime_header_list_get_header_at(list, k))) == 0)
				return false;
		text = g_mime_header_get_value(h);
		if (strcasecmp(name, "content-transfer-encoding") == 0 &&
		    (text == NULL || (strcasecmp(text, "binary") != 0 &&
		    strcasecmp(text, "8bit") != 0 &&
		    strcasecmp(text, "7bit") != 0)))
			return false;
	}
	return true;
}

/* Where the part's content stands in the entity, unchanged: up to the line's
 * end before the next delimiter.  Where no line's end follows the closing
 * delimiter GMime leaves the \r to the content. */
static bool
content_of(const struct reader *r, GMimePart *part, struct bytes *out)
{
	const char *at = r->entity.at, *end;
	GMimeDataWrapper *data = g_mime_part_get_content(part);
	GMimeStream *s = data != NULL ?
	    g_mime_data_wrapper_get_stream(data) : NULL;

	if (s == NULL || s->bound_start < 0 ||
	    s->bound_end < s->bound_start ||
	    (size_t)s->bound_end + 4 > r->entity.len)
		return false;
	end = at + s->bound_end;
	at += s->bound_start;
	if (end > at && end[-1] == '\r' && strncmp(end, "\n--", 3) == 0)
		end--;
	*out = (struct bytes){ at, (size_t)(end - at) };
	return memcmp(end, "\r\n--", 4) == 0;
}

static bool
take_word(struct reader *r, const char *name, struct bytes content)
{
	if (content.len > MULTIPART_WORD_MOST)
		return false;
	r->words[r->word_count++] = (struct word){ name,
	    pool_copy_len(r->pool, content.at, content.len), content.len };
	return true;
}

/* A part that is a plain leaf with "form-data" and a sound name. */
static bool
take_part(struct reader *r, GMimeObject *part)
{
	GMimeContentDisposition *d =
	    g_mime_object_get_content_disposition(part);
	struct bytes content;
	const char *name, *file;
	char *type;

	if (!GMIME_IS_PART(part) || d == NULL || !part_headers_ok(part) ||
	    strcasecmp(g_mime_content_disposition_get_disposition(d),
	    "form-data") != 0 || !content_of(r, (GMimePart *)part, &content))
		return false;
	name = g_mime_content_disposition_get_parameter(d, "name");
	if (name == NULL || !name_ok(name))
		return false;
	name = pool_copy(r->pool, name);
	file = g_mime_content_disposition_get_parameter(d, "filename");
	if (file == NULL)
		return take_word(r, name, content);
	if (*file == '\0' && content.len == 0)
		return true;
	type = g_mime_content_type_get_mime_type(
	    g_mime_object_get_content_type(part));
	r->uploads[r->upload_count++] = (struct upload){ name,
	    label_of(r->pool, file), text_clean(r->pool, type, strlen(type)),
	    content };
	g_free(type);
	return true;
}

static bool
take_parts(struct reader *r, GMimeObject *whole)
{
	int count, i;

	if (whole == NULL || !GMIME_IS_MULTIPART(whole))
		return false;
	count = g_mime_multipart_get_count((GMimeMultipart *)whole);
	if (count < 1 || count > MULTIPART_PARTS_MOST)
		return false;
	for (i = 0; i < count; i++)
		if (!take_part(r, g_mime_multipart_get_part(
		    (GMimeMultipart *)whole, i)))
			return false;
	return true;
}

static bool
parse(struct reader *r)
{
	static bool started;
	GByteArray bytes = { 0 };
	GMimeObject *whole = NULL;
	GMimeParser *parser = NULL;
	GMimeStream *stream;
	bool ok;

	if (!started) {
		g_mime_init();
		started = true;
	}
	/* Looked at where it stands; the stream only reads. */
	bytes.data = (guint8 *)(uintptr_t)r->entity.at;
	bytes.len = (guint)r->entity.len;
	stream = g_mime_stream_mem_new_with_byte_array(&bytes);
	g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_persist_stream(parser, TRUE);
	whole = g_mime_parser_construct_part(parser, NULL);
	ok = take_parts(r, whole);
	if (whole != NULL)
		g_object_unref(whole);
	g_object_unref(parser);
	g_object_unref(stream);
	return ok;
}

enum err
multipart_read(struct pool *pool, const char *boundary, struct bytes entity,
    struct words *words, struct uploads *uploads)
{
	struct reader r = { .pool = pool, .entity = entity };
	size_t head = multipart_head(pool, boundary).len;
	const char *at = entity.at;

	*words = (struct words){ 0 };
	*uploads = (struct uploads){ 0 };
	if (entity.len < head || entity.len > UINT32_MAX ||
	    !frame_ok(pool, boundary, at + head, at + entity.len))
		return ERR_INPUT;
	r.words = pool_array(pool, MULTIPART_PARTS_MOST, sizeof *r.words);
	r.uploads = pool_array(pool, MULTIPART_PARTS_MOST,
	    sizeof *r.uploads);
	if (!parse(&r))
		return ERR_INPUT;
	*words = (struct words){ .at = r.words, .count = r.word_count };
	*uploads = (struct uploads){ r.uploads, r.upload_count };
	words_sort(pool, words);
	return OK;
}

const struct upload *
uploads_find(const struct uploads *uploads, const char *name)
{
	size_t i;

	for (i = 0; i < uploads->count; i++)
		if (strcmp(uploads->at[i].name, name) == 0)
			return &uploads->at[i];
	return NULL;
}
