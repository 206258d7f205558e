#include "db/photo.h"
#include "db/staged.h"
#include "db/store.h"
#include "fcgi/pages/photo.h"

static enum err
pass_file(struct req *r, struct bytes hash)
{
	const char *name = store_name(r->pool, hash);

	if (name == NULL)
		return ERR_BROKEN;
	req_header(r, "X-Accel-Redirect", pool_print(r->pool, "/files/%s",
	    name));
	/* Asked for again each time: who may see it changes. */
	req_header(r, "Cache-Control", "private, no-cache");
	return req_bytes(r, "image/jpeg", "", 0);
}

static enum err
pass(struct req *r, bool small)
{
	struct photo x;
	enum err e = photo_by_id(r->db, r->pool, &r->who, r->id[0], &x);

	return e != OK ? e : pass_file(r, small ? x.small : x.file);
}

static enum err
large(struct req *r)
{
	return pass(r, false);
}

static enum err
small(struct req *r)
{
	return pass(r, true);
}

/* One that waits: his own. */
static enum err
held(struct req *r)
{
	struct staged x;
	enum err e = staged_by_id(r->db, r->pool, r->who.user_id, r->id[0],
	    &x);

	return e != OK ? e : pass_file(r, x.small);
}

const struct route photo_routes[] = {
	{ VERB_GET, "/photo/#", ROLE_HELPER, NULL, large, NULL },
	{ VERB_GET, "/photo/#/small", ROLE_HELPER, NULL, small, NULL },
	{ VERB_GET, "/photo/held/#", ROLE_HELPER, NULL, held, NULL },
	{ .path = NULL }
};
