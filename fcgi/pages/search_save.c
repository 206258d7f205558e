#include <string.h>

#include "db/saved.h"
#include "fcgi/pages/household_list.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_save.h"

#define ADDRESS_MOST	900	/* of an address to go back to */

static const struct field fields[] = {
	{ .name = "name", .label = "查询名称", .kind = FIELD_TEXT,
	    .least = 1, .most = SAVED_NAME_MOST, .required = true },
};
static const struct form form = { fields, LEN(fields) };
static const struct form nothing = { NULL, 0 };

/* Back to the list as it was, where that is not too long to say. */
static enum err
back(struct req *r, const struct search_words *w, const char *done)
{
	const char *address = search_words_address(w, NULL, "done", done);

	if (strlen(address) > ADDRESS_MOST)
		address = pool_print(r->pool, "/household?done=%s", done);
	return req_go(r, "%s", address);
}

static enum err
save(struct req *r)
{
	struct search_words w;
	struct saved s = { .name = r->in[0].text }, *at;
	size_t count;
	enum err e;

	if ((e = search_field_read(r, &w)) != OK)
		return e;
	s.conditions = search_words_conditions(&w, NULL);
	if (w.flaw_count > 0)
		return ERR_INPUT;
	if (*s.conditions == '\0')
		return field_spoil(&r->in[0], "还没有条件，先查询再保存");
	if (strlen(s.conditions) > SAVED_CONDITIONS_MOST)
		return field_spoil(&r->in[0], "的条件太多，保存不下");
	if ((e = saved_list(r->db, r->pool, r->session.user_id, &at,
	    &count)) != OK)
		return e;
	if (count >= SAVED_MOST)
		return field_spoil(&r->in[0], pool_print(r->pool,
		    "保存不下：已经有%d个，请先删除不用的", SAVED_MOST));
	e = saved_add(r->db, r->session.user_id, &s, r->now);
	if (e == ERR_CONFLICT)
		return field_spoil(&r->in[0], "已经有了，请换一个名称");
	return e != OK ? e : back(r, &w, "saved");
}

static enum err
remove_one(struct req *r)
{
	struct search_words w;
	enum err e;

	if ((e = saved_remove(r->db, r->session.user_id, r->id[0])) != OK ||
	    (e = search_field_read(r, &w)) != OK)
		return e;
	return back(r, &w, "removed");
}

const struct route search_save_routes[] = {
	{ VERB_POST, "/household/search", ROLE_HELPER, &form, save,
	    household_list_show },
	{ VERB_POST, "/household/search/#/remove", ROLE_HELPER, &nothing,
	    remove_one, NULL },
	{ .path = NULL }
};
