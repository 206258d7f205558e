#include <stdlib.h>
#include <string.h>

#include "db/setting.h"

enum { SETTINGS_MOST = 500, IDLE_USUAL = 30 };

struct setting {
	const char *name, *value;
};
static SHAPE(setting, COLUMN(setting, name), COLUMN(setting, value));

static const struct query all = {
	"SELECT name, value FROM setting WHERE area = 0", NULL,
	&setting_shape
};

static SHAPE(settings_year, COLUMN(settings_year, year),
    COLUMN(settings_year, closed));
static const struct query years = {
	"SELECT year, state = 'closed' AS closed FROM registry_year"
	" WHERE state <> 'opening' ORDER BY year DESC", NULL,
	&settings_year_shape
};
static const struct query save = {
	"INSERT INTO setting (name, area, value) VALUES (?, 0, ?)"
	" ON DUPLICATE KEY UPDATE value = VALUES(value)",
	.in = &setting_shape
};
const struct query *const setting_queries[] = {
	&all, &years, &save, NULL
};

/* What makes sense: every month has a 28th. */
static const struct {
	const char *name;
	int64_t least, most;
} ranges[] = {
	{ "due_day", 1, 28 },
	{ "warn_yuan", 0, 1000000 },
	{ "idle_minutes", 1, 1440 },
	{ "first_period", 0, 999912 },
	{ "per_resident", 0, 1 },
};

static bool
sensible(const struct setting *row, int64_t *value)
{
	char *end;
	size_t i;

	*value = strtoll(row->value, &end, 10);
	if (end == row->value || *end != '\0')
		return false;
	for (i = 0; i < LEN(ranges); i++)
		if (strcmp(row->name, ranges[i].name) == 0)
			return *value >= ranges[i].least &&
			    *value <= ranges[i].most;
	return false;
}

static void
take(struct settings *s, const char *name, int64_t value)
{
	if (strcmp(name, "due_day") == 0)
		s->rules.due_day = (int)value;
	else if (strcmp(name, "warn_yuan") == 0)
		s->rules.warn_fen = value * 100;
	else if (strcmp(name, "idle_minutes") == 0)
		s->idle_minutes = value;
	else if (strcmp(name, "first_period") == 0)
		s->first_period = value;
	else if (strcmp(name, "per_resident") == 0)
		s->per_resident = value != 0;
}

static enum err
read_years(struct db *db, struct pool *pool, struct settings *out)
{
	struct settings_year *rows;
	enum err e;

	e = db_all(db, pool, &years, NULL, SETTINGS_YEARS, &rows,
	    &out->year_count);
	if (e == OK)
		memcpy(out->years, rows, out->year_count * sizeof *rows);
	return e;
}

enum err
settings_read(struct db *db, struct pool *pool, struct settings *out)
{
	struct setting *rows;
	size_t count, i;
	int64_t value;
	enum err e;

	*out = (struct settings){ .rules = REPORT_RULES,
	    .idle_minutes = IDLE_USUAL };
	if ((e = db_all(db, pool, &all, NULL, SETTINGS_MOST, &rows,
	    &count)) != OK)
		return e;
	for (i = 0; i < count; i++)
		if (sensible(&rows[i], &value))
			take(out, rows[i].name, value);
	return read_years(db, pool, out);
}

const struct settings_year *
settings_year(const struct settings *s, int64_t year)
{
	size_t i;

	for (i = 0; i < s->year_count; i++)
		if (s->years[i].year == year)
			return &s->years[i];
	return NULL;
}

enum err
setting_save(struct db *db, const char *name, const char *value)
{
	return db_do(db, &save, &(struct setting){ name, value }, NULL);
}
