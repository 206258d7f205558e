/* multipart: whole and plain bodies are read to the byte; all else is not. */
#include "core/text.h"
#include "fcgi/http/multipart.h"
#include "tests/unit/case.h"

#define D	"Content-Disposition: form-data; "
#define WORD(name, value) "--B\r\n" D "name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, file, type, content)                            \
	"--B\r\n" D "name=\"" name "\"; filename=\"" file "\"\r\n"      \
	"Content-Type: " type "\r\n\r\n" content "\r\n"
#define END	"--B--\r\n"

/* ---- the boundary ----------------------------------------------------- */

static const struct {
	const char *in, *want;
} boundaries[] = {
	{ "multipart/form-data; boundary=B", "B" },
	{ "multipart/form-data;boundary=\"a b\"", NULL },
	{ "multipart/form-data;boundary=\"a:b\"", "a:b" },
	{ "Multipart/Form-Data; Boundary=----WebKitFormBoundaryX1",
	    "----WebKitFormBoundaryX1" },
	{ "multipart/form-data; charset=utf-8; boundary=B", "B" },
	{ "multipart/form-data; boundary=B ; charset=utf-8", "B" },
	{ "multipart/form-data", NULL }, { "multipart/form-data;", NULL },
	{ "multipart/form-data; boundary=", NULL },
	{ "multipart/form-data; boundary=\"\"", NULL },
	{ "multipart/form-data; boundary=\"B", NULL },
	{ "multipart/form-data; boundary=B; boundary=C", NULL },
	{ "multipart/form-data; boundary=a\r\nX: y", NULL },
	{ "multipart/form-data; boundary=a\"b", NULL },
	{ "multipart/form-data; boundary=é", NULL },
	{ "multipart/form-data; boundary=0123456789012345678901234567890123"
	    "4567890123456789012345678901234567890", NULL },
	{ "multipart/form-data; boundary=0123456789012345678901234567890123"
	    "456789012345678901234567890123456789", "01234567890123456789"
	    "01234567890123456789012345678901234567890123456789" },
	{ "multipart/mixed; boundary=B", NULL },
	{ "multipart/form-datax; boundary=B", NULL },
	{ "application/x-www-form-urlencoded", NULL }, { "", NULL },
};

static void
boundaries_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(boundaries); i++)
		wrong += case_text(boundaries[i].in, multipart_boundary(
		    *state, boundaries[i].in), boundaries[i].want);
	assert_int_equal(wrong, 0);
}

/* ---- bodies ----------------------------------------------------------- */

struct case_row {
	const char *name, *body;
	const char *want;	/* printed; NULL: refused */
};

static const struct case_row accepted[] = {
	{ "a word", WORD("a", "1") END, "a=1\n" },
	{ "no line after the end", WORD("a", "1") "--B--", "a=1\n" },
	{ "an empty word", WORD("a", "") END, "a=\n" },
	{ "Chinese", WORD("a", "问题") END, "a=问题\n" },
	{ "words by name, twice in order", WORD("b", "1") WORD("a", "2")
	    WORD("b", "3") END, "a=2\nb=1\nb=3\n" },
	{ "lines in a word", WORD("a", "x\r\ny\n") END, "a=x\r\ny\n\n" },
	{ "nearly a boundary", WORD("a", "--B--") END, NULL },
	{ "dashes inside", WORD("a", "1--B--2\r\n-- B") END,
	    "a=1--B--2\r\n-- B\n" },
	{ "a file", FILE_PART("f", "照片.jpg", "image/jpeg", "JF\r\n\r\nIF")
	    END, "f[照片.jpg|image/jpeg]=JF\r\n\r\nIF\n" },
	{ "an empty file", FILE_PART("f", "x.txt", "text/plain", "") END,
	    "f[x.txt|text/plain]=\n" },
	{ "no file chosen", FILE_PART("f", "",
	    "application/octet-stream", "") WORD("a", "1") END, "a=1\n" },
	{ "folders are dropped", FILE_PART("f", "C:/x/y.png", "image/png",
	    "p") END, "f[y.png|image/png]=p\n" },
	{ "up and away", FILE_PART("f", "../../etc/passwd", "text/plain",
	    "p") END, "f[passwd|text/plain]=p\n" },
	{ "eight bits as they are", "--B\r\n" D "name=\"a\"\r\n"
	    "Content-Transfer-Encoding: binary\r\n\r\n=41\r\n" END,
	    "a==41\n" },
	{ "small letters", "--B\r\ncontent-disposition: form-data;"
	    " name=a\r\n\r\n1\r\n" END, "a=1\n" },
	{ "a type with a parameter", "--B\r\n" D "name=\"a\"\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n\r\n1\r\n" END,
	    "a=1\n" },
};

