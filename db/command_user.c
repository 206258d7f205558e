#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/name.h"
#include "core/text.h"
#include "core/who.h"
#include "db/clock.h"
#include "db/command.h"
#include "db/secret.h"
#include "db/session.h"
#include "db/user.h"

/* The first line of standard input. */
static enum err
read_password(struct command *c, const char **hash)
{
	char *line = pool_take(c->pool, USER_PASSWORD_MOST * 4 + 2);
	size_t len;

	if (isatty(STDIN_FILENO))
		fprintf(stderr, "password (it is shown): ");
	if (fgets(line, USER_PASSWORD_MOST * 4 + 2, stdin) == NULL)
		return command_complain(
		    "the password comes by standard input");
	len = strcspn(line, "\n");
	line[len] = '\0';
	if (!text_ok(line, len, false) ||
	    text_chars(line) < USER_PASSWORD_LEAST ||
	    text_chars(line) > USER_PASSWORD_MOST)
		return command_complain("a password has 8 to 128 characters");
	*hash = secret_password(c->pool, line);
	return OK;
}

enum err
command_user_add(struct command *c)
{
	struct user u = { .login = c->login, .bureau = c->bureau,
	    .name = c->name, .role = c->role, .area = c->area,
	    .helper_id = c->helper_id, .must_change = true };
	int64_t id;
	enum err e;

	if (c->login == NULL || c->name == NULL || c->role == NULL ||
	    c->bureau == NULL || c->area < 0)
		return command_complain("user add: --login, --name, --role, "
		    "--bureau and --area are needed");
	if (name_flaw(&(struct answer){ .given = true, .text = c->name }) !=
	    NULL || text_chars(c->name) > USER_NAME_MOST)
		return command_complain("user add: a name is letters and "
		    "Chinese characters, 60 at most");
	if (role_read(c->role) == ROLE__MAX ||
	    role_read(c->role) == ROLE_GUEST)
		return command_complain("user add: a role is helper, village, "
		    "township, county or admin");
	if ((role_read(c->role) == ROLE_HELPER) != (c->helper_id != 0))
		return command_complain("user add: a helper, and only he, has "
		    "--helper=ID");
	if ((e = read_password(c, &u.password_hash)) != OK)
		return e;
	e = user_add(c->db, &u, 0, clock_now(), &id);
	if (e == ERR_CONFLICT)
		fprintf(stderr, "bangfu-db: that login is taken\n");
	return e;
}

static enum err
user_change(struct command *c, bool disable)
{
	struct user u;
	const char *hash = NULL;
	enum err e;

	if (c->login == NULL)
		return command_complain("--login is needed");
	if ((e = user_by_login(c->db, c->pool, c->login, &u)) != OK) {
		if (e == ERR_ABSENT)
			command_complain("there is no such user");
		return e;
	}
	if (disable)
		e = user_set_disabled(c->db, u.user_id, true, 0);
	else if ((e = read_password(c, &hash)) == OK)
		e = user_set_password(c->db, u.user_id, hash, true, 0);
	return e != OK ? e : session_end_all(c->db, u.user_id, NULL);
}

enum err
command_user_disable(struct command *c)
{
	return user_change(c, true);
}

enum err
command_user_password(struct command *c)
{
	return user_change(c, false);
}
