#include "core/run.h"

size_t
run_length(const void *rows, size_t count, size_t size,
    bool (*follows)(const void *before, const void *row))
{
	const char *at = rows;
	size_t n = count > 0;

	while (n < count && follows(at + (n - 1) * size, at + n * size))
		n++;
	return n;
}
