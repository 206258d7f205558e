#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conf/run/file.h"
#include "conf/run/say.h"
#include "conf/run/step.h"

#define ROUND	20	/* ms */

static void
say_why(const struct services *s, const struct step *step, const char *log)
{
	struct pool *pool = s->facts->pool;
	const char *line = file_last_line(pool, log);

	if (*line == '\0')
		say("%s failed (%s)", step->name, log);
	else if (strncmp(line, "bangfu-", strlen("bangfu-")) == 0)
		say("%s", line);
	else
		say("%s: %s (%s)", step->name, line, log);
}

enum err
step_run(struct services *s, const struct step *step)
{
	static const char *const nothing[] = { NULL };
	struct facts *f = s->facts;
	char *argv[SERVICE_ARGS + 1] = { NULL }, *input = NULL;
	struct order o = { .argv = argv, .dir = fact_get(f, "HOME"),
	    .log = pool_print(f->pool, "%s/log/%s.log", fact_get(f, "VAR"),
	    step->name) };
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < SERVICE_ARGS && step->argv[i] != NULL; i++)
		e = fact_fill(f, step->argv[i], &argv[i]);
	if (e == OK && step->input != NULL)
		e = fact_fill(f, step->input, &input);
	if (e == OK)
		e = service_env(f, step->env != NULL ? step->env : nothing,
		    &o.env);
	if (e != OK)
		return e;
	o.input = input;
	unlink(o.log);
	if ((s->step = child_start(&o)) <= 0) {
		s->step = 0;
		return ERR_BROKEN;
	}
	while (s->step != 0 && !s->stop)
		service_round(s, ROUND);
	if (s->stop)
		return ERR_BUSY;
	if (WIFEXITED(s->step_status) && WEXITSTATUS(s->step_status) == 0)
		return OK;
	say_why(s, step, o.log);
	return ERR_BROKEN;
}
