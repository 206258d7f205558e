#include <string.h>

#include "core/text.h"
#include "db/once.h"
#include "db/secret.h"
#include "fcgi/pages/once.h"

void
once_fill(struct req *r, struct page *p, const struct answer *nonce)
{
	uint8_t raw[SECRET_TOKEN];

	page_text(p, "nonce", nonce != NULL && nonce->text != NULL &&
	    r->trouble != ERR_CONFLICT ? nonce->text :
	    secret_token(r->pool, raw));
}

/* Where it was sent, and what it says besides its own marks; a password is
 * no matter for a hash that is made so fast. */
static struct once
form_of(struct req *r, const struct answer *nonce, uint8_t hash[ONCE_HASH])
{
	struct text t = text_start(r->pool);
	const struct word *w;
	size_t i;

	text_print(&t, "%s ", r->path);
	for (i = 0; i < r->words.count; i++) {
		w = &r->words.at[i];
		if (strcmp(w->name, "token") == 0 ||
		    strcmp(w->name, "nonce") == 0 ||
		    strcmp(w->name, "password") == 0)
			continue;
		text_print(&t, "%s=%zu:", w->name, w->len);
		text_add_len(&t, w->value, w->len);
	}
	secret_hash(t.at, t.len, hash);
	return (struct once){ r->session.user_id, nonce->text,
	    { hash, ONCE_HASH } };
}

enum err
once_start(struct req *r, const struct answer *nonce, int64_t *id)
{
	uint8_t hash[ONCE_HASH];
	struct once form;
	enum err e;

	*id = 0;
	if (nonce->text == NULL)
		return OK;
	form = form_of(r, nonce, hash);
	e = once_take(r->db, r->pool, &form, r->now, id);
	if (e == ERR_CONFLICT)
		r->notice = "这张表刚才已经登记过一次，现在填的和那次不同，"
		    "还没有保存。确实要另外登记的，请再点一次保存。";
	return e;
}

enum err
once_end(struct req *r, const struct answer *nonce, int64_t id)
{
	return nonce->text == NULL ? OK : once_made(r->db, &(struct once){
	    .user_id = r->session.user_id, .nonce = nonce->text }, id);
}
