#include <inttypes.h>
#include <string.h>

#include "db/indicator.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/file_hamlet.h"
#include "fcgi/pages/import_cell.h"
#include "fcgi/pages/import_cells.h"
#include "fcgi/pages/import_judge.h"
#include "fcgi/pages/import_person.h"
#include "fcgi/pages/import_word.h"

#define VILLAGE_CEILING	((size_t)16 << 20)
#define DOOR		"import"

/* ---- the sheet -------------------------------------------------------- */

enum err
import_sheet_open(struct req *r, const struct import *import,
    struct import_sheet *s)
{
	struct table_row head = { .line = 1 };
	enum err e;

	*s = (struct import_sheet){ .r = r, .import = *import,
	    .entity = strcmp(import->kind, "member") == 0 ?
	    DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD };
	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &s->codes)) != OK || (e = indicator_dictionary(r->db, r->pool,
	    r->settings->generation, &(struct indicator_at){
	    s->entity, r->session.area, r->who.year, true },
	    &s->d)) != OK)
		return e;
	import_cells_split(r->pool, import->head, &head);
	/* its columns were right when it came: the dictionary is another */
	return import_head_read(r->pool, &s->d, r->who.year, &head,
	    &s->head) == NULL ? OK : ERR_CONFLICT;
}

void
import_sheet_close(struct import_sheet *s)
{
	pool_free(s->village.pool);
	s->village = (struct import_village){ 0 };
}

/* The form of the village where the household stands. */
static enum err
open_village(struct import_sheet *s, int64_t area)
{
	struct import_village *v = &s->village;
	struct req *r = s->r;
	enum err e;

	if (v->area == area)
		return OK;
	import_sheet_close(s);
	v->pool = pool_new(VILLAGE_CEILING);
	if ((e = indicator_dictionary(r->db, v->pool,
	    r->settings->generation, &(struct indicator_at){
	    s->entity, area, r->who.year, false }, &v->d)) != OK ||
	    (e = hamlet_list(r->db, v->pool, &r->who, area,
	    &v->hamlets)) != OK)
		return e;
	v->form = dictionary_form_of(v->pool, &v->d, r->who.year, NULL,
	    s->codes);
	v->area = area;
	return OK;
}

static enum err
refuse(struct import_judging *j, const char *sentence)
{
	import_judging_block(j, "", "", sentence);
	return OK;
}

/* ---- the form ---------------------------------------------------------- */

/* The column that holds it, or how many there are. */
static size_t
column_of(const struct import_judging *j, const struct dictionary_line *l)
{
	size_t i;

	for (i = 0; i < j->s->head.count; i++)
		if (j->lines[i] == l)
			break;
	return i;
}

static bool
touched(const struct import_judging *j, const char *section)
{
	size_t i;

	for (i = 0; i < j->s->head.count; i++)
		if (j->fresh[i] && strcmp(j->lines[i]->section,
		    section) == 0)
			return true;
	return false;
}

/* The sections of the form where something changes; what the sheet has no
 * column for need not be filled in now. */
static void
make_form(struct import_judging *j)
{
	const struct import_village *v = &j->s->village;
	struct sheet *sheet = &j->home->sheet;
	struct dictionary_form *form = &sheet->form;
	size_t i;

	form->lines = pool_array(j->pool, v->form.count,
	    sizeof *form->lines);
	form->fields = pool_array(j->pool, v->form.count,
	    sizeof *form->fields);
	for (i = 0; i < v->form.count; i++) {
		const struct dictionary_line *l = v->form.lines[i];
		struct field *f = &form->fields[form->count];

		if (!touched(j, l->section))
			continue;
		*f = v->form.fields[i];
		f->required = f->required &&
		    column_of(j, l) < j->s->head.count;
		if (v->hamlets.count > 0 && strcmp(l->name, FILE_HAMLET) == 0)
			file_hamlet_offer(j->pool, &v->hamlets,
			    dictionary_plain(j->pool, l, sheet->row), f);
		form->lines[form->count++] = l;
	}
	file_field_keep(&j->home->one, form, sheet->row);
}

static void
add_word(struct words *words, struct word *at, const char *name,
    const char *value)
{
	at[words->count++] = (struct word){ name, value, strlen(value) };
}

