#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "db/health.h"
#include "fcgi/pages/health.h"

static const char *
up(bool is)
{
	return is ? "up" : "down";
}

/* The gateway has no lease: any number may run.  It is up where its socket
 * takes a connection, the database or not. */
static bool
gateway_takes(void)
{
	const char *path = getenv("BANGFU_GATEWAY_SOCKET");
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	bool takes;
	int fd;

	if (path == NULL || strlen(path) >= sizeof at.sun_path)
		return false;
	memcpy(at.sun_path, path, strlen(path) + 1);
	/* EAGAIN: it is there, and busy */
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	takes = fd >= 0 && (connect(fd, (struct sockaddr *)&at,
	    sizeof at) == 0 || errno == EAGAIN);
	if (fd >= 0)
		close(fd);
	return takes;
}

/* JSON by hand: five words and two numbers, all ours. */
static enum err
show(struct req *r)
{
	struct health h = { .processor = 1, .sender = 1 };
	bool base = health_read(r->db, r->pool, r->now, &h) == OK;
	bool gateway = gateway_takes();
	bool all = base && gateway && h.processor <= 0 && h.sender <= 0;
	const char *json = pool_print(r->pool,
	    "{\"web\":\"up\",\"database\":\"%s\",\"processor\":\"%s\","
	    "\"gateway\":\"%s\",\"sender\":\"%s\","
	    "\"waiting\":%lld,\"unsent\":%lld}\n",
	    up(base), up(h.processor <= 0), up(gateway), up(h.sender <= 0),
	    (long long)h.waiting, (long long)h.unsent);
	enum err e = req_bytes(r, "application/json", json, strlen(json));

	if (!all)
		r->status = 503;
	return e;
}

const struct route health_routes[] = {
	{ VERB_GET, "/health", ROLE_GUEST, NULL, show, NULL },
	{ .path = NULL }
};
