/*
 * panel: what pages share: notices after a deed,
 * choices, paging, the audit, and areas typed or picked.
 */
#ifndef PAGES_PANEL_H
#define PAGES_PANEL_H

#include "core/mask.h"
#include "db/area.h"
#include "db/dictionary.h"
#include "fcgi/http/route.h"

/* What ?done=CODE says on top of the page. */
struct panel_note {
	const char *code, *sentence;
};

/** panel_notice(r, notes, count): the sentence of the address's "done". */
void panel_notice(struct req *r, const struct panel_note *notes,
    size_t count);

/** panel_choices(page, section, field, code): {{#section}} for each choice of
 * the field: code, label and, at ${code}, {{#CHOSEN}}. */
void panel_choices(struct page *page, const char *section,
    const struct field *field, const char *code);

/** The sexes that a form offers: what is not known is not chosen. */
extern const struct choice panel_sexes[2];

/** panel_form(r, page, form): the flaws and every word as typed. */
void panel_form(struct req *r, struct page *page, const struct form *form);

/** panel_reason(r, page, field, sample, typed): {{>REASON}}, the row of a
 * reason, with its word and its flaw; ${typed} NULL: empty. */
void panel_reason(struct req *r, struct page *page,
    const struct field *field, const char *sample,
    const struct answer *typed);

/** panel_with(r, name, value): this page's address with one word of the
 * query set to ${value} (NULL: left out); "done" is never kept. */
const char *panel_with(struct req *r, const char *name, const char *value);

/** panel_pager(r, page, at, pages): {{#PAGER}} with page, pages and the links
 * {{#PREV}} and {{#NEXT}}; nothing where there is one page only. */
void panel_pager(struct req *r, struct page *page, int64_t at,
    int64_t pages);

/** panel_show(r, sight, line, row, codes): a field's value as he may see it:
 * 2014年4月14日, 至今, 1,200.00; masked; NULL: none. */
const char *panel_show(struct req *r, struct mask_sight sight,
    const struct dictionary_line *line, const void *row,
    const struct dictionary_codes *codes);

/** panel_birth(r, day): as he may see it: whole or 1980年; NULL: none. */
const char *panel_birth(struct req *r, struct date day);

/** panel_audit(r, deed, about, ...): one line; ${about} names no person. */
MUST enum err panel_audit(struct req *r, const char *deed,
    const char *about, ...) PRINTS(3, 4);

/** panel_nonce_flaw(answer): the .also of a form's number, by which a form
 * sent twice counts once: letters that secret_token writes. */
const char *panel_nonce_flaw(const struct answer *answer);

/** panel_areas(r, page): {{#AREA}} (full: 白石山镇 某村) for each area of the
 * asker's scope: what a picker offers. */
MUST enum err panel_areas(struct req *r, struct page *page);

/** panel_area_name(r, code, name): an area as the picker writes it. */
MUST enum err panel_area_name(struct req *r, int64_t code,
    const char **name);

/** panel_area_asked(r): the area of the address; where it is none, or not of
 * the asker's scope, his own. */
int64_t panel_area_asked(struct req *r);

/**
 * panel_area(r, answer, area):
 * The area that was typed as code, or as name, or as names of township and
 * village, within the asker's scope.
 * Errors: ERR_INPUT with the flaw on ${answer}.
 */
MUST enum err panel_area(struct req *r, struct answer *answer,
    struct area *area);

#endif
