#include <string.h>

#include "exchange/csv.h"

#define DIGITS_MOST 11	/* a spreadsheet shows more as 1.23E+15 */

/* Spreadsheets take the wide signs of Chinese keyboards for the others. */
static const char *const signs[] = {
	"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠",
};

bool
csv_signed(const char *s)
{
	size_t i;

	for (i = 0; i < LEN(signs); i++)
		if (strncmp(s, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

/* A number below zero is none; 1-2 with a sign before it is one. */
static bool
is_formula(const char *s)
{
	return csv_signed(s) &&
	    (*s != '-' || s[1 + strspn(s + 1, "0123456789.")] != '\0');
}

static bool
is_long(const char *s)
{
	size_t len = strlen(s);

	return len > DIGITS_MOST && strspn(s, "0123456789") == len;
}

void
csv_cell(struct text *line, const char *s)
{
	if (line->len > 0 && line->at[line->len - 1] != '\n')
		text_add(line, ",");
	if (s == NULL)
		s = "";
	text_add(line, "\"");
	if (is_formula(s) || is_long(s))
		text_add(line, "'");
	for (; *s != '\0'; s++)
		text_add_len(line, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	text_add(line, "\"");
}

void
csv_end(struct text *line)
{
	text_add(line, "\r\n");
}
