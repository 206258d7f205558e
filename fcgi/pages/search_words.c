#include <string.h>

#include "core/money.h"
#include "db/indicator.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/search_words.h"

#define BIT(n)	(1 << (n))
static const struct choice classes[] = {
	{ "exited", "脱贫户", BIT(CLASS_EXITED) },
	{ "monitored", "监测户", BIT(CLASS_MONITORED) },
};
static const struct choice monitors[] = {
	{ "1", "脱贫不稳定户", BIT(MONITOR_UNSTABLE) },
	{ "2", "边缘易致贫户", BIT(MONITOR_MARGINAL) },
	{ "3", "突发严重困难户", BIT(MONITOR_SUDDEN) },
};
static const struct choice risks[] = {
	{ "open", "风险未消除", BIT(RISK_OPEN) },
	{ "removed", "风险已消除", BIT(RISK_REMOVED) },
};
/* What is owed has several. */
static const struct choice states[] = {
	{ "owed", "还没报", BIT(VIEW_NONE) | BIT(VIEW_DRAFT) |
	    BIT(VIEW_OVERDUE) | BIT(VIEW_RETURNED) },
	{ "none", "未报", BIT(VIEW_NONE) },
	{ "draft", "草稿", BIT(VIEW_DRAFT) },
	{ "overdue", "逾期", BIT(VIEW_OVERDUE) },
	{ "returned", "退回", BIT(VIEW_RETURNED) },
	{ "reported", "已报", BIT(VIEW_REPORTED) },
	{ "late", "补报", BIT(VIEW_LATE) },
	{ "free", "注销", BIT(VIEW_FREE) },
};
static const struct choice lacks[] = {
	{ "any", "存在问题", BIT(ANSWER_HOUSING) | BIT(ANSWER_WATER) |
	    BIT(ANSWER_DROPOUT) | BIT(ANSWER_INSURANCE) },
	{ "housing", "住房不安全", BIT(ANSWER_HOUSING) },
	{ "water", "饮水不安全", BIT(ANSWER_WATER) },
	{ "dropout", "有辍学学生", BIT(ANSWER_DROPOUT) },
	{ "insurance", "未参加医疗保险", BIT(ANSWER_INSURANCE) },
};

#define SET(n, l, list, m)                                              \
	{ n, l, list, LEN(list), offsetof(struct search, m) }
const struct search_set search_sets[SEARCH_SET__MAX] = {
	[SEARCH_CLASS] = SET("class", "户类型", classes, classes),
	[SEARCH_MONITOR] = SET("monitor", "监测对象类别", monitors, monitors),
	[SEARCH_RISK] = SET("risk", "风险状态", risks, risks),
	[SEARCH_STATE] = SET("state", "填报状态", states, views),
	[SEARCH_LACK] = SET("lack", "三保障情况", lacks, lacks),
};

#define CHARACTERS_MOST	40

/* The other words, each given once. */
enum { AREA, HAMLET, FIND, EXACT, LONGER, BELOW, YEAR, ONE__MAX };
static const struct field ones[ONE__MAX] = {
	[AREA] = { .name = "area", .label = "地区", .kind = FIELD_AREA },
	[HAMLET] = { .name = "hamlet", .label = "自然村", .kind = FIELD_TEXT,
	    .most = 60 },
	[FIND] = { .name = "find", .label = "姓名或号码",
	    .kind = FIELD_TEXT, .most = CHARACTERS_MOST },
	[EXACT] = { .name = "exact", .label = "不找同音字",
	    .kind = FIELD_FLAG },
	[LONGER] = { .name = "longer", .label = "也找更长的名字",
	    .kind = FIELD_FLAG },
	[BELOW] = { .name = "below", .label = "年人均收入小于",
	    .kind = FIELD_MONEY, .least = 1, .most = INT64_C(100000000) },
	[YEAR] = { .name = "income_year", .label = "收入采集年度",
	    .kind = FIELD_INT, .least = 2014, .most = 2999 },
};

