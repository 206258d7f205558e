/*
 * The table migration says what was done, statement by statement: a run that
 * was killed goes on where it was.  Its row 0 is nobody's: a connection of
 * its own locks it for as long as the run lasts, and a run that dies leaves
 * no lock behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/clock.h"
#include "db/folder.h"
#include "db/migrate.h"
#include "db/secret.h"

#define POOL_CEILING	(64u << 20)
#define NUMBER_MOST	9999
#define DONE_MOST	10000

/* The table and its row 0 in one statement: nobody sees one without the
 * other. */
static const char start_sql[] =
	"CREATE TABLE IF NOT EXISTS migration ("
	" number int NOT NULL PRIMARY KEY,"
	" name varchar(100) NOT NULL,"
	" checksum char(64) CHARACTER SET ascii NOT NULL,"
	" statements int NOT NULL,"
	" done int NOT NULL,"
	" applied_at datetime NOT NULL)"
	" SELECT 0 AS number, 'lock' AS name, '' AS checksum,"
	" 0 AS statements, 0 AS done, UTC_TIMESTAMP() AS applied_at";
static const char wait_sql[] = "SET SESSION innodb_lock_wait_timeout = 60";

/* One file, or what is recorded of one. */
struct migration {
	int64_t number;
	const char *name;
	const char *checksum;
	int64_t statements;
	int64_t done;		/* of its statements */
	struct moment applied_at;
};
static SHAPE(migration, COLUMN(migration, number), COLUMN(migration, name),
    COLUMN(migration, checksum), COLUMN(migration, statements),
    COLUMN(migration, done), COLUMN(migration, applied_at));

static const struct query all = {
	"SELECT number, name, checksum, statements, done, applied_at"
	"  FROM migration WHERE number > 0 ORDER BY number",
	.out = &migration_shape
};

static const struct query lock = {
	"SELECT number, name, checksum, statements, done, applied_at"
	"  FROM migration WHERE number = 0 FOR UPDATE",
	.out = &migration_shape
};

static const struct query record = {
	"INSERT INTO migration (number, name, checksum, statements, done,"
	" applied_at) VALUES (?, ?, ?, ?, ?, ?)",
	.in = &migration_shape
};

static const struct shape step_shape = {
	(const struct column[]){ COLUMN(migration, done),
	    COLUMN(migration, number) }, 2, sizeof(struct migration)
};
static const struct query step = {
	"UPDATE migration SET done = ? WHERE number = ?", .in = &step_shape
};

/* ---- the files ------------------------------------------------------- */

struct script {
	struct migration m;
	const char *const *statement;
};

/* The end of the statement at ${s}: a semicolon that ends its line, outside
 * of a comment. */
static const char *
statement_end(const char *s)
{
	bool comment = false;

	for (; *s != '\0'; s++) {
		if (s[0] == '-' && s[1] == '-')
			comment = true;
		else if (*s == '\n')
			comment = false;
		else if (*s == ';' && !comment &&
		    (s[1] == '\n' || s[1] == '\r' || s[1] == '\0'))
			return s + 1;
	}
	return s;
}

/* Whether nothing but white space and comments stands there. */
static bool
hollow(const char *s, const char *end)
{
	while (s < end) {
		if (s[0] == '-' && s + 1 < end && s[1] == '-')
			while (s < end && *s != '\n')
				s++;
		else if (strchr(" \t\r\n;", *s) == NULL)
			return false;
		else
			s++;
	}
	return true;
}

static void
split(struct pool *pool, const char *text, struct script *script)
{
	const char **list, *s, *end;
	size_t room = 1, n = 0;

	for (s = text; *s != '\0'; s++)
		room += *s == ';';
	list = pool_array(pool, room + 1, sizeof *list);
	for (s = text; *s != '\0'; s = end) {
		end = statement_end(s);
		if (!hollow(s, end))
			list[n++] = pool_copy_len(pool, s, (size_t)(end - s));
	}
	script->statement = list;
	script->m.statements = (int64_t)n;
}

