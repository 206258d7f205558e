#include <string.h>

#include "core/text.h"
#include "sms/word.h"
#include "sms/word_reply.h"

#define W(text, kind, value)	{ text, WORD_##kind, (int)(value), 0 }
#define SAYS(text, which, value) W(text, SAID, (which) * 2 + (value))
#define NO_DROPOUT(text)	SAYS(text, ANSWER_DROPOUT, 0)

static const struct term items[] = {
	W("工资性收入", INCOME, INCOME_WAGE),
	W("工资收入", INCOME, INCOME_WAGE),
	W("工资", INCOME, INCOME_WAGE),
	W("打工收入", INCOME, INCOME_WAGE),
	W("打工", INCOME, INCOME_WAGE),
	W("务工收入", INCOME, INCOME_WAGE),
	W("务工", INCOME, INCOME_WAGE),
	W("GZ", INCOME, INCOME_WAGE),
	W("家庭经营性收入", INCOME, INCOME_BUSINESS),
	W("家庭经营", INCOME, INCOME_BUSINESS),
	W("经营收入", INCOME, INCOME_BUSINESS),
	W("经营", INCOME, INCOME_BUSINESS),
	W("JY", INCOME, INCOME_BUSINESS),
	W("土地流转收入", INCOME, INCOME_LAND),
	W("土地流转", INCOME, INCOME_LAND),
	W("土地", INCOME, INCOME_LAND),
	W("流转", INCOME, INCOME_LAND),
	W("TD", INCOME, INCOME_LAND),
	W("入股分红收入", INCOME, INCOME_DIVIDEND),
	W("入股分红", INCOME, INCOME_DIVIDEND),
	W("分红", INCOME, INCOME_DIVIDEND),
	W("入股", INCOME, INCOME_DIVIDEND),
	W("FH", INCOME, INCOME_DIVIDEND),
	W("光伏收入", INCOME, INCOME_SOLAR),
	W("光伏", INCOME, INCOME_SOLAR),
	W("GF", INCOME, INCOME_SOLAR),
	W("其他财产性收入", INCOME, INCOME_PROPERTY),
	W("其他财产", INCOME, INCOME_PROPERTY),
	W("QC", INCOME, INCOME_PROPERTY),
	W("政策性收入", INCOME, INCOME_POLICY),
	W("政策补贴", INCOME, INCOME_POLICY),
	W("政策", INCOME, INCOME_POLICY),
	W("补贴", INCOME, INCOME_POLICY),
	W("养老金", INCOME, INCOME_POLICY),
	W("低保金", INCOME, INCOME_POLICY),
	W("低保", INCOME, INCOME_POLICY),
	W("ZC", INCOME, INCOME_POLICY),
	W("其他转移性收入", INCOME, INCOME_TRANSFER),
	W("其他转移", INCOME, INCOME_TRANSFER),
	W("QZ", INCOME, INCOME_TRANSFER),
	W("住房", ANSWER, ANSWER_HOUSING),
	W("ZF", ANSWER, ANSWER_HOUSING),
	W("饮水", ANSWER, ANSWER_WATER),
	W("YS", ANSWER, ANSWER_WATER),
	W("辍学", ANSWER, ANSWER_DROPOUT),
	W("CX", ANSWER, ANSWER_DROPOUT),
	W("医保", ANSWER, ANSWER_INSURANCE),
	W("YB", ANSWER, ANSWER_INSURANCE),
	W("房屋", ANSWER, ANSWER_HOUSING), W("房子", ANSWER, ANSWER_HOUSING),
	W("饮用水", ANSWER, ANSWER_WATER), W("吃水", ANSWER, ANSWER_WATER),
	W("失学", ANSWER, ANSWER_DROPOUT),
	W("基本医疗保险", ANSWER, ANSWER_INSURANCE),
	W("基本医疗", ANSWER, ANSWER_INSURANCE),
	W("医疗保险", ANSWER, ANSWER_INSURANCE),
	/* as people say it: the answer before what it answers */
	NO_DROPOUT("无辍学"), NO_DROPOUT("没辍学"), NO_DROPOUT("没有辍学"),
	NO_DROPOUT("未辍学"), NO_DROPOUT("不辍学"), NO_DROPOUT("无人辍学"),
	NO_DROPOUT("没人辍学"), NO_DROPOUT("没有人辍学"),
	NO_DROPOUT("无辍学学生"), NO_DROPOUT("没有辍学学生"),
	NO_DROPOUT("无学生辍学"), NO_DROPOUT("没有学生辍学"),
	NO_DROPOUT("无孩子辍学"), NO_DROPOUT("没有孩子辍学"),
	NO_DROPOUT("无失学"), NO_DROPOUT("没有失学"),
	NO_DROPOUT("无失学辍学"), NO_DROPOUT("没有失学辍学"),
	NO_DROPOUT("义务教育有保障"),
	SAYS("有辍学", ANSWER_DROPOUT, 1),
	SAYS("有人辍学", ANSWER_DROPOUT, 1),
	SAYS("有辍学学生", ANSWER_DROPOUT, 1),
	SAYS("有学生辍学", ANSWER_DROPOUT, 1),
	SAYS("有孩子辍学", ANSWER_DROPOUT, 1),
	SAYS("有失学", ANSWER_DROPOUT, 1),
	SAYS("有失学辍学", ANSWER_DROPOUT, 1),
	SAYS("义务教育无保障", ANSWER_DROPOUT, 1),
	SAYS("有医保", ANSWER_INSURANCE, 1),
	SAYS("已参保", ANSWER_INSURANCE, 1),
	SAYS("无医保", ANSWER_INSURANCE, 0),
	SAYS("没医保", ANSWER_INSURANCE, 0),
	SAYS("没有医保", ANSWER_INSURANCE, 0),
	SAYS("未参保", ANSWER_INSURANCE, 0),
	W("四项正常", GOOD, 0), W("四项都正常", GOOD, 0),
	W("四项均正常", GOOD, 0), W("四项全正常", GOOD, 0),
	W("四项全部正常", GOOD, 0), W("保障正常", GOOD, 0),
	W("全部正常", GOOD, 0), W("都正常", GOOD, 0),
	W("一切正常", GOOD, 0),
	W("平安", GOOD, 0),
	W("保", FOUR, 0),
	W("问题", PROBLEM, 0),
	W("WT", PROBLEM, 0),
};

