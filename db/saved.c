#include "db/saved.h"

SHAPE(saved, COLUMN(saved, search_id), COLUMN(saved, name),
    COLUMN(saved, conditions));

struct key {
	int64_t user_id, search_id;
	const char *name, *conditions;
	struct moment now;
};
#define K(m) COLUMN(key, m)
#define KEY_SHAPE(name, ...)                                            \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct key) }
KEY_SHAPE(user_key, K(user_id));
KEY_SHAPE(one_key, K(user_id), K(search_id));
KEY_SHAPE(name_key, K(user_id), K(name));
KEY_SHAPE(row_key, K(user_id), K(name), K(conditions), K(now));

/* Under no name is what is about to be taken out. */
static const struct query list = {
	"SELECT search_id, name, conditions FROM saved_search"
	" WHERE user_id = ? AND name <> '' ORDER BY name",
	.in = &user_key, .out = &saved_shape
};
static const struct query by_name = {
	"SELECT search_id, name, conditions FROM saved_search"
	" WHERE user_id = ? AND name = ?",
	.in = &name_key, .out = &saved_shape
};
static const struct query insert = {
	"INSERT INTO saved_search (user_id, name, conditions, saved_at)"
	" VALUES (?, ?, ?, ?)",
	.in = &row_key
};
static const struct query replace = {
	"INSERT INTO saved_search (user_id, name, conditions, saved_at)"
	" VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
	" conditions = VALUES(conditions), saved_at = VALUES(saved_at)",
	.in = &row_key
};
static const struct query delete = {
	"DELETE FROM saved_search WHERE user_id = ? AND search_id = ?",
	.in = &one_key
};

const struct query *const saved_queries[] = {
	&list, &by_name, &insert, &replace, &delete, NULL
};

enum err
saved_list(struct db *db, struct pool *pool, int64_t user_id,
    struct saved **at, size_t *count)
{
	return db_all(db, pool, &list, &(struct key){ .user_id = user_id },
	    SAVED_MOST, at, count);
}

enum err
saved_add(struct db *db, int64_t user_id, const struct saved *saved,
    struct moment now)
{
	return db_do(db, &insert, &(struct key){ .user_id = user_id,
	    .name = saved->name, .conditions = saved->conditions,
	    .now = now }, NULL);
}

enum err
saved_remove(struct db *db, int64_t user_id, int64_t search_id)
{
	struct db_deed deed;
	enum err e = db_do(db, &delete, &(struct key){ .user_id = user_id,
	    .search_id = search_id }, &deed);

	return e == OK && deed.changed == 0 ? ERR_ABSENT : e;
}

enum err
saved_ask(struct db *db, int64_t user_id, const char *conditions,
    struct moment now)
{
	return db_do(db, &replace, &(struct key){ .user_id = user_id,
	    .name = "", .conditions = conditions, .now = now }, NULL);
}

enum err
saved_asked(struct db *db, struct pool *pool, int64_t user_id,
    struct saved *saved)
{
	return db_one(db, pool, &by_name, &(struct key){ .user_id = user_id,
	    .name = "" }, saved);
}
