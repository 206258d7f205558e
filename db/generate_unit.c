#include <string.h>

#include "db/generate_random.h"
#include "db/generate_record.h"
#include "db/generate_unit.h"

#define PHONE_LINE	INT64_C(2000000)	/* 0312-2000000 … */
#define HELPERS_CEILING	(256u << 20)		/* a bound, not what it takes */
#define TEAM_LEAST	2			/* members of a team */
#define TEAM_MOST	4
#define IDNO_AREA	999997	/* nobody's; others have another */

/* What generate_plan draws for helpers, as units. */
static const struct {
	const char *name;
	int64_t tier;
	const char *affiliation;
	bool sends;		/* work teams */
} units[] = {
	{ "县农业农村局", 5, "04", true }, { "县水利局", 5, "04", true },
	{ "县教育和体育局", 5, "04", true },
	{ "县卫生健康局", 5, "04", true },
	{ "县交通运输局", 5, "04", true }, { "县财政局", 5, "04", true },
	{ "县自然资源局", 5, "04", true }, { "县林业局", 5, "04", true },
	{ "县文化馆", 5, "04", false }, { "县民政局", 5, "04", true },
	{ "县医疗保障局", 5, "04", true },
	{ "县住房和城乡建设局", 5, "04", true },
	{ "乡镇政府", 5, "05", false }, { "乡镇卫生院", 5, "05", false },
	{ "中心小学", 5, "05", false }, { "驻村工作队", 5, "04", false },
	{ "村两委", 5, "07", false },
	{ "市发展和改革委员会", 2, "03", true },
	{ "市税务局", 2, "03", true }, { "市人民政府办公室", 1, "03", true },
	{ "县委办公室", 3, "04", true }, { "县人民政府办公室", 3, "04", true },
	{ "各乡镇党委", 4, "05", false },
};

struct row_unit {
	int64_t unit_id;
	const char *name;
	int64_t tier;
	const char *affiliation, *leader, *address, *contact, *phone;
	int64_t area;
	struct date from_day;
};
#define U(m) COLUMN(row_unit, m)
static SHAPE(row_unit, U(unit_id), U(name), U(tier), U(affiliation),
    U(leader), U(address), U(contact), U(phone), U(area), U(from_day));

struct row_team {
	int64_t team_id, area, unit_id;
	const char *contact, *phone;
	struct date from_day;
};
#define T(m) COLUMN(row_team, m)
static SHAPE(row_team, T(team_id), T(area), T(unit_id), T(contact),
    T(phone), T(from_day));

struct row_member {
	int64_t team_id;
	const char *name;
	int64_t sex;
	const char *idno, *politics, *education, *skill, *duty;
	bool is_leader, is_secretary;
	struct date from_day;
};
#define M(m) COLUMN(row_member, m)
static SHAPE(row_member, M(team_id), M(name), M(sex), M(idno), M(politics),
    M(education), M(skill), M(duty), M(is_leader), M(is_secretary),
    M(from_day));

#define K(m) COLUMN(generate_helper, m)
static const struct shape helper_row_shape = {
	(const struct column[]){ K(helper_id), K(name), K(unit), K(duty),
	    K(area), K(phone), K(unit_id), K(sex), K(politics) }, 9,
	sizeof(struct generate_helper)
};
static const struct query helper_phones = {
	"INSERT INTO helper_phone (phone, helper_id)"
	" SELECT phone, helper_id FROM helper k"
	" WHERE phone IS NOT NULL AND active AND NOT EXISTS"
	"  (SELECT 1 FROM helper_phone n WHERE n.helper_id = k.helper_id)",
	.in = NULL
};

struct base {
	int64_t unit, team;
};
static SHAPE(base, COLUMN(base, unit), COLUMN(base, team));
static const struct query greatest = {
	"SELECT (SELECT IFNULL(MAX(unit_id), 0) FROM unit) AS unit,"
	" (SELECT IFNULL(MAX(team_id), 0) FROM team) AS team",
	.out = &base_shape
};

const struct query *const generate_unit_queries[] = {
	&helper_phones, &greatest, NULL
};

static const struct date sent = { 2021, 5, 20 };

static enum err
write_units(struct db *db, struct pool *pool, const struct generate_plan *p,
    int64_t base)
{
	struct generate_record g = generate_record_start(pool,
	    DICTIONARY_UNIT, &row_unit_shape, LEN(units));
	size_t i;

	for (i = 0; i < LEN(units); i++) {
		struct random r = random_of(p->options->seed, RANDOM_HELPER,
		    (int64_t)i, 5);
		bool led = units[i].tier == 1 || units[i].tier == 3 ||
		    units[i].tier == 4;

		generate_record_add(&g, &(struct row_unit){ .unit_id = base + 1 +
		    (int64_t)i, .name = units[i].name,
		    .tier = units[i].tier,
		    .affiliation = units[i].affiliation,
		    .leader = led ? random_name(pool, &r, true) : NULL,
		    .address = pool_print(pool, "%s人民路%d号",
		    units[i].tier < 3 ? "市区" : "县城",
		    (int)random_below(&r, 200) + 1),
		    .contact = random_name(pool, &r, random_chance(&r, 500)),
		    .phone = pool_print(pool, "0312-%d", (int)(PHONE_LINE +
		    (int64_t)i)), .area = p->options->area,
		    .from_day = { 2016, 1, 1 } });
	}
	return generate_record_write(db, &g);
}