static const struct case_row refused[] = {
	{ "nothing", "", NULL }, { "only the end", END, NULL },
	{ "no boundary at all", "a=1", NULL },
	{ "words before the first", "hello\r\n" WORD("a", "1") END, NULL },
	{ "words after the end", WORD("a", "1") END "x", NULL },
	{ "a second message", WORD("a", "1") END WORD("b", "1") END, NULL },
	{ "cut before the end", WORD("a", "1"), NULL },
	{ "cut in the end", WORD("a", "1") "--B-", NULL },
	{ "cut in the headers", "--B\r\n" D "name=\"a\"", NULL },
	{ "cut in a file", "--B\r\n" D "name=\"f\"; filename=\"x\"\r\n"
	    "Content-Type: image/jpeg\r\n\r\nJFIF", NULL },
	{ "another boundary", "--C\r\n" D "name=\"a\"\r\n\r\n1\r\n--C--",
	    NULL },
	{ "a longer boundary", "--BB\r\n" D "name=\"a\"\r\n\r\n1\r\n--BB--",
	    NULL },
	{ "a longer boundary inside", WORD("a", "1\r\n--Bx\r\n2") END, NULL },
	{ "bare newlines", "--B\n" D "name=\"a\"\n\n1\n--B--\n", NULL },
	{ "a bare newline before a boundary", WORD("a", "1\n--B\r\n2") END,
	    NULL },
	{ "no headers", "--B\r\n\r\n1\r\n" END, NULL },
	{ "no disposition", "--B\r\nContent-Type: text/plain\r\n\r\n1\r\n"
	    END, NULL },
	{ "an attachment", "--B\r\nContent-Disposition: attachment;"
	    " name=\"a\"\r\n\r\n1\r\n" END, NULL },
	{ "no name", "--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n"
	    END, NULL },
	{ "an empty name", WORD("", "1") END, NULL },
	{ "a Chinese name", WORD("姓名", "1") END, NULL },
	{ "a name with a space", WORD("a b", "1") END, NULL },
	{ "a long name", WORD("a12345678901234567890123456789012345678901"
	    "2345678901234567890123456789012345678901234567890", "1") END, NULL },
	{ "two dispositions", "--B\r\n" D "name=\"a\"\r\n" D "name=\"b\"\r\n"
	    "\r\n1\r\n" END, NULL },
	{ "a folded header", "--B\r\n" D "name=\"a\"\r\n x\r\n\r\n1\r\n" END,
	    NULL },
	{ "a header without a colon", "--B\r\n" D "name=\"a\"\r\nhello\r\n"
	    "\r\n1\r\n" END, NULL },
	{ "five headers", "--B\r\n" D "name=\"a\"\r\nX: 1\r\nY: 1\r\nZ: 1"
	    "\r\nW: 1\r\n\r\n1\r\n" END, NULL },
	{ "base64", "--B\r\n" D "name=\"a\"\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\nMQ==\r\n" END, NULL },
	{ "quoted-printable", "--B\r\n" D "name=\"a\"\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n=41\r\n" END,
	    NULL },
	{ "uuencode", "--B\r\n" D "name=\"a\"\r\n"
	    "Content-Transfer-Encoding: x-uuencode\r\n\r\n1\r\n" END, NULL },
	{ "a multipart inside", FILE_PART("f", "x", "multipart/mixed;"
	    " boundary=C", "--C\r\n\r\n1\r\n--C--") END, NULL },
	{ "a message inside", FILE_PART("f", "x", "message/rfc822",
	    "Subject: x\r\n\r\nx") END, NULL },
	{ "a partial message", FILE_PART("f", "x", "MESSAGE/partial", "x")
	    END, NULL },
	{ "a hidden multipart", FILE_PART("f", "x",
	    "multi(a)part/mixed; boundary=C", "x") END, NULL },
	{ "a spaced multipart", FILE_PART("f", "x",
	    "multipart /mixed; boundary=C", "x") END, NULL },
	{ "no type in the type", FILE_PART("f", "x", "", "x") END, NULL },
	{ "a boundary header of its own", "--B\r\nContent-Type:\r\n"
	    " multipart/mixed; boundary=C\r\n" D "name=\"a\"\r\n\r\n1\r\n"
	    END, NULL },
};

static struct bytes
entity(struct pool *pool, const char *body, size_t len)
{
	struct bytes head = multipart_head(pool, "B");
	char *at = pool_take(pool, head.len + len + 1);

	memcpy(at, head.at, head.len);
	memcpy(at + head.len, body, len);
	return (struct bytes){ at, head.len + len };
}

