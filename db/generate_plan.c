#include <stdio.h>

#include "core/area.h"
#include "db/generate_plan.h"
#include "db/generate_random.h"
#include "db/generate_record.h"

#define VILLAGES_MOST	30000
#define MONTHS_LEAST	3
#define PHONE_FIRST	INT64_C(19900000000)
#define IDNO_AREA	999998	/* nobody's; households have another */

struct range {
	int64_t low, high;
};
static SHAPE(range, COLUMN(range, low), COLUMN(range, high));
struct code {
	int64_t code;
};
static SHAPE(code, COLUMN(code, code));
static const struct query villages = {
	"SELECT code FROM area WHERE code BETWEEN ? AND ? AND level = 5"
	" ORDER BY code",
	.in = &range_shape, .out = &code_shape
};

struct greatest {
	int64_t household, member, helper, receipt;
};
static SHAPE(greatest, COLUMN(greatest, household),
    COLUMN(greatest, member), COLUMN(greatest, helper),
    COLUMN(greatest, receipt));
static const struct query greatest_of = {
	"SELECT"
	" (SELECT IFNULL(MAX(household_id), 0) FROM household_key)"
	"  AS household,"
	" (SELECT IFNULL(MAX(member_id), 0) FROM member_key) AS member,"
	" (SELECT IFNULL(MAX(helper_id), 0) FROM helper) AS helper,"
	" (SELECT IFNULL(MAX(receipt_id), 0) FROM receipt) AS receipt",
	.out = &greatest_shape
};

const struct query *const generate_plan_queries[] = {
	&villages, &greatest_of, NULL
};

/* ---- villages -------------------------------------------------------- */

/* Households of each village by a drawn weight, 1000 … 3999; together just
 * as many as asked for. */
static void
share_households(struct generate_plan *plan)
{
	const struct generate_options *o = plan->options;
	int64_t sum = 0, before = 0, at;
	struct random r;
	size_t i;

	for (i = 0; i < plan->village_count; i++) {
		r = random_of(o->seed, RANDOM_VILLAGE,
		    plan->villages[i].code, 0);
		plan->villages[i].count = 1000 + random_below(&r, 3000);
		plan->villages[i].clerk = random_name(plan->pool, &r,
		    random_chance(&r, 500));
		sum += plan->villages[i].count;
	}
	for (i = 0; i < plan->village_count; i++) {
		at = before * o->households / sum;
		before += plan->villages[i].count;
		plan->villages[i].first = at;
		plan->villages[i].count = before * o->households / sum - at;
	}
}

static enum err
make_villages(struct db *db, struct generate_plan *plan)
{
	struct code *codes;
	size_t i;
	enum err e;

	e = db_all(db, plan->pool, &villages, &(struct range){
	    plan->options->area, area_last(plan->options->area) },
	    VILLAGES_MOST, &codes, &plan->village_count);
	if (e != OK)
		return e;
	if (plan->village_count == 0) {
		fprintf(stderr, "generate: no villages known there; "
		    "bangfu-db seed loads the areas\n");
		return ERR_INPUT;
	}
	plan->villages = pool_array(plan->pool, plan->village_count,
	    sizeof *plan->villages);
	for (i = 0; i < plan->village_count; i++)
		plan->villages[i].code = codes[i].code;
	share_households(plan);
	return OK;
}

/* ---- helpers --------------------------------------------------------- */

static const char *const units[] = {
	"县农业农村局", "县水利局", "县教育和体育局", "县卫生健康局",
	"县交通运输局", "县财政局", "县自然资源局", "县林业局", "县文化馆",
	"县民政局", "县医疗保障局", "县住房和城乡建设局", "乡镇政府",
	"乡镇卫生院", "中心小学", "驻村工作队", "村两委",
};
static const char *const duties[] = {
	"科员", "科员", "科员", "股长", "副主任", "主任", "教师", "医生",
	"专业技术人员", "村党支部书记", "驻村干部",
};

static const char *const degrees[] = { "6", "6", "6", "5", "5", "4" };
static const char *const skills[] = { "种植", "养殖", "财务", "法律", "医疗",
    "信息技术", "电商", "工程" };

