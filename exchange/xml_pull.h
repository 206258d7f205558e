/*
 * xml_pull: an XML document read one step after the other; the only door to
 * libxml2.
 *
 * SECURITY: reads what strangers send: UTF-8, no document type, so no entities
 * of its own, nothing from elsewhere, few attributes, namespaces and levels,
 * whose number libxml2 takes squared, and its own limits of length.  All else
 * is XML_WRONG at the first step.
 */
#ifndef EXCHANGE_XML_PULL_H
#define EXCHANGE_XML_PULL_H

#include <stdbool.h>

#include "core/pool.h"
#include "core/shape.h"

enum xml_step {
	XML_OPENS,			/* an element */
	XML_CLOSES,
	XML_SAYS,			/* text */
	XML_OVER,			/* the end of the document */
	XML_WRONG,
	XML_STEP__MAX
};

struct xml_pull;

/** xml_pull_new(document): NULL where there is no memory.  ${document} stays
 * until xml_pull_free.  Owns: the caller; xml_pull_free(NULL) is nothing. */
struct xml_pull *xml_pull_new(struct bytes document);
void xml_pull_free(struct xml_pull *x);

/** xml_pull_next(x): the next step.  An empty element opens and closes. */
enum xml_step xml_pull_next(struct xml_pull *x);

/** xml_pull_is(x, name): whether the element is called so, whatever its
 * prefix. */
bool xml_pull_is(const struct xml_pull *x, const char *name);

/** xml_pull_says(x): the text of XML_SAYS, until the next step. */
const char *xml_pull_says(const struct xml_pull *x);

/** xml_pull_has(pool, x, name): the attribute of the element that opens, with
 * its prefix as it is written; NULL: none. */
const char *xml_pull_has(struct pool *pool, const struct xml_pull *x,
    const char *name);

#endif
