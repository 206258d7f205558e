#include "core/pager.h"
#include "db/user.h"

SHAPE(user, COLUMN(user, user_id), COLUMN(user, login), COLUMN(user, bureau),
    COLUMN(user, name), COLUMN(user, role), COLUMN(user, area),
    COLUMN(user, helper_id), COLUMN(user, password_hash),
    COLUMN(user, must_change), COLUMN(user, disabled),
    COLUMN(user, wrong_tries), COLUMN(user, locked_until),
    COLUMN(user, created_at), COLUMN(user, area_name));

#define USER_COLUMNS_OF(disabled)                                       \
	"SELECT u.user_id, u.login, u.bureau, u.name, u.role, u.area,"  \
	" IFNULL(u.helper_id, 0) AS helper_id, u.password_hash,"        \
	" u.must_change, " disabled " AS disabled, u.wrong_tries,"      \
	" u.locked_until,"                                              \
	" u.created_at, IFNULL(a.name, '') AS area_name"                \
	" FROM user u LEFT JOIN area a ON a.code = u.area"
#define USER_COLUMNS USER_COLUMNS_OF("u.disabled")

struct user_login {
	const char *login;
};
static SHAPE(user_login, COLUMN(user_login, login));

/* The column is ASCII: a name in any other letters becomes ???, which is
 * nobody's.  A helper who was stopped is as good as disabled. */
static const struct query by_login = {
	USER_COLUMNS_OF("(u.disabled OR EXISTS (SELECT 1 FROM helper k"
	" WHERE k.helper_id = u.helper_id AND NOT k.active))")
	" WHERE u.login = CONVERT(? USING ascii)",
	&user_login_shape, &user_shape
};

struct user_locked {
	int64_t user_id;
};
static SHAPE(user_locked, COLUMN(user_locked, user_id));

static const struct query lock = {
	"SELECT user_id FROM user WHERE login = CONVERT(? USING ascii)"
	" FOR UPDATE", &user_login_shape, &user_locked_shape
};

struct user_key {
	int64_t user_id, low, high;
};
static SHAPE(user_key, COLUMN(user_key, user_id), COLUMN(user_key, low),
    COLUMN(user_key, high));

static const struct query by_id = {
	USER_COLUMNS " WHERE u.user_id = ? AND u.area BETWEEN ? AND ?",
	&user_key_shape, &user_shape
};

/* Each word of the search stands several times in the query. */
struct user_find {
	int64_t low, high;
	const char *find, *name, *login, *role, *same;
	bool all;
	int64_t limit, offset;
};
#define FIND_COLUMNS                                                    \
	COLUMN(user_find, low), COLUMN(user_find, high),                \
	COLUMN(user_find, find), COLUMN(user_find, name),               \
	COLUMN(user_find, login), COLUMN(user_find, role),              \
	COLUMN(user_find, same), COLUMN(user_find, all)
#define FIND_SQL                                                        \
	" WHERE u.area BETWEEN ? AND ?"                                 \
	" AND (? = '' OR INSTR(u.name, ?) > 0"                          \
	" OR INSTR(CONVERT(u.login USING utf8mb4), ?) > 0)"             \
	" AND (? = '' OR u.role = ?) AND (? OR NOT u.disabled)"
static const struct shape user_find_shape = {
	(const struct column[]){ FIND_COLUMNS }, 8, sizeof(struct user_find)
};
static const struct shape user_page_shape = {
	(const struct column[]){ FIND_COLUMNS, COLUMN(user_find, limit),
	    COLUMN(user_find, offset) }, 10, sizeof(struct user_find)
};
struct user_total {
	int64_t users;
};
static SHAPE(user_total, COLUMN(user_total, users));

static const struct query total = {
	"SELECT COUNT(*) AS users FROM user u" FIND_SQL,
	&user_find_shape, &user_total_shape
};

static const struct query page = {
	USER_COLUMNS FIND_SQL " ORDER BY u.area, u.login LIMIT ? OFFSET ?",
	&user_page_shape, &user_shape
};

