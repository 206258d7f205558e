#include <string.h>

#include "core/area.h"
#include "core/text.h"
#include "db/area.h"
#include "db/change.h"
#include "db/helper.h"
#include "db/record.h"
#include "db/record_list.h"

SHAPE(helper, COLUMN(helper, helper_id), COLUMN(helper, name),
    COLUMN(helper, unit), COLUMN(helper, unit_id), COLUMN(helper, duty),
    COLUMN(helper, sex), COLUMN(helper, politics), COLUMN(helper, area),
    COLUMN(helper, area_name), COLUMN(helper, phone), COLUMN(helper, active),
    COLUMN(helper, version), COLUMN(helper, households));

#define HELPER_SQL                                                      \
	"SELECT k.helper_id, k.name, k.unit, k.unit_id, k.duty, k.sex," \
	" k.politics, k.area, a.name AS area_name, k.phone, k.active," \
	" k.version, "
#define HELPER_FROM                                                     \
	" AS households"                                                \
	" FROM helper k LEFT JOIN area a ON a.code = k.area"
#define PAIRED_SQL                                                      \
	"(SELECT COUNT(*) FROM pairing p WHERE p.helper_id = k.helper_id" \
	" AND ? BETWEEN p.from_day AND p.to_day)"
/* A helper himself, or the helpers of the areas. */
#define WITHIN_SQL                                                      \
	" WHERE k.area BETWEEN ? AND ? AND ? IN (0, k.helper_id)"

struct key {
	struct date today;
	int64_t low, high, self;
	int64_t helper_id;
};
static SHAPE(key, COLUMN(key, today), COLUMN(key, low), COLUMN(key, high),
    COLUMN(key, self), COLUMN(key, helper_id));

static const struct query by_id = {
	HELPER_SQL PAIRED_SQL HELPER_FROM WITHIN_SQL " AND k.helper_id = ?",
	.in = &key_shape, .out = &helper_shape
};

struct phone_key {
	const char *phone;
};
static SHAPE(phone_key, COLUMN(phone_key, phone));

static const struct query by_phone = {
	HELPER_SQL "0" HELPER_FROM
	" JOIN helper_phone n ON n.helper_id = k.helper_id"
	" WHERE n.phone = ? AND k.active",
	.in = &phone_key_shape, .out = &helper_shape
};

struct filter {
	struct date today;
	int64_t low, high, self;
	bool all;
	const char *word, *name, *unit, *phone;
};
#define FILTER_COLUMNS                                                  \
	COLUMN(filter, low), COLUMN(filter, high), COLUMN(filter, self), \
	COLUMN(filter, all), COLUMN(filter, word), COLUMN(filter, name), \
	COLUMN(filter, unit), COLUMN(filter, phone)
#define FILTER_SQL                                                      \
	WITHIN_SQL " AND (? OR k.active) AND (? = ''"                   \
	" OR INSTR(k.name, ?) > 0 OR INSTR(k.unit, ?) > 0 OR k.phone = ?)"
static const struct shape total_shape = {
	(const struct column[]){ FILTER_COLUMNS }, 8, sizeof(struct filter)
};
static const struct shape rows_shape = {
	(const struct column[]){ COLUMN(filter, today), FILTER_COLUMNS },
	9, sizeof(struct filter)
};

static const struct query total = {
	"SELECT COUNT(*) AS n FROM helper k" FILTER_SQL,
	.in = &total_shape, .out = &record_total_shape
};

static const struct query rows = {
	HELPER_SQL PAIRED_SQL HELPER_FROM FILTER_SQL,
	.in = &rows_shape, .out = &helper_shape
};

/* ---- writing --------------------------------------------------------- */

