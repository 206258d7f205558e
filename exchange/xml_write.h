/*
 * xml_write: a stream of canonical XML (C14N's escapes, UTF-8, no white
 * space of its own) through one buffer to wherever it goes.  The first error
 * stays; callers look at it at the end.
 *
 * SECURITY: bytes that XML 1.0 forbids, or that are not UTF-8, are refused
 * here even if they were stored somehow: ERR_INPUT, and nothing more goes
 * out.
 */
#ifndef EXCHANGE_XML_WRITE_H
#define EXCHANGE_XML_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"
#include "core/err.h"
#include "exchange/sum.h"

/* Where the bytes go. */
struct xml_sink {
	enum err (*write)(void *cookie, const char *at, size_t len);
	void *cookie;
};

#define XML_ROOM	(256u << 10)

struct xml_write {
	struct xml_sink sink;
	char *at;		/* XML_ROOM bytes */
	size_t used;
	size_t summed;		/* of these, already in the sum */
	uint64_t total;		/* bytes written so far */
	struct sum *sum;	/* NULL: not now */
	enum err flaw;
};

/** xml_write_start(w, sink) / xml_write_end(w): the latter sends what is
 * left, frees, and returns the first error. */
void xml_write_start(struct xml_write *w, const struct xml_sink *sink);
MUST enum err xml_write_end(struct xml_write *w);

/** xml_write_raw: markup of our own, as it is.  xml_write_words: a NUL-ended
 * one. */
void xml_write_raw(struct xml_write *w, const char *s, size_t len);
void xml_write_words(struct xml_write *w, const char *s);

/** xml_write_text / xml_write_value: text of an element / of an attribute,
 * escaped. */
void xml_write_text(struct xml_write *w, const char *s);
void xml_write_value(struct xml_write *w, const char *s);

/** Numbers: -12; fen as yuan with two decimals; days and moments ISO 8601;
 * 202203 as 2022-03. */
void xml_write_int(struct xml_write *w, int64_t n);
void xml_write_money(struct xml_write *w, int64_t fen);
void xml_write_day(struct xml_write *w, struct date day);
void xml_write_moment(struct xml_write *w, struct moment m);
void xml_write_period(struct xml_write *w, int64_t period);

/** xml_write_sum(w, sum): from here on all bytes go into ${sum} too; NULL:
 * no more. */
void xml_write_sum(struct xml_write *w, struct sum *sum);

/** xml_write_attribute(w, name, value): name="value" behind a space;
 * xml_write_count(w, name, n): a number. */
void xml_write_attribute(struct xml_write *w, const char *name,
    const char *value);
void xml_write_count(struct xml_write *w, const char *name, int64_t n);

#endif
