#include <string.h>

#include "core/text.h"
#include "fcgi/pages/household_column.h"
#include "fcgi/pages/import_head.h"

#define LABEL_MOST	120	/* bytes of a column's name that are shown */

const char *
import_head_name(struct pool *pool, const struct dictionary_line *l)
{
	return pool_print(pool, *l->unit == '\0' ? "%s%s%s" : "%s（%s）%s",
	    l->label, *l->unit == '\0' ? "" : l->unit, l->form);
}

/* Without white space, brackets of full width made narrow: as two names are
 * compared. */
static const char *
plain(struct pool *pool, const char *s)
{
	struct text t = text_start(pool);

	for (s = text_trim(pool, s); *s != '\0'; s++) {
		if (strncmp(s, "（", 3) == 0 || strncmp(s, "）", 3) == 0) {
			text_add(&t, strncmp(s, "（", 3) == 0 ? "(" : ")");
			s += 2;
		} else if (strchr(" \t\r\n*", *s) == NULL)
			text_add_len(&t, s, 1);
	}
	return t.at;
}

static bool
names(struct pool *pool, const struct dictionary_line *l, const char *name)
{
	const char *with[] = {
		l->label, import_head_name(pool, l),
		pool_print(pool, "%s（%s）", l->label, l->unit),
		pool_print(pool, "%s%s", l->label, l->form),
	};
	size_t i;

	if (strcmp(l->name, name) == 0)
		return true;
	for (i = 0; i < LEN(with); i++)
		if (strcmp(plain(pool, with[i]), name) == 0)
			return true;
	return false;
}

/* The year's own line before another edition's of the same name. */
static const struct dictionary_line *
find_line(struct pool *pool, const struct dictionary *d, int64_t year,
    const char *name)
{
	bool members = strcmp(d->entity, "member") == 0;
	const struct dictionary_line *other = NULL;
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];

		if ((l->column == NULL && !members) || !names(pool, l, name))
			continue;
		if (dictionary_valid(l, year))
			return l;
		other = l;
	}
	return other;
}

/* A column of the list that is no field of the form. */
static bool
find_list(const char *name, struct import_column *c)
{
	int i;

	for (i = 0; i < HOUSEHOLD_COLUMN__MAX; i++)
		if (i != HOUSEHOLD_PHONE && strcmp(name,
		    household_column_label((enum household_column)i)) == 0)
			break;
	c->list = i;
	c->kind = i == HOUSEHOLD_NUMBER ? IMPORT_NUMBER :
	    i == HOUSEHOLD_REPORT ? IMPORT_IGNORED : IMPORT_LIST;
	return i < HOUSEHOLD_COLUMN__MAX;
}

static const char *
read_column(struct pool *pool, const struct dictionary *d, int64_t year,
    struct import_column *c)
{
	const char *name = plain(pool, c->label);

	if (find_list(name, c))
		return NULL;
	c->kind = strcmp(name, IMPORT_WHY) == 0 ? IMPORT_IGNORED :
	    IMPORT_LINE;
	if (c->kind == IMPORT_IGNORED)
		return NULL;
	c->line = find_line(pool, d, year, name);
	if (c->line == NULL)
		return "不是这张表的指标，请用模板里的列名";
	if (c->line->column == NULL)
		c->kind = IMPORT_PERSON;
	return dictionary_valid(c->line, year) ? NULL :
	    "不是这个年度的指标，请去掉这一列";
}

bool
import_head_members(struct pool *pool, const struct table_row *row)
{
	const char *name;
	size_t i;

	for (i = 0; i < row->count; i++) {
		name = plain(pool, row->cells[i]);
		if (strncmp(name, IMPORT_NAME, strlen(IMPORT_NAME)) == 0 ||
		    strncmp(name, IMPORT_IDNO, strlen(IMPORT_IDNO)) == 0)
			return true;
	}
	return false;
}

static bool
same(const struct import_column *a, const struct import_column *b)
{
	return a->kind == b->kind && a->line == b->line &&
	    a->list == b->list && a->kind != IMPORT_IGNORED;
}

const char *
import_head_read(struct pool *pool, const struct dictionary *d,
    int64_t year, const struct table_row *row, struct import_head *head)
{
	const char *why = NULL;
	bool numbered = false;
	size_t i, j;

	*head = (struct import_head){ pool_array(pool, row->count,
	    sizeof *head->columns), row->count, 0 };
	for (i = 0; i < row->count; i++) {
		struct import_column *c = &head->columns[i];

		c->label = text_clean(pool, row->cells[i],
		    strlen(row->cells[i]));
		if (*c->label == '\0')
			return pool_print(pool, "的第%zu列没有列名", i + 1);
		why = read_column(pool, d, year, c);
		for (j = 0; j < i && why == NULL; j++)
			if (same(&head->columns[j], c))
				why = "出现了两次，请只留一列";
		if (why != NULL)
			return pool_print(pool, "的第%zu列“%s”%s", i + 1,
			    strlen(c->label) <= LABEL_MOST ? c->label : "…",
			    why);
		if (c->kind == IMPORT_NUMBER) {
			numbered = true;
			head->number = i;
		}
	}
	return numbered ? NULL : "的第一行里没有“户编号”这一列，请用模板填写";
}
