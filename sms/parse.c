#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "core/text.h"
#include "db/clock.h"
#include "sms/grammar.h"
#include "sms/parse.h"

#define POOL_BYTES	((size_t)64 << 20)
#define TEXT_BYTES	60000
#define SHORT_MOST	9999

/* A text in quotes on one line. */
static void
quote(struct text *t, const char *s)
{
	for (; *s != '\0'; s++)
		if (*s == '"' || *s == '\\')
			text_print(t, "\\%c", *s);
		else if (*s == '\n')
			text_add(t, "\\n");
		else
			text_add_len(t, s, 1);
}

char *
parse_month(struct pool *pool, const char *number, int period,
    const struct report_month *month)
{
	struct text t = text_start(pool);
	int i;

	text_print(&t, "%s %d", number, period);
	for (i = 0; i < INCOME__MAX; i++)
		text_print(&t, " %s=%s", report_incomes[i].name,
		    money_plain(pool, month->income_fen[i]));
	for (i = 0; i < ANSWER__MAX; i++)
		if (month->answer[i].given)
			text_print(&t, " %s=%s", report_answers[i].name,
			    month->answer[i].value != 0 ? "yes" : "no");
	text_add(&t, " problem=\"");
	quote(&t, month->problem == NULL ? "" : month->problem);
	text_add(&t, "\"");
	return t.at;
}

static void
print_word(struct pool *pool, const char *name, const char *word)
{
	struct text t = text_start(pool);

	quote(&t, word);
	printf(" %s=\"%s\"", name, t.at);
}

/* One household: a line, or a line for each mistake. */
static bool
print_report(struct pool *pool, const struct grammar_report *r)
{
	const struct mistake *m = r->mistakes;

	for (; m < r->mistakes + r->mistake_count; m++) {
		printf("error=%s", mistake_name(m->kind));
		print_word(pool, "word", *m->word != '\0' ? m->word : m->item);
		putchar('\n');
	}
	if (r->mistake_count == 0)
		printf("%s\n", parse_month(pool, r->number, r->period,
		    &r->month));
	return r->mistake_count == 0;
}

static bool
print(struct pool *pool, const struct grammar *g)
{
	bool good = true;
	int i;

	if (g->ident)
		printf("ident=yes\n");
	switch (g->kind) {
	case GRAMMAR_REPORT:
		for (i = 0; i < g->report_count; i++)
			good = print_report(pool, &g->reports[i]) && good;
		return good;
	case GRAMMAR_COMMAND:
		printf("command=%s", command_name(g->command));
		if (*g->about != '\0')
			print_word(pool, "about", g->about);
		putchar('\n');
		return true;
	case GRAMMAR_NEAR:
		printf("error=UNKNOWN_COMMAND");
		print_word(pool, "word", g->about);
		putchar('\n');
		return false;
	case GRAMMAR_STRANGE:
		printf("error=NOT_UNDERSTOOD");
		print_word(pool, "word", g->about);
		putchar('\n');
		return false;
	case GRAMMAR_EMPTY:
	case GRAMMAR__MAX:
		break;
	}
	printf("error=EMPTY word=\"\"\n");
	return false;
}

/* 1,2,3 → households; every number where the option is not given. */
static bool
households(struct pool *pool, const char *list, struct grammar_world *world)
{
	struct grammar_household *h = pool_array(pool, SHORT_MOST,
	    sizeof *h);
	int i;
	char *end;

	world->at = h;
	for (i = 0; i < SHORT_MOST; i++) {
		h[i] = (struct grammar_household){ i + 1, "", "" };
		if (list == NULL)
			continue;
		if (*list == '\0')
			break;
		h[i].short_no = (int)strtol(list, &end, 10);
		if (end == list || (*end != ',' && *end != '\0') ||
		    h[i].short_no < 1 || h[i].short_no > SHORT_MOST)
			return false;
		list = *end == ',' ? end + 1 : end;
	}
	world->count = i;
	return true;
}

static int
usage(struct pool *pool, const char *why)
{
	pool_free(pool);
	fprintf(stderr, "bangfu-sms parse: %s\nusage: bangfu-sms parse "
	    "[--today=YYYY-MM-DD] [--households=1,2,3] \"TEXT\"\n", why);
	return 2;
}

int
parse_main(int argc, char **argv)
{
	struct pool *pool = pool_new(POOL_BYTES);
	struct grammar_world world = { .today = clock_today() };
	const char *list = NULL, *text = NULL;
	struct grammar g;
	bool good;
	int i;

	for (i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--today=", 8) == 0) {
			if (!date_read(argv[i] + 8, &world.today))
				return usage(pool, "--today is not a day");
		} else if (strncmp(argv[i], "--households=", 13) == 0)
			list = argv[i] + 13;
		else if (strncmp(argv[i], "--", 2) == 0)
			return usage(pool, "unknown option");
		else if (text != NULL)
			return usage(pool, "more than one text");
		else
			text = argv[i];
	}
	if (text == NULL)
		return usage(pool, "no text");
	if (strlen(text) > TEXT_BYTES)
		return usage(pool, "the text is longer than 60,000 bytes");
	if (!households(pool, list, &world))
		return usage(pool, "--households is not a list of numbers");
	g = grammar_read(pool, text, strlen(text), &world);
	good = print(pool, &g);
	pool_free(pool);
	return good ? 0 : 1;
}
