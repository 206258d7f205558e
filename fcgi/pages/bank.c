#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "db/code.h"
#include "fcgi/pages/bank.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"

#define LIST	"bank"

static const struct panel_note notes[] = {
	{ "saved", "已保存，开户银行里马上可以选择。" },
	{ "stopped", "已停用，不再提供选择；已登记的不变。" },
};

enum { NAME, NONCE, NEW__MAX };
static const struct field new_fields[NEW__MAX] = {
	[NAME] = { .name = "name", .label = "银行名称", .kind = FIELD_TEXT,
	    .least = 2, .most = 60, .required = true },
	[NONCE] = ONCE_FIELD,
};
static const struct form new_form = { new_fields, NEW__MAX };

static const struct choice deeds[] = {
	{ "rename", "改名", 0 }, { "stop", "停用", 1 },
};
enum { ONE_NAME, CODE, DEED, ONE__MAX };
static const struct field one_fields[ONE__MAX] = {
	[ONE_NAME] = { .name = "name", .label = "银行名称",
	    .kind = FIELD_TEXT, .least = 2, .most = 60, .required = true },
	[CODE] = { .name = "code", .label = "代码", .kind = FIELD_TEXT,
	    .least = 1, .most = 10, .required = true },
	[DEED] = { .name = "deed", .label = "操作", .kind = FIELD_CHOICE,
	    .choices = deeds, .choice_count = LEN(deeds), .required = true },
};
static const struct form one_form = { one_fields, ONE__MAX };

/* Each bank has its own control: its name's flaw is told at that one. */
static void
fill_flaws(struct req *r, struct page *p, const struct form *typed)
{
	struct page *box, *line;

	if (typed != &one_form || r->in[ONE_NAME].flaw == FLAW_NONE) {
		frame_flaws(r, p, typed);
		return;
	}
	box = page_part(p, "FLAWS");
	page_int(box, "count", 1);
	line = page_part(box, "FLAW");
	page_text(line, "field", pool_print(r->pool, "name-%s",
	    r->in[CODE].word));
	page_text(line, "sentence", field_sentence(r->pool,
	    &one_fields[ONE_NAME], &r->in[ONE_NAME]));
}

static enum err
show_banks(struct req *r, const struct form *typed)
{
	struct page *p = req_page(r, "bank.tpl", "银行维护"), *row;
	struct code_list banks;
	enum err e;
	size_t i;

	if ((e = code_list(r->db, r->pool, LIST, r->who.year,
	    &banks)) != OK)
		return e;
	if (typed != NULL)
		fill_flaws(r, p, typed);
	once_fill(r, p, typed == &new_form ? &r->in[NONCE] : NULL);
	if (typed == &new_form)
		frame_field(r, p, &new_fields[NAME], &r->in[NAME]);
	for (i = 0; i < banks.count; i++) {
		const struct code *c = &banks.at[i];
		bool wrong = typed == &one_form &&
		    strcmp(r->in[CODE].word, c->code) == 0;

		row = page_part(p, "BANK");
		page_text(row, "code", c->code);
		page_text(row, "bank", wrong ? r->in[ONE_NAME].word :
		    c->label);
		if (wrong && r->in[ONE_NAME].flaw != FLAW_NONE)
			page_text(page_part(row, "WRONG"), "sentence",
			    field_sentence(r->pool, &one_fields[ONE_NAME],
			    &r->in[ONE_NAME]));
	}
	return req_show(r);
}

static enum err
show(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
	return show_banks(r, NULL);
}

static enum err
again_new(struct req *r)
{
	return show_banks(r, &new_form);
}

static enum err
again_one(struct req *r)
{
	return show_banks(r, &one_form);
}

/* The bank of that code, if any; the greatest number of all; and whether
 * another has the name already. */
static const struct code *
look(const struct code_list *banks, const char *code, const char *name,
    int64_t *greatest, bool *taken)
{
	const struct code *found = NULL;
	size_t i;

	*greatest = 0;
	*taken = false;
	for (i = 0; i < banks->count; i++) {
		const struct code *c = &banks->at[i];
		int64_t number = strtoll(c->code, NULL, 10);

		if (number > *greatest)
			*greatest = number;
		if (code != NULL && strcmp(c->code, code) == 0)
			found = c;
		else if (strcmp(c->label, name) == 0)
			*taken = true;
	}
	return found;
}

static enum err
save(struct req *r, const struct code *c, const char *done)
{
	enum err e = code_save(r->db, c, 1);

	if (e == OK)
		e = panel_audit(r, "code", "%s %s %s", c->list, c->code,
		    done);
	return e != OK ? e : req_go(r, "/bank?done=%s", done);
}

/* Of all years, so that a number that was used is not used again. */
static enum err
all_banks(struct req *r, struct code_list *banks)
{
	return code_list_ever(r->db, r->pool, LIST, banks);
}

static enum err
add(struct req *r)
{
	const char *name = r->in[NAME].text;
	struct code_list banks;
	int64_t greatest, made;
	bool taken;
	enum err e = once_start(r, &r->in[NONCE], &made);

	if (e == OK && made != 0)
		return req_go(r, "/bank?done=saved");
	if (e != OK || (e = all_banks(r, &banks)) != OK)
		return e;
	look(&banks, NULL, name, &greatest, &taken);
	if (taken)
		return field_spoil(&r->in[NAME], "已经有了");
	e = once_end(r, &r->in[NONCE], greatest + 1);
	return e != OK ? e : save(r, &(struct code){ .list = LIST,
	    .label = name, .first_year = 0, .last_year = 9999,
	    .code = pool_print(r->pool, "%" PRId64, greatest + 1) },
	    "saved");
}

static enum err
change(struct req *r)
{
	struct answer *in = r->in;
	const struct code *found;
	struct code_list banks;
	struct code c;
	int64_t greatest;
	bool taken;
	enum err e;

	if ((e = all_banks(r, &banks)) != OK)
		return e;
	found = look(&banks, in[CODE].text, in[ONE_NAME].text, &greatest,
	    &taken);
	if (found == NULL)
		return ERR_ABSENT;
	if (taken)
		return field_spoil(&in[ONE_NAME], "已经有了");
	c = *found;
	c.label = in[ONE_NAME].text;
	if (in[DEED].value == 0)
		return save(r, &c, "saved");
	c.last_year = r->who.year - 1;
	return save(r, &c, "stopped");
}

const struct route bank_routes[] = {
	{ VERB_GET, "/bank", ROLE_ADMIN, NULL, show, NULL },
	{ VERB_POST, "/bank", ROLE_ADMIN, &new_form, add, again_new },
	{ VERB_POST, "/bank/one", ROLE_ADMIN, &one_form, change, again_one },
	{ .path = NULL }
};
