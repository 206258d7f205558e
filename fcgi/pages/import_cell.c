#include <string.h>

#include "core/mask.h"
#include "core/money.h"
#include "fcgi/pages/household_column.h"
#include "fcgi/pages/import_cell.h"
#include "fcgi/pages/import_person.h"
#include "fcgi/pages/import_word.h"
#include "fcgi/pages/tabs.h"

/* 1200, 1,200.00 and 1200.0 are one number. */
static bool
same_number(const struct dictionary_line *l, const void *row,
    const char *cell)
{
	const struct opt_int *n;
	int64_t value;

	if (l->column->cell != CELL_OPT || l->kind == DICTIONARY_FLAG ||
	    money_read(cell, &value) != MONEY_OK)
		return false;
	n = shape_in(l->column, row);
	return n->given && value == (l->kind == DICTIONARY_INT ?
	    n->value * 100 : n->value);
}

/* What stands, whole or as it leaves in a sheet. */
static bool
says_same(struct import_judging *j, const struct dictionary_line *l,
    const void *row, const char *cell)
{
	const char *show = dictionary_show(j->pool, l, row, j->s->codes);
	const char *plain = dictionary_plain(j->pool, l, row);

	return *cell == '\0' || (show != NULL && (strcmp(cell, show) == 0 ||
	    strcmp(cell, plain) == 0 || text_is(cell, mask_line(j->pool,
	    mask_sight_file(&j->home->one.who), l, show)) ||
	    same_number(l, row, cell) || (l->kind == DICTIONARY_DATE &&
	    strcmp(import_word_day(j->pool, cell), plain) == 0)));
}

/* A column of the list: it is there to be read. */
static void
judge_list(struct import_judging *j, const struct import_column *c,
    const char *cell)
{
	const struct who *who = &j->home->one.who;
	const char *now = household_column_show(j->pool, mask_sight(who),
	    j->home->h, (enum household_column)c->list);
	const char *left = household_column_show(j->pool,
	    mask_sight_file(who), j->home->h, (enum household_column)c->list);

	if (*cell != '\0' && !text_is(cell, now) && !text_is(cell, left))
		import_judging_block(j, c->label, cell, pool_print(j->pool,
		    "%s不能在表里修改：表里是“%s”，现在是“%s”，请改回或留空。",
		    c->label, cell, left != NULL ? left : ""));
}

static bool
on_form(const struct dictionary_form *form, const struct dictionary_line *l)
{
	size_t i;

	for (i = 0; i < form->count; i++)
		if (form->lines[i] == l)
			return true;
	return false;
}

/* What the form of this household does not ask. */
static void
judge_strange(struct import_judging *j, const struct dictionary_line *l,
    const char *label, const char *cell)
{
	const char *why = l == NULL ? "不是这个地方的指标，请留空。" :
	    l->keep == DICTIONARY_LOCKED ?
	    "由业务办理改变，不能在表里修改，请改回原来的内容或留空。" :
	    "只有监测对象才填，请留空。";

	import_judging_block(j, label, l == NULL ? cell :
	    import_judging_seen(j, l, cell), pool_print(j->pool, "%s%s", label,
	    why));
}

static void
judge_cell(struct import_judging *j, size_t i, const char *cell)
{
	const struct import_column *c = &j->s->head.columns[i];
	const struct dictionary_line *l;

	if (c->kind == IMPORT_LIST)
		judge_list(j, c, cell);
	if (c->kind == IMPORT_PERSON)
		import_person_judge(j, c, cell);
	if (c->kind != IMPORT_LINE)
		return;
	l = j->lines[i] = dictionary_find(&j->s->village.d, c->line->name);
	if (*cell == '\0' || (l != NULL && says_same(j, l,
	    j->home->sheet.row, cell)))
		return;
	if (l != NULL && l->term_count > 0)
		return;			/* judge_sums does */
	if (l == NULL || !on_form(&j->s->village.form, l) ||
	    !tabs_has(j->home->h, l->section)) {
		judge_strange(j, l, c->label, cell);
		return;
	}
	if (l->veil != VEIL_OPEN && strchr(cell, '*') != NULL) {
		import_judging_block(j, c->label, cell, pool_print(j->pool,
		    "%s里的*号是遮住的内容，不能保存；不改请留空。",
		    c->label));
		return;
	}
	j->fresh[i] = j->any = true;
}

void
import_cell_judge(struct import_judging *j)
{
	size_t i, count = j->s->head.count;

	j->lines = pool_array(j->pool, count, sizeof *j->lines);
	j->fresh = pool_array(j->pool, count, sizeof *j->fresh);
	for (i = 0; i < count; i++)
		judge_cell(j, i, table_cell(&j->row, i));
	for (; i < j->row.count; i++)
		if (*j->row.cells[i] != '\0')
			import_judging_block(j, "", j->row.cells[i],
			    "这一行的格子比列名多，请检查是不是错位了。");
}

/* A total says what stands, or what it comes to. */
void
import_cell_sums(struct import_judging *j)
{
	const struct import_home *h = j->home;
	size_t i;

	for (i = 0; i < j->s->head.count; i++) {
		const struct dictionary_line *l = j->lines[i];
		const char *cell = table_cell(&j->row, i);

		if (l == NULL || l->term_count == 0 || says_same(j, l,
		    h->sheet.row, cell) || (h->sheet.after != NULL &&
		    says_same(j, l, h->sheet.after, cell)))
			continue;
		import_judging_block(j, l->label, cell, pool_print(j->pool,
		    "%s由系统合计，应是%s，请改对或留空。", l->label,
		    import_judging_shown(j, l, h->sheet.after != NULL ?
		    h->sheet.after : h->sheet.row)));
	}
}
