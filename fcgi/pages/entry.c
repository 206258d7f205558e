#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "core/receipt.h"
#include "fcgi/pages/entry.h"

static const struct choice yes_no[] = {
	{ "1", "是", 1 }, { "0", "否", 0 },
};

#define INCOME(i, n, l, low)                                            \
	[ENTRY_INCOME + (i)] = { .name = (n), .label = (l),             \
	    .kind = FIELD_MONEY, .least = (low),                        \
	    .most = REPORT_INCOME_MOST }
#define ANSWER(a, n, l)                                                 \
	[ENTRY_ANSWER + (a)] = { .name = (n), .label = (l),             \
	    .kind = FIELD_CHOICE, .choices = yes_no,                    \
	    .choice_count = LEN(yes_no) }

/* Names and labels as in report_incomes and report_answers (S4-024). */
const struct field entry_fields[ENTRY__MAX] = {
	INCOME(INCOME_WAGE, "wage", "工资性收入", 0),
	INCOME(INCOME_BUSINESS, "business", "家庭经营性收入",
	    -REPORT_INCOME_MOST),
	INCOME(INCOME_LAND, "land", "土地流转收入", 0),
	INCOME(INCOME_DIVIDEND, "dividend", "入股分红收入", 0),
	INCOME(INCOME_SOLAR, "solar", "光伏收入", 0),
	INCOME(INCOME_PROPERTY, "property", "其他财产性收入", 0),
	INCOME(INCOME_POLICY, "policy", "政策性收入", 0),
	INCOME(INCOME_TRANSFER, "transfer", "其他转移性收入", 0),
	ANSWER(ANSWER_HOUSING, "housing", "是否实现住房安全"),
	ANSWER(ANSWER_WATER, "water", "是否实现安全饮水"),
	ANSWER(ANSWER_DROPOUT, "dropout", "是否有义务教育辍学学生"),
	ANSWER(ANSWER_INSURANCE, "insurance", "是否参加居民基本医疗保险"),
	[ENTRY_PROBLEM] = { .name = "problem", .label = "存在问题描述",
	    .kind = FIELD_LINES, .most = REPORT_PROBLEM_MOST },
	[ENTRY_SEEN] = { .name = "seen", .label = "版本",
	    .kind = FIELD_TEXT, .most = 40 },
};

/* ---- what was shown ---------------------------------------------------- */

/* A mark of the values (FNV-1a): the same for the same month. */
static uint64_t
mark_of(struct pool *pool, const struct report_month *m)
{
	uint64_t mark = UINT64_C(14695981039346656037);
	struct text t = text_start(pool);
	const char *p;
	int i;

	for (i = 0; i < INCOME__MAX; i++) {
		text_int(&t, m->income_fen[i]);
		text_add(&t, ",");
	}
	for (i = 0; i < ANSWER__MAX; i++)
		text_add(&t, !m->answer[i].given ? "-" :
		    m->answer[i].value ? "1" : "0");
	text_add(&t, m->problem != NULL ? m->problem : "");
	for (p = t.at; *p != '\0'; p++)
		mark = (mark ^ (unsigned char)*p) * UINT64_C(1099511628211);
	return mark;
}

const char *
entry_seen(struct pool *pool, const struct report *stored)
{
	return pool_print(pool, "%" PRId64 "-%016" PRIx64, stored->version,
	    mark_of(pool, &stored->month));
}

/* Whether the month is what the word says was shown. */
static bool
as_seen(struct pool *pool, struct entry *e)
{
	const char *seen = e->in[ENTRY_SEEN].word;
	char *end;

	e->version = strtoll(seen, &end, 10);
	if (e->version < 0 || *end != '-') {
		e->version = 0;
		return false;
	}
	return e->flaws == 0 && strtoull(end + 1, NULL, 16) ==
	    mark_of(pool, &e->month);
}

/* ---- reading ----------------------------------------------------------- */

static void
month_of(struct entry *e)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		e->month.income_fen[i] = e->in[ENTRY_INCOME + i].value;
	for (i = 0; i < ANSWER__MAX; i++) {
		const struct answer *a = &e->in[ENTRY_ANSWER + i];

		e->month.answer[i].given = a->given && a->flaw == FLAW_NONE;
		e->month.answer[i].value = a->value;
	}
	e->month.problem = e->in[ENTRY_PROBLEM].given ?
	    e->in[ENTRY_PROBLEM].text : NULL;
}