struct written {
	const char *name, *unit;
	struct opt_int unit_id;
	const char *duty;
	struct opt_int sex;
	const char *politics, *phone;
	int64_t area;
	int64_t changed_by;
	const char *door;
};
static SHAPE(written, COLUMN(written, name), COLUMN(written, unit),
    COLUMN(written, unit_id), COLUMN(written, duty), COLUMN(written, sex),
    COLUMN(written, politics), COLUMN(written, phone), COLUMN(written, area),
    COLUMN(written, changed_by), COLUMN(written, door));

struct speaks {
	const char *phone;
	int64_t helper_id;
};
static SHAPE(speaks, COLUMN(speaks, phone), COLUMN(speaks, helper_id));

static const struct query take_phone = {
	"INSERT INTO helper_phone (phone, helper_id) VALUES (?, ?)",
	.in = &speaks_shape
};

struct id {
	int64_t helper_id;
};
static SHAPE(id, COLUMN(id, helper_id));

static const struct query drop_phone = {
	"DELETE FROM helper_phone WHERE helper_id = ?", .in = &id_shape
};

struct edit {
	const char *phone;
	bool active;
	int64_t changed_by;
	const char *door;
	int64_t helper_id;
};
static SHAPE(edit, COLUMN(edit, phone), COLUMN(edit, active),
    COLUMN(edit, changed_by), COLUMN(edit, door), COLUMN(edit, helper_id));

static const struct query update = {
	"UPDATE helper SET phone = ?, active = ?, changed_by = ?, door = ?,"
	" version = version + 1 WHERE helper_id = ?",
	.in = &edit_shape
};

const struct query *const helper_queries[] = {
	&by_id, &by_phone, &total, &rows, &take_phone, &drop_phone, &update,
	NULL
};

/* ---- reading --------------------------------------------------------- */

enum err
helper_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t helper_id, struct helper *helper)
{
	return db_one(db, pool, &by_id, &(struct key){ who->today, who->low,
	    who->high, who->helper_id, helper_id }, helper);
}

enum err
helper_by_phone(struct db *db, struct pool *pool, const char *phone,
    struct helper *helper)
{
	return db_one(db, pool, &by_phone, &(struct phone_key){ phone },
	    helper);
}

enum err
helper_list(struct db *db, struct pool *pool, const struct who *who,
    const struct helper_filter *w, struct helper_list *list)
{
	struct scope s = area_scope(who, w->area);
	const char *word = w->word != NULL ? w->word : "";
	struct filter f = { who->today, s.low, s.high, who->helper_id,
	    w->all, word, word, word, word };
	struct record_page page;
	enum err e = record_list(db, pool, who, &(struct record_list){
	    .total = &total, .rows = &rows, .in = &f,
	    .order = " ORDER BY k.area, k.helper_id",
	    .entity = DICTIONARY_HELPER, .alias = "k", .search = w->search,
	    .page = w->page, .size = w->page_size < 1 ||
	    w->page_size > HELPER_PAGE_MOST ? HELPER_PAGE : w->page_size },
	    &page);

	*list = (struct helper_list){ page.at, page.count, page.all,
	    page.page, page.pages };
	return e;
}

/* ---- changing -------------------------------------------------------- */

bool
helper_phone_ok(const char *phone)
{
	return strlen(phone) == 11 && phone[0] == '1' &&
	    strspn(phone, "0123456789") == 11;
}

/* "" is no phone. */
static const char *
phone_of(const char *phone)
{
	return phone != NULL && *phone != '\0' ? phone : NULL;
}

static struct written
written_of(const struct who *who, const struct helper *h)
{
	return (struct written){ .name = h->name,
	    .unit = h->unit != NULL ? h->unit : "",
	    .unit_id = { h->unit_id != 0, h->unit_id },
	    .duty = h->duty != NULL ? h->duty : "",
	    .sex = { h->sex != 0, h->sex }, .politics = h->politics,
	    .phone = phone_of(h->phone), .area = h->area,
	    .changed_by = who->user_id, .door = who->door };
}

