/*
 * bare: what the product is measured against.  A prefork libfcgi program
 * that runs the statements of a trace and answers fixed bytes: no template,
 * no checks, no escaping.  Without a trace it is the empty program.  With
 * --loop it runs the same statements without any HTTP at all.
 *
 *	bare --listen=SOCKET --workers=N [--trace=FILE] --body=FILE --head=FILE
 *	bare --loop=SECONDS --workers=N --trace=FILE --ids=FILE [--from=N]
 *
 * A trace (trace.py) is lines: "Q sql", or "P count sql" and one line a
 * parameter: "i 5", "s text", "x hex", "n", and "@0" "@1" "@2", which stand
 * for the words of the request's X-Bench header or of a line of ids, or "$",
 * the whole line as text.
 */
#include <fcgiapp.h>
#include <mysql.h>

#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STEPS_MOST	40
#define PARAMS_MOST	80
#define COLUMNS_MOST	60
#define CELL_ROOM	2048
#define WORDS		3	/* @0 @1 @2 */
#define BODY_MOST	(1 << 20)

struct param {
	char kind;		/* i s n @ $ */
	long long number;
	char *text;
	unsigned long len;
};

struct step {
	char *sql;
	bool plain;		/* Q */
	int count;
	struct param params[PARAMS_MOST];
	MYSQL_STMT *st;
	MYSQL_BIND in[PARAMS_MOST];
	int columns;
};

static struct step steps[STEPS_MOST];
static int step_count;
static MYSQL *db;
static char *head, *body;
static size_t body_len;
static char cells[COLUMNS_MOST][CELL_ROOM];
static unsigned long cell_len[COLUMNS_MOST];
static const char *line_now;	/* of the ids, or X-Bench */

static void
die(const char *what)
{
	fprintf(stderr, "bare: %s%s%s\n", what, db != NULL ? ": " : "",
	    db != NULL ? mysql_error(db) : "");
	exit(1);
}

/* ---- the trace --------------------------------------------------------- */

static char *
read_all(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *s;

	if (f == NULL)
		die(path);
	s = calloc(1, BODY_MOST + 1);
	*len = fread(s, 1, BODY_MOST, f);
	fclose(f);
	return s;
}

static void
read_hex(struct param *p, const char *s)
{
	unsigned byte;

	p->kind = 's';
	p->text = calloc(1, strlen(s) + 1);
	for (; sscanf(s, "%2x", &byte) == 1 && *s != '\0'; s += 2)
		p->text[p->len++] = (char)byte;
}

static void
read_param(struct param *p, char *line)
{
	p->kind = *line;
	if (*line == '@')
		p->number = line[1] - '0';
	else if (*line == 'i')
		p->number = strtoll(line + 2, NULL, 10);
	else if (*line == 's') {
		p->text = line + 2;
		p->len = strlen(p->text);
	} else if (*line == 'x')
		read_hex(p, line + 2);
}

static void
read_trace(const char *path)
{
	size_t len;
	char *all = read_all(path, &len), *line, *rest = all;
	struct step *s;
	int i;

	while ((line = strsep(&rest, "\n")) != NULL && *line != '\0') {
		if (step_count == STEPS_MOST)
			die("trace too long");
		s = &steps[step_count++];
		s->plain = *line == 'Q';
		s->sql = line + 2;
		if (s->plain)
			continue;
		s->count = (int)strtol(s->sql, &s->sql, 10);
		s->sql++;
		for (i = 0; i < s->count; i++)
			read_param(&s->params[i], strsep(&rest, "\n"));
	}
}

/* ---- the statements ----------------------------------------------------- */

static void
bind_in(struct step *s)
{
	int i;

	for (i = 0; i < s->count; i++) {
		struct param *p = &s->params[i];
		MYSQL_BIND *b = &s->in[i];

		if (p->kind == 's' || p->kind == '$') {
			b->buffer_type = MYSQL_TYPE_STRING;
			b->buffer = p->text;
			b->buffer_length = p->len;
			b->length = &p->len;
		} else if (p->kind == 'n')
			b->buffer_type = MYSQL_TYPE_NULL;
		else {
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &p->number;
		}
	}
}

static void
prepare(struct step *s)
{
	MYSQL_BIND out[COLUMNS_MOST] = { 0 };
	int i;

	s->st = mysql_stmt_init(db);
	if (mysql_stmt_prepare(s->st, s->sql, strlen(s->sql)) != 0 ||
	    mysql_stmt_param_count(s->st) != (unsigned long)s->count) {
		fprintf(stderr, "%s\n", mysql_stmt_error(s->st));
		die(s->sql);
	}
	bind_in(s);
	s->columns = (int)mysql_stmt_field_count(s->st);
	if (s->columns == 0)
		return;
	if (s->columns > COLUMNS_MOST)
		die("too many columns");
	for (i = 0; i < s->columns; i++) {
		out[i].buffer_type = MYSQL_TYPE_STRING;
		out[i].buffer = cells[i];
		out[i].buffer_length = CELL_ROOM;
		out[i].length = &cell_len[i];
	}
	if (mysql_stmt_bind_result(s->st, out))
		die("bind");
}

static void
connect_db(void)
{
	int i;

	if (step_count == 0)
		return;
	db = mysql_init(NULL);
	if (mysql_real_connect(db, NULL, getenv("BANGFU_DB_USER"),
	    getenv("BANGFU_DB_PASSWORD"), getenv("BANGFU_DB_NAME"), 0,
	    getenv("BANGFU_DB_SOCKET"), 0) == NULL)
		die("connect");
	mysql_set_character_set(db, "utf8mb4");
	mysql_query(db, "SET time_zone = '+00:00'");
	for (i = 0; i < step_count; i++)
		if (!steps[i].plain)
			prepare(&steps[i]);
}

