/*
 * bangfu-photo: a photograph on standard input, read, and written anew on
 * standard output: struct photo_head, the kept JPEG, the small one.  Ends
 * with enum photo_flaw.
 *
 * SECURITY: it has no connection, no file and no environment of its caller;
 * a decoder that goes wrong ends this process and costs one photo.  Time and
 * memory are bounded here.
 */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fcgi/photo/picture.h"

#define CPU_SECONDS	15
#define MEMORY_MOST	(1u << 30)
#define FILE_MOST	(4u << 20)	/* what it may write */

static uint8_t sent[PHOTO_SENT_MOST + 1];

static void
bound(int what, rlim_t most)
{
	setrlimit(what, &(struct rlimit){ most, most });
}

static void
confine(void)
{
	bound(RLIMIT_CPU, CPU_SECONDS);
	bound(RLIMIT_FSIZE, FILE_MOST);
	bound(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__
	bound(RLIMIT_AS, MEMORY_MOST);
#endif
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* All of standard input; one byte beyond the most is too much anyway. */
static size_t
receive(void)
{
	size_t len = 0;
	ssize_t n;

	while (len < sizeof sent &&
	    (n = read(STDIN_FILENO, sent + len, sizeof sent - len)) > 0)
		len += (size_t)n;
	return len;
}

static bool
put(const void *at, size_t len)
{
	return fwrite(at, 1, len, stdout) == len;
}

int
main(void)
{
	struct picture p;
	enum photo_flaw flaw;

	confine();
	if (!picture_start()) {
		fprintf(stderr, "bangfu-photo: libvips does not start\n");
		return PHOTO_FLAW__MAX;
	}
	/* No new file from now on. */
	bound(RLIMIT_NOFILE, 3);
	flaw = picture_make((struct bytes){ sent, receive() }, &p);
	if (flaw == PHOTO_FINE && (!put(&p.head, sizeof p.head) ||
	    !put(p.kept.at, p.kept.len) || !put(p.small.at, p.small.len) ||
	    fflush(stdout) != 0))
		flaw = PHOTO_FLAW__MAX;
	/* At once: what the libraries kept is of no interest. */
	_exit((int)flaw);
}
