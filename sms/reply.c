#include <string.h>

#include "core/text.h"
#include "sms/reply.h"

#define PART_ALONE	70
#define PART_OF_MANY	67

static const char *const sentences[REPLY__MAX] = {
	[REPLY_RECEIPT] = "收讫{1} {2} {3} {4} {5}",
	[REPLY_AGAIN] = "已收到{1} {2} {3} {4} {5}",
	[REPLY_DRAFT] = "{1} {2}已存未报,{3}。{4}",
	[REPLY_REFUSED] = "{1}未收: {2}",
	[REPLY_LEFT] = "余{1}户未报",
	[REPLY_NONE_LEFT] = "{1}已报齐",
	[REPLY_EXAMPLE] = "例: 报 {1} 工资1200 保1101",
	[REPLY_REST] = "另收{1}户,未收{2}户",
	[REPLY_LATE] = "{1}补报",
	[REPLY_CORRECTED] = "{1}更正",
	[REPLY_INCOME] = "收入{1}元",
	[REPLY_INCOME_CHANGED] = "收入{1}→{2}元",
	[REPLY_ALL_GOOD] = "四项正常",
	[REPLY_CHECK] = "{1}{2}元偏大请核对",
	[REPLY_ZERO] = "没写收入按0存",
	[REPLY_MISSING] = "缺: {1}",
	[REPLY_MISSING_FOUR] = "缺四项",
	[REPLY_MISSING_PROBLEM] = "{1}要写问题",
	[REPLY_NOT_A_NUMBER] = "{1}\"{2}\"不是数字",
	[REPLY_NO_VALUE] = "{1}后面没有写",
	[REPLY_BAD_ANSWER] = "{1}\"{2}\"请写是或否",
	[REPLY_BAD_FOUR] = "{1}\"{2}\"应是四位0或1",
	[REPLY_ITEM_TWICE] = "{1}写了两次",
	[REPLY_NEGATIVE] = "{1}\"{2}\"不能是负数",
	[REPLY_TOO_LARGE] = "{1}\"{2}\"超过100万元",
	[REPLY_TOO_FINE] = "{1}\"{2}\"最多两位小数",
	[REPLY_UNKNOWN_WORD] = "\"{2}\"看不懂",
	[REPLY_UNKNOWN_NEAR] = "\"{2}\"看不懂,是{3}吗",
	[REPLY_NUMBER_ALONE] = "\"{2}\"不知是哪一项",
	[REPLY_BAD_MONTH] = "没有\"{2}\"这个月",
	[REPLY_FIELD_COUNT] = "户号后应有八项收入和四位答案,现有{3}项",
	[REPLY_PROBLEM_EMPTY] = "问题后面没有写",
	[REPLY_PROBLEM_TOO_LONG] = "问题超过500字",
	[REPLY_NO_BREAK] = "\"{2}\"前请换行,一户一行",
	[REPLY_HOUSEHOLD_TWICE] = "{2}号写了两次",
	[REPLY_NOTHING] = "只有户号,没有写收入和四项",
	[REPLY_NO_HOUSEHOLD] = "没写户号",
	[REPLY_HOUSEHOLD_FIRST] = "户号\"{2}\"请写在最前面",
	[REPLY_UNKNOWN_HOUSEHOLD] = "\"{2}\"不是您的户,请核对户号",
	[REPLY_TWO_HOUSEHOLDS] = "\"{2}\"有{3},请写户号",
	[REPLY_TOO_MANY] = "一条最多60户,\"{2}\"起请另发",
	[REPLY_FUTURE] = "{1}还没过完,月底后再报",
	[REPLY_CLOSED] = "{1}已封账,要改请找县级管理员",
	[REPLY_FREE] = "该户已注销,{1}不用报",
	[REPLY_EARLY] = "{1}早于系统启用,不用报",
	[REPLY_ALREADY] = "{1}已报(收讫{2}),要改请把收入和四项整条重报",
	[REPLY_CONFLICT] = "刚被他人改过,请再发一次",
	[REPLY_EMPTY] = "收到空短信。发\"帮助\"看写法",
	[REPLY_STRANGE] =
	    "没看懂\"{1}\",未存。例: 报 {2} 工资1200 保1101;发\"帮助\"看写法",
	[REPLY_NEAR] = "没有\"{1}\",是{2}吗?未执行,请重发",
	[REPLY_NOT_YET] = "短信暂不能{1},请登录网页办理。发\"帮助\"看写法",
	[REPLY_NOT_YET_CORRECT] =
	    "短信暂不能更正单项,未改。请把收入和四项整条重报,或登录网页改",
	[REPLY_IDENT] =
	    "短信暂不能用工号代报,未存。请用本人登记的手机发,或登录网页填报",
	[REPLY_STRANGER] = "本号码未登记,请联系乡镇管理员",
	[REPLY_NO_PAIRING] = "您名下没有结对户,未存。请联系乡镇管理员",
	[REPLY_HELP] =
	    "报月报: 报 {1} 工资1200 经营300 四项正常。"
	    "有问题: 住房否 问题 漏雨。查未报: 未报。"
	    "更多: 帮助 报",
	[REPLY_HELP_REPORT] =
	    "报 户号 [月份] 收入 四项 [问题]。收入:工资 经营 土地 分红 "
	    "光伏 其他财产 政策 其他转移,没写的按0。四项:住房 饮水 辍学 "
	    "医保,写是或否,都好写四项正常。多户一户一行。"
	    "例: 报 {1} 3月 工资1200 经营-300 住房否 饮水是 辍学否 医保是 "
	    "问题 漏雨",
	[REPLY_HELP_WB] = "发\"未报\"看上月还没报的户",
	[REPLY_HELP_UNKNOWN] =
	    "没有\"{1}\"这条命令。可用: 报 未报 帮助",
	[REPLY_UNREPORTED] = "{1}未报{2}户: {3}。{4}前报",
	[REPLY_UNREPORTED_LATE] = "{1}未报{2}户: {3}。已逾期,请补报",
	[REPLY_UNREPORTED_CLOSED] =
	    "{1}未报{2}户: {3}。已封账,要报请找县级管理员",
	[REPLY_UNREPORTED_NONE] = "{1}已报齐",
	[REPLY_EXTRA] = "{1}后面的\"{2}\"看不懂,请只发\"{1}\"",
	[REPLY_BROKEN] = "系统没能处理这条短信,已转人工。请稍后再发",
};

char *
reply(struct pool *pool, enum reply which,
    const char *const words[REPLY_WORDS])
{
	struct text t = text_start(pool);
	const char *at = sentences[which];
	size_t n, i;

	while (*at != '\0') {
		n = strcspn(at, "{");
		text_add_len(&t, at, n);
		at += n;
		if (*at == '\0')
			break;
		i = (size_t)(at[1] - '1');
		text_add(&t, words[i] == NULL ? "" : words[i]);
		at += 3;
	}
	return t.at;
}

size_t
reply_parts(const char *text)
{
	const char *at = text, *end = text + strlen(text);
	size_t parts = 1, used = 0, units, n;
	uint32_t c;

	if (text_units(text) <= PART_ALONE)
		return 1;
	for (; at < end && (n = text_next(at, end, &c)) > 0; at += n) {
		units = c >= 0x10000 ? 2 : 1;
		if (used + units > PART_OF_MANY) {
			parts++;
			used = 0;
		}
		used += units;
	}
	return parts;
}
