#include <string.h>

#include "db/generate_cells.h"
#include "db/generate_form.h"

enum {
	NATION, IDNO_TYPE, POLITICS, EDUCATION, STUDENT, HEALTH, SKILL,
	WORK_PROVINCE, WORK_CITY, WORK_COUNTY, WORK_TOWNSHIP, WORK_MONTHS,
	WORK_WAGE, PUBLIC_JOBS, PUBLIC_MONTHS, DROPOUT, MANDARIN, PENSION,
	EMPLOYEE_PENSION, MEDICAL, EMPLOYEE, SERIOUS, SUBSISTENCE, COMMERCIAL,
	ACCIDENT, MEDICAL_AID, INCREASE, INCREASE_MONTH, DECREASE,
	DECREASE_DAY, MEMBER__MAX
};
static const char *const names[MEMBER__MAX] = {
	[NATION] = "nation", [IDNO_TYPE] = "idno_type",
	[POLITICS] = "politics", [EDUCATION] = "education",
	[STUDENT] = "student", [HEALTH] = "health", [SKILL] = "skill",
	[WORK_PROVINCE] = "work_province", [WORK_CITY] = "work_city",
	[WORK_COUNTY] = "work_county", [WORK_TOWNSHIP] = "work_township",
	[WORK_MONTHS] = "work_months_100", [WORK_WAGE] = "work_wage_fen",
	[PUBLIC_JOBS] = "public_jobs",
	[PUBLIC_MONTHS] = "public_job_months_100", [DROPOUT] = "dropout",
	[MANDARIN] = "mandarin", [PENSION] = "pension_insured",
	[EMPLOYEE_PENSION] = "employee_pension",
	[MEDICAL] = "medical_insured", [EMPLOYEE] = "employee_insured",
	[SERIOUS] = "serious_insured", [SUBSISTENCE] = "subsistence",
	[COMMERCIAL] = "commercial_insured", [ACCIDENT] = "accident_subsidy",
	[MEDICAL_AID] = "medical_aid", [INCREASE] = "increase_reason",
	[INCREASE_MONTH] = "increase_month",
	[DECREASE] = "decrease_reason", [DECREASE_DAY] = "decrease_day",
};
static struct generate_cells cells = { .entity = DICTIONARY_MEMBER,
    .names = names, .count = MEMBER__MAX };

/* One person while the form is filled in. */
struct person {
	struct generate_form *f;
	struct generate_member *m;
	void *row;
	int age;
	bool pupil;
	const char *health;
	char grade;			/* of a disability; 0: none */
	bool able;			/* 普通劳动力 or 技能劳动力 */
};

static void
set(const struct person *p, int cell, const char *text)
{
	generate_cells_text(&cells, cell, p->row, text);
}

static void
put(const struct person *p, int cell, int64_t value)
{
	generate_cells_int(&cells, cell, p->row, value);
}

static bool
chance(struct person *p, int share)
{
	return random_chance(&p->f->r, share);
}

/* ---- school (rule families 4 and 5) ----------------------------------- */

static const char *
school_of(struct person *p)
{
	static const char *const by_age[] = { "1", "1", "1", "2", "2", "2",
	    "3", "3", "3", "3", "3", "3", "4", "5", "6" };
	static const char *const high[][2] = {
		{ "7", "10" }, { "8", "11" }, { "9", "12" },
	};
	static const char *const college[][2] = {
		{ "13", "20" }, { "14", "21" }, { "15", "22" },
		{ "15", "23" },
	};

	if (p->age < 15)
		return by_age[p->age < 0 ? 0 : p->age];
	if (p->age < 18)
		return chance(p, 930) ? high[p->age - 15][chance(p, 350)] :
		    NULL;
	if (p->age < 22)
		return chance(p, 420) ? college[p->age - 18][chance(p, 400)] :
		    NULL;
	return NULL;
}

/* The older, the shorter. */
static const char *
education_of(struct person *p)
{
	static const char *const young[] = { "3", "3", "3", "4", "4", "5",
	    "5", "6" };
	static const char *const middle[] = { "2", "2", "3", "3", "3", "3",
	    "4", "4" };
	static const char *const old[] = { "1", "1", "2", "2", "2", "2",
	    "3", "3" };

	return random_of_list(&p->f->r, p->age < 32 ? young :
	    p->age < 58 ? middle : old, 8);
}

