#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/xml_pull.h"

struct xml_pull {
	xmlTextReaderPtr reader;
	bool empty;			/* the element that opened closes */
};

/* What is wrong is told by the step, not on stderr. */
static void
silent(void *cookie, const char *words, ...)
{
	(void)cookie;
	(void)words;
}

struct xml_pull *
xml_pull_new(struct bytes document)
{
	struct xml_pull *x;

	if (document.len > INT32_MAX || (x = calloc(1, sizeof *x)) == NULL)
		return NULL;
	xmlSetGenericErrorFunc(NULL, silent);
	x->reader = xmlReaderForMemory(document.at, (int)document.len, NULL,
	    NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (x->reader == NULL) {
		free(x);
		return NULL;
	}
	return x;
}

void
xml_pull_free(struct xml_pull *x)
{
	if (x == NULL)
		return;
	xmlFreeTextReader(x->reader);
	free(x);
}

enum xml_step
xml_pull_next(struct xml_pull *x)
{
	int more;

	if (x->empty) {
		x->empty = false;
		return XML_CLOSES;
	}
	while ((more = xmlTextReaderRead(x->reader)) == 1)
		switch (xmlTextReaderNodeType(x->reader)) {
		case XML_READER_TYPE_ELEMENT:
			x->empty = xmlTextReaderIsEmptyElement(x->reader) == 1;
			return XML_OPENS;
		case XML_READER_TYPE_END_ELEMENT:
			return XML_CLOSES;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			return XML_SAYS;
		case XML_READER_TYPE_DOCUMENT_TYPE:
		case XML_READER_TYPE_ENTITY_REFERENCE:
			return XML_WRONG;
		default:
			break;
		}
	return more == 0 ? XML_OVER : XML_WRONG;
}

bool
xml_pull_is(const struct xml_pull *x, const char *name)
{
	const xmlChar *is = xmlTextReaderConstLocalName(x->reader);

	return is != NULL && strcmp((const char *)is, name) == 0;
}

const char *
xml_pull_says(const struct xml_pull *x)
{
	const xmlChar *says = xmlTextReaderConstValue(x->reader);

	return says != NULL ? (const char *)says : "";
}

const char *
xml_pull_has(struct pool *pool, const struct xml_pull *x, const char *name)
{
	xmlChar *has = xmlTextReaderGetAttribute(x->reader,
	    (const xmlChar *)name);
	const char *copy = pool_copy(pool, (const char *)has);

	xmlFree(has);
	return copy;
}
