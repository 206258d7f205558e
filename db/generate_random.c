#include "core/err.h"
#include "core/text.h"
#include "db/generate_random.h"

/* splitmix64: small, and the same everywhere. */
static uint64_t
next(struct random *r)
{
	uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

struct random
random_of(uint64_t seed, enum random_kind kind, int64_t a, int64_t b)
{
	struct random r = { seed };

	r.state = next(&r) ^ (uint64_t)kind;
	r.state = next(&r) ^ (uint64_t)a;
	r.state = next(&r) ^ (uint64_t)b;
	return r;
}

int64_t
random_below(struct random *r, int64_t limit)
{
	return (int64_t)(next(r) % (uint64_t)limit);
}

bool
random_chance(struct random *r, int share)
{
	return random_below(r, 1000) < share;
}

const char *
random_of_list(struct random *r, const char *const *list, size_t count)
{
	return list[random_below(r, (int64_t)count)];
}

/* The frequent ones stand more than once. */
static const char *const surnames[] = {
	"王", "王", "王", "李", "李", "李", "张", "张", "张", "刘", "刘", "陈",
	"陈", "杨", "杨", "赵", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱",
	"高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐",
	"冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
	"彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎",
	"余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范", "方",
	"石", "姚", "谭", "廖", "邹", "熊", "金", "陆", "郝", "孔", "白", "崔",
	"康", "毛", "邱", "秦", "江", "史", "顾", "侯", "邵", "孟", "龙", "万",
	"段", "雷", "钱", "汤", "尹", "黎", "易", "常", "武", "乔", "贺", "赖",
	"龚", "文", "欧阳", "司马",
};

static const char *const male_letters[] = {
	"国", "建", "志", "文", "明", "永", "德", "福", "贵", "海", "军", "强",
	"勇", "平", "伟", "生", "成", "宝", "春", "山", "树", "林", "金", "玉",
	"龙", "虎", "江", "河", "东", "立", "新", "民", "保", "全", "喜", "庆",
	"祥", "瑞", "学", "良", "忠", "义", "凯", "浩", "宇", "鹏", "杰", "磊",
	"刚", "超", "波", "辉", "亮", "斌", "峰", "涛", "旭", "晨", "泽", "轩",
};

static const char *const female_letters[] = {
	"秀", "英", "兰", "凤", "玉", "桂", "珍", "芳", "梅", "花", "荣", "琴",
	"淑", "美", "丽", "娟", "红", "霞", "艳", "敏", "静", "燕", "玲", "素",
	"春", "云", "月", "巧", "爱", "翠", "香", "莲", "菊", "彩", "金", "银",
	"雪", "婷", "欣", "怡", "佳", "雨", "梦", "瑶", "晓", "慧", "倩", "颖",
	"娜", "洁", "萍", "莉", "琳", "晶", "莹", "薇", "蕊", "岚", "青", "宁",
};

const char *
random_surname(struct random *r)
{
	return random_of_list(r, surnames, LEN(surnames));
}

const char *
random_given(struct pool *pool, struct random *r, bool male)
{
	const char *const *list = male ? male_letters : female_letters;
	size_t count = male ? LEN(male_letters) : LEN(female_letters);
	const char *first = random_of_list(r, list, count);

	if (random_chance(r, 180))
		return first;
	return pool_print(pool, "%s%s", first,
	    random_of_list(r, list, count));
}

const char *
random_name(struct pool *pool, struct random *r, bool male)
{
	const char *surname = random_surname(r);

	return pool_print(pool, "%s%s", surname,
	    random_given(pool, r, male));
}

struct date
random_day(struct random *r, int year)
{
	struct date first = { (int16_t)year, 1, 1 };

	return date_of_days(date_days(first) + random_below(r, 365));
}
