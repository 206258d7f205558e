#include <string.h>

#include "core/text.h"
#include "sms/answer_command.h"
#include "sms/answer_words.h"
#include "sms/reply.h"

#define LIST_MOST	190	/* UTF-16 units of a list: three SMS in all */

/* Whether nothing that he owes of the month can be reported any more. */
static bool
closed(const struct answer_world *world, int period)
{
	int i;

	for (i = 0; i < world->language.count; i++)
		if (answer_owes(world, i, period) &&
		    answer_gate(world, i, period) != GATE_CLOSED)
			return false;
	return true;
}

static char *
unreported(struct pool *pool, const struct answer_world *world,
    const struct answer *a)
{
	int due = report_due(world->language.today), i;
	const char *month = answer_words_month(pool, world, due), *count;
	struct date last = report_deadline(due, &world->rules);
	const struct answer_month *m;
	struct text t = text_start(pool);

	if (a->left == 0)
		return REPLY(pool, REPLY_UNREPORTED_NONE, month);
	for (i = 0; i < world->language.count; i++) {
		if (!answer_owes(world, i, due))
			continue;
		if (text_units(t.at) > LIST_MOST) {
			text_add(&t, "…");
			break;
		}
		m = answer_month_of(world, i, due);
		text_join(&t, " ", answer_words_household(pool, world, i));
		if (m != NULL && m->state == REPORT_DRAFT)
			text_add(&t, "(草稿)");
		if (m != NULL && m->state == REPORT_RETURNED)
			text_add(&t, "(退回)");
	}
	count = pool_print(pool, "%d", a->left);
	if (closed(world, due))
		return REPLY(pool, REPLY_UNREPORTED_CLOSED, month, count,
		    t.at);
	if (report_late(due, world->language.today, &world->rules))
		return REPLY(pool, REPLY_UNREPORTED_LATE, month, count, t.at);
	return REPLY(pool, REPLY_UNREPORTED, month, count, t.at,
	    pool_print(pool, "%d日24点", last.day));
}

static char *
help(struct pool *pool, const struct answer_world *world,
    const struct answer *a)
{
	const char *about = a->grammar->about;
	struct term w = word_command(about, about + strlen(about));
	const char *number = answer_words_example(pool, world);

	if (*about == '\0' || (w.len == strlen(about) &&
	    w.value == COMMAND_HELP))
		return REPLY(pool, REPLY_HELP, number);
	if (w.kind == WORD_NONE || w.len != strlen(about))
		return REPLY(pool, REPLY_HELP_UNKNOWN, about);
	if (w.value == COMMAND_REPORT)
		return REPLY(pool, REPLY_HELP_REPORT, number);
	if (w.value == COMMAND_UNREPORTED)
		return REPLY(pool, REPLY_HELP_WB, NULL);
	return REPLY(pool, REPLY_NOT_YET,
	    command_label((enum command)w.value));
}

char *
answer_command(struct pool *pool, const struct answer_world *world,
    const struct answer *a)
{
	const struct grammar *g = a->grammar;

	switch (g->command) {
	case COMMAND_REPORT:
		return REPLY(pool, REPLY_HELP, answer_words_example(pool, world));
	case COMMAND_UNREPORTED:
		if (*g->about != '\0')
			return REPLY(pool, REPLY_EXTRA,
			    command_label(g->command), g->about);
		return unreported(pool, world, a);
	case COMMAND_HELP:
		return help(pool, world, a);
	case COMMAND_CORRECT:
		return REPLY(pool, REPLY_NOT_YET_CORRECT, NULL);
	default:
		return REPLY(pool, REPLY_NOT_YET, command_label(g->command));
	}
}
