/*
 * probe: does somebody answer there?
 */
#ifndef RUN_PROBE_H
#define RUN_PROBE_H

#include <stdbool.h>

/** probe_answers(where): "unix:PATH" or "tcp:PORT" on 127.0.0.1 takes a
 * connection at once. */
bool probe_answers(const char *where);

/** probe_free(port): whether we could listen on ${port} of 127.0.0.1;
 * errno says why not. */
bool probe_free(int port);

#endif
