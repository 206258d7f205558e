#include "core/pager.h"
#include "core/text.h"
#include "db/area.h"
#include "db/change.h"
#include "db/visit.h"

const SHAPE(visit, COLUMN(visit, visit_id), COLUMN(visit, household_id),
    COLUMN(visit, area), COLUMN(visit, village), COLUMN(visit, township),
    COLUMN(visit, number), COLUMN(visit, head_name), COLUMN(visit, method),
    COLUMN(visit, on_day), COLUMN(visit, theme), COLUMN(visit, detail),
    COLUMN(visit, state), COLUMN(visit, reason), COLUMN(visit, photo_count),
    COLUMN(visit, author), COLUMN(visit, author_name),
    COLUMN(visit, helper_id), COLUMN(visit, written_at),
    COLUMN(visit, version));

#define VISIT_SQL(number, head)                                         \
	"SELECT v.visit_id, v.household_id, v.area, a.name AS village," \
	" t.name AS township, " number " AS number, "                   \
	head " AS head_name, v.method, v.on_day, v.theme, v.detail,"    \
	" v.state, v.reason, v.photo_count, v.author, v.author_name,"   \
	" v.helper_id, v.written_at, v.version"
#define AREA_SQL                                                        \
	" LEFT JOIN area a ON a.code = v.area"                          \
	" LEFT JOIN area t ON t.code = a.parent"
/* The entries first: there are fewer than households. */
#define HOUSEHOLD_SQL                                                   \
	" FROM visit v STRAIGHT_JOIN household h"                       \
	"   ON h.household_id = v.household_id"

/* ---- one -------------------------------------------------------------- */

struct key {
	struct scope scope;
	int64_t year, visit_id;
};
static SHAPE(key, SCOPE_COLUMNS(key, scope), COLUMN(key, year),
    COLUMN(key, visit_id));
static const struct query by_household = {
	VISIT_SQL("h.number", "h.head_name") HOUSEHOLD_SQL AREA_SQL
	" WHERE" SCOPE_SQL " AND h.year = ? AND v.visit_id = ?",
	.in = &key_shape, .out = &visit_shape
};

struct village_key {
	int64_t low, high, visit_id;
};
static SHAPE(village_key, COLUMN(village_key, low),
    COLUMN(village_key, high), COLUMN(village_key, visit_id));
static const struct query by_village = {
	VISIT_SQL("NULL", "NULL") " FROM visit v" AREA_SQL
	" WHERE v.household_id = 0 AND v.area BETWEEN ? AND ?"
	"   AND v.visit_id = ?",
	.in = &village_key_shape, .out = &visit_shape
};

enum err
visit_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t visit_id, struct visit *out)
{
	enum err e = db_one(db, pool, &by_household, &(struct key){
	    scope_of(who), who->year, visit_id }, out);

	if (e == ERR_ABSENT && who->role >= ROLE_VILLAGE)
		e = db_one(db, pool, &by_village, &(struct village_key){
		    who->low, who->high, visit_id }, out);
	return e;
}

/* ---- lists ------------------------------------------------------------ */

struct find {
	struct scope scope;
	int64_t year, low, high;	/* where it was */
	int64_t household_id;
	struct date first, last;
	const char *author;
	bool ended;
	int64_t limit, offset;
};
#define FIND_COLUMNS                                                    \
	COLUMN(find, low), COLUMN(find, high), COLUMN(find, first),     \
	COLUMN(find, last), COLUMN(find, author), COLUMN(find, ended)
#define FIND_SQL                                                        \
	" v.area BETWEEN ? AND ? AND v.on_day BETWEEN ? AND ?"          \
	" AND ? IN ('', v.author_name)"                                 \
	" AND (? OR v.state = 'kept')"
#define WITHIN_COLUMNS                                                  \
	SCOPE_COLUMNS(find, scope), COLUMN(find, year), FIND_COLUMNS
#define WITHIN_SQL                                                      \
	" WHERE" SCOPE_SQL " AND h.year = ? AND" FIND_SQL
