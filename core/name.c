#include <string.h>

#include "core/name.h"
#include "core/text.h"

static bool
is_letter(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} letters[] = {
		{ 'A', 'Z' }, { 'a', 'z' }, { 0xC0, 0x24F },
		{ 0x3007, 0x3007 }, { 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF },
		{ 0xF900, 0xFAFF }, { 0x20000, 0x323AF },
	};
	size_t i;

	for (i = 0; i < LEN(letters); i++)
		if (c >= letters[i].first && c <= letters[i].last)
			return c != 0xD7 && c != 0xF7;
	return false;
}

const char *
name_flaw(const struct answer *a)
{
	const char *at = a->text, *end = at + strlen(at);
	bool between = false;		/* behind a letter */
	uint32_t c;
	size_t n;

	for (; (n = text_next(at, end, &c)) > 0; at += n) {
		if (!is_letter(c) && !(between && (c == 0xB7 || c == ' ')))
			break;
		between = is_letter(c);
	}
	return at == end && between ? NULL :
	    "不是姓名，只能填汉字、字母和中间的间隔号“·”";
}
