/*
 * local: the values of an area's own fields in one text, as it is stored: a
 * JSON object of strings, by name: {"local_1":"12","local_7":"是"}.
 */
#ifndef CORE_LOCAL_H
#define CORE_LOCAL_H

#include "core/pool.h"

struct local {
	const char *name, *value;
};
struct locals {
	struct local *at;	/* by name */
	size_t count;
};

/** local_read(pool, json): the pairs; none where ${json} is NULL or no
 * object of strings. */
struct locals local_read(struct pool *pool, const char *json);

/** local_get(locals, name): the value, or NULL. */
const char *local_get(const struct locals *locals, const char *name);

/** local_set(pool, locals, name, value): NULL takes it away. */
void local_set(struct pool *pool, struct locals *locals, const char *name,
    const char *value);

/** local_write(pool, locals): as it is stored; NULL where there are none. */
const char *local_write(struct pool *pool, const struct locals *locals);

#endif