static void
fill_school(struct person *p)
{
	const char *school = school_of(p);

	p->pupil = school != NULL && p->age >= 6;
	if (school != NULL)
		set(p, STUDENT, school);
	else
		set(p, EDUCATION, education_of(p));
	p->f->pupils += p->pupil && p->m->active;
	/* a few: both, or neither */
	if (chance(p, 4))
		set(p, EDUCATION, school != NULL ? "2" : NULL);
}

/* ---- health and labour ------------------------------------------------ */

/* 20 digits: the ID number, the kind and the grade (S0-032). */
static void
fill_certificate(struct person *p)
{
	static const char *const kinds[] = { "1", "2", "3", "4", "4", "4",
	    "5", "6", "7" };
	static const char *const grades[] = { "1", "2", "2", "3", "3", "4",
	    "4" };
	const char *grade = random_of_list(&p->f->r, grades, 7);
	const char *kind = random_of_list(&p->f->r, kinds, 9);

	p->grade = *grade;
	p->f->disabled += p->m->active;
	set(p, IDNO_TYPE, "1");
	if (p->m->idno == NULL || chance(p, 30))
		return;
	p->m->idno = pool_print(p->f->pool, "%s%s%s", p->m->idno, kind,
	    grade);
	set(p, IDNO_TYPE, "2");
}

static void
fill_health(struct person *p)
{
	static const char *const troubles[] = { "02", "02", "02", "02", "03",
	    "04", "04", "02,04", "02,03" };
	int fine = p->age < 18 ? 985 : p->age < 45 ? 950 : p->age < 60 ?
	    820 : p->age < 75 ? 620 : 480;

	p->health = chance(p, fine) ? "01" :
	    random_of_list(&p->f->r, troubles, LEN(troubles));
	set(p, HEALTH, p->health);
	p->f->ill += p->m->active && (strstr(p->health, "02") != NULL ||
	    strstr(p->health, "03") != NULL);
	if (strstr(p->health, "04") != NULL)
		fill_certificate(p);
	else if (p->m->idno != NULL)
		set(p, IDNO_TYPE, "1");
}

static const char *
skill_of(struct person *p)
{
	bool grave = p->grade == '1' || p->grade == '2' ||
	    strstr(p->health, "03") != NULL;

	if (p->age < 16 || p->pupil)
		return chance(p, 997) ? "04" : "01";
	if (p->age >= 70)
		return chance(p, 700) ? "04" : "5";
	if (grave)
		return chance(p, 600) ? "03" : "5";
	if (p->age >= 60)
		return chance(p, 550) ? "5" : chance(p, 500) ? "01" : "04";
	if (*(p->health + 1) == '1')
		return chance(p, 160) ? "02" : "01";
	return chance(p, 500) ? "5" : "01";
}

/* ---- work ------------------------------------------------------------- */

static void
fill_place(struct person *p)
{
	static const struct {
		const char *province, *city, *county, *township;
	} places[] = {
		{ "130000", "保定市", "涞源县", "涞源镇" },
		{ "130000", "保定市", "涞源县", "白石山镇" },
		{ "130000", "保定市", "莲池区", "百楼镇" },
		{ "130000", "石家庄市", "正定县", "正定镇" },
		{ "130000", "张家口市", "蔚县", "蔚州镇" },
		{ "110000", "北京市", "丰台区", "花乡街道" },
		{ "110000", "北京市", "大兴区", "黄村镇" },
		{ "120000", "天津市", "西青区", "杨柳青镇" },
		{ "140000", "大同市", "灵丘县", "武灵镇" },
		{ "320000", "苏州市", "昆山市", "玉山镇" },
		{ "440000", "东莞市", "长安镇", "长安镇" },
	};
	int64_t at = random_below(&p->f->r, LEN(places));

	set(p, WORK_PROVINCE, places[at].province);
	set(p, WORK_CITY, places[at].city);
	set(p, WORK_COUNTY, places[at].county);
	set(p, WORK_TOWNSHIP, places[at].township);
	if (p->m->active && at >= 2)
		p->f->away++;
}

static void
fill_work(struct person *p)
{
	int64_t halves, wage;

	if (!p->able || p->age > 65 || !chance(p, 640)) {
		if (p->age >= 16)
			put(p, WORK_MONTHS, 0);
		return;
	}
	halves = 6 + random_below(&p->f->r, 17);
	wage = (15 + random_below(&p->f->r, 31)) * 10000;
	/* a few: a place without months */
	if (!chance(p, 4))
		put(p, WORK_MONTHS, halves * 50);
	put(p, WORK_WAGE, wage);
	fill_place(p);
	if (p->m->active)
		p->f->wage_fen += wage * halves / 2;
}