/* What was read, as text; NULL where it was refused. */
static const char *
read_all(struct pool *pool, const char *body, size_t len)
{
	struct text t = text_start(pool);
	struct uploads uploads;
	struct words words;
	size_t i;

	if (multipart_read(pool, "B", entity(pool, body, len), &words,
	    &uploads) != OK)
		return NULL;
	for (i = 0; i < words.count; i++)
		text_print(&t, "%s=%s\n", words.at[i].name,
		    words.at[i].value);
	for (i = 0; i < uploads.count; i++) {
		text_print(&t, "%s[%s|%s]=", uploads.at[i].name,
		    uploads.at[i].label, uploads.at[i].type);
		text_add_len(&t, uploads.at[i].content.at,
		    uploads.at[i].content.len);
		text_add(&t, "\n");
	}
	return t.at;
}

static int
run(struct pool *pool, const struct case_row *rows, size_t count)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < count; i++)
		wrong += case_text(rows[i].name, read_all(pool, rows[i].body,
		    strlen(rows[i].body)), rows[i].want);
	return wrong;
}

static void
plain_bodies_are_read(void **state)
{
	assert_int_equal(run(*state, accepted, LEN(accepted)), 0);
}

static void
others_are_refused(void **state)
{
	assert_int_equal(run(*state, refused, LEN(refused)), 0);
}

static void
every_cut_is_refused(void **state)
{
	static const char body[] = WORD("a", "1") FILE_PART("f", "x.jpg",
	    "image/jpeg", "JFIF") "--B--";
	size_t i;

	for (i = 0; i < sizeof body - 1; i++)
		if (read_all(*state, body, i) != NULL)
			fail_msg("cut after %zu bytes was read", i);
	assert_non_null(read_all(*state, body, sizeof body - 1));
}

static void
bytes_are_identical(void **state)
{
	struct text t = text_start(*state);
	unsigned char all[4096];
	const struct upload *u;
	struct uploads uploads;
	struct words words;
	size_t i;

	for (i = 0; i < sizeof all; i++)
		all[i] = (unsigned char)(i * 7 + i / 256);
	text_add(&t, "--B\r\n" D "name=\"f\"; filename=\"x\"\r\n"
	    "Content-Type: image/jpeg\r\n\r\n");
	text_add_len(&t, (const char *)all, sizeof all);
	text_add(&t, "\r\n" END);
	assert_int_equal(multipart_read(*state, "B", entity(*state, t.at,
	    t.len), &words, &uploads), OK);
	assert_non_null(u = uploads_find(&uploads, "f"));
	assert_null(uploads_find(&uploads, "g"));
	assert_int_equal(u->content.len, sizeof all);
	assert_memory_equal(u->content.at, all, sizeof all);
}

static void
many_parts_are_refused(void **state)
{
	struct text t = text_start(*state);
	size_t i;

	for (i = 0; i < MULTIPART_PARTS_MOST; i++)
		text_add(&t, WORD("a", "1"));
	assert_non_null(read_all(*state, pool_print(*state, "%s" END, t.at),
	    t.len + strlen(END)));
	text_add(&t, WORD("a", "1") END);
	assert_null(read_all(*state, t.at, t.len));
}

static void
long_things_are_refused(void **state)
{
	char *pad = pool_take(*state, MULTIPART_WORD_MOST + 2);
	const char *body;

	memset(pad, 'x', MULTIPART_WORD_MOST + 1);
	body = pool_print(*state, WORD("a", "%s") END, pad);
	assert_null(read_all(*state, body, strlen(body)));
	pad[MULTIPART_WORD_MOST] = '\0';
	body = pool_print(*state, WORD("a", "%s") END, pad);
	assert_non_null(read_all(*state, body, strlen(body)));
	pad[MULTIPART_HEAD_MOST] = '\0';
	body = pool_print(*state, "--B\r\n" D "name=\"a\"\r\nX: %s\r\n\r\n1"
	    "\r\n" END, pad);
	assert_null(read_all(*state, body, strlen(body)));
	body = pool_print(*state, FILE_PART("f", "%s", "image/jpeg", "x")
	    END, pad + MULTIPART_HEAD_MOST - 500);
	assert_non_null(strstr(read_all(*state, body, strlen(body)),
	    "|image/jpeg]=x"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(boundaries_are_read),
		POOL_TEST(plain_bodies_are_read),
		POOL_TEST(others_are_refused),
		POOL_TEST(every_cut_is_refused),
		POOL_TEST(bytes_are_identical),
		POOL_TEST(many_parts_are_refused),
		POOL_TEST(long_things_are_refused),
	};

	return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
