/*
 * step: a command that is run once and must succeed before it goes on.
 */
#ifndef RUN_STEP_H
#define RUN_STEP_H

#include "conf/run/service.h"

struct step {
	const char *name;	/* its log is VAR/log/NAME.log, begun anew */
	const char *argv[SERVICE_ARGS];
	const char *const *env;	/* NULL: nothing of ours */
	const char *input;	/* a file for its stdin; NULL: nothing */
};

/**
 * step_run(s, step):
 * Run it to its end; texts are filled with the facts.
 * Errors: ERR_BUSY where we were asked to stop; ERR_BROKEN with the last
 * line that the command wrote.
 */
MUST enum err step_run(struct services *s, const struct step *step);

#endif
