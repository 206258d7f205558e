#include "db/photo.h"
#include "db/store.h"
#include "fcgi/pages/photo.h"

static enum err
pass(struct req *r, bool small)
{
	struct photo x;
	const char *name;
	enum err e;

	if ((e = photo_by_id(r->db, r->pool, &r->who, r->id[0], &x)) != OK)
		return e;
	if ((name = store_name(r->pool, small ? x.small : x.file)) == NULL)
		return ERR_BROKEN;
	req_header(r, "X-Accel-Redirect", pool_print(r->pool, "/files/%s",
	    name));
	/* Asked for again each time: who may see it changes. */
	req_header(r, "Cache-Control", "private, no-cache");
	return req_bytes(r, "image/jpeg", "", 0);
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

const struct route photo_routes[] = {
	{ VERB_GET, "/photo/#", ROLE_HELPER, NULL, large, NULL },
	{ VERB_GET, "/photo/#/small", ROLE_HELPER, NULL, small, NULL },
	{ .path = NULL }
};
