/*
 * frame: what stands around every page (ui.md): top bar, navigation by role,
 * the notice; and the page of an outcome that is no page.
 */
#ifndef PAGES_FRAME_H
#define PAGES_FRAME_H

#include "fcgi/http/route.h"

/** frame_fill(r, top): bars and navigation around a page.
 * frame_trouble(r): the page of an outcome. */
void frame_fill(struct req *r, struct page *top);
MUST enum err frame_trouble(struct req *r);

/** frame_keep(r, page, strip): the words of the form that came, to be sent
 * once more: {{#KEEP}} (name without ${strip}, value); not the token. */
void frame_keep(struct req *r, struct page *page, const char *strip);

/** frame_flaws(r, body, form): one line a flaw in {{#FLAW}} of ${body}
 * (field, sentence), inside {{#FLAWS}} (count): the summary at the top. */
void frame_flaws(struct req *r, struct page *body, const struct form *form);

/** frame_field(r, part, field, answer): {{name}} as typed and, where it is
 * wrong, {{#name_FLAW}} with its sentence. */
void frame_field(struct req *r, struct page *part, const struct field *f,
    const struct answer *a);

#endif