struct user_helper {
	int64_t helper_id;
};
static SHAPE(user_helper, COLUMN(user_helper, helper_id));

static const struct query of_helper = {
	USER_COLUMNS " WHERE u.helper_id = ? AND NOT u.disabled LIMIT 1",
	&user_helper_shape, &user_shape
};

struct user_new {
	const char *login, *bureau, *name, *role;
	int64_t area;
	struct opt_int helper_id;
	const char *password_hash;
	bool must_change;
	struct moment created_at;
	int64_t changed_by;
};
static SHAPE(user_new, COLUMN(user_new, login), COLUMN(user_new, bureau),
    COLUMN(user_new, name), COLUMN(user_new, role), COLUMN(user_new, area),
    COLUMN(user_new, helper_id), COLUMN(user_new, password_hash),
    COLUMN(user_new, must_change), COLUMN(user_new, created_at),
    COLUMN(user_new, changed_by));

static const struct query insert = {
	"INSERT INTO user (login, bureau, name, role, area, helper_id,"
	" password_hash, must_change, created_at, changed_by)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &user_new_shape, NULL
};

struct user_disable {
	bool disabled;
	int64_t changed_by, user_id;
};
static SHAPE(user_disable, COLUMN(user_disable, disabled),
    COLUMN(user_disable, changed_by), COLUMN(user_disable, user_id));

static const struct query disable = {
	"UPDATE user SET disabled = ?, changed_by = ? WHERE user_id = ?",
	&user_disable_shape, NULL
};

struct user_placed {
	const char *role;
	int64_t area;
	struct opt_int helper_id;
	int64_t changed_by, user_id;
};
static SHAPE(user_placed, COLUMN(user_placed, role),
    COLUMN(user_placed, area), COLUMN(user_placed, helper_id),
    COLUMN(user_placed, changed_by), COLUMN(user_placed, user_id));

static const struct query set_place = {
	"UPDATE user SET role = ?, area = ?, helper_id = ?, changed_by = ?"
	" WHERE user_id = ?", &user_placed_shape, NULL
};

struct user_password {
	const char *password_hash;
	bool must_change;
	int64_t changed_by, user_id;
};
static SHAPE(user_password, COLUMN(user_password, password_hash),
    COLUMN(user_password, must_change), COLUMN(user_password, changed_by),
    COLUMN(user_password, user_id));

static const struct query set_password = {
	"UPDATE user SET password_hash = ?, must_change = ?, changed_by = ?,"
	" wrong_tries = 0, locked_until = NULL WHERE user_id = ?",
	&user_password_shape, NULL
};

struct user_try {
	int64_t wrong_tries;
	struct moment locked_until;
	int64_t user_id;
};
static SHAPE(user_try, COLUMN(user_try, wrong_tries),
    COLUMN(user_try, locked_until), COLUMN(user_try, user_id));

static const struct query tried = {
	"UPDATE user SET wrong_tries = ?, locked_until = ?"
	" WHERE user_id = ?", &user_try_shape, NULL
};

SHAPE(audit, COLUMN(audit, at), COLUMN(audit, user_id),
    COLUMN(audit, address), COLUMN(audit, deed), COLUMN(audit, about));

static const struct query add_audit = {
	"INSERT INTO audit (at, user_id, address, deed, about)"
	" VALUES (?, ?, ?, ?, ?)", &audit_shape, NULL
};

struct audit_user {
	int64_t user_id;
};
static SHAPE(audit_user, COLUMN(audit_user, user_id));

static const struct query audit_of_user = {
	"SELECT at, user_id, address, deed, about FROM audit"
	" WHERE user_id = ? ORDER BY at DESC, audit_id DESC LIMIT 10",
	&audit_user_shape, &audit_shape
};

struct audit_key {
	int64_t audit_id, user_id;
};
static SHAPE(audit_key, COLUMN(audit_key, audit_id),
    COLUMN(audit_key, user_id));

static const struct query audit_one = {
	"SELECT at, user_id, address, deed, about FROM audit"
	" WHERE audit_id = ? AND user_id = ?",
	&audit_key_shape, &audit_shape
};

