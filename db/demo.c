#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/area.h"
#include "core/text.h"
#include "db/clock.h"
#include "db/demo.h"
#include "db/pairing.h"
#include "db/secret.h"
#include "db/user.h"

#define HELPERS_SHOWN	20
#define HELPERS_LEAST	3	/* households of a helper that is shown */

/* Helpers with a phone and enough households today, spread over the area. */
struct shown_key {
	struct date today;
	int64_t low, high, least, most;
};
static SHAPE(shown_key, COLUMN(shown_key, today), COLUMN(shown_key, low),
    COLUMN(shown_key, high), COLUMN(shown_key, least),
    COLUMN(shown_key, most));
struct shown {
	int64_t helper_id;
	const char *name, *phone;
	int64_t village;	/* of his first household */
};
static SHAPE(shown, COLUMN(shown, helper_id), COLUMN(shown, name),
    COLUMN(shown, phone), COLUMN(shown, village));

static const struct query shown_helpers = {
	"SELECT k.helper_id, k.name, n.phone, MIN(h.area) AS village"
	"  FROM helper k"
	"  JOIN helper_phone n ON n.helper_id = k.helper_id"
	"  JOIN pairing p ON p.helper_id = k.helper_id"
	"    AND ? BETWEEN p.from_day AND p.to_day"
	"  JOIN registry_now y ON y.one = 1"
	"  JOIN household h ON h.year = y.year"
	"    AND h.household_id = p.household_id"
	" WHERE k.active AND k.area BETWEEN ? AND ?"
	" GROUP BY k.helper_id, k.name, n.phone"
	" HAVING COUNT(*) >= ?"
	" ORDER BY MOD(k.helper_id * 7, 101), k.helper_id LIMIT ?",
	.in = &shown_key_shape, .out = &shown_shape
};

const struct query *const demo_queries[] = { &shown_helpers, NULL };

static enum err
show(struct db *db, struct pool *pool, const struct who *who,
    struct shown **list, size_t *count)
{
	return db_all(db, pool, &shown_helpers, &(struct shown_key){
	    who->today, who->low, who->high, HELPERS_LEAST, HELPERS_SHOWN },
	    HELPERS_SHOWN, list, count);
}

/* ---- accounts -------------------------------------------------------- */

static const struct {
	const char *login, *name;
	enum role role;
	bool must_change;
} accounts[] = {
	{ "admin", "演示管理员", ROLE_ADMIN, false },
	{ "county", "演示县级用户", ROLE_COUNTY, false },
	{ "township", "演示乡镇用户", ROLE_TOWNSHIP, false },
	{ "village", "演示村级用户", ROLE_VILLAGE, false },
	{ "helper", "演示帮扶责任人", ROLE_HELPER, false },
	{ "newcomer", "演示新用户", ROLE_VILLAGE, true },
};

/* The village clerk's village is that of the helper's first household. */
static int64_t
area_of(enum role role, const struct who *who, const struct shown *helper)
{
	if (helper == NULL || role > ROLE_TOWNSHIP || role == ROLE_HELPER)
		return who->low;
	return role == ROLE_VILLAGE ? helper->village :
	    area_up(helper->village);
}

enum err
demo_accounts(struct db *db, struct pool *pool, const struct who *who)
{
	struct shown *helpers, *first;
	size_t count, i;
	struct user user;
	int64_t id;
	enum err e;

	if ((e = show(db, pool, who, &helpers, &count)) != OK)
		return e;
	first = count > 0 ? helpers : NULL;
	for (i = 0; e == OK && i < LEN(accounts); i++) {
		e = user_by_login(db, pool, accounts[i].login, &user);
		if (e != ERR_ABSENT)
			continue;
		e = OK;
		user = (struct user){ .login = accounts[i].login,
		    .bureau = DEMO_BUREAU, .name = accounts[i].name,
		    .role = role_name(accounts[i].role),
		    .area = area_of(accounts[i].role, who, first),
		    .must_change = accounts[i].must_change,
		    .password_hash = secret_password(pool, DEMO_PASSWORD) };
		if (accounts[i].role == ROLE_HELPER) {
			if (first == NULL)
				continue;
			user.helper_id = first->helper_id;
			user.name = first->name;
		}
		e = user_add(db, &user, 0, clock_now(), &id);
	}
	return e;
}