void
search_words_flaw(struct search_words *w, const char *control,
    const char *sentence)
{
	if (w->flaw_count < SEARCH_FLAWS_MOST)
		w->flaws[w->flaw_count++] = (struct search_flaw){ control,
		    sentence };
}

void
search_words_chip(struct search_words *w, const char *label,
    const char *name, const char *value)
{
	if (w->chip_count < SEARCH_CHIPS_MOST)
		w->chips[w->chip_count++] = (struct search_chip){ label, name,
		    value };
}

/* ---- sets -------------------------------------------------------------- */

static void
read_set(struct search_words *w, const struct search_set *s, const char *word)
{
	unsigned *set = (unsigned *)((char *)&w->search + s->offset);
	size_t i;

	for (i = 0; i < s->count; i++)
		if (strcmp(s->choices[i].code, word) == 0) {
			*set |= (unsigned)s->choices[i].value;
			search_words_chip(w, s->choices[i].label, s->name,
			    word);
			return;
		}
	search_words_flaw(w, s->name, pool_print(w->r->pool,
	    "%s没有“%.60s”这一项。", s->label, word));
}

/* ---- words that stand once ---------------------------------------------- */

static void
read_area(struct search_words *w, const struct answer *a)
{
	if (a->value != 0)
		w->search.area = a->value;
}

static void
read_find(struct search_words *w, const struct answer *a)
{
	struct pool *pool = w->r->pool;
	const char *why;

	w->typed = a->word;
	if (!a->given)
		return;
	if ((why = search_form_word(pool, &w->search, a->text)) != NULL)
		search_words_flaw(w, "find", pool_print(pool, "“%s”%s。",
		    a->text, why));
	search_words_chip(w, pool_print(pool, "“%s”", a->text), "find",
	    a->word);
}

static void
read_below(struct search_words *w, const struct answer *below,
    const struct answer *year)
{
	struct pool *pool = w->r->pool;

	w->below = below->word;
	if (!below->given || below->flaw != FLAW_NONE)
		return;
	w->search.below_fen = (struct opt_int){ true, below->value };
	if (year->given && year->flaw == FLAW_NONE)
		w->search.income_year = (int)year->value;
	search_words_chip(w, pool_print(pool, "%d年人均收入小于 %s 元",
	    w->search.income_year != 0 ? w->search.income_year :
	    search_form_period(&w->search, &w->r->who) / 100,
	    money_short(pool, below->value)), "below", below->word);
}

static void
read_ones(struct search_words *w)
{
	struct pool *pool = w->r->pool;
	struct answer a[ONE__MAX];
	int i;

	field_read(pool, ones, ONE__MAX, &w->r->query, "", a);
	for (i = 0; i < ONE__MAX; i++)
		if (a[i].flaw != FLAW_NONE)
			search_words_flaw(w, ones[i].name,
			    field_sentence(pool, &ones[i], &a[i]));
	read_area(w, &a[AREA]);
	w->typed = a[FIND].word;
	if (a[FIND].flaw == FLAW_NONE)
		read_find(w, &a[FIND]);
	read_below(w, &a[BELOW], &a[YEAR]);
	if (a[HAMLET].given && a[HAMLET].flaw == FLAW_NONE) {
		w->search.hamlet = a[HAMLET].text;
		search_words_chip(w, a[HAMLET].text, "hamlet",
		    a[HAMLET].word);
	}
	w->search.exact = a[EXACT].value != 0;
	if (w->search.exact)
		search_words_chip(w, "不找同音字", "exact", a[EXACT].word);
	w->search.longer = a[LONGER].value != 0;
	if (w->search.longer)
		search_words_chip(w, "也找更长的名字", "longer",
		    a[LONGER].word);
}

/* ---- all of them -------------------------------------------------------- */

enum err
search_words_open(struct req *r, struct search_words *w,
    enum dictionary_entity first, enum dictionary_entity last)
{
	enum err e;
	int i;

