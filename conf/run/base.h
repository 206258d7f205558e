/*
 * base: the database of an instance: made on the first run, its accounts,
 * tables and demo data on every run.
 */
#ifndef RUN_BASE_H
#define RUN_BASE_H

#include "conf/run/service.h"

/** base_write(f): the configuration files under VAR/conf. */
MUST enum err base_write(struct facts *f);

/** base_make(s): a data directory, where there is none yet. */
MUST enum err base_make(struct services *s);

/** base_fill(s, demo): accounts, tables, grants and, where ${demo}, the demo
 * county.  The server is up. */
MUST enum err base_fill(struct services *s, bool demo);

#endif
