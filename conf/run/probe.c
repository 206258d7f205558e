#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "conf/run/probe.h"

static struct sockaddr_in
here(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static bool
connects(int family, const struct sockaddr *to, socklen_t len)
{
	/* A unix socket whose queue is full would keep us: EAGAIN then. */
	int type = SOCK_STREAM | SOCK_CLOEXEC |
	    (family == AF_UNIX ? SOCK_NONBLOCK : 0);
	int fd = socket(family, type, 0);
	bool ok = fd >= 0 &&
	    (connect(fd, to, len) == 0 || errno == EAGAIN);

	if (fd >= 0)
		close(fd);
	return ok;
}

bool
probe_answers(const char *where)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	struct sockaddr_in in;

	if (strncmp(where, "tcp:", 4) == 0) {
		in = here((int)strtol(where + 4, NULL, 10));
		return connects(AF_INET, (struct sockaddr *)&in, sizeof in);
	}
	where += strlen("unix:");
	if (strlen(where) >= sizeof un.sun_path)
		return false;
	memcpy(un.sun_path, where, strlen(where) + 1);
	return connects(AF_UNIX, (struct sockaddr *)&un, sizeof un);
}

bool
probe_free(int port)
{
	struct sockaddr_in in = here(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
	bool ok = fd >= 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
	    bind(fd, (struct sockaddr *)&in, sizeof in) == 0 &&
	    listen(fd, 1) == 0;
	int why = errno;

	if (fd >= 0)
		close(fd);
	errno = why;
	return ok;
}
