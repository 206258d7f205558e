#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "conf/run/port.h"
#include "conf/run/probe.h"
#include "conf/run/say.h"
#include "core/text.h"

#define SECRET_BYTES	16
/* Kannel's ports lie in 10000..29999, below the range from which the kernel
 * takes ports for outgoing connections; 8080's from 18080 on. */
#define LOWEST		10000
#define SPAN		20000
#define TRIES		2000

static const char *const kept[] = {
	"ADMIN_PORT", "SMSBOX_PORT", "SENDSMS_PORT", "FAKESMSC_PORT",
	"DB_OWNER_PASSWORD", "DB_WEB_PASSWORD", "DB_SMS_PASSWORD",
	"DB_KANNEL_PASSWORD", "GATEWAY_SECRET", "SENDSMS_PASSWORD",
	"KANNEL_ADMIN_PASSWORD", NULL
};
#define PORTS	4	/* the first of them */

static enum err
draw(struct facts *f, const char *name)
{
	struct text t = text_start(f->pool);
	uint8_t bytes[SECRET_BYTES];
	size_t i;

	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
		say("no random numbers: %s", strerror(errno));
		return ERR_BROKEN;
	}
	for (i = 0; i < sizeof bytes; i++)
		text_print(&t, "%02x", bytes[i]);
	fact_set(f, name, t.at);
	return OK;
}

/* Whether one of Kannel's ports has this number already. */
static bool
ours(const struct facts *f, const char *number)
{
	const char *old;
	size_t i;

	for (i = 0; i < PORTS; i++)
		if ((old = fact_get(f, kept[i])) != NULL &&
		    strcmp(old, number) == 0)
			return true;
	return false;
}

static enum err
choose(struct facts *f, const char *name, int *next)
{
	const char *old = fact_get(f, name);
	const char *number;
	int tries;

	if (old != NULL && probe_free((int)strtol(old, NULL, 10)))
		return OK;
	for (tries = 0; tries < TRIES; tries++) {
		number = pool_print(f->pool, "%d", *next);
		if (probe_free((*next)++) && !ours(f, number)) {
			fact_set(f, name, number);
			return OK;
		}
	}
	say("there is no free port for Kannel");
	return ERR_BROKEN;
}

static enum err
web_port(int port)
{
	if (port < 1 || port > 65535)
		say("that is no port: PORT is a number from 1 to 65535");
	else if (probe_free(port))
		return OK;
	else if (errno == EADDRINUSE)
		say("port %d is taken: choose another (PORT=…)", port);
	else
		say("can't listen on port %d: %s", port, strerror(errno));
	return ERR_BROKEN;
}

enum err
port_take(struct facts *f, int port)
{
	const char *file = pool_print(f->pool, "%s/kept", fact_get(f, "VAR"));
	int next = LOWEST + port % SPAN;
	enum err e;
	size_t i;

	if ((e = web_port(port)) != OK || (e = fact_load(f, file)) != OK)
		return e;
	for (i = 0; e == OK && kept[i] != NULL; i++)
		if (i < PORTS)
			e = choose(f, kept[i], &next);
		else if (fact_get(f, kept[i]) == NULL)
			e = draw(f, kept[i]);
	fact_set(f, "PORT", pool_print(f->pool, "%d", port));
	if (e != OK)
		return e;
	fact_set(f, "GATEWAY_URL", pool_print(f->pool,
	    "http://127.0.0.1:%d/gateway/kannel/%s", port,
	    fact_get(f, "GATEWAY_SECRET")));
	return fact_save(f, file, kept);
}