/* One household's: found by its identity, wherever it lived then. */
#define OF_HOUSEHOLD_SQL                                                \
	" WHERE" SCOPE_SQL " AND h.year = ?"                            \
	"   AND v.household_id = ? AND v.on_day BETWEEN ? AND ?"        \
	"   AND (? OR v.state = 'kept')"
#define OF_HOUSEHOLD_COLUMNS                                            \
	SCOPE_COLUMNS(find, scope), COLUMN(find, year),                 \
	COLUMN(find, household_id), COLUMN(find, first),                \
	COLUMN(find, last), COLUMN(find, ended)
#define PAGE_COLUMNS	COLUMN(find, limit), COLUMN(find, offset)
#define PAGE_SQL        " ORDER BY v.on_day DESC, v.visit_id DESC"      \
	" LIMIT ? OFFSET ?"
#define TOTAL_SQL                                                       \
	"SELECT COUNT(*) AS visits,"                                    \
	" COUNT(DISTINCT v.household_id) AS households,"                \
	" CAST(IFNULL(SUM(v.photo_count), 0) AS SIGNED) AS photos"
#define SHAPE_OF(name, ...)                                             \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct find) }

SHAPE_OF(within_shape, WITHIN_COLUMNS);
SHAPE_OF(within_page_shape, WITHIN_COLUMNS, PAGE_COLUMNS);
SHAPE_OF(household_shape, OF_HOUSEHOLD_COLUMNS);
SHAPE_OF(household_page_shape, OF_HOUSEHOLD_COLUMNS, PAGE_COLUMNS);
SHAPE_OF(village_shape, FIND_COLUMNS);
SHAPE_OF(village_page_shape, FIND_COLUMNS, PAGE_COLUMNS);

struct total {
	int64_t visits, households, photos;
};
static SHAPE(total, COLUMN(total, visits), COLUMN(total, households),
    COLUMN(total, photos));

enum drawn {
	DRAWN_WITHIN, DRAWN_HOUSEHOLD, DRAWN_VILLAGE, DRAWN__MAX
};
static const struct query totals[DRAWN__MAX] = {
	[DRAWN_WITHIN] = { TOTAL_SQL HOUSEHOLD_SQL WITHIN_SQL,
	    .in = &within_shape, .out = &total_shape },
	[DRAWN_HOUSEHOLD] = { TOTAL_SQL HOUSEHOLD_SQL OF_HOUSEHOLD_SQL,
	    .in = &household_shape, .out = &total_shape },
	[DRAWN_VILLAGE] = { TOTAL_SQL " FROM visit v"
	    " WHERE v.household_id = 0 AND" FIND_SQL,
	    .in = &village_shape, .out = &total_shape },
};
static const struct query pages[DRAWN__MAX] = {
	[DRAWN_WITHIN] = { VISIT_SQL("h.number", "h.head_name")
	    HOUSEHOLD_SQL AREA_SQL WITHIN_SQL PAGE_SQL,
	    .in = &within_page_shape, .out = &visit_shape },
	[DRAWN_HOUSEHOLD] = { VISIT_SQL("h.number", "h.head_name")
	    HOUSEHOLD_SQL AREA_SQL OF_HOUSEHOLD_SQL PAGE_SQL,
	    .in = &household_page_shape, .out = &visit_shape },
	[DRAWN_VILLAGE] = { VISIT_SQL("NULL", "NULL") " FROM visit v"
	    AREA_SQL " WHERE v.household_id = 0 AND" FIND_SQL PAGE_SQL,
	    .in = &village_page_shape, .out = &visit_shape },
};

/* No days: any. */
static void
days(const struct visit_filter *w, struct find *f)
{
	f->first = date_ok(w->first) ? w->first :
	    (struct date){ 1900, 1, 1 };
	f->last = date_ok(w->last) ? w->last : DATE_NEVER;
}

