/*
 * markup: what the parts of a schema are written with.
 */
#ifndef EXCHANGE_MARKUP_H
#define EXCHANGE_MARKUP_H

#include "exchange/xml_write.h"

/** markup_line(w, format, ...): a line of markup; the texts in it are our
 * own. */
void markup_line(struct xml_write *w, const char *format, ...)
    PRINTS(2, 3);

/** markup_note(w, words): what people are told. */
void markup_note(struct xml_write *w, const char *words);

#endif
