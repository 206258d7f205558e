#include "db/code.h"

SHAPE(code, COLUMN(code, list), COLUMN(code, first_year), COLUMN(code, code),
    COLUMN(code, last_year), COLUMN(code, label), COLUMN(code, national));

struct list_key {
	const char *list;
	int64_t year;
};
static SHAPE(list_key, COLUMN(list_key, list), COLUMN(list_key, year));

static const struct query of_list = {
	"SELECT list, first_year, code, last_year, label, national"
	"  FROM code"
	" WHERE list = ? AND ? BETWEEN first_year AND last_year"
	" ORDER BY code + 0, code",
	.in = &list_key_shape, .out = &code_shape
};

static const struct query save = {
	"INSERT INTO code (list, first_year, code, last_year, label,"
	" national) VALUES (?, ?, ?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE last_year = VALUES(last_year),"
	"  label = VALUES(label), national = VALUES(national)",
	.in = &code_shape
};

static const struct query ever = {
	"SELECT list, first_year, code, last_year, label, national"
	"  FROM code WHERE list = ? AND first_year >= ?"
	" ORDER BY code + 0, code, first_year",
	.in = &list_key_shape, .out = &code_shape
};

const struct query *const code_queries[] = { &of_list, &ever, &save, NULL };

enum err
code_list(struct db *db, struct pool *pool, const char *list, int64_t year,
    struct code_list *codes)
{
	return db_all(db, pool, &of_list, &(struct list_key){ list, year },
	    CODE_MOST, &codes->at, &codes->count);
}

enum err
code_list_ever(struct db *db, struct pool *pool, const char *list,
    struct code_list *codes)
{
	return db_all(db, pool, &ever, &(struct list_key){ list, 0 },
	    CODE_MOST, &codes->at, &codes->count);
}

enum err
code_save(struct db *db, const struct code *codes, size_t count)
{
	return db_bulk(db, &save, codes, count);
}
