/*
 * report: a household's month (S4-024): eight incomes, four answers on the
 * "three guarantees" (三保障), a problem text; its states and its calendar.
 * The same rules serve the web form, the grid, SMS, USSD, XML and sheets.
 */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/date.h"
#include "core/err.h"
#include "core/shape.h"

/* In the order of the official form (S4-024). */
enum report_income {
	INCOME_WAGE,		/* 工资性收入 */
	INCOME_BUSINESS,	/* 家庭经营性收入; may be negative */
	INCOME_LAND,		/* 财产性: 土地流转 */
	INCOME_DIVIDEND,	/* 财产性: 入股分红 */
	INCOME_SOLAR,		/* 财产性: 光伏收入 */
	INCOME_PROPERTY,	/* 财产性: 其他 */
	INCOME_POLICY,		/* 转移性: 政策性收入 */
	INCOME_TRANSFER,	/* 转移性: 其他 */
	INCOME__MAX
};

enum report_answer {
	ANSWER_HOUSING,		/* 是否实现住房安全 */
	ANSWER_WATER,		/* 是否实现安全饮水 */
	ANSWER_DROPOUT,		/* 是否有义务教育辍学学生: yes is bad */
	ANSWER_INSURANCE,	/* 是否参加居民基本医疗保险 */
	ANSWER__MAX
};

struct report_item {
	const char *name;	/* wage, housing: forms, XML, command line */
	const char *label;	/* 工资性收入 */
	const char *brief;	/* 工资: table heads and SMS */
};
extern const struct report_item report_incomes[INCOME__MAX];
extern const struct report_item report_answers[ANSWER__MAX];

#define REPORT_INCOME_MOST	INT64_C(100000000)	/* 1,000,000 yuan */
#define REPORT_PROBLEM_MOST	500	/* characters */

/* What a household's month says. */
struct report_month {
	int64_t income_fen[INCOME__MAX];
	struct opt_int answer[ANSWER__MAX];	/* 1 yes, 0 no, literally */
	const char *problem;			/* NULL or text */
};

/* Stored in report.state. */
enum report_state {
	REPORT_NONE,		/* no row */
	REPORT_DRAFT,		/* incomes without all four answers */
	REPORT_REPORTED,
	REPORT_RETURNED,	/* sent back by the township */
	REPORT__MAX
};

/* Shown: state and calendar together (spec/sms.md section 8). */
enum report_view {
	VIEW_NONE,		/* 未报 */
	VIEW_DRAFT,		/* 草稿 */
	VIEW_REPORTED,		/* 已报 */
	VIEW_OVERDUE,		/* 逾期 */
	VIEW_LATE,		/* 补报 */
	VIEW_RETURNED,		/* 退回 */
	VIEW_FREE,		/* owes nothing: deregistered, or not yet there */
	VIEW_FUTURE,		/* the month is not over */
	VIEW__MAX
};

/* Settings, from table setting. */
struct report_rules {
	int due_day;		/* 5: due by its end, of the month after */
	int64_t warn_fen;	/* stored, but the writer is asked to look */
};
#define REPORT_RULES ((struct report_rules){ 5, INT64_C(5000000) })

/* What is wrong with a month as a whole. */
enum report_flaw {
	REPORT_OK,
	REPORT_NEGATIVE,	/* an income but business below 0 */
	REPORT_LARGE,		/* beyond REPORT_INCOME_MOST either way */
	REPORT_INCOMPLETE,	/* an answer is missing: a draft at most */
	REPORT_PROBLEM_MISSING,	/* something unresolved, no text (S4-025) */
	REPORT_PROBLEM_LONG,
	REPORT_FLAW__MAX
};

/** report_check(month, which): the first flaw, and the income or answer it
 * is about in *${which} (or -1). */
enum report_flaw report_check(const struct report_month *m, int *which);

/** report_unresolved(month, answer): given and bad: housing no, water no,
 * dropout YES, insurance no. */
bool report_unresolved(const struct report_month *m, enum report_answer a);

/** report_complete(month): all four answers are given. */
bool report_complete(const struct report_month *m);

/** Subtotals and total in fen: 财产性小计, 转移性小计, 收入合计. */
int64_t report_property(const struct report_month *m);
int64_t report_transfer(const struct report_month *m);
int64_t report_total(const struct report_month *m);

/** report_same(a, b): nothing differs (NULL and "" problem are the same). */
bool report_same(const struct report_month *a, const struct report_month *b);

/** report_due(today): the month that is due: last month. */
int report_due(struct date today);

/** report_deadline(period, rules): the last day in time: the 5th after. */
struct date report_deadline(int period, const struct report_rules *rules);

/** report_late(period, today, rules): whether today is past the deadline. */
bool report_late(int period, struct date today,
    const struct report_rules *rules);

/** report_view_of(state, late, period, today, rules): what to show. */
enum report_view report_view_of(enum report_state state, bool late,
    int period, struct date today, const struct report_rules *rules);

/* Where a stored month stands. */
struct report_stage {
	enum report_state state;
	bool late;		/* fixed when it first became reported */
};

/** report_step(stage, whole, period, today, rules):
 * A month is stored, ${whole} where report_check finds nothing: what its
 * state and late flag become.  Parts make or keep a draft; what was sent
 * back stays so until it is whole; lateness is judged once.
 * False: a reported month can't be overwritten by a part (nothing changes). */
bool report_step(struct report_stage *stage, bool whole, int period,
    struct date today, const struct report_rules *rules);

/** report_view_label: 未报 草稿 …  report_view_name: none draft … (CSS). */
const char *report_view_label(enum report_view view);
const char *report_view_name(enum report_view view);

/** report_state_name(state): draft reported returned, as stored. */
const char *report_state_name(enum report_state state);
enum report_state report_state_read(const char *s);

/* Whether a household's month may be written now, and if not, why. */
enum report_gate {
	GATE_OPEN,
	GATE_FUTURE,		/* the month is not over (S4-023) */
	GATE_CLOSED,		/* closed for the area */
	GATE_FREE,		/* deregistered before that month */
	GATE_EARLY,		/* before the first month of the registry */
	GATE__MAX
};
struct report_calendar {
	struct date today;
	int first_period;	/* earliest that can be entered; 0: any */
	bool closed;		/* a closing covers area and month … */
	struct date reopened;	/* … but it is open again until this day */
	int free_after;		/* period of deregistration; 0: none */
};
/** report_gate_of(period, calendar): open, or the first thing in the way:
 * future, early, free, closed. */
enum report_gate report_gate_of(int period, const struct report_calendar *c);

/** report_gate_sentence(pool, gate, period): 2022年3月已封账…; NULL if open */
const char *report_gate_sentence(struct pool *pool, enum report_gate gate,
    int period);

#endif
