#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "exchange/xml_pull.h"

#define DEPTH_MOST	32
#define EQUALS_MOST	400	/* of a tag, and the text behind it */
#define SPACES_MOST	40	/* names of namespaces, of the same */
#define ENDS_MOST	40	/* a tag is begun anew at every '>' */
#define BYTES_MOST	(256 * 1024)	/* a whole cell is less */
#define NAMES_MOST	(4u << 20)	/* bytes of all different names */

struct xml_pull {
	xmlTextReaderPtr reader;	/* NULL: not one to read */
	bool empty;			/* the element that opened closes */
};

/* What is wrong is told by the step, not on stderr. */
static void
silent(void *cookie, const char *words, ...)
{
	(void)cookie;
	(void)words;
}

/* One '<' and what follows, up to the next one: attributes are compared each
 * with each, elements with every namespace that is open. */
static bool
tag_is_short(const char *s, const char *end)
{
	static const char space[] = "xmlns";
	size_t equals = 0, ends = 0, spaces = 0, len = strlen(space);

	if (end - s > BYTES_MOST)
		return false;
	for (; s < end; s++) {
		equals += *s == '=';
		ends += *s == '>';
		spaces += (size_t)(end - s) > len &&
		    memcmp(s, space, len) == 0;
	}
	return equals <= EQUALS_MOST && ends <= ENDS_MOST &&
	    spaces <= SPACES_MOST;
}

/* Before libxml2 sees it: UTF-8, so that a byte is what it looks like; no
 * document type, whose entities name each other without end even where nobody
 * asks for them; no tag that takes it minutes. */
static bool
is_harmless(struct bytes document)
{
	static const char type[] = "<!DOCTYPE";
	const char *s = document.at, *end = s + document.len, *tag = s;
	uint32_t c;
	size_t n;

	for (; s < end; s += n) {
		if ((n = text_next(s, end, &c)) == 0 || c == 0)
			return false;
		if (c != '<')
			continue;
		if (((size_t)(end - s) >= strlen(type) &&
		    memcmp(s, type, strlen(type)) == 0) ||
		    !tag_is_short(tag, s))
			return false;
		tag = s;
	}
	return tag_is_short(tag, end);
}

struct xml_pull *
xml_pull_new(struct bytes document)
{
	struct xml_pull *x;

	if (document.len > INT32_MAX || (x = calloc(1, sizeof *x)) == NULL)
		return NULL;
	xmlSetGenericErrorFunc(NULL, silent);
	if (!is_harmless(document))
		return x;
	x->reader = xmlReaderForMemory(document.at, (int)document.len, NULL,
	    NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	    XML_PARSE_IGNORE_ENC);
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
	if (x->reader != NULL)
		xmlFreeTextReader(x->reader);
	free(x);
}

/* Not deep; and names are looked up in few places, so they are few. */
static bool
is_bounded(xmlTextReaderPtr reader)
{
	int depth = xmlTextReaderDepth(reader);
	xmlNodePtr node = xmlTextReaderCurrentNode(reader);

	if (depth == 0 && node != NULL && node->doc->dict != NULL)
		xmlDictSetLimit(node->doc->dict, NAMES_MOST);
	return depth <= DEPTH_MOST;
}

enum xml_step
xml_pull_next(struct xml_pull *x)
{
	int more;

	if (x->reader == NULL)
		return XML_WRONG;
	if (x->empty) {
		x->empty = false;
		return XML_CLOSES;
	}
	while ((more = xmlTextReaderRead(x->reader)) == 1)
		switch (xmlTextReaderNodeType(x->reader)) {
		case XML_READER_TYPE_ELEMENT:
			if (!is_bounded(x->reader))
				return XML_WRONG;
			x->empty = xmlTextReaderIsEmptyElement(x->reader) == 1;
			return XML_OPENS;
		case XML_READER_TYPE_END_ELEMENT:
			return XML_CLOSES;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			return XML_SAYS;
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