static const char *
checksum_of(struct pool *pool, const struct folder_file *file)
{
	uint8_t hash[SECRET_TOKEN];
	char *hex = pool_take(pool, SECRET_TOKEN * 2 + 1);
	size_t i;

	secret_hash(file->at, file->len, hash);
	for (i = 0; i < SECRET_TOKEN; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	return hex;
}

static enum err
read_scripts(struct pool *pool, const char *dir, struct script **out,
    size_t *count)
{
	struct folder_file file;
	const char *const *names;
	struct script *list;
	enum err e;
	size_t i;
	long n;

	if ((e = folder_list(pool, dir, ".sql", &names, count)) != OK)
		return e;
	list = pool_array(pool, *count + 1, sizeof *list);
	for (i = 0; i < *count; i++) {
		n = strtol(names[i], NULL, 10);
		if (n != (long)i + 1 || n > NUMBER_MOST) {
			fprintf(stderr, "%s/%s: number %zu is missing or "
			    "there twice\n", dir, names[i], i + 1);
			return ERR_CONFLICT;
		}
		if ((e = folder_read(pool, dir, names[i], &file)) != OK)
			return e;
		list[i].m = (struct migration){ .number = n,
		    .name = names[i],
		    .checksum = checksum_of(pool, &file) };
		split(pool, file.at, &list[i]);
	}
	if (*count == 0) {
		fprintf(stderr, "%s: no migrations there\n", dir);
		return ERR_ABSENT;
	}
	*out = list;
	return OK;
}

/* ---- comparing ------------------------------------------------------- */

/* What is recorded must be a beginning of what the files say. */
static enum err
compare(const struct migration *was, size_t done, const struct script *now,
    size_t count)
{
	size_t i;

	for (i = 0; i < done; i++) {
		if (i >= count) {
			fprintf(stderr, "the database is newer than this "
			    "program: it has migration %04d, this program "
			    "knows %zu; use the newer program\n",
			    (int)was[done - 1].number, count);
			return ERR_CONFLICT;
		}
		if (was[i].number != now[i].m.number ||
		    strcmp(was[i].checksum, now[i].m.checksum) != 0) {
			fprintf(stderr, "migration %s is not what was "
			    "applied to this database: restore the file, "
			    "changes go into a new migration\n",
			    now[i].m.name);
			return ERR_CONFLICT;
		}
	}
	return OK;
}

static enum err
load(struct db *db, struct pool *pool, struct migration **was, size_t *done)
{
	return db_all(db, pool, &all, NULL, DONE_MOST, was, done);
}

enum err
migrate_needed(struct db *db, struct pool *pool, const char *dir)
{
	struct migration *was;
	struct script *now;
	size_t done, count;
	enum err e;

	if ((e = read_scripts(pool, dir, &now, &count)) != OK ||
	    (e = load(db, pool, &was, &done)) != OK ||
	    (e = compare(was, done, now, count)) != OK)
		return e;
	if (done == count && was[done - 1].done == was[done - 1].statements)
		return OK;
	fprintf(stderr, "the database is older than this program: run "
	    "bangfu-db migrate\n");
	return ERR_CONFLICT;
}

/* ---- applying -------------------------------------------------------- */

/* One statement and the note of it.  What changes rows is in one transaction
 * with its note; what changes the schema commits by itself, and may be met
 * again if the note was not written: it says IF NOT EXISTS. */
static enum err
apply_one(struct db *db, const char *sql, struct migration *m)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = db_script(db, sql, strlen(sql))) != OK) {
		fprintf(stderr, "migration %s stopped in statement %d\n",
		    m->name, (int)m->done + 1);
		goto out;
	}
	m->done++;
	if ((e = db_do(db, &step, m, NULL)) == OK)
		e = db_commit(db);
out:
	db_rollback(db);
	return e;
}

static enum err
apply(struct db *db, const struct script *script, int64_t done)
{
	struct migration m = script->m;
	enum err e;

	if (done < 0) {
		m.applied_at = clock_now();
		if ((e = db_do(db, &record, &m, NULL)) != OK)
			return e;
	}
	m.done = done < 0 ? 0 : done;
	while (m.done < m.statements)
		if ((e = apply_one(db, script->statement[m.done], &m)) != OK)
			return e;
	return OK;
}

static enum err
apply_all(struct db *db, struct pool *pool, const char *dir, int *applied)
{
	struct migration *was;
	struct script *now;
	size_t done, count, i;
	enum err e;

	if ((e = read_scripts(pool, dir, &now, &count)) != OK ||
	    (e = load(db, pool, &was, &done)) != OK ||
	    (e = compare(was, done, now, count)) != OK)
		return e;
	for (i = done > 0 ? done - 1 : 0; i < count; i++) {
		int64_t before = i < done ? was[i].done : -1;

		if (before == now[i].m.statements)
			continue;
		if ((e = apply(db, &now[i], before)) != OK)
			return e;
		(*applied)++;
	}
	return OK;
}

enum err
migrate_lock(struct db *other)
{
	struct pool *pool = pool_new(POOL_CEILING);
	struct migration row;
	enum err e;

	if ((e = db_script(other, start_sql, sizeof start_sql - 1)) == OK &&
	    (e = db_script(other, wait_sql, sizeof wait_sql - 1)) == OK &&
	    (e = db_begin(other)) == OK &&
	    (e = db_one(other, pool, &lock, NULL, &row)) == ERR_BUSY)
		fprintf(stderr, "another migration is running: try again "
		    "when it is done\n");
	pool_free(pool);
	return e;
}

enum err
migrate_run(struct db *db, const char *dir, int *applied)
{
	struct pool *pool = pool_new(POOL_CEILING);
	enum err e;

	*applied = 0;
	e = apply_all(db, pool, dir, applied);
	pool_free(pool);
	return e;
}