enum err
visit_list(struct db *db, struct pool *pool, const struct who *who,
    const struct visit_filter *w, struct visit_list *list)
{
	const char *author = w->author != NULL ? w->author : "";
	struct find f = { .scope = area_scope(who, w->area),
	    .year = who->year, .household_id = w->household_id,
	    .author = author,
	    .ended = w->ended };
	enum drawn drawn = w->household_id != 0 ? DRAWN_HOUSEHOLD :
	    w->of_village ? DRAWN_VILLAGE : DRAWN_WITHIN;
	struct total total;
	struct pager at;
	enum err e;

	*list = (struct visit_list){ .page = 1, .pages = 1 };
	if (drawn == DRAWN_VILLAGE && who->role < ROLE_VILLAGE)
		return OK;
	f.low = f.scope.low;
	f.high = f.scope.high;
	days(w, &f);
	if ((e = db_one(db, pool, &totals[drawn], &f, &total)) != OK)
		return e;
	list->visits = total.visits;
	list->households = drawn == DRAWN_VILLAGE ? 0 : total.households;
	list->photos = total.photos;
	at = pager_of(total.visits, VISIT_PAGE, w->page);
	list->page = at.page;
	list->pages = at.pages;
	f.limit = VISIT_PAGE;
	f.offset = at.offset;
	return db_all(db, pool, &pages[drawn], &f, VISIT_PAGE, &list->at,
	    &list->count);
}

/* ---- writing ---------------------------------------------------------- */

struct number {
	int64_t user_id;
	const char *nonce;
};
static SHAPE(number, COLUMN(number, user_id), COLUMN(number, nonce));
static const struct query take_number = {
	"INSERT INTO visit_key (user_id, nonce) VALUES (?, ?)"
	" ON DUPLICATE KEY UPDATE visit_id = LAST_INSERT_ID(visit_id)",
	.in = &number_shape
};

struct row {
	int64_t visit_id, household_id, area;
	const char *method;
	struct date on_day;
	const char *theme, *detail;
	int64_t author;
	const char *author_name;
	int64_t helper_id;
	struct moment written_at;
	int64_t changed_by;
	const char *door;
};
static SHAPE(row, COLUMN(row, visit_id), COLUMN(row, household_id),
    COLUMN(row, area), COLUMN(row, method), COLUMN(row, on_day),
    COLUMN(row, theme), COLUMN(row, detail), COLUMN(row, author),
    COLUMN(row, author_name), COLUMN(row, helper_id),
    COLUMN(row, written_at), COLUMN(row, changed_by), COLUMN(row, door));
static const struct query insert = {
	"INSERT INTO visit (visit_id, household_id, area, method, on_day,"
	" theme, detail, author, author_name, helper_id, written_at,"
	" changed_by, door) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &row_shape
};

/* As others have committed it by now. */
struct said {
	int64_t visit_id;
	const char *method;
	struct date on_day;
	const char *theme, *detail;
};
static SHAPE(said, COLUMN(said, visit_id), COLUMN(said, method),
    COLUMN(said, on_day), COLUMN(said, theme), COLUMN(said, detail));
struct told {
	int64_t told;
};
static SHAPE(told, COLUMN(told, told));
static const struct query told_already = {
	"SELECT 1 AS told FROM visit"
	" WHERE visit_id = ? AND method = ? AND on_day = ? AND theme = ?"
	"   AND detail = ? AND state = 'kept' LOCK IN SHARE MODE",
	.in = &said_shape, .out = &told_shape
};

struct change_row {
	const char *method;
	struct date on_day;
	const char *theme, *detail;
	int64_t changed_by;
	const char *door;
	int64_t visit_id, version, author;
};
static SHAPE(change_row, COLUMN(change_row, method),
    COLUMN(change_row, on_day), COLUMN(change_row, theme),
    COLUMN(change_row, detail), COLUMN(change_row, changed_by),
    COLUMN(change_row, door), COLUMN(change_row, visit_id),
    COLUMN(change_row, version), COLUMN(change_row, author));
static const struct query update = {
	"UPDATE visit SET method = ?, on_day = ?, theme = ?, detail = ?,"
	" changed_by = ?, door = ?, version = version + 1"
	" WHERE visit_id = ? AND version = ? AND author = ?"
	"   AND state = 'kept'",
	.in = &change_row_shape
};

struct end_row {
	const char *state, *reason;
	int64_t changed_by;
	const char *door;
	int64_t visit_id, version;
};
static SHAPE(end_row, COLUMN(end_row, state), COLUMN(end_row, reason),
    COLUMN(end_row, changed_by), COLUMN(end_row, door),
    COLUMN(end_row, visit_id), COLUMN(end_row, version));
