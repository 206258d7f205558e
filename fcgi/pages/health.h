/*
 * health: GET /health: what is up, for a monitor: 503 where something is not.
 * The processor and the sender by their leases, noticed within 10 seconds; the
 * gateway by its socket, BANGFU_GATEWAY_SOCKET.
 */
#ifndef PAGES_HEALTH_H
#define PAGES_HEALTH_H

#include "fcgi/http/route.h"

extern const struct route health_routes[];

#endif