/* The ${i}th member of a team. */
static struct row_member
draw_member(struct pool *pool, struct random *r, int64_t team_id, size_t i)
{
	static const char *const politics[] = { "01", "01", "01", "13" };
	static const char *const education[] = { "6", "6", "5", "4" };
	static const char *const skills[] = { "种植", "养殖", "财务", "法律",
	    "信息技术", "医疗", "工程" };
	bool male = random_chance(r, 640);
	struct row_member m = { .team_id = team_id,
	    .sex = male ? 1 : 2, .is_leader = i == 0,
	    .is_secretary = i == 0, .from_day = sent };

	m.name = random_name(pool, r, male);
	m.idno = generate_record_idno(pool, IDNO_AREA, team_id * 8 +
	    (int64_t)i, male);
	m.politics = i == 0 ? "01" : random_of_list(r, politics,
	    LEN(politics));
	m.education = random_of_list(r, education, LEN(education));
	m.skill = random_of_list(r, skills, LEN(skills));
	m.duty = i == 0 ? "副科级干部" : "科员";
	return m;
}

static void
add_member(struct generate_record *g, const struct generate_plan *p,
    struct random *r, int64_t team_id, size_t i)
{
	struct row_member m = draw_member(p->pool, r, team_id, i);
	struct random more = random_of(p->options->seed, RANDOM_HELPER,
	    team_id * 8 + (int64_t)i, 7);
	size_t unit = (size_t)random_below(&more, (int64_t)LEN(units));

	generate_record_add(g, &m);
	if (random_chance(&more, 700))
		return;			/* of the unit that sent him */
	generate_record_text(g, "unit", units[unit].name);
	generate_record_text(g, "affiliation", units[unit].affiliation);
}

/* Three villages of four have a team of two to four. */
static enum err
write_teams(struct db *db, struct pool *pool, const struct generate_plan *p,
    const struct base *base)
{
	struct generate_record teams = generate_record_start(pool,
	    DICTIONARY_TEAM, &row_team_shape, p->village_count);
	struct generate_record members = generate_record_start(pool,
	    DICTIONARY_TEAM_MEMBER, &row_member_shape, p->village_count *
	    TEAM_MOST);
	int64_t id = base->team;
	size_t i, j, count;
	enum err e;

	for (i = 0; i < p->village_count; i++) {
		struct random r = random_of(p->options->seed, RANDOM_HELPER,
		    (int64_t)i, 6);

		if (random_chance(&r, 250))
			continue;
		do
			j = (size_t)random_below(&r, (int64_t)LEN(units));
		while (!units[j].sends);
		generate_record_add(&teams, &(struct row_team){
		    .team_id = ++id, .area = p->villages[i].code,
		    .unit_id = base->unit + 1 + (int64_t)j,
		    .contact = random_name(pool, &r, true),
		    .phone = pool_print(pool, "0312-%d", (int)(PHONE_LINE +
		    1000 + (int64_t)i)), .from_day = sent });
		count = TEAM_LEAST + (size_t)random_below(&r, TEAM_MOST -
		    TEAM_LEAST + 1);
		for (j = 0; j < count; j++)
			add_member(&members, p, &r, id, j);
	}
	e = generate_record_write(db, &teams);
	return e != OK ? e : generate_record_write(db, &members);
}

static enum err
write_helpers(struct db *db, const struct generate_plan *p)
{
	size_t count = (size_t)p->helper_count, i;
	struct pool *pool = pool_new(HELPERS_CEILING);
	struct generate_record g = generate_record_start(pool,
	    DICTIONARY_HELPER, &helper_row_shape, count);
	enum err e;

	for (i = 0; i < count; i++) {
		const struct generate_helper *h = &p->helpers[i];

		generate_record_add(&g, h);
		generate_record_text(&g, "idno", h->idno);
		generate_record_text(&g, "education", h->education);
		generate_record_text(&g, "skill", h->skill);
	}
	e = generate_record_write(db, &g);
	pool_free(pool);
	return e == OK && count > 0 ?
	    db_do(db, &helper_phones, NULL, NULL) : e;
}

enum err
generate_unit_write(struct db *db, struct pool *pool,
    struct generate_plan *p)
{
	struct base base;
	enum err e;
	int64_t i;
	size_t j;

	if ((e = db_one(db, pool, &greatest, NULL, &base)) != OK ||
	    (e = write_units(db, pool, p, base.unit)) != OK)
		return e;
	for (i = 0; i < p->helper_count; i++)
		for (j = 0; j < LEN(units); j++)
			if (strcmp(units[j].name, p->helpers[i].unit) == 0) {
				p->helpers[i].unit_id = (struct opt_int){
				    true, base.unit + 1 + (int64_t)j };
				break;
			}
	e = write_teams(db, pool, p, &base);
	return e != OK ? e : write_helpers(db, p);
}
