/*
 * ready: telling the user, and scripts, that all of it is up.
 *
 * SECURITY: VAR/ready.json holds passwords of the demo; it is 0600.
 */
#ifndef RUN_READY_H
#define RUN_READY_H

#include <stdio.h>

#include "conf/run/fact.h"

/**
 * ready_write(f):
 * VAR/ready.json: url, accounts, helpers (both from VAR/demo.json, which
 * bangfu-db demo writes), sms, programs, db.
 * Errors: ERR_BROKEN with a sentence.
 */
MUST enum err ready_write(struct facts *f);

/** ready_forget(f): it is not ready any more. */
void ready_forget(const struct facts *f);

/** ready_print(f, out): address, accounts, how to send a test SMS. */
void ready_print(struct facts *f, FILE *out);

#endif
