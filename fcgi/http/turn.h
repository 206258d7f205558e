/*
 * turn: the workers of a socket take turns where each takes all that waits:
 * what comes while one commits is one commit of the next, and nobody is woken
 * for what another takes.  A holder that dies gives its turn back; one that
 * hangs is passed by.
 */
#ifndef HTTP_TURN_H
#define HTTP_TURN_H

#include "core/err.h"

struct turn;

enum turn_whose {
	TURN_OTHERS,		/* not yet; ask again */
	TURN_MINE,		/* until turn_give() */
	TURN_NOBODYS,		/* its holder shows no life: go on without */
	TURN__MAX
};

/** turn_new(): shared by this process and all that it forks.
 * NULL: there is no memory. */
struct turn *turn_new(void);

/** turn_take(turn): wait for it, for half a second at most. */
MUST enum turn_whose turn_take(struct turn *turn);

/** turn_gather(turn, ms): sleep until it was called so long ago for the last
 * time, less than a second: what comes in quick succession waits for more,
 * what comes alone does not.  In one's turn. */
void turn_gather(struct turn *turn, unsigned ms);

/** turn_give(turn): the next, please; also the holder's sign of life. */
void turn_give(struct turn *turn);

#endif
