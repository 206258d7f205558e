#include <string.h>

#include "core/codes.h"
#include "core/idno.h"
#include "core/mask.h"
#include "fcgi/pages/file_field.h"

#define RADIOS_MOST 6		/* more codes are a list to choose from */
#define CLEAR	"clear."		/* before the name of a secret field */

bool
file_field_masked(const struct req *r, const struct dictionary_line *l)
{
	return !mask_shows(mask_sight(&r->who), l->veil);
}

void
file_field_keep(const struct req *r, struct dictionary_form *form,
    const void *row)
{
	size_t i;

	for (i = 0; i < form->count; i++) {
		const struct dictionary_line *l = form->lines[i];

		if (file_field_masked(r, l) &&
		    dictionary_plain(r->pool, l, row) != NULL)
			form->fields[i].required = false;
	}
}

/* Whether a code of the one is among the other's. */
static bool
shared(struct pool *pool, const struct answer *a, const struct answer *b)
{
	const char *at = a->text, *code;

	while (at != NULL && (code = codes_next(pool, &at)) != NULL)
		if (codes_has(b->text, code))
			return true;
	return false;
}

/* The one code (the main cause) again among the several (the others). */
static void
refuse_twice(struct req *r, const struct dictionary_form *form,
    struct answer *in, size_t i)
{
	const struct dictionary_line *l = form->lines[i];
	size_t j;

	if (l->kind != DICTIONARY_CODES || in[i].flaw != FLAW_NONE ||
	    !in[i].given)
		return;
	for (j = 0; j < i; j++)
		if (form->lines[j]->kind == DICTIONARY_CODE &&
		    strcmp(form->lines[j]->list, l->list) == 0 &&
		    in[j].given && shared(r->pool, &in[j], &in[i])) {
			field_spoil(&in[i], pool_print(r->pool,
			    "和%s重复，请另选或不填", form->lines[j]->label));
			return;
		}
}

bool
file_field_clear(const struct req *r, const struct dictionary_line *l)
{
	return file_field_masked(r, l) && words_find(&r->words,
	    pool_print(r->pool, CLEAR "%s", l->name)) != NULL;
}

void
file_field_refuse_clear(const struct req *r, const struct dictionary_line *l,
    struct answer *a)
{
	if (a->flaw != FLAW_NONE || !file_field_clear(r, l))
		return;
	if (a->given)
		field_spoil(a, "既填了新内容，又选了清空，请只选一样");
	else if (l->required)
		field_spoil(a, "必须填写，不能清空");
}

/* The number as it is stored, if it is one. */
static void
read_idno(struct req *r, const struct dictionary_line *l, struct answer *a)
{
	enum idno_flaw flaw;

	if (l->kind != DICTIONARY_IDNO || a->flaw != FLAW_NONE || !a->given)
		return;
	a->text = idno_read(r->pool, a->text);
	flaw = idno_flaw(a->text, r->today);
	if (flaw != IDNO_RIGHT)
		field_spoil(a, idno_clause(flaw));
}

struct answer *
file_field_read(struct req *r, const struct dictionary_form *form)
{
	struct answer *in = pool_array(r->pool, form->count + 1, sizeof *in);
	size_t i;

	r->flaws = field_read(r->pool, form->fields, form->count, &r->words,
	    "", in);
	for (i = 0; i < form->count; i++) {
		read_idno(r, form->lines[i], &in[i]);
		refuse_twice(r, form, in, i);
		file_field_refuse_clear(r, form->lines[i], &in[i]);
	}
	return in;
}

bool
file_field_store(struct req *r, const struct dictionary_form *form,
    const struct answer *in, void *row)
{
	size_t i;

	for (i = 0; i < form->count; i++) {
		const struct dictionary_line *l = form->lines[i];

		if (in[i].flaw != FLAW_NONE)
			return false;
		/* What is masked stays where nothing is typed. */
		if (!file_field_masked(r, l) || in[i].given ||
		    file_field_clear(r, l))
			dictionary_store(l, &in[i], row);
	}
	return true;
}

static void
choices(struct page *part, const struct field *f, const char *value)
{
	bool radios = f->choice_count <= RADIOS_MOST;
	struct page *box = page_part(part, radios ? "RADIOS" : "SELECT"), *c;
	size_t i;

	if (!f->required && radios) {
		c = page_part(box, "CHOICE");
		page_text(c, "choice_label", "不填");
		if (*value == '\0')
			page_show(c, "CHOSEN");
	}
	for (i = 0; i < f->choice_count; i++) {
		c = page_part(box, "CHOICE");
		page_text(c, "code", f->choices[i].code);
		page_text(c, "choice_label", f->choices[i].label);
		if (strcmp(value, f->choices[i].code) == 0)
			page_show(c, "CHOSEN");
	}
}

