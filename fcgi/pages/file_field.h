/*
 * file_field: one field of the dictionary as a control on a page.
 */
#ifndef PAGES_FILE_FIELD_H
#define PAGES_FILE_FIELD_H

#include "core/dictionary.h"
#include "fcgi/http/req.h"

/* What a control shows: the row, or what was typed. */
struct file_field {
	const void *row;
	const struct answer *typed;	/* NULL: nothing yet */
};

/** file_field_keep(r, form, row): a masked field that has its value already is
 * not asked for again. */
void file_field_keep(const struct req *r, struct dictionary_form *form,
    const void *row);

/** file_field_read(r, form): what the request's words say to each field, that
 * the main cause is not among the others (S0-024), that a number of a person
 * can be one. */
struct answer *file_field_read(struct req *r,
    const struct dictionary_form *form);

/** file_field_store(r, form, in, row): the answers into their cells, up to
 * the first that is wrong; whether none was. */
bool file_field_store(struct req *r, const struct dictionary_form *form,
    const struct answer *in, void *row);

/** file_field_masked(r, line): whether the asker sees it masked: what stands
 * stays where nothing is typed. */
bool file_field_masked(const struct req *r,
    const struct dictionary_line *line);

/** file_field_clear(r, line): whether the request wants a masked value taken
 * away. */
bool file_field_clear(const struct req *r,
    const struct dictionary_line *line);

/** file_field_refuse_clear(r, line, answer): a value is typed, or taken away,
 * not both; and not where it must be. */
void file_field_refuse_clear(const struct req *r,
    const struct dictionary_line *line, struct answer *answer);

/** file_field_kept(r, part, line, text): {{masked}} of the ${text} that
 * stands, and {{#CLEAR}} (clear, {{#CHOSEN}}) where it need not be there. */
void file_field_kept(struct req *r, struct page *part,
    const struct dictionary_line *line, const char *text);

/** file_field_fill(r, part, form, i, value): field ${i} into {{#FIELD}}. */
void file_field_fill(struct req *r, struct page *part,
    const struct dictionary_form *form, size_t i,
    const struct file_field *value);

#endif
