#include <string.h>

#include "core/idno.h"
#include "core/mask.h"
#include "fcgi/pages/import_person.h"
#include "fcgi/pages/import_word.h"

static const struct dictionary_base *
base_of(const struct import_judging *j, size_t i)
{
	const struct dictionary_head *h = j->home->members.at[i];

	return &h->base;
}

/* The cell of the column that holds the field; "": none. */
static const char *
cell_of(const struct import_judging *j, const char *name)
{
	size_t i;

	for (i = 0; i < j->s->head.count; i++) {
		const struct import_column *c = &j->s->head.columns[i];

		if (c->kind == IMPORT_PERSON &&
		    strcmp(c->line->name, name) == 0)
			return table_cell(&j->row, i);
	}
	return "";
}

/* The value, whole: what a code is called, a day as an ISO day; NULL: none. */
static const char *
value_of(struct import_judging *j, const char *name,
    const struct dictionary_base *m)
{
	if (strcmp(name, "name") == 0)
		return m->name;
	if (strcmp(name, "idno") == 0)
		return m->idno;
	if (strcmp(name, "sex") == 0)
		return m->sex == 1 ? "男" : "女";
	if (strcmp(name, "relation") == 0)
		return dictionary_label(j->s->codes, "relation", m->relation,
		    j->s->r->who.year);
	return m->birth.year == 0 ? NULL : date_iso(j->pool, m->birth);
}

/* As it stands, or as it leaves in a file. */
static bool
says(struct import_judging *j, const struct dictionary_line *l,
    const struct dictionary_base *m, const char *cell)
{
	const char *value = value_of(j, l->name, m);

	if (value == NULL)
		return false;
	if (strcmp(l->name, "idno") == 0 && strcmp(idno_read(j->pool, cell),
	    value) == 0)
		return true;
	if (strcmp(l->name, "birth") == 0)
		cell = import_word_day(j->pool, cell);
	return strcmp(cell, value) == 0 || (strchr(cell, '*') != NULL &&
	    text_is(cell, mask_line(j->pool, mask_sight_file(
	    &j->home->one.who), l, value)));
}

const char *
import_person_find(struct import_judging *j)
{
	const char *name = cell_of(j, "name"), *idno = cell_of(j, "idno");
	const struct dictionary_line *of_name, *of_idno;
	struct import_home *h = j->home;
	size_t i, found = 0;

	if (*name == '\0' && *idno == '\0')
		return "没有填姓名，也没有填证件号码，不知道是谁。";
	of_name = dictionary_find(&j->s->d, "name");
	of_idno = dictionary_find(&j->s->d, "idno");
	for (i = 0; i < h->members.count; i++) {
		const struct dictionary_base *m = base_of(j, i);

		if (!m->active ||
		    (*name != '\0' && !says(j, of_name, m, name)) ||
		    (*idno != '\0' && !says(j, of_idno, m, idno)))
			continue;
		h->member = i;
		found++;
	}
	if (found == 1)
		return NULL;
	return found > 1 ? "这一户有几个这样的人，请把证件号码填完整。" :
	    "这一户没有这个人：姓名和证件号码要和档案一致；"
	    "新增、改姓名和证件号码在网页上办理。";
}

void
import_person_judge(struct import_judging *j, const struct import_column *c,
    const char *cell)
{
	const struct dictionary_base *m = base_of(j, j->home->member);
	const char *value = value_of(j, c->line->name, m);

	if (*cell == '\0' || says(j, c->line, m, cell))
		return;
	cell = import_judging_seen(j, c->line, cell);
	import_judging_block(j, c->label, cell, pool_print(j->pool,
	    "%s不能在表里修改：表里是“%s”，现在是“%s”，请改回或留空。",
	    c->label, cell, import_judging_seen(j, c->line, value)));
}
