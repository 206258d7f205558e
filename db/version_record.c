#include "core/dictionary_wide.h"
#include "core/text.h"
#include "db/version_record.h"

#define POOL_CEILING	(1u << 20)

struct record_key {
	struct scope_above above;
	int64_t parent, id;
};
static SHAPE(record_key, SCOPE_ABOVE_COLUMNS(record_key, above),
    COLUMN(record_key, parent), COLUMN(record_key, id));
static const struct shape within_shape = {
	(const struct column[]){
	    { "low", CELL_INT, offsetof(struct record_key, above.low) },
	    { "high", CELL_INT, offsetof(struct record_key, above.high) },
	    COLUMN(record_key, parent), COLUMN(record_key, id) },
	4, sizeof(struct record_key)
};

#define MORE(column, what, cell)	VERSION_LINE(column, what, cell, "S0-103")
#define MORE_MOST	3

/* Where an entity's versions stand, and what has no line: what areas have of
 * their own, the area it is of, and a team's unit by its name. */
static const struct lasting {
	struct version_from from;
	const char *tables, *owner;
	bool above;		/* seen from below its area too */
	const char *unit;	/* its name; NULL: a column like others */
	struct dictionary_line more[MORE_MOST];
	size_t count;
} lastings[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HELPER] = { { "t.helper_id", "t.helper_id", "0" },
	    " FROM helper h JOIN helper FOR SYSTEM_TIME ALL t"
	    " ON t.helper_id = h.helper_id", "h.helper_id", false, NULL,
	    { VERSION_LOCAL, MORE("area", "所在地区", DICTIONARY_INT) }, 2 },
	[DICTIONARY_UNIT] = { { "t.unit_id", "t.unit_id", "0" },
	    " FROM unit h JOIN unit FOR SYSTEM_TIME ALL t"
	    " ON t.unit_id = h.unit_id", "h.unit_id", true, NULL,
	    { VERSION_LOCAL, MORE("area", "帮扶地区", DICTIONARY_INT) }, 2 },
	[DICTIONARY_TEAM] = { { "t.team_id", "t.team_id", "0" },
	    " FROM team h JOIN team FOR SYSTEM_TIME ALL t"
	    " ON t.team_id = h.team_id", "h.team_id", false,
	    ", (SELECT n.name FROM unit n WHERE n.unit_id = t.unit_id)"
	    " AS unit_id",
	    { VERSION_LOCAL, MORE("area", "驻在村", DICTIONARY_INT),
	      MORE("unit_id", "派出单位", DICTIONARY_TEXT) }, 3 },
	[DICTIONARY_TEAM_MEMBER] = { { "t.member_id", "t.team_id", "0" },
	    " FROM team h JOIN team_member FOR SYSTEM_TIME ALL t"
	    " ON t.team_id = h.team_id", "h.team_id", false, NULL,
	    { VERSION_LOCAL }, 1 },
};

static struct wide {
	struct dictionary d;
	struct query history;
} wides[DICTIONARY_ENTITY__MAX];
static struct pool *wide_pool;

/* The dictionary, and what has no line; its columns come last. */
static struct dictionary
whole(enum dictionary_entity entity)
{
	const struct lasting *l = &lastings[entity];

	return dictionary_with(wide_pool, dictionary_of(entity), l->more,
	    l->count);
}

static void
make(struct wide *w, const struct lasting *l)
{
	struct dictionary columns = w->d;
	struct text t;

	if (l->unit != NULL)
		columns.shape.count--;
	t = version_row_select(wide_pool, &l->from, &columns);
	if (l->unit != NULL)
		text_add(&t, l->unit);
	text_add(&t, l->tables);
	text_add(&t, " LEFT JOIN user u ON u.user_id = t.changed_by"
	    " WHERE");
	text_add(&t, l->above ? SCOPE_ABOVE_SQL " AND " :
	    " h.area BETWEEN ? AND ? AND ");
	text_add(&t, l->owner);
	text_add(&t, " = ? AND ? IN (0, ");
	text_add(&t, l->from.id);
	text_add(&t, ") ORDER BY ");
	text_add(&t, l->from.id);
	text_add(&t, ", t.row_start");
	w->history = (struct query){ t.at, l->above ? &record_key_shape :
	    &within_shape, version_row_shape(wide_pool, &w->d) };
}

void
version_record_start(void)
{
	struct dictionary d;
	int i;

	version_record_stop();
	wide_pool = pool_new(POOL_CEILING);
	for (i = DICTIONARY_HELPER; i <= DICTIONARY_TEAM_MEMBER; i++) {
		d = whole((enum dictionary_entity)i);
		dictionary_widen(wide_pool, &d, sizeof(struct version),
		    &wides[i].d);
		make(&wides[i], &lastings[i]);
	}
}

void
version_record_stop(void)
{
	pool_free(wide_pool);
	wide_pool = NULL;
}

const struct dictionary *
version_record_of(enum dictionary_entity entity)
{
	return &wides[entity].d;
}

enum err
version_records(struct db *db, struct pool *pool, const struct who *who,
    const struct version_record *record, struct version_rows *rows)
{
	struct record_key key = { scope_above(who->low, who->high),
	    record->parent, record->id };
	const struct wide *w = &wides[record->entity];

	return version_row_all(db, pool, &(struct version_ask){
	    &w->history, &key, &w->d, who->year, record->area }, rows);
}

const struct query *const version_record_queries[] = {
	&wides[DICTIONARY_HELPER].history, &wides[DICTIONARY_UNIT].history,
	&wides[DICTIONARY_TEAM].history,
	&wides[DICTIONARY_TEAM_MEMBER].history, NULL
};
