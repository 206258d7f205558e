#include <string.h>

#include "core/text.h"
#include "sms/word.h"

#define W(text, kind, value)	{ text, WORD_##kind, (int)(value), 0 }

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
	W("四项正常", GOOD, 0),
	W("保障正常", GOOD, 0),
	W("全部正常", GOOD, 0),
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

/* What the answers are called; which: a bit for each question it answers. */
#define ALL	15u
#define HOME	(1u << ANSWER_HOUSING | 1u << ANSWER_WATER)
#define CARE	(1u << ANSWER_INSURANCE)
static const struct {
	const char *text;
	int value;
	unsigned which;
} replies[] = {
	{ "已参加", 1, CARE }, { "未参加", 0, CARE }, { "没参加", 0, CARE },
	{ "没有参加", 0, CARE }, { "不参加", 0, CARE }, { "参加", 1, CARE },
	{ "不安全", 0, HOME }, { "安全", 1, HOME }, { "未达标", 0, HOME },
	{ "不达标", 0, HOME }, { "没达标", 0, HOME }, { "达标", 1, HOME },
	{ "没有", 0, ALL }, { "不是", 0, ALL }, { "是", 1, ALL },
	{ "有", 1, ALL }, { "否", 0, ALL }, { "不", 0, ALL },
	{ "无", 0, ALL }, { "没", 0, ALL }, { "√", 1, ALL },
	{ "✓", 1, ALL }, { "✔", 1, ALL }, { "×", 0, ALL }, { "✗", 0, ALL },
	{ "✘", 0, ALL }, { "YES", 1, ALL }, { "NO", 0, ALL },
	{ "Y", 1, ALL }, { "N", 0, ALL }, { "X", 0, ALL },
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
	for (i = 0; answer && i < LEN(replies); i++) {
		n = strlen(replies[i].text);
		if (!letter(replies[i].text[0]) ||
		    !stands(replies[i].text, at, len))
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
		if (n == 1 && *at <= '1')
			*value = *at - '0';
		return n;
	}
	if (run > 0 && (run > RUN_MOST || (run = split(at, run, true)) == 0))
		return 0;
	for (i = 0; i < LEN(replies); i++) {
		n = strlen(replies[i].text);
		if (n <= best || (run > 0 && n != run) ||
		    !stands(replies[i].text, at, (size_t)(end - at)))
			continue;
		best = n;
		*value = (replies[i].which >> which & 1) != 0 ?
		    replies[i].value : -1;
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
		    !one_edit(mine, n, its, m))
			continue;
		list = list == NULL ? table[i].text :
		    pool_print(pool, "%s或%s", list, table[i].text);
		found++;
	}
	return !want_commands && found > 1 ? NULL : list;
}