	*w = (struct search_words){ .r = r, .path = w->path, .typed = "",
	    .below = "", .field = req_query(r, "field") };
	e = dictionary_codes(r->db, r->settings->generation, &w->codes);
	for (i = first; e == OK && i <= (int)last; i++)
		e = indicator_dictionary(r->db, r->pool,
		    r->settings->generation, &(struct indicator_at){
		    (enum dictionary_entity)i, r->session.area, r->who.year,
		    true }, &w->d[i]);
	return e;
}

enum err
search_words_start(struct req *r, struct search_words *w)
{
	const struct word *word;
	const char *value;
	enum err e;
	size_t i;
	int j;

	w->path = "/household";
	if ((e = search_words_open(r, w, DICTIONARY_HOUSEHOLD,
	    DICTIONARY_MEMBER)) != OK)
		return e;
	w->search.rules = &r->settings->rules;
	read_ones(w);
	for (i = 0; i < r->query.count; i++) {
		word = &r->query.at[i];
		value = text_trim(r->pool, text_clean(r->pool, word->value,
		    word->len));
		for (j = 0; j < SEARCH_SET__MAX && *value != '\0'; j++)
			if (strcmp(word->name, search_sets[j].name) == 0)
				read_set(w, &search_sets[j], value);
	}
	return OK;
}

/* ---- back into an address ------------------------------------------------ */

/* Words of the address that are no conditions. */
static bool
is_condition(const char *name)
{
	static const char *const others[] = { "at", "done", "field",
	    "more", "page" };
	size_t i;

	for (i = 0; i < LEN(others); i++)
		if (strcmp(name, others[i]) == 0)
			return false;
	return true;
}

static bool
belongs(const struct search_chip *chip, const char *name, const char *value)
{
	size_t n;

	if (chip == NULL)
		return false;
	/* another area has other natural villages */
	if (strcmp(chip->name, "area") == 0 && strcmp(name, "hamlet") == 0)
		return true;
	n = strlen(chip->name);
	if (chip->value != NULL)
		return strcmp(chip->name, name) == 0 &&
		    strcmp(chip->value, value) == 0;
	return strncmp(chip->name, name, n) == 0 &&
	    (name[n] == '.' || name[n] == '\0');
}

const char *
search_words_conditions(const struct search_words *w,
    const struct search_chip *without)
{
	struct pool *pool = w->r->pool;
	struct text t = text_start(pool);
	const struct word *word;
	const char *value;
	size_t i;

	for (i = 0; i < w->r->query.count; i++) {
		word = &w->r->query.at[i];
		value = text_trim(pool, text_clean(pool, word->value,
		    word->len));
		if (*value == '\0' || !is_condition(word->name) ||
		    belongs(without, word->name, value))
			continue;
		text_join(&t, "&", word->name);
		text_add(&t, "=");
		text_add(&t, form_escape(pool, value));
	}
	return t.at;
}

const char *
search_words_address(const struct search_words *w,
    const struct search_chip *without, const char *name, const char *value)
{
	struct pool *pool = w->r->pool;
	const char *c = search_words_conditions(w, without);

	if (*value != '\0')
		c = pool_print(pool, "%s%s%s=%s", c, *c != '\0' ? "&" : "",
		    name, form_escape(pool, value));
	return *c == '\0' ? w->path : pool_print(pool, "%s?%s", w->path, c);
}

uint64_t
search_words_mark(const struct search_words *w)
{
	const struct who *who = &w->r->who;
	const char *s = pool_print(w->r->pool, "%lld %lld %lld %lld %d %s",
	    (long long)who->low, (long long)who->high,
	    (long long)who->helper_id, (long long)who->year,
	    search_form_period(&w->search, who),
	    search_words_conditions(w, NULL));
	uint64_t mark = UINT64_C(14695981039346656037);	/* FNV-1a */

	for (; *s != '\0'; s++)
		mark = (mark ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return mark;
}
