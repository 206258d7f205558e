/* http_client: what is asked once, and what is known where no answer came. */
#include "case.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/text.h"
#include "sms/http_client.h"

#define YES	"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nOK"

struct gateway {
	int listener, told;	/* a byte for each request that it read */
	char url[60];
	pid_t pid;
};

/* Answers ${good} requests, takes the next one and hangs up; then answers
 * again, or is gone where it does not stay. */
static void
serve(const struct gateway *g, int told, int good, bool stays)
{
	char request[2000];
	int fd;

	for (;;) {
		fd = accept(g->listener, NULL, NULL);
		while (read(fd, request, sizeof request) > 0 &&
		    write(told, "", 1) == 1 && good-- != 0)
			if (write(fd, YES, sizeof YES - 1) < 0)
				break;
		if (good < 0 && !stays)
			_exit(0);
		close(fd);
	}
}

static struct gateway
open_gateway(int good, bool stays)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof in;
	struct gateway g = { 0 };
	int pipes[2];

	g.listener = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(g.listener >= 0);
	assert_int_equal(bind(g.listener, (struct sockaddr *)&in, len), 0);
	assert_int_equal(listen(g.listener, 8), 0);
	assert_int_equal(getsockname(g.listener, (struct sockaddr *)&in,
	    &len), 0);
	snprintf(g.url, sizeof g.url, "http://127.0.0.1:%d/",
	    ntohs(in.sin_port));
	assert_int_equal(pipe(pipes), 0);
	if ((g.pid = fork()) == 0) {
		alarm(60);	/* nobody ends it where a case fails */
		close(pipes[0]);
		serve(&g, pipes[1], good, stays);
	}
	close(pipes[1]);
	close(g.listener);
	g.told = pipes[0];
	return g;
}

/* How many requests it read; it is gone then. */
static int
close_gateway(const struct gateway *g)
{
	char c;
	int n = 0;

	kill(g->pid, SIGKILL);
	waitpid(g->pid, NULL, 0);
	while (read(g->told, &c, 1) == 1)
		n++;
	close(g->told);
	return n;
}

static struct http_job
ask(struct http_client *client, const struct gateway *g)
{
	struct http_job job = { .url = g->url };

	http_client_run(client, &job, 1);
	return job;
}

static void
answers_are_kept(void **state)
{
	struct http_client *client = http_client_new(1);
	struct gateway g = open_gateway(5, true);
	struct http_job jobs[5];
	size_t i;

	(void)state;
	for (i = 0; i < LEN(jobs); i++)
		jobs[i] = (struct http_job){ .url = g.url };
	http_client_run(client, jobs, LEN(jobs));
	for (i = 0; i < LEN(jobs); i++) {
		assert_int_equal(jobs[i].status, 202);
		assert_string_equal(jobs[i].body, "OK");
		assert_true(jobs[i].asked && !jobs[i].refused);
	}
	http_client_free(client);
	assert_int_equal(close_gateway(&g), LEN(jobs));
}

static void
nobody_there_has_taken_nothing(void **state)
{
	struct http_client *client = http_client_new(1);
	struct gateway g = open_gateway(0, false);
	struct http_job job;

	(void)state;
	close_gateway(&g);
	job = ask(client, &g);
	assert_int_equal(job.status, 0);
	assert_true(job.refused && !job.asked);
	http_client_free(client);
}

/* A kept connection that dies under a request: curl would ask again. */
static void
what_may_have_been_taken_is_not_asked_again(void **state)
{
	static const bool stays[] = { true, false };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(stays); i++) {
		struct http_client *client = http_client_new(1);
		struct gateway g = open_gateway(1, stays[i]);
		struct http_job job;

		assert_int_equal(ask(client, &g).status, 202);
		job = ask(client, &g);
		assert_int_equal(job.status, 0);
		assert_true(job.asked && !job.refused);
		if (stays[i])
			assert_int_equal(ask(client, &g).status, 202);
		http_client_free(client);
		assert_int_equal(close_gateway(&g), stays[i] ? 3 : 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_kept),
		cmocka_unit_test(nobody_there_has_taken_nothing),
		cmocka_unit_test(what_may_have_been_taken_is_not_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