const struct query *const user_queries[] = {
	&by_login, &lock, &by_id, &total, &page, &of_helper, &insert,
	&set_place, &disable, &set_password, &tried, &add_audit,
	&audit_of_user, &audit_one, NULL
};

enum err
user_by_login(struct db *db, struct pool *pool, const char *login,
    struct user *user)
{
	return db_one(db, pool, &by_login, &(struct user_login){ login },
	    user);
}

enum err
user_lock(struct db *db, struct pool *pool, const char *login)
{
	struct user_locked locked;

	return db_one(db, pool, &lock, &(struct user_login){ login },
	    &locked);
}

enum err
user_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t id, struct user *user)
{
	return db_one(db, pool, &by_id,
	    &(struct user_key){ id, who->low, who->high }, user);
}

enum err
user_list(struct db *db, struct pool *pool, const struct who *who,
    const struct user_filter *w, struct user_list *list)
{
	struct user_find f = { who->low, who->high, w->find, w->find,
	    w->find, w->role, w->role, w->all, USER_PAGE, 0 };
	struct user_total sum;
	struct pager at;
	enum err e;

	*list = (struct user_list){ 0 };
	if ((e = db_one(db, pool, &total, &f, &sum)) != OK)
		return e;
	at = pager_of(sum.users, USER_PAGE, w->page);
	list->users = sum.users;
	list->pages = at.pages;
	list->page = at.page;
	f.offset = at.offset;
	return db_all(db, pool, &page, &f, USER_PAGE, &list->at,
	    &list->count);
}

enum err
user_of_helper(struct db *db, struct pool *pool, int64_t helper_id,
    struct user *user)
{
	return db_one(db, pool, &of_helper,
	    &(struct user_helper){ helper_id }, user);
}

enum err
user_add(struct db *db, const struct user *u, int64_t by, struct moment now,
    int64_t *id)
{
	struct user_new in = { u->login, u->bureau, u->name, u->role, u->area,
	    { u->helper_id != 0, u->helper_id }, u->password_hash,
	    u->must_change, now, by };
	struct db_deed deed;
	enum err e = db_do(db, &insert, &in, &deed);

	if (e == OK)
		*id = deed.id;
	return e;
}

enum err
user_set_place(struct db *db, const struct user *u, int64_t by)
{
	return db_do(db, &set_place, &(struct user_placed){ u->role, u->area,
	    { u->helper_id != 0, u->helper_id }, by, u->user_id }, NULL);
}

enum err
user_set_disabled(struct db *db, int64_t id, bool disabled, int64_t by)
{
	return db_do(db, &disable, &(struct user_disable){ disabled, by, id },
	    NULL);
}

enum err
user_set_password(struct db *db, int64_t id, const char *hash,
    bool must_change, int64_t by)
{
	return db_do(db, &set_password,
	    &(struct user_password){ hash, must_change, by, id }, NULL);
}

enum err
user_tried(struct db *db, int64_t id, int64_t wrong_tries,
    struct moment locked_until)
{
	return db_do(db, &tried,
	    &(struct user_try){ wrong_tries, locked_until, id }, NULL);
}

enum err
audit_add(struct db *db, const struct audit *audit)
{
	return db_do(db, &add_audit, audit, NULL);
}

enum err
audit_by_user(struct db *db, struct pool *pool, int64_t user_id,
    struct audit **lines, size_t *count)
{
	return db_all(db, pool, &audit_of_user,
	    &(struct audit_user){ user_id }, AUDIT_MOST, lines, count);
}

enum err
audit_add_id(struct db *db, const struct audit *audit, int64_t *id)
{
	struct db_deed deed = { 0 };
	enum err e = db_do(db, &add_audit, audit, &deed);

	*id = deed.id;
	return e;
}

enum err
audit_by_id(struct db *db, struct pool *pool, int64_t user_id, int64_t id,
    struct audit *audit)
{
	return db_one(db, pool, &audit_one, &(struct audit_key){ id,
	    user_id }, audit);
}
