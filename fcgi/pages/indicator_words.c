#include <inttypes.h>
#include <string.h>

#include "core/dictionary_cell.h"
#include "core/money.h"
#include "core/text.h"
#include "exchange/dictionary_write.h"
#include "fcgi/pages/indicator_words.h"
#include "fcgi/pages/panel.h"

#define CODES_MOST 12

static const char *const entity_labels[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HOUSEHOLD] = "户", [DICTIONARY_MEMBER] = "家庭成员",
	[DICTIONARY_COUNTY] = "县", [DICTIONARY_VILLAGE] = "村",
	[DICTIONARY_HAMLET] = "自然村", [DICTIONARY_HELPER] = "帮扶责任人",
	[DICTIONARY_UNIT] = "帮扶单位", [DICTIONARY_TEAM] = "驻村工作队",
	[DICTIONARY_TEAM_MEMBER] = "驻村工作队员",
};

static const char *const kinds[DICTIONARY_KIND__MAX] = {
	[DICTIONARY_TEXT] = "文字", [DICTIONARY_INT] = "整数",
	[DICTIONARY_MONEY] = "金额（元）",
	[DICTIONARY_DECIMAL1] = "一位小数",
	[DICTIONARY_DECIMAL2] = "两位小数", [DICTIONARY_DATE] = "日期",
	[DICTIONARY_CODE] = "单选", [DICTIONARY_CODES] = "多选",
	[DICTIONARY_FLAG] = "是或否", [DICTIONARY_PHONE] = "电话",
	[DICTIONARY_IDNO] = "证件号码",
};

enum dictionary_entity
indicator_words_entity(const char *s)
{
	int i;

	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++)
		if (strcmp(dictionary_of((enum dictionary_entity)i)->entity,
		    s) == 0)
			break;
	return (enum dictionary_entity)i;
}

const char *
indicator_words_entity_label(enum dictionary_entity entity)
{
	return entity_labels[entity];
}

const char *
indicator_words_kind(enum dictionary_kind kind)
{
	return kinds[kind];
}

static bool
fine(const struct dictionary_line *l)
{
	return l->kind == DICTIONARY_MONEY ||
	    l->kind == DICTIONARY_DECIMAL1 || l->kind == DICTIONARY_DECIMAL2;
}

const char *
indicator_words_bound(struct pool *pool, const struct dictionary_line *l,
    int64_t value)
{
	if (l->least == 0 && l->most == 0)
		return "";
	return fine(l) ? money_short(pool, value) :
	    pool_print(pool, "%" PRId64, value);
}

/* Why a bound can't be that, or NULL. */
static const char *
bound_flaw(const struct dictionary_line *l, int64_t value)
{
	bool chars = l->kind == DICTIONARY_TEXT;

	if ((chars || l->kind == DICTIONARY_CODES) && value < 0)
		return "不能小于0";
	if (chars && l->most > 0 && value > l->most)
		return "超过了这个指标能保存的字数";
	if (l->kind == DICTIONARY_CODES && value > CODES_MOST)
		return "最多12项";
	return NULL;
}

static enum err
read_bound(const struct dictionary_line *l, struct answer *a,
    struct opt_int *out)
{
	const char *why;

	if (!dictionary_cell_bound(fine(l), a->text, &out->value))
		return field_spoil(a, fine(l) ? "不是数字" : "不是整数");
	if ((why = bound_flaw(l, out->value)) != NULL)
		return field_spoil(a, why);
	out->given = true;
	return OK;
}

enum err
indicator_words_range(const struct dictionary_line *l, struct answer *least,
    struct answer *most, struct indicator *said)
{
	enum err e, worst = OK;

	if (!least->given && !most->given)
		return OK;
	if (!fine(l) && l->kind != DICTIONARY_INT &&
	    l->kind != DICTIONARY_TEXT && l->kind != DICTIONARY_CODES)
		return field_spoil(least->given ? least : most,
		    "不能填：这类指标没有取值范围");
	if (!least->given || !most->given)
		return field_spoil(least->given ? most : least,
		    "没有填：最小值和最大值要一起填写");
	if ((e = read_bound(l, least, &said->least)) != OK)
		worst = e;
	if ((e = read_bound(l, most, &said->most)) != OK)
		worst = e;
	if (worst == OK && (said->most.value < said->least.value ||
	    (said->most.value == 0 && said->least.value == 0)))
		worst = field_spoil(most, "不能小于最小值，也不能都是0");
	return worst;
}

/* The entity has an element of that name already. */
static bool
national_taken(const struct indicator_list *list,
    const struct indicator *own, const char *column)
{
	size_t i;

	if (dictionary_write_national(indicator_words_entity(own->entity),
	    column))
		return true;
	for (i = 0; i < list->count; i++)
		if (text_is(list->at[i].national, column) &&
		    strcmp(list->at[i].entity, own->entity) == 0 &&
		    strcmp(list->at[i].name, own->name) != 0)
			return true;
	return false;
}

enum err
indicator_words_national(const struct indicator_list *list,
    const struct indicator *own, struct answer *a)
{
	if (!a->given || a->flaw != FLAW_NONE)
		return OK;
	if (!dictionary_cell_national(a->text))
		return field_spoil(a,
		    "要写成三个大写字母和三个数字，例如AAC301");
	return national_taken(list, own, a->text) ? field_spoil(a,
	    "已经是另一个指标的国家字段") : OK;
}

enum err
indicator_words_area(struct req *r, struct answer *a, int64_t *area)
{
	struct area found;
	enum err e;

	*area = r->who.role == ROLE_ADMIN ? 0 : r->session.area;
	if (!a->given)
		return OK;
	if ((e = panel_area(r, a, &found)) == OK)
		*area = found.code;
	return e;
}
