#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/pool.h"

#define ALIGN		16
#define CHUNK_LEAST	(64 * 1024)

struct chunk {
	struct chunk *next;
	size_t size;		/* usable bytes behind this head */
	size_t used;
	size_t pad;		/* keeps the first byte aligned */
};

struct pool {
	struct chunk *first;	/* kept over a reset */
	struct chunk *now;
	size_t ceiling;
	size_t total;		/* bytes handed out since the last reset */
};

static void
end(const char *why)
{
	fprintf(stderr, "pool: %s\n", why);
	abort();
}

static struct chunk *
chunk_new(size_t size)
{
	struct chunk *c;

	if ((c = malloc(sizeof *c + size)) == NULL)
		end("out of memory");
	*c = (struct chunk){ .size = size };
	return c;
}

struct pool *
pool_new(size_t ceiling)
{
	struct pool *pool;

	if ((pool = malloc(sizeof *pool)) == NULL)
		end("out of memory");
	*pool = (struct pool){ .ceiling = ceiling };
	pool->first = pool->now = chunk_new(CHUNK_LEAST);
	return pool;
}

void
pool_reset(struct pool *pool)
{
	struct chunk *c, *next;

	for (c = pool->first->next; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	pool->first->next = NULL;
	pool->first->used = 0;
	pool->now = pool->first;
	pool->total = 0;
}

void
pool_free(struct pool *pool)
{
	if (pool == NULL)
		return;
	pool_reset(pool);
	free(pool->first);
	free(pool);
}

void *
pool_raw(struct pool *pool, size_t size)
{
	struct chunk *c = pool->now;
	void *p;

	if (size > pool->ceiling || pool->total > pool->ceiling - size)
		end("ceiling reached");
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (size > c->size - c->used) {
		c = chunk_new(size > CHUNK_LEAST ? size : CHUNK_LEAST);
		pool->now = pool->now->next = c;
	}
	p = (char *)(c + 1) + c->used;
	c->used += size;
	pool->total += size;
	return p;
}

void *
pool_take(struct pool *pool, size_t size)
{
	return memset(pool_raw(pool, size), 0, size);
}

void *
pool_array(struct pool *pool, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		end("array too large");
	return pool_take(pool, count * size);
}

char *
pool_copy(struct pool *pool, const char *s)
{
	return s == NULL ? NULL : pool_copy_len(pool, s, strlen(s));
}

char *
pool_copy_len(struct pool *pool, const char *s, size_t len)
{
	char *p = pool_raw(pool, len + 1);

	if (len > 0)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
pool_join(struct pool *pool, const char *a, const char *b)
{
	size_t head = strlen(a), tail = strlen(b);
	char *p = pool_raw(pool, head + tail + 1);

	memcpy(p, a, head);
	memcpy(p + head, b, tail + 1);
	return p;
}

/* Printed where the next bytes come from: mostly there is room for them. */
char *
pool_print(struct pool *pool, const char *format, ...)
{
	struct chunk *c = pool->now;
	size_t room = c->size - c->used;
	va_list ap;
	char *p;
	int n;

	va_start(ap, format);
	n = vsnprintf((char *)(c + 1) + c->used, room, format, ap);
	va_end(ap);
	assert(n >= 0);
	p = pool_raw(pool, (size_t)n + 1);
	if ((size_t)n < room)
		return p;
	va_start(ap, format);
	vsnprintf(p, (size_t)n + 1, format, ap);
	va_end(ap);
	return p;
}
