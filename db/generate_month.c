#include "db/generate_month.h"
#include "db/generate_random.h"

#define DAY	INT64_C(86400)
#define DUE_DAYS	5	/* the deadline of the rules as usual */

/* What stays the same over a household's months. */
struct habit {
	int64_t wage, business, policy;	/* yuan */
	int64_t solar, land, dividend;	/* 0: none of it */
	int problem;			/* enum report_answer, or -1 */
	int problem_from, problem_to;	/* index of month */
	const char *problem_text;
	bool sms;			/* by which door it mostly comes */
};

static const char *const problems[ANSWER__MAX][4] = {
	[ANSWER_HOUSING] = {
		"房屋西墙开裂，已报乡镇，等待鉴定",
		"屋顶漏雨，计划雨季前维修",
		"住房鉴定为C级，改造正在申报",
		"厢房后墙沉降，已暂时搬到亲戚家居住",
	},
	[ANSWER_WATER] = {
		"冬季水管冻裂，目前到邻居家取水",
		"水源季节性不足，正在协调打井",
		"水质浑浊，已取样送检",
		"自来水主管维修，每天送水一次",
	},
	[ANSWER_DROPOUT] = {
		"孩子厌学在家，已和学校一起劝返",
		"孩子因病休学三个月，学校安排送教上门",
		"孩子随父母外出，正在联系当地学校就读",
		"孩子外出未归，村里正在联系",
	},
	[ANSWER_INSURANCE] = {
		"本年度医保未缴费，正在动员",
		"新生儿尚未参保，正在办理",
		"外出务工人员未参保，已电话联系",
		"户口迁移期间医保中断，正在补办",
	},
};

static const char *const reasons[] = {
	"工资收入与上月相差较大，请核实",
	"政策性收入请按到账金额填写",
	"存在问题描述过于简单，请补充",
};

static int64_t
tens(struct random *r, int64_t least, int64_t most)
{
	return (least + random_below(r, most - least + 1)) / 10 * 10;
}

/* Which of the four is not in order, if any; no pupil, no dropout. */
static void
draw_problem(struct random *r, const struct generate_plan *plan,
    const struct generate_household *h, struct habit *b)
{
	b->problem = -1;
	if (!random_chance(r, 45))
		return;
	b->problem = (int)random_below(r, ANSWER__MAX);
	if (b->problem == ANSWER_DROPOUT && !h->pupil)
		b->problem = ANSWER_HOUSING;
	b->problem_from = (int)random_below(r, plan->period_count);
	b->problem_to = b->problem_from + 1 + (int)random_below(r, 4);
	b->problem_text = random_of_list(r, problems[b->problem], 4);
}

static struct habit
habit_of(const struct generate_plan *plan,
    const struct generate_household *h)
{
	struct random r = random_of(plan->options->seed, RANDOM_MONTH,
	    h->household_id - plan->household_base, 0);
	struct habit b = { 0 };

	if (h->workers > 0 && random_chance(&r, 720))
		b.wage = tens(&r, 800, 2600) *
		    (1 + random_below(&r, h->workers));
	if (random_chance(&r, 650))
		b.business = tens(&r, 100, 1500);
	if (random_chance(&r, 620))
		b.policy = tens(&r, 60, 480);
	if (random_chance(&r, 300))
		b.solar = tens(&r, 80, 320);
	if (random_chance(&r, 350))
		b.land = tens(&r, 200, 1600);
	if (random_chance(&r, 250))
		b.dividend = tens(&r, 100, 900);
	b.sms = h->helper >= 0 && plan->helpers[h->helper].phone != NULL &&
	    random_chance(&r, 450);
	draw_problem(&r, plan, h, &b);
	return b;
}

/* The month's amounts around the habit. */
static void
draw_incomes(struct random *r, const struct habit *b, int month,
    struct report_month *m)
{
	int64_t *fen = m->income_fen;

	if (b->wage > 0 && !random_chance(r, 40))
		fen[INCOME_WAGE] = b->wage * 100 +
		    tens(r, 0, 400) * 100 - 20000;
	if (b->business > 0)
		fen[INCOME_BUSINESS] = random_chance(r, 60) ?
		    -tens(r, 50, 800) * 100 :
		    b->business * 100 + random_below(r, 200) * 50;
	if (b->land > 0 && (month == 3 || month == 10))
		fen[INCOME_LAND] = b->land * 100;
	if (b->dividend > 0 && month % 6 == 0)
		fen[INCOME_DIVIDEND] = b->dividend * 100;
	if (b->solar > 0)
		fen[INCOME_SOLAR] = (b->solar + tens(r, 0, 60)) * 100 +
		    random_below(r, 10) * 10;
	if (random_chance(r, 15))
		fen[INCOME_PROPERTY] = tens(r, 50, 600) * 100;
	if (b->policy > 0)
		fen[INCOME_POLICY] = b->policy * 100;
	if (random_chance(r, 120))
		fen[INCOME_TRANSFER] = tens(r, 100, 1000) * 100;
	if (fen[INCOME_WAGE] < 0)
		fen[INCOME_WAGE] = 0;
}

