/*
 * say: the supervisor's own sentences, one line each, on stderr.
 */
#ifndef RUN_SAY_H
#define RUN_SAY_H

#include "core/err.h"

/** say(format, ...): "bangfu-run: …" and a newline, in one write. */
void say(const char *format, ...) PRINTS(1, 2);

#endif
