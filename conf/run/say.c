#include <stdarg.h>
#include <stdio.h>

#include "conf/run/say.h"

void
say(const char *format, ...)
{
	va_list a;

	flockfile(stderr);
	fputs("bangfu-run: ", stderr);
	va_start(a, format);
	vfprintf(stderr, format, a);
	va_end(a);
	fputc('\n', stderr);
	funlockfile(stderr);
}
