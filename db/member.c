#include "db/member.h"

SHAPE(member, COLUMN(member, member_id), COLUMN(member, household_id),
    COLUMN(member, name), COLUMN(member, sex), COLUMN(member, idno),
    COLUMN(member, birth), COLUMN(member, relation),
    COLUMN(member, relation_label), COLUMN(member, active),
    COLUMN(member, left_why), COLUMN(member, left_day));

struct member_key {
	struct scope scope;
	int64_t year;
	int64_t household_id;
};
static SHAPE(member_key, SCOPE_COLUMNS(member_key, scope),
    COLUMN(member_key, year), COLUMN(member_key, household_id));

static const struct query of_household = {
	"SELECT m.member_id, m.household_id, m.name, m.sex, m.idno, m.birth,"
	" m.relation, c.label AS relation_label, m.active,"
	" d.label AS left_why, m.decrease_day AS left_day"
	"  FROM household h"
	"  JOIN member m"
	"    ON m.year = h.year AND m.household_id = h.household_id"
	"  LEFT JOIN code c ON c.list = 'relation' AND c.code = m.relation"
	"    AND m.year BETWEEN c.first_year AND c.last_year"
	"  LEFT JOIN code d ON d.list = 'decrease'"
	"    AND d.code = m.decrease_reason"
	"    AND m.year BETWEEN d.first_year AND d.last_year"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	" ORDER BY m.relation <> '01', m.member_id",
	.in = &member_key_shape, .out = &member_shape
};

const struct query *const member_queries[] = { &of_household, NULL };

enum err
member_list(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct member_list *list)
{
	return db_all(db, pool, &of_household, &(struct member_key){
	    scope_of(who), who->year, household_id }, MEMBER_MOST, &list->at,
	    &list->count);
}