static void
make_helper(struct generate_plan *plan, int64_t i, int64_t township)
{
	struct random r = random_of(plan->options->seed, RANDOM_HELPER, i, 0);
	struct random more = random_of(plan->options->seed, RANDOM_HELPER, i,
	    4);
	struct generate_helper *h = &plan->helpers[i];
	int64_t id = plan->helper_base + 1 + i;
	bool male = random_chance(&r, 560);

	*h = (struct generate_helper){ .helper_id = id,
	    .name = random_name(plan->pool, &r, male),
	    .sex = male ? 1 : 2,
	    .politics = random_chance(&more, 700) ? "01" : "13",
	    .unit = random_of_list(&r, units, LEN(units)),
	    .duty = random_of_list(&r, duties, LEN(duties)),
	    .area = township };
	if (i == 0 || random_chance(&r, 950))
		h->phone = pool_print(plan->pool, "%lld",
		    (long long)(PHONE_FIRST + id - 1));
	h->idno = generate_record_idno(plan->pool, IDNO_AREA, id, male);
	h->education = random_of_list(&more, degrees, LEN(degrees));
	if (random_chance(&more, 400))
		h->skill = random_of_list(&more, skills, LEN(skills));
	plan->short_next[i] = 1;
}

/* The helpers of one township stand by its households, in order; in each
 * hundred one household has nobody. */
static void
pair_township(struct generate_plan *plan, int64_t first, int64_t count,
    int64_t code)
{
	const struct generate_options *o = plan->options;
	int64_t from = first * plan->helper_count / o->households;
	int64_t to = (first + count) * plan->helper_count / o->households;
	struct random r;
	int64_t i;

	for (i = from; i < to; i++)
		make_helper(plan, i, code);
	for (i = 0; i < count; i++) {
		r = random_of(o->seed, RANDOM_HELPER, first + i, 1);
		plan->helper_of[first + i] = to == from ||
		    random_chance(&r, 10) ? -1 :
		    from + i * (to - from) / count;
	}
}

static void
make_helpers(struct generate_plan *plan)
{
	int64_t township = 0, first = 0, end = 0, code;
	size_t i;

	plan->helpers = pool_array(plan->pool, (size_t)plan->helper_count,
	    sizeof *plan->helpers);
	plan->short_next = pool_array(plan->pool,
	    (size_t)plan->helper_count, sizeof *plan->short_next);
	plan->helper_of = pool_array(plan->pool,
	    (size_t)plan->options->households, sizeof *plan->helper_of);
	for (i = 0; i < plan->village_count; i++) {
		code = area_up(plan->villages[i].code);
		if (code != township && end > first)
			pair_township(plan, first, end - first, township);
		if (code != township)
			first = end;
		township = code;
		end += plan->villages[i].count;
	}
	if (end > first)
		pair_township(plan, first, end - first, township);
}

/* ---- months ---------------------------------------------------------- */

static void
make_months(struct generate_plan *plan)
{
	int due = report_due(plan->options->today);
	int first = due / 100 * 100 + 1, i;

	if (due - first + 1 < MONTHS_LEAST)
		first = period_add(due, 1 - MONTHS_LEAST);
	for (i = 0; period_add(first, i) <= due; i++)
		plan->periods[i] = period_add(first, i);
	plan->period_count = i;
}

enum err
generate_plan_make(struct db *db, struct pool *pool,
    const struct generate_options *options, struct generate_plan *plan)
{
	struct greatest g;
	enum err e;

	*plan = (struct generate_plan){ .options = options, .pool = pool,
	    .helper_count = options->helpers > 0 ? options->helpers :
		(options->households + 9) / 10 };
	if ((e = db_one(db, pool, &greatest_of, NULL, &g)) != OK)
		return e;
	plan->household_base = g.household;
	plan->member_base = g.member;
	plan->helper_base = g.helper;
	plan->receipt_base = g.receipt;
	if ((e = make_villages(db, plan)) != OK)
		return e;
	make_helpers(plan);
	make_months(plan);
	plan->serial[0] = pool_array(pool, GENERATE_DAYS, sizeof(int16_t));
	plan->serial[1] = pool_array(pool, GENERATE_DAYS, sizeof(int16_t));
	return OK;
}