static void
checks(struct pool *pool, struct page *part, const struct field *f,
    const char *value)
{
	struct page *box = page_part(part, "CHECKS"), *c;
	const char *at = value, *code;
	size_t i;

	if (f->most > 0 && (size_t)f->most < f->choice_count)
		page_int(page_part(box, "MOST"), "most", f->most);
	for (i = 0; i < f->choice_count; i++) {
		c = page_part(box, "CHOICE");
		page_text(c, "code", f->choices[i].code);
		page_text(c, "choice_label", f->choices[i].label);
		for (at = value; (code = codes_next(pool, &at)) != NULL;)
			if (strcmp(code, f->choices[i].code) == 0) {
				page_show(c, "CHOSEN");
				break;
			}
	}
}

static const char *
mode_of(const struct dictionary_line *l)
{
	switch (l->kind) {
	case DICTIONARY_INT:
		return "numeric";
	case DICTIONARY_MONEY:
	case DICTIONARY_DECIMAL1:
	case DICTIONARY_DECIMAL2:
		return "decimal";
	case DICTIONARY_PHONE:
		return "tel";
	case DICTIONARY_TEXT:
	case DICTIONARY_DATE:
	case DICTIONARY_CODE:
	case DICTIONARY_CODES:
	case DICTIONARY_FLAG:
	case DICTIONARY_IDNO:
	case DICTIONARY_KIND__MAX:
		break;
	}
	return "text";
}

void
file_field_kept(struct req *r, struct page *part,
    const struct dictionary_line *l, const char *text)
{
	struct page *box;

	page_text(part, "masked", dictionary_masked(r->pool, l, text));
	if (l->required)
		return;
	box = page_part(part, "CLEAR");
	page_text(box, "clear", pool_print(r->pool, CLEAR "%s", l->name));
	if (r->trouble != OK && file_field_clear(r, l))
		page_show(box, "CHOSEN");
}

/* Words to choose from, or to type another. */
static void
offers(struct page *box, const struct dictionary_line *l,
    const struct field *f)
{
	const char *name = *l->list != '\0' ? l->list : l->name;
	struct page *list;
	size_t i;

	if (f->choice_count == 0)
		return;
	page_text(page_part(box, "OFFERED"), "list", name);
	list = page_part(box, "OFFERS");
	page_text(list, "list", name);
	for (i = 0; i < f->choice_count; i++)
		page_text(page_part(list, "OFFER"), "offer",
		    f->choices[i].label);
}

static void
input(struct req *r, struct page *part, const struct dictionary_form *form,
    size_t i, const struct file_field *value)
{
	const struct dictionary_line *l = form->lines[i];
	struct page *box = page_part(part, "INPUT");
	const char *text = dictionary_plain(r->pool, l, value->row);
	bool secret = text != NULL && file_field_masked(r, l);

	if (secret)
		file_field_kept(r, page_part(box, "KEPT"), l, text);
	page_text(box, "word", value->typed != NULL ? value->typed->word :
	    secret ? NULL : text);
	page_text(box, "mode", mode_of(l));
	page_text(box, "type", l->kind == DICTIONARY_DATE ? "date" : "text");
	page_text(box, "sample", pool_print(r->pool, "例如 %s", l->sample));
	if (*l->unit != '\0')
		page_text(page_part(box, "UNIT"), "unit", l->unit);
	offers(box, l, &form->fields[i]);
}

void
file_field_fill(struct req *r, struct page *part,
    const struct dictionary_form *form, size_t i,
    const struct file_field *value)
{
	const struct dictionary_line *l = form->lines[i];
	const struct field *f = &form->fields[i];
	const char *text;

	page_text(part, "name", l->name);
	page_text(part, "label", l->label);
	page_text(part, "definition", l->definition);
	if (*l->form != '\0')
		page_text(page_part(part, "CODE"), "form_code", l->form);
	if (f->required)
		page_show(part, "REQUIRED");
	if (value->typed != NULL && value->typed->flaw != FLAW_NONE)
		page_text(page_part(part, "WRONG"), "sentence",
		    field_sentence(r->pool, f, value->typed));
	text = dictionary_plain(r->pool, l, value->row);
	/* no choice shows what it may not: such a field is kept as it is */
	if (text != NULL && f->kind != FIELD_TEXT && file_field_masked(r, l)) {
		page_text(page_part(part, "SHUT"), "masked",
		    dictionary_masked(r->pool, l, text));
		return;
	}
	if (value->typed != NULL)
		text = value->typed->word;
	if (f->kind == FIELD_CHOICE)
		choices(part, f, text != NULL ? text : "");
	else if (f->kind == FIELD_CHOICES)
		checks(r->pool, part, f, text != NULL ? text : "");
	else
		input(r, part, form, i, value);
}
