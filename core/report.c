#include <string.h>

#include "core/report.h"
#include "core/text.h"

const struct report_item report_incomes[INCOME__MAX] = {
	[INCOME_WAGE] = { "wage", "工资性收入", "工资" },
	[INCOME_BUSINESS] = { "business", "家庭经营性收入", "经营" },
	[INCOME_LAND] = { "land", "土地流转收入", "土地" },
	[INCOME_DIVIDEND] = { "dividend", "入股分红收入", "分红" },
	[INCOME_SOLAR] = { "solar", "光伏收入", "光伏" },
	[INCOME_PROPERTY] = { "property", "其他财产性收入", "其他财产" },
	[INCOME_POLICY] = { "policy", "政策性收入", "政策" },
	[INCOME_TRANSFER] = { "transfer", "其他转移性收入", "其他转移" },
};

const struct report_item report_answers[ANSWER__MAX] = {
	[ANSWER_HOUSING] = { "housing", "是否实现住房安全", "住房" },
	[ANSWER_WATER] = { "water", "是否实现安全饮水", "饮水" },
	[ANSWER_DROPOUT] = { "dropout", "是否有义务教育辍学学生", "辍学" },
	[ANSWER_INSURANCE] =
	    { "insurance", "是否参加居民基本医疗保险", "医保" },
};

/* The answer that is good: a pupil who dropped out is the only bad yes. */
static bool
good(enum report_answer a)
{
	return a != ANSWER_DROPOUT;
}

bool
report_unresolved(const struct report_month *m, enum report_answer a)
{
	return m->answer[a].given && (m->answer[a].value != 0) != good(a);
}

bool
report_complete(const struct report_month *m)
{
	int a;

	for (a = 0; a < ANSWER__MAX; a++)
		if (!m->answer[a].given)
			return false;
	return true;
}

static bool
blank(const char *s)
{
	return s == NULL || *s == '\0';
}

enum report_flaw
report_check(const struct report_month *m, int *which)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++) {
		*which = i;
		if (m->income_fen[i] < 0 && i != INCOME_BUSINESS)
			return REPORT_NEGATIVE;
		if (m->income_fen[i] > REPORT_INCOME_MOST ||
		    m->income_fen[i] < -REPORT_INCOME_MOST)
			return REPORT_LARGE;
	}
	*which = -1;
	if (!blank(m->problem) && text_chars(m->problem) > REPORT_PROBLEM_MOST)
		return REPORT_PROBLEM_LONG;
	for (i = 0; i < ANSWER__MAX; i++) {
		*which = i;
		if (report_unresolved(m, (enum report_answer)i) &&
		    blank(m->problem))
			return REPORT_PROBLEM_MISSING;
	}
	for (i = 0; i < ANSWER__MAX; i++) {
		*which = i;
		if (!m->answer[i].given)
			return REPORT_INCOMPLETE;
	}
	*which = -1;
	return REPORT_OK;
}

int64_t
report_property(const struct report_month *m)
{
	return m->income_fen[INCOME_LAND] + m->income_fen[INCOME_DIVIDEND] +
	    m->income_fen[INCOME_SOLAR] + m->income_fen[INCOME_PROPERTY];
}

int64_t
report_transfer(const struct report_month *m)
{
	return m->income_fen[INCOME_POLICY] + m->income_fen[INCOME_TRANSFER];
}

int64_t
report_total(const struct report_month *m)
{
	return m->income_fen[INCOME_WAGE] + m->income_fen[INCOME_BUSINESS] +
	    report_property(m) + report_transfer(m);
}

bool
report_same(const struct report_month *a, const struct report_month *b)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		if (a->income_fen[i] != b->income_fen[i])
			return false;
	for (i = 0; i < ANSWER__MAX; i++)
		if (a->answer[i].given != b->answer[i].given ||
		    (a->answer[i].given &&
		    a->answer[i].value != b->answer[i].value))
			return false;
	return (blank(a->problem) && blank(b->problem)) ||
	    text_is(a->problem, b->problem);
}

int
report_due(struct date today)
{
	return period_add(period_of(today), -1);
}