static const struct query end = {
	"UPDATE visit SET state = ?, reason = ?, changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE visit_id = ? AND version = ? AND state = 'kept'",
	.in = &end_row_shape
};

struct count_key {
	int64_t visit_id, visit_again;
};
static SHAPE(count_key, COLUMN(count_key, visit_id),
    COLUMN(count_key, visit_again));
static const struct query count = {
	"UPDATE visit SET photo_count ="
	" (SELECT COUNT(*) FROM photo p WHERE p.visit_id = ?)"
	" WHERE visit_id = ?",
	.in = &count_key_shape
};

const struct query *const visit_queries[] = {
	&by_household, &by_village, &totals[DRAWN_WITHIN],
	&totals[DRAWN_HOUSEHOLD], &totals[DRAWN_VILLAGE],
	&pages[DRAWN_WITHIN], &pages[DRAWN_HOUSEHOLD],
	&pages[DRAWN_VILLAGE], &take_number, &insert, &told_already, &update,
	&end, &count, NULL
};

static enum err
tell(struct db *db, const struct who *who, int64_t id, const char *deed,
    const char *reason)
{
	return change_write(db, who, &(struct change){ .entity = "visit",
	    .record_id = id, .deed = deed, .reason = reason });
}

enum err
visit_add(struct db *db, const struct who *who, const struct visit_new *new,
    int64_t *visit_id, bool *fresh)
{
	const struct visit_words *w = &new->words;
	struct db_deed deed;
	struct told told;
	enum err e;

	*fresh = false;
	if (who->closed)
		return ERR_DENIED;
	e = db_do(db, &take_number, &(struct number){ who->user_id,
	    new->nonce }, &deed);
	if (e != OK)
		return e;
	*visit_id = deed.id;
	e = db_do(db, &insert, &(struct row){ deed.id, new->household_id,
	    new->area, w->method, w->on_day, w->theme, w->detail,
	    who->user_id, who->name, who->helper_id, new->now, who->user_id,
	    who->door }, NULL);
	/* Its number was taken before, and the entry is there. */
	if (e == ERR_CONFLICT) {
		e = db_one(db, NULL, &told_already, &(struct said){ deed.id,
		    w->method, w->on_day, w->theme, w->detail }, &told);
		return e == ERR_ABSENT ? ERR_CONFLICT : e;
	}
	*fresh = e == OK;
	return e != OK ? e : tell(db, who, deed.id, "insert", NULL);
}

bool
visit_mine(const struct who *who, const struct visit *v)
{
	return v->author == who->user_id && text_is(v->state, "kept") &&
	    !who->closed;
}

enum err
visit_change(struct db *db, const struct who *who, const struct visit *v,
    const struct visit_words *w)
{
	struct db_deed deed;
	enum err e;

	if (!visit_mine(who, v))
		return ERR_DENIED;
	e = db_do(db, &update, &(struct change_row){ w->method, w->on_day,
	    w->theme, w->detail, who->user_id, who->door, v->visit_id,
	    v->version, who->user_id }, &deed);
	if (e != OK)
		return e;
	return deed.changed == 0 ? ERR_CONFLICT :
	    tell(db, who, v->visit_id, "update", NULL);
}

enum err
visit_count(struct db *db, const struct who *who, int64_t visit_id)
{
	(void)who;
	return db_do(db, &count, &(struct count_key){ visit_id, visit_id },
	    NULL);
}

enum err
visit_end(struct db *db, const struct who *who, const struct visit *v,
    const char *reason)
{
	bool mine = reason == NULL;
	struct db_deed deed;
	enum err e;

	if (mine ? !visit_mine(who, v) : who->role < ROLE_COUNTY ||
	    who->closed)
		return ERR_DENIED;
	e = db_do(db, &end, &(struct end_row){ mine ? "withdrawn" :
	    "removed", reason, who->user_id, who->door, v->visit_id,
	    v->version }, &deed);
	if (e != OK)
		return e;
	return deed.changed == 0 ? ERR_CONFLICT :
	    tell(db, who, v->visit_id, "delete", reason);
}
