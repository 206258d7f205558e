/*
 * indicator_words: how the pages of 指标维护 name things, and what is typed
 * there of ranges and areas.
 */
#ifndef PAGES_INDICATOR_WORDS_H
#define PAGES_INDICATOR_WORDS_H

#include "db/indicator.h"
#include "fcgi/http/req.h"

/** indicator_words_entity(s): household … hamlet; DICTIONARY_ENTITY__MAX where
 * there is none.  indicator_words_entity_label: 户 … */
enum dictionary_entity indicator_words_entity(const char *s);
const char *indicator_words_entity_label(enum dictionary_entity entity);

/** indicator_words_kind(kind): 文字, 金额 … */
const char *indicator_words_kind(enum dictionary_kind kind);

/** indicator_words_bound(pool, line, value): a bound as people write it. */
const char *indicator_words_bound(struct pool *pool,
    const struct dictionary_line *line, int64_t value);

/** indicator_words_range(line, least, most, said): the two typed bounds of a field
 * of that kind.  Errors: ERR_INPUT with the flaw on the wrong one. */
MUST enum err indicator_words_range(const struct dictionary_line *line,
    struct answer *least, struct answer *most, struct indicator *said);

/* The field of a form, for an area's own. */
#define INDICATOR_NATIONAL                                              \
	{ .name = "national", .label = "国家字段", .kind = FIELD_TEXT,  \
	    .most = 20 }

/** indicator_words_national(list, own, answer): whether it may be the column
 * of the national system for the area's ${own}; nothing typed may. */
MUST enum err indicator_words_national(const struct indicator_list *list,
    const struct indicator *own, struct answer *a);

/** indicator_words_area(r, answer, area): what was typed, or the asker's whole
 * area.  Errors: ERR_INPUT with the flaw on ${answer}. */
MUST enum err indicator_words_area(struct req *r, struct answer *answer,
    int64_t *area);

#endif
