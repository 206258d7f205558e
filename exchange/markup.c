#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "exchange/markup.h"

void
markup_line(struct xml_write *w, const char *format, ...)
{
	va_list ap;
	char *at;
	int n;

	va_start(ap, format);
	n = vasprintf(&at, format, ap);
	va_end(ap);
	if (n < 0)
		abort();
	xml_write_raw(w, at, (size_t)n);
	xml_write_raw(w, "\n", 1);
	free(at);
}

void
markup_note(struct xml_write *w, const char *words)
{
	xml_write_words(w,
	    "<xs:annotation><xs:documentation xml:lang=\"zh\">");
	xml_write_text(w, words);
	xml_write_words(w, "</xs:documentation></xs:annotation>\n");
}
