#include <string.h>

#include "core/text.h"
#include "db/staged.h"
#include "db/store.h"
#include "db/visit.h"
#include "fcgi/http/photo.h"
#include "fcgi/pages/visit_photo.h"

/* One that waits, as the form shows it. */
struct held {
	int64_t staged_id;
	bool toss;		/* its box is ticked */
};

struct visit_photos {
	/* by control; nothing kept: none, or a wrong one */
	struct photo_made made[PHOTO_ENTRY_MOST];
	const char *labels[PHOTO_ENTRY_MOST];
	struct held held[VISIT_PHOTO_HELD];
	size_t held_count;
	const char *lost;	/* names of good ones not kept; or NULL */
};

/* ---- reading ----------------------------------------------------------- */

static void
spoil(struct req *r, struct answer *a, const char *label, const char *why)
{
	a->word = label;
	field_spoil(a, why);
	r->flaws++;
}

static bool
same(struct bytes a, struct bytes b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* One control's file; a browser sends one. */
static enum err
read_one(struct req *r, size_t i, struct visit_photos *photos)
{
	const struct field *f = &r->route->form->fields[VISIT_PHOTO + i];
	const struct upload *u = uploads_find(&r->uploads, f->name);
	struct answer *a = &r->in[VISIT_PHOTO + i];
	struct photo_made made;
	enum photo_flaw flaw;
	size_t k;
	enum err e;

	if (u == NULL)
		return OK;
	if ((e = photo_make(r->pool, u->content, &made, &flaw)) != OK)
		return e;
	if (flaw != PHOTO_FINE) {
		spoil(r, a, u->label, photo_sentence(flaw));
		return OK;
	}
	for (k = 0; k < i; k++)
		if (same(photos->made[k].kept, made.kept)) {
			spoil(r, a, u->label, "和前面的照片一样，请换一张");
			return OK;
		}
	photos->made[i] = made;
	photos->labels[i] = u->label;
	return OK;
}

enum err
visit_photo_read(struct req *r, const struct visit_photos **photos)
{
	struct visit_photos *p;
	size_t i;
	enum err e;

	*photos = r->left;
	if (r->left != NULL)
		return OK;
	p = pool_array(r->pool, 1, sizeof *p);
	for (i = 0; i < PHOTO_ENTRY_MOST; i++)
		if ((e = read_one(r, i, p)) != OK)
			return e;
	*photos = r->left = p;
	return OK;
}

static bool
wanted(const struct req *r, size_t i)
{
	return r->in[VISIT_HELD + i].value > 0 &&
	    r->in[VISIT_TOSS + i].value == 0;
}

size_t
visit_photo_count(const struct req *r, const struct visit_photos *photos)
{
	size_t i, n = 0;

	for (i = 0; i < PHOTO_ENTRY_MOST; i++)
		n += photos->made[i].kept.len > 0;
	for (i = 0; i < VISIT_PHOTO_HELD; i++)
		n += wanted(r, i);
	return n;
}

/* ---- waiting ----------------------------------------------------------- */

static struct staged_form
form_of(const struct req *r)
{
	return (struct staged_form){ r->who.user_id != 0 ?
	    r->who.user_id : r->lapsed, r->in[VISIT_NONCE].text };
}

/* Files first, then the row: what is named is there. */
static enum err
stage(struct req *r, const struct photo_made *m, int64_t *id)
{
	uint8_t hashes[2][STORE_HASH];
	enum err e;

	if ((e = store_put(r->pool, m->kept, hashes[0])) != OK ||
	    (e = store_put(r->pool, m->small, hashes[1])) != OK)
		return e;
	return staged_add(r->db, &(struct staged_new){ form_of(r), &m->head,
	    { { hashes[0], STORE_HASH }, { hashes[1], STORE_HASH } },
	    r->now }, id);
}

static bool
waits(const struct visit_photos *p, int64_t id)
{
	size_t i;

	for (i = 0; i < p->held_count; i++)
		if (p->held[i].staged_id == id)
			return true;
	return false;
}

static void
hold(struct visit_photos *p, int64_t id, bool toss)
{
	if (p->held_count < VISIT_PHOTO_HELD && !waits(p, id))
		p->held[p->held_count++] = (struct held){ id, toss };
}

/* Those of before that still wait; the others are told. */
static enum err
hold_old(struct req *r, struct visit_photos *p)
{
	struct staged_form form = form_of(r);
	struct staged found;
	struct answer *a;
	size_t i;
	enum err e;

	for (i = 0; i < VISIT_PHOTO_HELD; i++) {
		a = &r->in[VISIT_HELD + i];
		if (a->value <= 0)
			continue;
		e = staged_of_form(r->db, r->pool, &form, a->value, &found);
		if (e == OK)
			hold(p, a->value, r->in[VISIT_TOSS + i].value != 0);
		else if (e == ERR_ABSENT && wanted(r, i))
			spoil(r, a, "", "已经不在了，请重新选择");
		else if (e != ERR_ABSENT)
			return e;
	}
	return OK;
}

enum err
visit_photo_stage(struct req *r)
{
	const struct visit_photos *made;
	struct text lost = text_start(r->pool);
	struct visit_photos *p;
	int64_t id;
	size_t i;
	enum err e = visit_photo_read(r, &made);

	if (e != OK)
		return e;
	p = r->left;
	p->held_count = 0;
	if ((e = hold_old(r, p)) != OK)
		return e;
	for (i = 0; i < PHOTO_ENTRY_MOST; i++) {
		if (p->made[i].kept.len == 0)
			continue;
		/* a full disk costs the photo, not what was typed */
		e = p->held_count == VISIT_PHOTO_HELD ? ERR_BROKEN :
		    stage(r, &p->made[i], &id);
		if (e == OK)
			hold(p, id, false);
		else if (e == ERR_BROKEN)
			text_join(&lost, "、", p->labels[i]);
		else
			return e;
	}
	p->lost = lost.len > 0 ? lost.at : NULL;
	return staged_bound(r->db, form_of(r).user_id);
}

/* The numbers of those that wait, instead of those that came. */
static void
tell_words(struct req *r, const struct visit_photos *p)
{
	struct word *words = pool_array(r->pool, r->words.count +
	    2 * VISIT_PHOTO_HELD, sizeof *words);
	const struct field *fields = r->route->form->fields;
	size_t i, n = 0;

	for (i = 0; i < r->words.count; i++)
		if (strncmp(r->words.at[i].name, "held", 4) != 0 &&
		    strncmp(r->words.at[i].name, "toss", 4) != 0)
			words[n++] = r->words.at[i];
	for (i = 0; i < p->held_count; i++) {
		const char *id = pool_print(r->pool, "%lld",
		    (long long)p->held[i].staged_id);

		words[n++] = (struct word){ fields[VISIT_HELD + i].name, id,
		    strlen(id) };
		if (p->held[i].toss)
			words[n++] = (struct word){
			    fields[VISIT_TOSS + i].name, "1", 1 };
	}
	r->words = (struct words){ .at = words, .count = n };
}

enum err
visit_photo_lapsed(struct req *r)
{
	const struct form *f = r->route->form;
	enum err e;

	if (r->lapsed == 0 || f == NULL || f->count <= VISIT_TOSS ||
	    strcmp(f->fields[VISIT_HELD].name, "held1") != 0)
		return OK;
	r->in = pool_array(r->pool, f->count + 1, sizeof *r->in);
	(void)field_read(r->pool, f->fields, f->count, &r->words, "", r->in);
	if (r->in[VISIT_NONCE].text == NULL)
		return OK;
	if ((e = visit_photo_stage(r)) == OK)
		tell_words(r, r->left);
	return e;
}

/* ---- the entry's ------------------------------------------------------- */

enum err
visit_photo_keep(struct req *r, int64_t visit_id,
    const struct visit_photos *photos)
{
	struct staged_form form = form_of(r);
	struct visit_photos taken = { .held_count = 0 };
	int64_t id;
	size_t i;
	enum err e;

	for (i = 0; i < VISIT_PHOTO_HELD; i++) {
		id = r->in[VISIT_HELD + i].value;
		if (!wanted(r, i) || waits(&taken, id))
			continue;
		e = staged_take(r->db, &r->who, &form, id, visit_id);
		/* what is wrong is told when the form is shown again */
		if (e != OK)
			return e == ERR_ABSENT ? ERR_INPUT : e;
		hold(&taken, id, false);
	}
	for (i = 0; i < PHOTO_ENTRY_MOST; i++) {
		if (photos->made[i].kept.len == 0)
			continue;
		if ((e = stage(r, &photos->made[i], &id)) != OK)
			return e;
		/* chosen once more though it waits: one photo */
		if (waits(&taken, id))
			continue;
		if ((e = staged_take(r->db, &r->who, &form, id,
		    visit_id)) != OK)
			return e;
		hold(&taken, id, false);
	}
	if ((e = staged_end(r->db, &form)) != OK)
		return e;
	return visit_count(r->db, &r->who, visit_id);
}

/* ---- showing ----------------------------------------------------------- */

void
visit_photo_fill(struct req *r, struct page *page)
{
	const struct visit_photos *p = r->left;
	const struct field *fields = r->route->form->fields;
	struct page *part;
	size_t i;

	for (i = 0; i < p->held_count; i++) {
		part = page_part(page, "HELD");
		page_int(part, "staged_id", p->held[i].staged_id);
		page_text(part, "held", fields[VISIT_HELD + i].name);
		page_text(part, "toss", fields[VISIT_TOSS + i].name);
		if (p->held[i].toss)
			page_show(part, "CHOSEN");
	}
	for (i = VISIT_HELD; i < VISIT_TOSS; i++) {
		if (r->in[i].flaw == FLAW_NONE)
			continue;
		part = page_part(page, "GONE");
		page_text(part, "name", fields[i].name);
		page_text(part, "sentence", field_sentence(r->pool,
		    &fields[i], &r->in[i]));
	}
	if (p->held_count > 0)
		page_int(page_part(page, "WAITING"), "waiting",
		    (int64_t)p->held_count);
	if (p->lost != NULL)
		page_text(page_part(page, "LOST"), "files", p->lost);
}