static void
fill_public_job(struct person *p)
{
	static const char *const jobs[] = { "1", "2", "3", "4", "4", "5",
	    "7" };
	int64_t months;

	if (p->age < 18 || p->age >= 68 || p->pupil || !chance(p, 45))
		return;
	months = 1 + random_below(&p->f->r, 12);
	set(p, PUBLIC_JOBS, random_of_list(&p->f->r, jobs, LEN(jobs)));
	put(p, PUBLIC_MONTHS, months * 100);
	if (p->m->active)
		p->f->wage_fen += months * 60000;
}

/* ---- insurance -------------------------------------------------------- */

static void
fill_insurance(struct person *p)
{
	bool employee = p->able && p->age < 60 && chance(p, 45);
	bool medical = !employee && chance(p, 997);

	if (p->age >= 16) {
		put(p, PENSION, !employee && !p->pupil && chance(p, 980));
		put(p, EMPLOYEE_PENSION, employee);
	}
	put(p, MEDICAL, medical);
	put(p, EMPLOYEE, employee);
	put(p, SERIOUS, medical);
	put(p, SUBSISTENCE, p->f->subsistence);
	put(p, COMMERCIAL, chance(p, 310));
	put(p, ACCIDENT, chance(p, 180));
	put(p, MEDICAL_AID, (medical || employee) &&
	    strcmp(p->health, "01") != 0 && chance(p, 550));
	if (p->age >= 60 && p->m->active)
		p->f->pension_fen += 12 * (10800 +
		    random_below(&p->f->r, 8) * 500);
}

static const char *
politics_of(struct person *p)
{
	if (p->age >= 14 && p->age < 28 && chance(p, 300))
		return "03";
	return p->age >= 20 && chance(p, 60) ? "01" :
	    p->age >= 20 && chance(p, 4) ? "02" : "13";
}

static void
increase(const struct person *p, const char *why, int64_t month)
{
	set(p, INCREASE, why);
	put(p, INCREASE_MONTH, p->f->h->year * 100 + month);
}

/* Born or married in this year; gone by marriage or to another place. */
static void
fill_reasons(struct person *p)
{
	if (p->age <= 0)
		increase(p, "1", p->m->birth.month);
	else if (p->m->active && strcmp(p->m->relation, "05") == 0 &&
	    p->m->household_id % 8 == 0)
		increase(p, "2", 1);
	if (p->m->active)
		return;
	set(p, DECREASE, p->m->sex == 2 && p->age >= 20 ? "2" : "5");
	/* the others had left before: see generate_past */
	if (p->m->member_id % 2 == 0 && p->age > 0)
		generate_cells_day(&cells, DECREASE_DAY, p->row,
		    (struct date){ (int16_t)p->f->h->year, 1,
		    (int8_t)(1 + p->m->member_id % 31) });
}

void
generate_form_member(struct generate_form *f, size_t i)
{
	struct person p = { .f = f, .m = &f->members[i],
	    .row = f->rows[i] };
	const char *skill;

	generate_cells_find(&cells);
	p.age = (int)f->h->year - p.m->birth.year;
	set(&p, NATION, chance(&p, 930) ? "01" :
	    chance(&p, 700) ? "11" : "03");
	set(&p, POLITICS, politics_of(&p));
	fill_school(&p);
	fill_health(&p);
	skill = skill_of(&p);
	p.able = strcmp(skill, "01") == 0 || strcmp(skill, "02") == 0;
	p.able = p.able && !p.pupil && p.age >= 16;
	f->able += p.able && p.m->active;
	f->labour += p.m->active && (p.able || strcmp(skill, "5") == 0);
	f->aged += p.age >= 60 && p.m->active;
	set(&p, SKILL, skill);
	fill_work(&p);
	fill_public_job(&p);
	fill_insurance(&p);
	if (p.age >= 4)
		put(&p, MANDARIN, chance(&p, p.age < 60 ? 930 : 640));
	fill_reasons(&p);
}

void
generate_form_subsist(const struct generate_form *f, size_t i)
{
	generate_cells_int(&cells, SUBSISTENCE, f->rows[i], f->subsistence);
}
