/*
 * tool: the foreign programs and files that must be there, and the package
 * that brings each.
 */
#ifndef RUN_TOOL_H
#define RUN_TOOL_H

#include "conf/run/fact.h"

/** tool_find(f, path): learn where they are, looking along ${path}.
 * Errors: ERR_BROKEN, naming what is missing and its package. */
MUST enum err tool_find(struct facts *f, const char *path);

/** tool_own(f, dir): learn where bangfu's own programs are; ${dir} NULL:
 * beside this one. */
MUST enum err tool_own(struct facts *f, const char *dir);

#endif