static enum err
put(struct db *db, struct pool *pool, const struct who *who,
    const struct helper *h, int64_t *id)
{
	struct written values = written_of(who, h);

	return record_put(db, pool, who, &(struct record){
	    .entity = DICTIONARY_HELPER, .hand = &written_shape,
	    .values = &values, .own = h->own, .id = h->helper_id,
	    .parent = h->helper_id, .version = h->version }, id);
}

static enum err
judge(const struct who *who, const struct helper *h)
{
	if (who->closed || who->role < ROLE_TOWNSHIP || h->area < who->low ||
	    area_last(h->area) > who->high)
		return ERR_DENIED;
	return h->name == NULL || *h->name == '\0' ? ERR_INPUT : OK;
}

enum err
helper_add(struct db *db, struct pool *pool, const struct who *who,
    const struct helper *helper, int64_t *id)
{
	const char *phone = phone_of(helper->phone);
	struct helper new = *helper;
	enum err e;

	new.helper_id = 0;
	if ((e = judge(who, &new)) != OK)
		return e;
	if (phone != NULL && !helper_phone_ok(phone))
		return ERR_INPUT;
	e = put(db, pool, who, &new, id);
	if (e == OK && phone != NULL)
		e = db_do(db, &take_phone, &(struct speaks){ phone, *id },
		    NULL);
	return e;
}

static bool
same(const struct written *a, const struct written *b)
{
	size_t i;

	for (i = 0; i < written_shape.count; i++)
		if (!shape_same(&written_shape.columns[i], a, b))
			return false;
	return true;
}

enum err
helper_change(struct db *db, struct pool *pool, const struct who *who,
    const struct helper *helper)
{
	struct helper old, new = *helper;
	struct written was, is;
	int64_t id;
	enum err e;

	if ((e = helper_by_id(db, pool, who, helper->helper_id, &old)) != OK ||
	    (e = judge(who, helper)) != OK)
		return e;
	new.phone = old.phone;
	was = written_of(who, &old);
	is = written_of(who, &new);
	return new.own == NULL && same(&was, &is) ? OK :
	    put(db, pool, who, &new, &id);
}

/* Store phone and activity of ${h}, and whom the phone speaks for. */
static enum err
store(struct db *db, const struct who *who, const struct helper *h)
{
	enum err e;

	e = db_do(db, &drop_phone, &(struct id){ h->helper_id }, NULL);
	if (e == OK && h->phone != NULL && h->active)
		e = db_do(db, &take_phone, &(struct speaks){ h->phone,
		    h->helper_id }, NULL);
	if (e == OK)
		e = db_do(db, &update, &(struct edit){ h->phone, h->active,
		    who->user_id, who->door, h->helper_id }, NULL);
	return e != OK ? e : change_write(db, who, &(struct change){
	    .entity = "helper", .record_id = h->helper_id,
	    .deed = "update" });
}

enum err
helper_set_phone(struct db *db, struct pool *pool, const struct who *who,
    int64_t helper_id, const char *phone)
{
	struct helper h;
	enum err e;

	if (who->closed || who->role < ROLE_TOWNSHIP)
		return ERR_DENIED;
	phone = phone_of(phone);
	if (phone != NULL && !helper_phone_ok(phone))
		return ERR_INPUT;
	if ((e = helper_by_id(db, pool, who, helper_id, &h)) != OK)
		return e;
	if (text_is(h.phone, phone))
		return OK;
	h.phone = phone;
	return store(db, who, &h);
}

enum err
helper_set_active(struct db *db, struct pool *pool, const struct who *who,
    int64_t helper_id, bool active)
{
	struct helper h;
	enum err e;

	if (who->closed || who->role < ROLE_TOWNSHIP)
		return ERR_DENIED;
	if ((e = helper_by_id(db, pool, who, helper_id, &h)) != OK)
		return e;
	if (h.active == active)
		return OK;
	h.active = active;
	h.phone = NULL;
	return store(db, who, &h);
}