/* What the form would send: the cells, and what stands. */
static void
make_words(struct import_judging *j)
{
	const struct dictionary_form *form = &j->home->sheet.form;
	struct req *one = &j->home->one;
	struct word *at = pool_array(j->pool, 2 * form->count + 1,
	    sizeof *at);
	size_t i, c;

	one->words = (struct words){ .at = at };
	for (i = 0; i < form->count; i++) {
		const struct dictionary_line *l = form->lines[i];
		const char *now = file_field_masked(one, l) ? NULL :
		    dictionary_plain(j->pool, l, j->home->sheet.row);

		c = column_of(j, l);
		if (c == j->s->head.count || !j->fresh[c])
			add_word(&one->words, at, l->name, now != NULL ?
			    now : "");
		else if (strcmp(j->row.cells[c], IMPORT_CLEAR) != 0)
			add_word(&one->words, at, l->name, import_word(
			    j->pool, &form->fields[i], j->row.cells[c]));
		else if (file_field_masked(one, l))
			add_word(&one->words, at, pool_print(j->pool,
			    "clear.%s", l->name), "1");
	}
	add_word(&one->words, at, "version", pool_print(j->pool, "%" PRId64,
	    j->home->version));
	words_sort(j->pool, &one->words);
}

/* ---- judging ----------------------------------------------------------- */

static void
tell_flaws(struct import_judging *j)
{
	const struct dictionary_form *form = &j->home->sheet.form;
	size_t i;

	for (i = 0; i < form->count; i++) {
		struct answer a = j->home->one.in[i];

		if (a.flaw == FLAW_NONE)
			continue;
		a.word = *a.word == '\0' ? "" : import_judging_seen(j,
		    form->lines[i], a.word);
		import_judging_block(j, form->lines[i]->label, a.word,
		    field_sentence(j->pool, &form->fields[i], &a));
	}
}

static void
tell_changes(struct import_judging *j)
{
	const struct sheet *sheet = &j->home->sheet;
	size_t i;

	for (i = 0; i < sheet->form.count; i++) {
		const struct dictionary_line *l = sheet->form.lines[i];

		if (shape_same(l->column, sheet->row, sheet->after))
			continue;
		j->home->changed = true;
		import_told_add(&j->home->saying, &(struct import_said){
		    IMPORT_TOLD_CHANGE, l->label,
		    import_judging_shown(j, l, sheet->after),
		    import_judging_shown(j, l, sheet->row) });
	}
}

/* At the field that it marks, if the sheet is of those. */
static void
tell_rule(struct import_judging *j, size_t i)
{
	const struct rule_check *c = &j->home->ruling.check;
	const struct rule *rule = c->open.at[i].rule;
	const struct dictionary_line *l = rule->mark_member !=
	    (j->s->entity == DICTIONARY_MEMBER) ? NULL :
	    dictionary_find(&j->s->village.d, rule->mark);
	bool marked = l != NULL && l->column != NULL;

	import_told_add(&j->home->saying, &(struct import_said){
	    rule->severity == RULE_BLOCK ? IMPORT_TOLD_BLOCK :
	    IMPORT_TOLD_WARN, marked ? l->label : "", marked ?
	    import_judging_shown(j, l, j->home->sheet.after) : "",
	    rule_check_sentence(j->pool, &j->home->one.who, c, i) });
}

/* As the form of a household, or of this one of its members, asks them. */
static enum err
tell_rules(struct import_judging *j)
{
	struct rule_check *c = &j->home->ruling.check;
	const struct who *who = &j->home->one.who;
	bool member = j->s->entity == DICTIONARY_MEMBER;
	enum err e;
	size_t i;

	*c = (struct rule_check){ .household = member ? j->home->household :
	    j->home->sheet.after, .members = j->home->members,
	    .part = { .form = &j->home->sheet.form, .one = member,
	    .member = j->home->member, .of_member = member } };
	if ((e = rule_check(j->s->r->db, j->pool, who, c)) != OK)
		return e;
	for (i = 0; i < c->open.count; i++)
		tell_rule(j, i);
	return OK;
}

/* Read as it would be; the rules are asked when all rows are read. */
static void
judge_form(struct import_judging *j)
{
	struct import_home *h = j->home;

	make_form(j);
	make_words(j);
	sheet_read(&h->one, &h->sheet);
	tell_flaws(j);
	import_cell_sums(j);
	if (h->sheet.after == NULL)
		return;
	tell_changes(j);
	if (h->changed && j->s->entity == DICTIONARY_MEMBER)
		h->members.at[h->member] = h->sheet.after;
}