static const struct term commands[] = {
	W("报", COMMAND, COMMAND_REPORT),
	W("走访", COMMAND, COMMAND_REPORT),
	W("月报", COMMAND, COMMAND_REPORT),
	W("BG", COMMAND, COMMAND_REPORT),
	W("未报", COMMAND, COMMAND_UNREPORTED),
	W("WB", COMMAND, COMMAND_UNREPORTED),
	W("帮助", COMMAND, COMMAND_HELP),
	W("?", COMMAND, COMMAND_HELP),
	W("BZ", COMMAND, COMMAND_HELP),
	W("改", COMMAND, COMMAND_CORRECT),
	W("更正", COMMAND, COMMAND_CORRECT),
	W("GAI", COMMAND, COMMAND_CORRECT),
	W("撤销", COMMAND, COMMAND_UNDO),
	W("CHE", COMMAND, COMMAND_UNDO),
	W("查", COMMAND, COMMAND_QUERY),
	W("CHA", COMMAND, COMMAND_QUERY),
	W("名单", COMMAND, COMMAND_LIST),
	W("MD", COMMAND, COMMAND_LIST),
	W("风险", COMMAND, COMMAND_RISK),
	W("FX", COMMAND, COMMAND_RISK),
	W("记", COMMAND, COMMAND_VISIT),
	W("JI", COMMAND, COMMAND_VISIT),
	W("停提醒", COMMAND, COMMAND_STOP),
	W("收提醒", COMMAND, COMMAND_START),
};

static const struct {
	const char *name, *label;
} names[COMMAND__MAX] = {
	[COMMAND_REPORT] = { "report", "报" },
	[COMMAND_UNREPORTED] = { "unreported", "未报" },
	[COMMAND_HELP] = { "help", "帮助" },
	[COMMAND_CORRECT] = { "correct", "更正" },
	[COMMAND_UNDO] = { "undo", "撤销" },
	[COMMAND_QUERY] = { "query", "查询" },
	[COMMAND_LIST] = { "list", "看名单" },
	[COMMAND_RISK] = { "risk", "报风险" },
	[COMMAND_VISIT] = { "visit", "记走访" },
	[COMMAND_STOP] = { "stop", "停提醒" },
	[COMMAND_START] = { "start", "收提醒" },
};


const char *
command_name(enum command c)
{
	return names[c].name;
}

const char *
command_label(enum command c)
{
	return names[c].label;
}

enum report_answer
word_said_which(int value)
{
	return (enum report_answer)(value / 2);
}

int
word_said_value(int value)
{
	return value % 2;
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t
word_letters(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && letter(*p))
		p++;
	return (size_t)(p - at);
}

/* Whether ${text} stands at ${at}, Latin letters in any case. */
static bool
stands(const char *text, const char *at, size_t room)
{
	size_t n = strlen(text);

	return n <= room && strncasecmp(at, text, n) == 0;
}

/* The bytes of the item word at the start of a run of letters that the rest
 * of the run continues well; 0 where it can't be.  A run is short. */
static size_t
split(const char *at, size_t len, bool answer)
{
	size_t i, n;

	for (i = 0; i < LEN(items); i++) {
		n = strlen(items[i].text);
		if (!letter(items[i].text[0]) ||
		    !stands(items[i].text, at, len))
			continue;
		if (n == len || split(at + n, len - n,
		    items[i].kind == WORD_ANSWER) > 0)
			return n;
	}
	for (i = 0; answer && i < word_reply_count; i++) {
		n = strlen(word_replies[i].text);
		if (!letter(word_replies[i].text[0]) ||
		    !stands(word_replies[i].text, at, len))
			continue;
		if (n == len || split(at + n, len - n, false) > 0)
			return n;
	}
	return 0;
}