struct date
report_deadline(int period, const struct report_rules *rules)
{
	int next = period_add(period, 1);

	return (struct date){ (int16_t)(next / 100), (int8_t)(next % 100),
	    (int8_t)rules->due_day };
}

bool
report_late(int period, struct date today, const struct report_rules *rules)
{
	return date_compare(today, report_deadline(period, rules)) > 0;
}

enum report_view
report_view_of(enum report_state state, bool late, int period,
    struct date today, const struct report_rules *rules)
{
	bool past = report_late(period, today, rules);

	switch (state) {
	case REPORT_REPORTED:
		return late ? VIEW_LATE : VIEW_REPORTED;
	case REPORT_RETURNED:
		return VIEW_RETURNED;
	case REPORT_DRAFT:
		return past ? VIEW_OVERDUE : VIEW_DRAFT;
	case REPORT_NONE:
	case REPORT__MAX:
		break;
	}
	if (period >= period_of(today))
		return VIEW_FUTURE;
	return past ? VIEW_OVERDUE : VIEW_NONE;
}

bool
report_step(struct report_stage *stage, bool whole, int period,
    struct date today, const struct report_rules *rules)
{
	switch (stage->state) {
	case REPORT_REPORTED:
		return whole;
	case REPORT_RETURNED:
		if (whole)
			stage->state = REPORT_REPORTED;
		return true;
	case REPORT_NONE:
	case REPORT_DRAFT:
	case REPORT__MAX:
		break;
	}
	stage->state = whole ? REPORT_REPORTED : REPORT_DRAFT;
	stage->late = whole && report_late(period, today, rules);
	return true;
}

static const struct {
	const char *name, *label;
} views[VIEW__MAX] = {
	[VIEW_NONE] = { "none", "未报" },
	[VIEW_DRAFT] = { "draft", "草稿" },
	[VIEW_REPORTED] = { "reported", "已报" },
	[VIEW_OVERDUE] = { "overdue", "逾期" },
	[VIEW_LATE] = { "late", "补报" },
	[VIEW_RETURNED] = { "returned", "退回" },
	[VIEW_FREE] = { "free", "注销" },
	[VIEW_FUTURE] = { "future", "未到" },
};

const char *
report_view_label(enum report_view view)
{
	return views[view].label;
}

const char *
report_view_name(enum report_view view)
{
	return views[view].name;
}

static const char *const states[REPORT__MAX] = {
	[REPORT_NONE] = "none",
	[REPORT_DRAFT] = "draft",
	[REPORT_REPORTED] = "reported",
	[REPORT_RETURNED] = "returned",
};

const char *
report_state_name(enum report_state state)
{
	return states[state];
}

enum report_state
report_state_read(const char *s)
{
	int state;

	for (state = 0; s != NULL && state < REPORT__MAX; state++)
		if (strcmp(states[state], s) == 0)
			return (enum report_state)state;
	return REPORT_NONE;
}

enum report_gate
report_gate_of(int period, const struct report_calendar *c)
{
	if (period >= period_of(c->today))
		return GATE_FUTURE;
	if (c->first_period != 0 && period < c->first_period)
		return GATE_EARLY;
	if (c->free_after != 0 && period > c->free_after)
		return GATE_FREE;
	if (c->closed && (c->reopened.year == 0 ||
	    date_compare(c->today, c->reopened) > 0))
		return GATE_CLOSED;
	return GATE_OPEN;
}

const char *
report_gate_sentence(struct pool *pool, enum report_gate gate, int period)
{
	const char *month = period_label(pool, period);

	switch (gate) {
	case GATE_FUTURE:
		return pool_print(pool, "%s还没有过完，月底以后才能填报", month);
	case GATE_CLOSED:
		return pool_print(pool,
		    "%s已封账，需要修改请联系县级管理员重新开放", month);
	case GATE_FREE:
		return pool_print(pool, "该户已注销，%s不需要填报", month);
	case GATE_EARLY:
		return pool_print(pool, "%s早于系统启用的月份，不能填报", month);
	case GATE_OPEN:
	case GATE__MAX:
		break;
	}
	return NULL;
}
