/* turn: one at a time, whatever becomes of its holder. */
#include "case.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/http/turn.h"

#define WAITS	20		/* of half a second, at most */

/* A holder: it says so, and then does ${what}. */
static pid_t
hold(struct turn *turn, void (*what)(struct turn *))
{
	int said[2];
	char c;
	pid_t pid;

	assert_int_equal(pipe(said), 0);
	assert_true((pid = fork()) >= 0);
	if (pid == 0) {
		alarm(60);
		if (turn_take(turn) != TURN_MINE || write(said[1], "", 1) < 0)
			_exit(1);
		what(turn);
		_exit(0);
	}
	close(said[1]);
	assert_int_equal(read(said[0], &c, 1), 1);
	close(said[0]);
	return pid;
}

static void
end(pid_t pid)
{
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

/* What the turn is once it is no longer the other's. */
static enum turn_whose
wait_for(struct turn *turn, int *waits)
{
	enum turn_whose whose = TURN_OTHERS;

	for (*waits = 0; whose == TURN_OTHERS && *waits < WAITS; ++*waits)
		whose = turn_take(turn);
	return whose;
}

static void
hang(struct turn *turn)
{
	(void)turn;
	for (;;)
		pause();
}

static void
die(struct turn *turn)
{
	(void)turn;
	raise(SIGKILL);
}

/* As a worker does that has nothing to do, ever. */
static void
go_on(struct turn *turn)
{
	for (;;) {
		usleep(100000);
		turn_give(turn);
		while (turn_take(turn) != TURN_MINE)
			;
	}
}

static void
given_it_is_the_next_ones(void **state)
{
	struct turn *turn = turn_new();

	(void)state;
	assert_int_equal(turn_take(turn), TURN_MINE);
	turn_give(turn);
	assert_int_equal(turn_take(turn), TURN_MINE);
	turn_give(turn);
}

static void
taken_it_is_the_others(void **state)
{
	struct turn *turn = turn_new();
	pid_t pid = hold(turn, hang);

	(void)state;
	assert_int_equal(turn_take(turn), TURN_OTHERS);
	assert_int_equal(turn_take(turn), TURN_OTHERS);
	end(pid);
}

static void
the_dead_give_it_back(void **state)
{
	struct turn *turn = turn_new();
	pid_t pid = hold(turn, die);
	int waits;

	(void)state;
	assert_int_equal(wait_for(turn, &waits), TURN_MINE);
	turn_give(turn);
	end(pid);
	/* and not only once */
	pid = hold(turn, die);
	assert_int_equal(wait_for(turn, &waits), TURN_MINE);
	turn_give(turn);
	end(pid);
}

static void
who_hangs_is_passed_by(void **state)
{
	struct turn *turn = turn_new();
	pid_t pid = hold(turn, hang);
	int waits;

	(void)state;
	assert_int_equal(wait_for(turn, &waits), TURN_NOBODYS);
	assert_true(waits > 2);
	/* gone, it is anybody's again */
	end(pid);
	assert_int_equal(turn_take(turn), TURN_MINE);
	turn_give(turn);
}

static void
who_works_is_not(void **state)
{
	struct turn *turn = turn_new();
	pid_t pid = hold(turn, go_on);
	enum turn_whose whose = TURN_OTHERS;
	int i;

	(void)state;
	for (i = 0; i < 8 && whose == TURN_OTHERS; i++)
		whose = turn_take(turn);
	assert_int_not_equal(whose, TURN_NOBODYS);
	end(pid);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
in_quick_succession_it_waits(void **state)
{
	struct turn *turn = turn_new();
	int64_t start = now_ms(), first;

	(void)state;
	turn_gather(turn, 990);
	first = now_ms();
	assert_true(first - start < 990);	/* alone, it does not */
	turn_gather(turn, 200);
	assert_true(now_ms() - first >= 190);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(given_it_is_the_next_ones),
		cmocka_unit_test(taken_it_is_the_others),
		cmocka_unit_test(the_dead_give_it_back),
		cmocka_unit_test(who_hangs_is_passed_by),
		cmocka_unit_test(who_works_is_not),
		cmocka_unit_test(in_quick_succession_it_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
