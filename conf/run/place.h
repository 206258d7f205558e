/*
 * place: the ground under an instance: its directory (VAR) and the lock on
 * it, room on the disk, ports, passwords, the programs it needs.  All of it
 * ends up as facts.
 */
#ifndef RUN_PLACE_H
#define RUN_PLACE_H

#include "conf/run/fact.h"

struct place {
	const char *var;	/* the instance's directory */
	const char *home;	/* conf/, templates/, fcgi/static/ */
	const char *programs;	/* bangfu-* */
	const char *path;	/* where foreign programs are looked for */
	int port;
	int least_free;		/* MiB that must be free on the disk */
	const char *run;	/* out: where the sockets are */
	bool short_run;		/* out: …which is outside of VAR */
};

/**
 * place_take(p, f):
 * Make the directory, lock it for as long as this process lives, and learn
 * the facts.  Whatever is kept over runs (ports, passwords) is in VAR/kept.
 * Errors: ERR_BROKEN with one sentence.
 */
MUST enum err place_take(struct place *p, struct facts *f);

/** place_leave(p): remove what stands outside of VAR. */
void place_leave(const struct place *p);

#endif