static void
start(struct import_judging *j, void *row)
{
	const struct dictionary_head *head = row;
	struct import_home *h = j->home;
	struct import_village *v = &j->s->village;

	h->version = head->version;
	h->sheet = (struct sheet){ .entity = j->s->entity,
	    .area = h->h->area, .d = v->d, .codes = j->s->codes,
	    .ruling = &h->ruling, .row = dictionary_unpack(j->pool,
	    dictionary_of(j->s->entity), &v->d, row) };
}

/* Whose row it is: the household, or one of its members, once. */
static enum err
find_subject(struct import_judging *j, const struct import_home *first,
    void **row)
{
	struct import_home *h = j->home;
	const char *why;

	*row = NULL;
	if (h->row->number == NULL)
		return refuse(j, "没有填户编号。");
	if (h->h == NULL || h->household == NULL)
		return refuse(j, "没有这一户，或者不在您负责的范围内。");
	if (j->s->entity == DICTIONARY_HOUSEHOLD) {
		*row = h->household;
		return OK;
	}
	if ((why = import_person_find(j)) != NULL)
		return refuse(j, why);
	for (; first < h; first++)
		if (first->version > 0 && first->member == h->member)
			return refuse(j, pool_print(j->pool, "和第%" PRId64
			    "行是同一个人，一人只能有一行。",
			    first->row->line));
	*row = h->members.at[h->member];
	return OK;
}

static enum err
judge_row(struct import_judging *j, const struct import_home *first)
{
	struct import_home *h = j->home;
	void *row;
	enum err e;

	h->saying = (struct import_saying){ .text = text_start(j->pool) };
	h->one = *j->s->r;
	h->one.pool = j->pool;
	h->one.who.door = DOOR;
	import_cells_split(j->pool, h->row->cells, &j->row);
	if ((e = find_subject(j, first, &row)) != OK || row == NULL)
		return e;
	if ((e = open_village(j->s, h->h->area)) != OK)
		return e;
	start(j, row);
	import_cell_judge(j);
	if (!j->any)
		import_cell_sums(j);
	else
		judge_form(j);
	return OK;
}

/* All rows of a household have one state; where one is refused, the others
 * say why they are. */
static void
settle(struct import_home *homes, size_t count)
{
	enum import_state state = IMPORT_SAME;
	int64_t wrong = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct import_home *h = &homes[i];

		if (h->saying.count[IMPORT_TOLD_BLOCK] > 0 && wrong == 0)
			wrong = h->row->line;
		else if (h->saying.count[IMPORT_TOLD_WARN] > 0)
			state = IMPORT_WARN;
		else if (h->changed && state == IMPORT_SAME)
			state = IMPORT_CHANGE;
	}
	for (i = 0; i < count; i++) {
		homes[i].state = wrong > 0 ? IMPORT_REFUSE : state;
		if (wrong > 0 && homes[i].saying.count[IMPORT_TOLD_BLOCK] == 0)
			import_told_add(&homes[i].saying,
			    &(struct import_said){ IMPORT_TOLD_BLOCK, "", "",
			    pool_print(homes[i].one.pool, "同一户的第%" PRId64
			    "行不能导入，这一户都没有写入。", wrong) });
	}
}

enum err
import_judge(struct pool *pool, struct import_sheet *s,
    struct import_home *homes, size_t count)
{
	struct import_judging *all = pool_array(pool, count, sizeof *all);
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < count; i++) {
		all[i] = (struct import_judging){ .pool = pool, .s = s,
		    .home = &homes[i] };
		e = judge_row(&all[i], homes);
	}
	for (i = 0; e == OK && i < count; i++)
		if (homes[i].changed)
			e = tell_rules(&all[i]);
	settle(homes, count);
	return e;
}

enum err
import_judge_write(struct import_home *home, const char *why)
{
	struct ruling *g = &home->ruling;
	bool changed;
	size_t i;

	if (!home->changed)
		return OK;
	g->whys = pool_array(home->one.pool, g->check.open.count + 1,
	    sizeof *g->whys);
	for (i = 0; i < g->check.open.count; i++)
		g->whys[i].text = why;
	return sheet_write(&home->one, &home->sheet, &changed);
}
