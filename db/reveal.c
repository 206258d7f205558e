#include <inttypes.h>
#include <stdio.h>

#include "core/pager.h"
#include "db/reveal.h"

/* As the audit has it. */
struct line {
	int64_t audit_id;
	struct moment at;
	int64_t user_id;
	const char *address, *about, *reason, *login, *name;
};
#define LINE(c) COLUMN(line, c)
#define LINE_SHAPE(name, ...)                                           \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct line) }

LINE_SHAPE(new_line, LINE(at), LINE(user_id), LINE(address), LINE(about),
    LINE(reason));
static const struct query add = {
	"INSERT INTO audit (at, user_id, address, deed, about, reason)"
	" VALUES (?, ?, ?, 'reveal', ?, ?)",
	.in = &new_line
};

struct line_key {
	int64_t id, user_id, id_again;
};
static SHAPE(line_key, COLUMN(line_key, id), COLUMN(line_key, user_id),
    COLUMN(line_key, id_again));
LINE_SHAPE(whole_line, LINE(audit_id), LINE(at), LINE(user_id),
    LINE(address), LINE(about), LINE(reason), LINE(login), LINE(name));
#define LINE_SQL                                                        \
	"SELECT a.audit_id, a.at, a.user_id, a.address, a.about,"       \
	" IFNULL(a.reason, '') AS reason, u.login, u.name"              \
	"  FROM audit a JOIN user u ON u.user_id = a.user_id"
static const struct query together = {
	LINE_SQL " WHERE a.audit_id >= ? AND a.user_id = ?"
	"   AND a.deed = 'reveal'"
	"   AND a.at = (SELECT o.at FROM audit o WHERE o.audit_id = ?)"
	" ORDER BY a.audit_id",
	.in = &line_key_shape, .out = &whole_line
};

struct area_key {
	int64_t low, high, limit, offset;
};
#define AREA(c) COLUMN(area_key, c)
static SHAPE(area_key, AREA(low), AREA(high), AREA(limit), AREA(offset));
static const struct shape count_key = {
	(const struct column[]){ AREA(low), AREA(high) }, 2,
	sizeof(struct area_key)
};
struct lines {
	int64_t lines;
};
static SHAPE(lines, COLUMN(lines, lines));
static const struct query count = {
	"SELECT COUNT(*) AS `lines` FROM audit a"
	"  JOIN user u ON u.user_id = a.user_id"
	" WHERE a.deed = 'reveal' AND u.area BETWEEN ? AND ?",
	.in = &count_key, .out = &lines_shape
};
static const struct query list = {
	LINE_SQL " WHERE a.deed = 'reveal' AND u.area BETWEEN ? AND ?"
	" ORDER BY a.at DESC, a.audit_id DESC LIMIT ? OFFSET ?",
	.in = &area_key_shape, .out = &whole_line
};

const struct query *const reveal_queries[] = {
	&add, &together, &count, &list, NULL
};

/* household 12 member 34 idno */
#define ABOUT "household %" PRId64 " member %" PRId64 " %s"

static enum err
reveal_of(struct pool *pool, const struct line *line, struct reveal *out)
{
	char field[41];

	*out = (struct reveal){ .reveal_id = line->audit_id, .at = line->at,
	    .user_id = line->user_id, .address = line->address,
	    .reason = line->reason, .login = line->login,
	    .name = line->name };
	if (sscanf(line->about, "household %" SCNd64 " member %" SCNd64
	    " %40s", &out->household_id, &out->member_id, field) != 3)
		return ERR_ABSENT;
	out->field = pool_copy(pool, field);
	return OK;
}

enum err
reveal_add(struct db *db, struct pool *pool, struct reveal *r)
{
	struct line line = { .at = r->at, .user_id = r->user_id,
	    .address = r->address, .reason = r->reason,
	    .about = pool_print(pool, ABOUT, r->household_id, r->member_id,
	    r->field) };
	struct db_deed deed;
	enum err e = db_do(db, &add, &line, &deed);

	r->reveal_id = deed.id;
	return e;
}

/* The lines as they were told; what is none of ours is left out. */
static void
reveals_of(struct pool *pool, const struct line *at, size_t found,
    struct reveal_list *out)
{
	size_t i;

	out->at = pool_array(pool, found + 1, sizeof *out->at);
	for (i = out->count = 0; i < found; i++)
		out->count += reveal_of(pool, &at[i],
		    &out->at[out->count]) == OK;
}

enum err
reveal_together(struct db *db, struct pool *pool, int64_t user_id,
    int64_t id, struct reveal_list *out)
{
	struct line *at;
	size_t found;
	enum err e = db_all(db, pool, &together, &(struct line_key){ id,
	    user_id, id }, REVEAL_TOGETHER, &at, &found);

	if (e != OK)
		return e;
	*out = (struct reveal_list){ .page = 1, .pages = 1 };
	reveals_of(pool, at, found, out);
	return out->count > 0 && out->at[0].reveal_id == id ? OK :
	    ERR_ABSENT;
}

enum err
reveal_list(struct db *db, struct pool *pool, const struct who *who,
    int64_t page, struct reveal_list *out)
{
	struct area_key key = { who->low, who->high, REVEAL_PAGE, 0 };
	struct pager pager;
	struct line *at;
	struct lines n;
	size_t found;
	enum err e;

	if ((e = db_one(db, pool, &count, &key, &n)) != OK)
		return e;
	pager = pager_of(n.lines, REVEAL_PAGE, page);
	out->lines = n.lines;
	out->pages = pager.pages;
	out->page = pager.page;
	key.offset = pager.offset;
	if ((e = db_all(db, pool, &list, &key, REVEAL_PAGE, &at,
	    &found)) != OK)
		return e;
	reveals_of(pool, at, found, out);
	return OK;
}
