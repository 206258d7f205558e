#include <string.h>

#include "db/record.h"
#include "db/team_member.h"

SHAPE(team_member, COLUMN(team_member, member_id),
    COLUMN(team_member, team_id), COLUMN(team_member, name),
    COLUMN(team_member, sex), COLUMN(team_member, idno),
    COLUMN(team_member, politics), COLUMN(team_member, education),
    COLUMN(team_member, skill), COLUMN(team_member, duty),
    COLUMN(team_member, phone), COLUMN(team_member, is_leader),
    COLUMN(team_member, is_secretary), COLUMN(team_member, from_day),
    COLUMN(team_member, to_day), COLUMN(team_member, version),
    COLUMN(team_member, current));

#define MEMBER_SQL                                                      \
	"SELECT m.member_id, m.team_id, m.name, m.sex, m.idno,"         \
	" m.politics, m.education, m.skill, m.duty, m.phone,"           \
	" m.is_leader, m.is_secretary, m.from_day, m.to_day, m.version," \
	" (? BETWEEN m.from_day AND m.to_day) AS current"               \
	"  FROM team t JOIN team_member m ON m.team_id = t.team_id"     \
	" WHERE t.area BETWEEN ? AND ?"

struct ask {
	struct date today;
	int64_t low, high, id;
};
static SHAPE(ask, COLUMN(ask, today), COLUMN(ask, low), COLUMN(ask, high),
    COLUMN(ask, id));

static const struct query of_team = {
	MEMBER_SQL " AND t.team_id = ? ORDER BY current DESC,"
	" m.is_leader DESC, m.is_secretary DESC, m.from_day, m.member_id",
	.in = &ask_shape, .out = &team_member_shape
};
static const struct query by_id = {
	MEMBER_SQL " AND m.member_id = ?",
	.in = &ask_shape, .out = &team_member_shape
};

/* Who stands in his way: what others are at that time. */
struct against {
	int64_t team_id;
	struct date to_day, from_day;
	const char *idno, *idno_again;
	int64_t member_id, team_again;
};
static SHAPE(against, COLUMN(against, team_id), COLUMN(against, idno),
    COLUMN(against, idno_again), COLUMN(against, member_id),
    COLUMN(against, to_day), COLUMN(against, from_day),
    COLUMN(against, team_again));
struct others {
	int64_t leaders, secretaries, same;
};
static SHAPE(others, COLUMN(others, leaders), COLUMN(others, secretaries),
    COLUMN(others, same));
static const struct query others_of = {
	"SELECT IFNULL(SUM(m.is_leader AND m.team_id = ?), 0) AS leaders,"
	" IFNULL(SUM(m.is_secretary AND t.area = own.area), 0)"
	"   AS secretaries,"
	" IFNULL(SUM(? <> '' AND m.idno = ?), 0) AS same"
	"  FROM team own JOIN team_member m ON m.member_id <> ?"
	"   AND m.from_day <= ? AND m.to_day >= ?"
	"  JOIN team t ON t.team_id = m.team_id"
	" WHERE own.team_id = ?",
	.in = &against_shape, .out = &others_shape
};

struct written {
	struct team_member m;
	int64_t changed_by;
	const char *door;
};
#define W(x, cell) { #x, cell, offsetof(struct written, m.x) }
#define WRITTEN                                                         \
	W(team_id, CELL_INT), W(name, CELL_TEXT), W(sex, CELL_INT),     \
	W(idno, CELL_TEXT), W(politics, CELL_TEXT),                     \
	W(education, CELL_TEXT), W(skill, CELL_TEXT),                   \
	W(duty, CELL_TEXT), W(phone, CELL_TEXT),                        \
	W(is_leader, CELL_FLAG), W(is_secretary, CELL_FLAG),            \
	W(from_day, CELL_DATE), W(to_day, CELL_DATE),                   \
	COLUMN(written, changed_by), COLUMN(written, door)
static const struct shape written_shape = {
	(const struct column[]){ WRITTEN }, 15, sizeof(struct written)
};
const struct query *const team_member_queries[] = {
	&of_team, &by_id, &others_of, NULL
};

enum err
team_members(struct db *db, struct pool *pool, const struct who *who,
    int64_t team_id, struct team_members *members)
{
	return db_all(db, pool, &of_team, &(struct ask){ who->today,
	    who->low, who->high, team_id }, TEAM_MEMBERS_MOST, &members->at,
	    &members->count);
}

enum err
team_member_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t member_id, struct team_member *member)
{
	return db_one(db, pool, &by_id, &(struct ask){ who->today, who->low,
	    who->high, member_id }, member);
}

/* A person's time lies within the team's, and only one leads. */
static enum err
judge(struct db *db, struct pool *pool, const struct team *t,
    const struct team_member *m, enum team_flaw *flaw)
{
	const char *idno = m->idno != NULL ? m->idno : "";
	struct others o;
	enum err e;

	*flaw = date_compare(m->to_day, m->from_day) < 0 ? TEAM_PERIOD :
	    date_compare(m->from_day, t->from_day) < 0 ||
	    date_compare(m->to_day, t->to_day) > 0 ? TEAM_OUTSIDE : TEAM_OK;
	if (*flaw != TEAM_OK)
		return ERR_INPUT;
	e = db_one(db, pool, &others_of, &(struct against){ m->team_id,
	    m->to_day, m->from_day, idno, idno, m->member_id, m->team_id },
	    &o);
	if (e != OK)
		return e;
	*flaw = m->is_leader && o.leaders > 0 ? TEAM_LEADER :
	    m->is_secretary && o.secretaries > 0 ? TEAM_SECRETARY :
	    o.same > 0 ? TEAM_SAME : TEAM_OK;
	return *flaw != TEAM_OK ? ERR_CONFLICT : OK;
}

enum err
team_member_save(struct db *db, struct pool *pool, const struct who *who,
    struct team_member *member, enum team_flaw *flaw)
{
	struct written w = { *member, who->user_id, who->door };
	struct team_member old;
	struct team team;
	enum err e;

	*flaw = TEAM_OK;
	if (who->closed || who->role < ROLE_TOWNSHIP)
		return ERR_DENIED;
	if ((e = team_by_id(db, pool, who, member->team_id, &team)) != OK ||
	    (member->member_id != 0 && (e = team_member_by_id(db, pool, who,
	    member->member_id, &old)) != OK) ||
	    (e = judge(db, pool, &team, member, flaw)) != OK)
		return e;
	e = record_put(db, pool, who, &(struct record){
	    .entity = DICTIONARY_TEAM_MEMBER, .hand = &written_shape,
	    .values = &w, .own = member->own, .id = member->member_id,
	    .parent = member->team_id, .version = member->version },
	    &member->member_id);
	if (e == ERR_CONFLICT)
		*flaw = TEAM_STALE;
	return e;
}
