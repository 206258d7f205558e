#include <ctype.h>
#include <string.h>

#include "core/idno.h"
#include "core/text.h"

char
idno_check(const char *first17)
{
	static const int weight[17] =
	    { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0, i;

	for (i = 0; i < 17; i++)
		sum += weight[i] * (first17[i] - '0');
	return "10X98765432"[sum % 11];
}

struct date
idno_birth(const char *s)
{
#define D(i) (s[i] - '0')
	return (struct date){
	    .year = (int16_t)(D(6) * 1000 + D(7) * 100 + D(8) * 10 + D(9)),
	    .month = (int8_t)(D(10) * 10 + D(11)),
	    .day = (int8_t)(D(12) * 10 + D(13)) };
#undef D
}

bool
idno_male(const char *s)
{
	return (s[16] - '0') % 2 == 1;
}

enum idno_flaw
idno_flaw(const char *s, struct date today)
{
	size_t len = strlen(s), i;

	if (len != 18 && len != 20 && len != 22)
		return IDNO_LENGTH;
	for (i = 0; i < 17; i++)
		if (s[i] < '0' || s[i] > '9')
			return IDNO_DIGIT;
	if (!date_ok(idno_birth(s)))
		return IDNO_BIRTH;
	if (date_compare(idno_birth(s), today) > 0)
		return IDNO_FUTURE;
	if (toupper((unsigned char)s[17]) != idno_check(s))
		return IDNO_CHECK;
	if (len > 18 && (s[18] < '1' || s[18] > '7'))
		return IDNO_CATEGORY;
	if (len > 18 && (s[19] < '1' || s[19] > '4'))
		return IDNO_GRADE;
	if (len > 20 && (toupper((unsigned char)s[20]) != 'B' ||
	    s[21] < '1' || s[21] > '9'))
		return IDNO_REISSUE;
	return IDNO_RIGHT;
}

const char *
idno_clause(enum idno_flaw flaw)
{
	static const char *const clauses[IDNO_FLAW__MAX] = {
		[IDNO_LENGTH] = "位数不对：居民身份证是18位，"
		    "残疾人证是20位，补发的残疾人证是22位",
		[IDNO_DIGIT] = "的前17位只能是数字",
		[IDNO_BIRTH] = "的第7至14位不是出生日期",
		[IDNO_FUTURE] = "的出生日期晚于今天",
		[IDNO_CHECK] = "的第18位校验码不对，请对照证件核对",
		[IDNO_CATEGORY] = "的第19位是残疾类别，应为1至7",
		[IDNO_GRADE] = "的第20位是残疾等级，应为1至4",
		[IDNO_REISSUE] = "的最后两位是补发标记，应为B1至B9",
	};

	return clauses[flaw];
}

char *
idno_read(struct pool *pool, const char *s)
{
	struct text t = text_start(pool);
	const char *end = s + strlen(s);
	uint32_t c;
	size_t n;
	char put[4];

	for (; (n = text_next(s, end, &c)) > 0; s += n) {
		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		if (c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0)
			continue;
		if (c == 'x' || c == 'b')
			c -= 'a' - 'A';
		text_add_len(&t, put, text_put(put, c));
	}
	return t.at;
}

bool
idno_certificate(const char *s)
{
	return strlen(s) > IDNO_SAME;
}

bool
idno_ok(const char *s, struct date today)
{
	return strlen(s) == IDNO_SAME && idno_flaw(s, today) == IDNO_RIGHT;
}