static void
draw_answers(const struct habit *b, int at, struct report_month *m)
{
	int a;

	for (a = 0; a < ANSWER__MAX; a++)
		m->answer[a] = (struct opt_int){ true, a != ANSWER_DROPOUT };
	if (b->problem < 0 || at < b->problem_from || at >= b->problem_to)
		return;
	m->answer[b->problem].value ^= 1;
	m->problem = b->problem_text;
}

/* What became of the month. */
struct fate {
	enum report_state state;
	bool late;
};

static struct fate
draw_fate(struct random *r, bool due, bool past)
{
	int64_t at = random_below(r, 1000);

	if (due && at >= 560)
		return (struct fate){ at < 620 ? REPORT_DRAFT :
		    at < 635 ? REPORT_RETURNED : REPORT_NONE, false };
	if (due)
		return (struct fate){ REPORT_REPORTED, past && at < 30 };
	if (at < 962)
		return (struct fate){ REPORT_REPORTED, at < 28 };
	return (struct fate){ at < 967 ? REPORT_DRAFT :
	    at < 970 ? REPORT_RETURNED : REPORT_NONE, false };
}

/* When it was reported: in the first days of the month after, or later if
 * late, but not after midnight before today. */
static struct moment
draw_time(struct random *r, const struct generate_plan *plan, int period,
    bool late)
{
	const struct generate_options *o = plan->options;
	int next = period_add(period, 1);
	struct date first = { (int16_t)(next / 100), (int8_t)(next % 100),
	    1 };
	int64_t from = date_days(first) + (late ? DUE_DAYS : 0);
	int64_t days = date_days(o->today) - from;

	if (days > (late ? 20 : DUE_DAYS))
		days = late ? 20 : DUE_DAYS;
	if (days < 1)
		return (struct moment){ date_days(o->today) * DAY - o->zone };
	return (struct moment){ (from + random_below(r, days)) * DAY +
	    INT64_C(7) * 3600 +
	    random_below(r, INT64_C(14) * 3600) - o->zone };
}

static void
sign(struct report *r, const struct generate_plan *plan,
    const struct generate_village *village,
    const struct generate_household *h, bool sms)
{
	bool helper = h->helper >= 0 && (sms || r->household_id % 3 != 0);

	r->door = sms ? "sms" : "web";
	r->reporter = helper ? plan->helpers[h->helper].name :
	    village->clerk;
	r->helper_id = helper ? plan->helpers[h->helper].helper_id : 0;
}

static bool
draw_month(struct generate_plan *plan, const struct habit *b, int at,
    struct report *out, struct random *r)
{
	int due = report_due(plan->options->today);
	struct report_rules rules = REPORT_RULES;
	struct fate fate = draw_fate(r, out->period == due,
	    date_days(plan->options->today) > date_days(report_deadline(
	    due, &rules)) + 1);

	if (fate.state == REPORT_NONE)
		return false;
	draw_incomes(r, b, (int)out->period % 100, &out->month);
	draw_answers(b, at, &out->month);
	if (fate.state == REPORT_DRAFT) {
		out->month.answer[random_below(r, ANSWER__MAX)].given = false;
		out->month.answer[ANSWER_INSURANCE].given = false;
	}
	if (fate.state == REPORT_RETURNED)
		out->return_reason = random_of_list(r, reasons, LEN(reasons));
	out->state = report_state_name(fate.state);
	out->late = fate.late;
	out->version = fate.state == REPORT_RETURNED ||
	    random_chance(r, 30) ? 2 : 1;
	out->reported_at = draw_time(r, plan, (int)out->period, fate.late);
	return true;
}

void
generate_month_fill(struct generate_plan *plan,
    const struct generate_village *village,
    const struct generate_household *h, struct generate_rows *rows)
{
	struct habit b = habit_of(plan, h);
	int i;

	for (i = 0; i < plan->period_count; i++) {
		struct report *out = &rows->reports[rows->report_count];
		struct random r = random_of(plan->options->seed,
		    RANDOM_MONTH, h->household_id - plan->household_base,
		    plan->periods[i]);

		*out = (struct report){ .household_id = h->household_id,
		    .area = h->area,
		    .period = plan->periods[i] };
		if ((h->free_after.given &&
		    out->period > h->free_after.value) ||
		    !draw_month(plan, &b, i, out, &r))
			continue;
		sign(out, plan, village, h, b.sms && !random_chance(&r, 100));
		rows->report_count++;
		if (report_state_of(out) == REPORT_DRAFT)
			continue;
		rows->receipts[rows->receipt_count++] =
		    (struct generate_receipt){ ++plan->receipt_base,
		    out->household_id, out->period };
	}
}
