#include <inttypes.h>
#include <string.h>

#include "core/field.h"
#include "core/money.h"
#include "core/text.h"

#define WORD_SHOWN	60	/* characters of a wrong word in a sentence */

/* What people read of a word: of a choice its label. */
static const char *
read_as(const struct field *f, const char *word)
{
	size_t i;

	for (i = 0; f->kind == FIELD_CHOICE && i < f->choice_count; i++)
		if (strcmp(f->choices[i].code, word) == 0)
			return f->choices[i].label;
	return word;
}

/* The word as quoted in a sentence: short, and never a password. */
static const char *
quoted(struct pool *pool, const struct field *f, const struct answer *a)
{
	const char *word = read_as(f, a->word), *p = word;
	size_t n;

	if (f->kind == FIELD_SECRET || f->kind == FIELD_CHOICES || *p == '\0')
		return "";
	for (n = 0; *p != '\0' && n < WORD_SHOWN; n++)
		for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++)
			;
	return pool_print(pool, "“%s%s”",
	    pool_copy_len(pool, word, (size_t)(p - word)),
	    *p != '\0' ? "…" : "");
}

static const char *
kind_sentence(struct pool *pool, const struct field *f, const char *word)
{
	static const char *const ends[FIELD__MAX] = {
		[FIELD_INT] = "不是整数，请改为例如 3",
		[FIELD_MONEY] = "不是金额，请改为例如 1200 或 1200.50",
		[FIELD_DECIMAL] = "不是数字，请改为例如 3 或 3.5",
		[FIELD_DATE] = "不是日期，请改为例如 2022-03-05",
		[FIELD_PERIOD] = "不是月份，请改为例如 2022-03",
		[FIELD_AREA] = "不是行政区划代码",
		[FIELD_FILE] = "不是文件，请重新选择文件",
	};

	return pool_print(pool, "%s%s%s。", f->label, word,
	    ends[f->kind] != NULL ? ends[f->kind] : "填写有误");
}

/* Too small or too large, and the bound that says so as people read it; a
 * field without bounds has the machine's own. */
static const char *
range_sentence(struct pool *pool, const struct field *f,
    const struct answer *a)
{
	bool low = a->flaw == FLAW_LOW, month = f->kind == FIELD_PERIOD;
	int64_t bound = low ? f->least : f->most;
	const char *word = quoted(pool, f, a), *limit;
	const char *unit = f->unit != NULL ? f->unit : "";

	if (f->least == 0 && f->most == 0)
		return pool_print(pool, "%s%s太%s。", f->label, word,
		    low ? "小" : "大");
	if (month)
		return pool_print(pool, "%s%s太%s，不能%s于%s。", f->label,
		    word, low ? "早" : "晚", low ? "早" : "晚",
		    period_label(pool, (int)bound));
	limit = f->kind == FIELD_MONEY ?
	    pool_print(pool, "%s元", money_short(pool, bound)) :
	    f->kind == FIELD_DECIMAL ? pool_print(pool, "%s%s",
	    money_short(pool, bound), unit) :
	    pool_print(pool, "%" PRId64 "%s", bound, unit);
	return pool_print(pool, "%s%s太%s，不能%s%s。", f->label, word,
	    low ? "小" : "大", low ? "小于" : "超过", limit);
}

const char *
field_sentence(struct pool *pool, const struct field *f,
    const struct answer *a)
{
	const char *word = quoted(pool, f, a);

	switch (a->flaw) {
	case FLAW_NONE:
	case FLAW__MAX:
		return NULL;
	case FLAW_MISSING:
		return pool_print(pool, "请填写%s。", f->label);
	case FLAW_BYTES:
		return pool_print(pool, "%s里有不能保存的字符，请重新输入。",
		    f->label);
	case FLAW_KIND:
		return kind_sentence(pool, f, word);
	case FLAW_FINE:
		return pool_print(pool, "%s%s最多两位小数%s。", f->label,
		    word, f->kind == FIELD_MONEY ? "（到分）" : "");
	case FLAW_LOW:
	case FLAW_HIGH:
		return range_sentence(pool, f, a);
	case FLAW_SHORT:
		return pool_print(pool, "%s太短，至少%d个字。", f->label,
		    (int)f->least);
	case FLAW_LONG:
		return pool_print(pool, "%s太长，最多%d个字，现在%zu个字。",
		    f->label, (int)f->most, text_chars(a->word));
	case FLAW_CHOICE:
		return pool_print(pool, "%s%s不在可选范围内，请重新选择。",
		    f->label, word);
	case FLAW_TWICE:
		return pool_print(pool, "%s填了两次，请只填一次。", f->label);
	case FLAW_RULE:
		return pool_print(pool, "%s%s%s。", f->label, word, a->why);
	}
	return NULL;
}