/* ---- the file -------------------------------------------------------- */

/* A text as JSON; what is stored holds no control bytes. */
static void
add_quoted(struct text *t, const char *s)
{
	text_add(t, "\"");
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			text_add(t, "\\");
		text_add_len(t, s, 1);
	}
	text_add(t, "\"");
}

static void
add_member(struct text *t, const char *name, const char *s)
{
	text_print(t, "\"%s\": ", name);
	add_quoted(t, s);
}

static enum err
add_accounts(struct db *db, struct pool *pool, struct text *t)
{
	struct user user;
	bool first = true;
	enum err e = OK;
	size_t i;

	text_add(t, "{\n \"accounts\": [");
	for (i = 0; i < LEN(accounts); i++) {
		e = user_by_login(db, pool, accounts[i].login, &user);
		if (e == ERR_ABSENT)
			continue;
		if (e != OK)
			return e;
		text_add(t, first ? "\n  {" : ",\n  {");
		first = false;
		add_member(t, "user", user.login);
		text_add(t, ", ");
		add_member(t, "password", DEMO_PASSWORD);
		text_add(t, ", ");
		add_member(t, "bureau", user.bureau);
		text_add(t, ", ");
		add_member(t, "role", user.role);
		text_add(t, ", ");
		add_member(t, "name", user.name);
		text_print(t, ", \"area\": %" PRId64 ", \"helper_id\": %"
		    PRId64 ", \"must_change\": %s}", user.area,
		    user.helper_id, user.must_change ? "true" : "false");
	}
	text_add(t, "\n ],\n");
	return OK;
}

static enum err
add_helper(struct db *db, struct pool *pool, const struct who *who,
    const struct shown *helper, struct text *t)
{
	struct pairing_list list;
	enum err e;
	size_t i;

	e = pairing_of_helper(db, pool, who, helper->helper_id, &list);
	if (e != OK)
		return e;
	text_print(t, "\n  {\"helper_id\": %" PRId64 ", ",
	    helper->helper_id);
	add_member(t, "phone", helper->phone);
	text_add(t, ", ");
	add_member(t, "name", helper->name);
	text_add(t, ",\n   \"households\": [");
	for (i = 0; i < list.count; i++) {
		text_print(t, "%s{\"short\": %" PRId64 ", \"household_id\": %"
		    PRId64 ", ", i > 0 ? ",\n    " : "",
		    list.at[i].short_no, list.at[i].household_id);
		add_member(t, "number", list.at[i].number);
		text_add(t, ", ");
		add_member(t, "head", list.at[i].head_name);
		text_add(t, "}");
	}
	text_add(t, "]}");
	return OK;
}

/* Written aside and put in place: a reader never sees half of it. */
static enum err
replace(struct pool *pool, const char *path, const struct text *t)
{
	const char *aside = pool_print(pool, "%s.new", path);
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	enum err e = OK;

	if (fd < 0 || fchmod(fd, 0600) != 0 ||
	    write(fd, t->at, t->len) != (ssize_t)t->len || fsync(fd) != 0 ||
	    rename(aside, path) != 0) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		e = ERR_BROKEN;
	}
	if (fd >= 0)
		close(fd);
	return e;
}

enum err
demo_write(struct db *db, struct pool *pool, const struct who *who,
    const char *path)
{
	struct text t = text_start(pool);
	struct shown *helpers;
	size_t count, i;
	enum err e;

	if ((e = add_accounts(db, pool, &t)) != OK ||
	    (e = show(db, pool, who, &helpers, &count)) != OK)
		return e;
	text_add(&t, " \"helpers\": [");
	for (i = 0; i < count; i++) {
		if (i > 0)
			text_add(&t, ",");
		if ((e = add_helper(db, pool, who, &helpers[i], &t)) != OK)
			return e;
	}
	text_add(&t, "\n ]\n}\n");
	return replace(pool, path, &t);
}