/* No run of item words is longer than all labels with their answers. */
#define RUN_MOST	64

bool
word_latin_ok(const char *at, const char *end)
{
	size_t run = word_letters(at, end);

	return run > 0 && run <= RUN_MOST && split(at, run, false) > 0;
}

struct term
word_item(const char *at, const char *end)
{
	struct term best = { .kind = WORD_NONE };
	size_t i, n, run = word_letters(at, end);

	if (run > 0) {
		if (run > RUN_MOST || (run = split(at, run, false)) == 0)
			return best;
		end = at + run;
	}
	for (i = 0; i < LEN(items); i++) {
		n = strlen(items[i].text);
		if (n > best.len && stands(items[i].text, at,
		    (size_t)(end - at)) && (run == 0 || n == run)) {
			best = items[i];
			best.len = n;
		}
	}
	return best;
}

struct term
word_command(const char *at, const char *end)
{
	struct term best = { .kind = WORD_NONE };
	size_t i, n, run = word_letters(at, end);

	for (i = 0; i < LEN(commands); i++) {
		n = strlen(commands[i].text);
		if (n > best.len && (run == 0 || run == n) &&
		    stands(commands[i].text, at, (size_t)(end - at))) {
			best = commands[i];
			best.len = n;
		}
	}
	return best;
}

/* The run that a digit answer stands in: 1 is yes, 11 says nothing. */
static size_t
digits(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return (size_t)(p - at);
}

size_t
word_answer(const char *at, const char *end, enum report_answer which,
    int *value)
{
	size_t i, n, best = 0, run = word_letters(at, end);

	*value = -1;
	if ((n = digits(at, end)) > 0) {
		if (which == ANSWER_DROPOUT && (stands("人", at + n,
		    (size_t)(end - at) - n) || stands("个", at + n,
		    (size_t)(end - at) - n))) {
			*value = strspn(at, "0") < n;	/* 0人, 2个 */
			return n + sizeof "人" - 1;
		}
		if (n == 1 && *at <= '1')
			*value = *at - '0';
		return n;
	}
	if (run > 0 && (run > RUN_MOST || (run = split(at, run, true)) == 0))
		return 0;
	for (i = 0; i < word_reply_count; i++) {
		n = strlen(word_replies[i].text);
		if (n <= best || (run > 0 && n != run) ||
		    !stands(word_replies[i].text, at, (size_t)(end - at)))
			continue;
		best = n;
		*value = (word_replies[i].which >> which & 1) != 0 ?
		    word_replies[i].value : -1;
	}
	return best;
}

/* ---- near misses -------------------------------------------------------- */

#define NEAR_MOST	8	/* characters of a word worth comparing */

/* The characters of ${s}, Latin in capitals; 0 where there are too many. */
static size_t
chars(const char *s, size_t len, uint32_t out[NEAR_MOST])
{
	const char *end = s + len;
	size_t n = 0, step;
	uint32_t c;

	for (; s < end; s += step) {
		if ((step = text_next(s, end, &c)) == 0 || n == NEAR_MOST)
			return 0;
		out[n++] = c >= 'a' && c <= 'z' ? c - 32 : c;
	}
	return n;
}

/* Whether one change, one more or one less makes ${a} to ${b}. */
static bool
one_edit(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t i = 0, ja, jb;

	if (na > nb)
		return one_edit(b, nb, a, na);
	if (nb - na > 1)
		return false;
	while (i < na && a[i] == b[i])
		i++;
	if (i == na)
		return nb == na + 1;
	ja = na == nb ? i + 1 : i;
	for (jb = i + 1; ja < na && a[ja] == b[jb]; jb++)
		ja++;
	return ja == na;
}

/* Whether one of ${c} is 异 不 没 未 无 非: who writes it means no. */
static bool
denies(const uint32_t *c, size_t n)
{
	static const uint32_t no[] = { 0x5F02, 0x4E0D, 0x6CA1, 0x672A, 0x65E0,
	    0x975E };
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < LEN(no); k++)
			if (c[i] == no[k])
				return true;
	return false;
}

const char *
word_near(struct pool *pool, const char *s, size_t len, bool want_commands)
{
	const struct term *table = want_commands ? commands : items;
	size_t count = want_commands ? LEN(commands) : LEN(items);
	uint32_t mine[NEAR_MOST], its[NEAR_MOST];
	size_t n = chars(s, len, mine), m, i, found = 0;
	const char *list = NULL;

	for (i = 0; n > 1 && i < count; i++) {
		m = chars(table[i].text, strlen(table[i].text), its);
		if (m < 2 || (!want_commands && its[0] < 0x80) ||
		    !one_edit(mine, n, its, m) ||
		    (denies(mine, n) && !denies(its, m)))
			continue;
		list = list == NULL ? table[i].text :
		    pool_print(pool, "%s或%s", list, table[i].text);
		found++;
	}
	return !want_commands && found > 1 ? NULL : list;
}
