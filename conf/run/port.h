/*
 * port: the ports and passwords of an instance, kept in VAR/kept.
 *
 * SECURITY: VAR/kept is 0600.  Every port is on 127.0.0.1.
 */
#ifndef RUN_PORT_H
#define RUN_PORT_H

#include "conf/run/fact.h"

/**
 * port_take(f, port):
 * ${port} is the web's and must be free; Kannel's four are chosen once and
 * chosen again only where somebody else has taken one since.  Passwords are
 * drawn once.
 * Errors: ERR_BROKEN with a sentence.
 */
MUST enum err port_take(struct facts *f, int port);

#endif