/* S4-025, said of the first thing that is unresolved. */
static void
check(struct entry *e)
{
	static const char *const whys[ANSWER__MAX] = {
		[ANSWER_HOUSING] = "还没有填：住房安全没有实现，请写明情况",
		[ANSWER_WATER] = "还没有填：安全饮水没有实现，请写明情况",
		[ANSWER_DROPOUT] = "还没有填：有辍学学生，请写明情况",
		[ANSWER_INSURANCE] = "还没有填：没有参加医疗保险，请写明情况",
	};
	int which;

	if (e->in[ENTRY_PROBLEM].flaw == FLAW_NONE &&
	    report_check(&e->month, &which) == REPORT_PROBLEM_MISSING) {
		field_spoil(&e->in[ENTRY_PROBLEM], whys[which]);
		e->flaws++;
	}
}

void
entry_read(struct pool *pool, const struct words *words, const char *prefix,
    struct entry *e)
{
	int i;

	*e = (struct entry){ 0 };
	e->flaws = field_read(pool, entry_fields, ENTRY__MAX, words, prefix,
	    e->in);
	e->typed = words_find(words, pool_join(pool, prefix,
	    "seen")) != NULL;
	for (i = 0; i < ENTRY_SEEN; i++)
		e->typed = e->typed || e->in[i].given;
	month_of(e);
	check(e);
	e->changed = e->typed && !as_seen(pool, e);
}

void
entry_judge(struct pool *pool, struct entry *e, const struct report *stored,
    enum report_gate gate)
{
	const char *closed = report_gate_sentence(pool, gate,
	    (int)stored->period);
	int i;

	if (!e->changed || (e->flaws == 0 &&
	    report_same(&stored->month, &e->month)))
		return;
	if (closed != NULL)
		e->why = pool_print(pool, "%s。", closed);
	e->conflict = e->version != stored->version;
	if (report_state_of(stored) != REPORT_REPORTED)
		return;
	for (i = ENTRY_ANSWER; i < ENTRY_PROBLEM; i++)
		if (!e->in[i].given && e->in[i].flaw == FLAW_NONE) {
			field_spoil(&e->in[i],
			    "还没有选：这个月已经上报，四项都要选");
			e->flaws++;
		}
}

bool
entry_wrong(const struct entry *e)
{
	return e->flaws > 0 || e->why != NULL || e->conflict;
}

/* ---- typed without typing ---------------------------------------------- */

static struct answer
typed(const char *word)
{
	return (struct answer){ .given = *word != '\0', .word = word,
	    .text = word };
}

void
entry_of(struct pool *pool, const struct report *stored, struct entry *e)
{
	const struct report_month *m = &stored->month;
	int i;

	*e = (struct entry){ .month = *m, .version = stored->version };
	for (i = 0; i < INCOME__MAX; i++) {
		e->in[ENTRY_INCOME + i] = typed(stored->version == 0 ? "" :
		    money_short(pool, m->income_fen[i]));
		e->in[ENTRY_INCOME + i].value = m->income_fen[i];
	}
	for (i = 0; i < ANSWER__MAX; i++) {
		e->in[ENTRY_ANSWER + i] = typed(!m->answer[i].given ? "" :
		    m->answer[i].value ? "1" : "0");
		e->in[ENTRY_ANSWER + i].value = m->answer[i].value;
	}
	e->in[ENTRY_PROBLEM] = typed(m->problem != NULL ? m->problem : "");
	e->in[ENTRY_SEEN] = typed(entry_seen(pool, stored));
}

void
entry_copy(struct pool *pool, const struct entry *from, struct entry *to)
{
	struct answer seen = to->in[ENTRY_SEEN];
	int i;

	memcpy(to->in, from->in, sizeof to->in);
	to->in[ENTRY_SEEN] = seen;
	to->flaws = 0;
	for (i = 0; i < ENTRY_SEEN; i++)
		to->flaws += to->in[i].flaw != FLAW_NONE;
	month_of(to);
	to->typed = true;
	to->changed = !as_seen(pool, to);
}