static bool
run_step(struct step *s, const long long *words)
{
	bool fine;
	int i;

	if (s->plain)
		return mysql_query(db, s->sql) == 0;
	for (i = 0; i < s->count; i++)
		if (s->params[i].kind == '@') {
			static long long now[PARAMS_MOST];

			now[i] = words[s->params[i].number];
			s->in[i].buffer = &now[i];
		} else if (s->params[i].kind == '$') {
			if (line_now == NULL)
				return false;
			s->in[i].buffer = (void *)(uintptr_t)line_now;
			s->in[i].buffer_length = strlen(line_now);
			s->params[i].len = s->in[i].buffer_length;
		}
	if (mysql_stmt_bind_param(s->st, s->in) ||
	    mysql_stmt_execute(s->st) != 0)
		return false;
	if (s->columns == 0)
		return true;
	while ((i = mysql_stmt_fetch(s->st)) == 0 || i == MYSQL_DATA_TRUNCATED)
		;
	fine = i == MYSQL_NO_DATA;
	mysql_stmt_free_result(s->st);
	return fine;
}

static bool
run_all(const long long *words)
{
	int i;

	for (i = 0; i < step_count; i++)
		if (!run_step(&steps[i], words)) {
			fprintf(stderr, "bare: %s: %s\n", steps[i].sql,
			    steps[i].plain ? mysql_error(db) :
			    mysql_stmt_error(steps[i].st));
			mysql_rollback(db);
			return false;
		}
	return true;
}

static void
read_words(const char *s, long long *words)
{
	char *end;
	int i;

	for (i = 0; i < WORDS; i++, s = end)
		words[i] = strtoll(s, &end, 10);
}

/* ---- behind nginx -------------------------------------------------------- */

static void
serve(FCGX_Request *r)
{
	const char *bench = FCGX_GetParam("HTTP_X_BENCH", r->envp);
	long long words[WORDS] = { 0 };
	char in[8192];

	while (FCGX_GetStr(in, sizeof in, r->in) > 0)
		;
	line_now = bench;
	if (bench != NULL)
		read_words(bench, words);
	if (!run_all(words)) {
		FCGX_PutS("Status: 500\r\n\r\n", r->out);
		return;
	}
	FCGX_PutS(head, r->out);
	FCGX_PutS("\r\n", r->out);
	FCGX_PutStr(body, (int)body_len, r->out);
}

static int
work(int fd)
{
	FCGX_Request r;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	FCGX_Init();
	FCGX_InitRequest(&r, fd, 0);
	connect_db();
	while (FCGX_Accept_r(&r) == 0) {
		serve(&r);
		FCGX_Finish_r(&r);
	}
	return 0;
}

/* ---- without HTTP --------------------------------------------------------- */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Every ${step}th line of the ids, from ${first}. */
static long
loop(char **ids, long count, long first, long step, double seconds)
{
	double end;
	long done = 0, i = first;
	long long words[WORDS];

	connect_db();
	for (end = now() + seconds; now() < end; done++) {
		line_now = ids[i % count];
		read_words(line_now, words);
		i += step;
		if (!run_all(words))
			exit(1);
	}
	return done;
}

static int
loop_all(const char *path, long from, unsigned workers, double seconds)
{
	static char *ids[1000000];
	long count = 0, *done, sum = 0;
	size_t len;
	char *rest = read_all(path, &len), *line;
	unsigned w;

	while (count < 1000000 && (line = strsep(&rest, "\n")) != NULL &&
	    *line != '\0')
		ids[count++] = line;
	if (count == 0)
		die("no ids");
	done = mmap(NULL, workers * sizeof *done, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	for (w = 0; w < workers; w++)
		if (fork() == 0) {
			done[w] = loop(ids, count, from + (long)w,
			    (long)workers, seconds);
			_exit(0);
		}
	for (w = 0; w < workers; w++)
		wait(NULL);
	for (w = 0; w < workers; w++)
		sum += done[w];
	printf("%ld %.1f\n", sum, (double)sum / seconds);
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "listen", required_argument, NULL, 'l' },
		{ "workers", required_argument, NULL, 'w' },
		{ "trace", required_argument, NULL, 't' },
		{ "body", required_argument, NULL, 'b' },
		{ "head", required_argument, NULL, 'h' },
		{ "loop", required_argument, NULL, 's' },
		{ "ids", required_argument, NULL, 'i' },
		{ "from", required_argument, NULL, 'f' },
		{ 0 },
	};
	const char *listen = NULL, *ids = NULL;
	unsigned workers = 8, w;
	double seconds = 0;
	long from = 0;
	size_t len;
	int c, fd;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (c) {
		case 'l': listen = optarg; break;
		case 'w': workers = (unsigned)strtoul(optarg, NULL, 10); break;
		case 't': read_trace(optarg); break;
		case 'b': body = read_all(optarg, &body_len); break;
		case 'h': head = read_all(optarg, &len); break;
		case 's': seconds = strtod(optarg, NULL); break;
		case 'i': ids = optarg; break;
		case 'f': from = strtol(optarg, NULL, 10); break;
		default: return 1;
		}
	if (seconds > 0 && ids != NULL)
		return loop_all(ids, from, workers, seconds);
	if (listen == NULL || body == NULL || head == NULL)
		die("--listen, --body and --head are needed");
	signal(SIGPIPE, SIG_IGN);
	FCGX_Init();
	if ((fd = FCGX_OpenSocket(listen, 512)) < 0)
		die("can't listen");
	for (w = 0; w < workers; w++)
		if (fork() == 0)
			_exit(work(fd));
	while (wait(NULL) > 0)
		;
	return 0;
}
