#include "core/report.h"
#include "sms/word_reply.h"

#define ALL	15u
#define HOME	(1u << ANSWER_HOUSING | 1u << ANSWER_WATER)
#define CARE	(1u << ANSWER_INSURANCE)
#define ROOF	(1u << ANSWER_HOUSING)
#define PUPILS	(1u << ANSWER_DROPOUT)

const struct word_reply word_replies[] = {
	{ "已参加", 1, CARE }, { "未参加", 0, CARE }, { "没参加", 0, CARE },
	{ "没有参加", 0, CARE }, { "不参加", 0, CARE }, { "参加", 1, CARE },
	{ "不安全", 0, HOME }, { "安全", 1, HOME }, { "未达标", 0, HOME },
	{ "不达标", 0, HOME }, { "没达标", 0, HOME }, { "达标", 1, HOME },
	{ "正常", 1, HOME | CARE }, { "不正常", 0, HOME | CARE },
	{ "有保障", 1, HOME | CARE }, { "安全有保障", 1, HOME },
	{ "无保障", 0, HOME | CARE }, { "没有保障", 0, HOME | CARE },
	{ "没保障", 0, HOME | CARE }, { "不保障", 0, HOME | CARE },
	{ "没问题", 1, HOME | CARE }, { "没有问题", 1, HOME | CARE },
	{ "无问题", 1, HOME | CARE },
	/* 住房有,问题漏雨 or 住房有问题,漏雨: nobody knows */
	{ "有问题", 0, 0 },
	{ "合格", 1, HOME }, { "不合格", 0, HOME }, { "未合格", 0, HOME },
	{ "是危房", 0, ROOF }, { "危房", 0, ROOF }, { "不是危房", 1, ROOF },
	{ "非危房", 1, ROOF }, { "无危房", 1, ROOF },
	{ "已参保", 1, CARE }, { "参保", 1, CARE }, { "未参保", 0, CARE },
	{ "没参保", 0, CARE }, { "没有参保", 0, CARE },
	{ "已交", 1, CARE }, { "已缴", 1, CARE }, { "已缴费", 1, CARE },
	{ "未交", 0, CARE }, { "未缴", 0, CARE }, { "未缴费", 0, CARE },
	{ "没交", 0, CARE }, { "没缴", 0, CARE }, { "没有交", 0, CARE },
	{ "都参加", 1, CARE }, { "全参加", 1, CARE }, { "均参加", 1, CARE },
	{ "已全部参加", 1, CARE }, { "全部参加", 1, CARE },
	{ "没人", 0, PUPILS }, { "无人", 0, PUPILS },
	{ "没有人", 0, PUPILS }, { "有人", 1, PUPILS },
	{ "没有", 0, ALL }, { "不是", 0, ALL }, { "是", 1, ALL },
	{ "有", 1, ALL }, { "否", 0, ALL }, { "不", 0, ALL },
	{ "无", 0, ALL }, { "没", 0, ALL }, { "√", 1, ALL },
	{ "✓", 1, ALL }, { "✔", 1, ALL }, { "×", 0, ALL }, { "✗", 0, ALL },
	{ "✘", 0, ALL }, { "YES", 1, ALL }, { "NO", 0, ALL },
	{ "Y", 1, ALL }, { "N", 0, ALL }, { "X", 0, ALL },
};

const size_t word_reply_count = LEN(word_replies);
