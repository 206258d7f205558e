#include "core/text.h"
#include "db/change.h"
#include "db/photo.h"

const SHAPE(photo, COLUMN(photo, photo_id), COLUMN(photo, visit_id),
    COLUMN(photo, file), COLUMN(photo, small), COLUMN(photo, bytes),
    COLUMN(photo, width), COLUMN(photo, height), COLUMN(photo, kind),
    COLUMN(photo, latitude_e6), COLUMN(photo, longitude_e6),
    COLUMN(photo, taken_at));

#define PHOTO_SQL                                                       \
	"SELECT p.photo_id, p.visit_id, p.file, p.small, p.bytes,"      \
	" p.width, p.height, p.kind, p.latitude_e6, p.longitude_e6,"    \
	" CAST(p.taken_at AS CHAR) AS taken_at FROM photo p"

struct of_visit {
	int64_t visit_id;
};
static SHAPE(of_visit, COLUMN(of_visit, visit_id));
static const struct query of_visit = {
	PHOTO_SQL " WHERE p.visit_id = ? ORDER BY p.photo_id",
	.in = &of_visit_shape, .out = &photo_shape
};

struct one {
	int64_t photo_id;
};
static SHAPE(one, COLUMN(one, photo_id));
static const struct query by_id = {
	PHOTO_SQL " WHERE p.photo_id = ?",
	.in = &one_shape, .out = &photo_shape
};

struct drop {
	int64_t photo_id, visit_id;
};
static SHAPE(drop, COLUMN(drop, photo_id), COLUMN(drop, visit_id));
static const struct query delete = {
	"DELETE FROM photo WHERE photo_id = ? AND visit_id = ?",
	.in = &drop_shape
};

struct hash {
	struct bytes file, small, staged, staged_small;
};
static SHAPE(hash, COLUMN(hash, file), COLUMN(hash, small),
    COLUMN(hash, staged), COLUMN(hash, staged_small));
struct named {
	bool named;
};
static SHAPE(named, COLUMN(named, named));
static const struct query names = {
	"SELECT EXISTS (SELECT 1 FROM photo FOR SYSTEM_TIME ALL"
	"  WHERE file = ?) OR EXISTS (SELECT 1 FROM photo"
	"  FOR SYSTEM_TIME ALL WHERE small = ?)"
	" OR EXISTS (SELECT 1 FROM photo_staged WHERE file = ?)"
	" OR EXISTS (SELECT 1 FROM photo_staged WHERE small = ?) AS named",
	.in = &hash_shape, .out = &named_shape
};

const struct query *const photo_queries[] = {
	&of_visit, &by_id, &delete, &names, NULL
};

enum err
photo_list(struct db *db, struct pool *pool, const struct visit *v,
    struct photo_list *list)
{
	return db_all(db, pool, &of_visit, &(struct of_visit){ v->visit_id },
	    PHOTO_ENTRY_MOST, &list->at, &list->count);
}

enum err
photo_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t photo_id, struct photo *out)
{
	struct visit v;
	enum err e;

	if ((e = db_one(db, pool, &by_id, &(struct one){ photo_id },
	    out)) != OK || (e = visit_by_id(db, pool, who, out->visit_id,
	    &v)) != OK)
		return e;
	return text_is(v.state, "kept") || v.author == who->user_id ||
	    who->role >= ROLE_COUNTY ? OK : ERR_ABSENT;
}

enum err
photo_drop(struct db *db, const struct who *who, const struct visit *v,
    int64_t photo_id)
{
	struct db_deed deed;
	enum err e;

	if (!visit_mine(who, v))
		return ERR_DENIED;
	e = db_do(db, &delete, &(struct drop){ photo_id, v->visit_id },
	    &deed);
	if (e != OK)
		return e;
	return deed.changed == 0 ? ERR_CONFLICT :
	    change_write(db, who, &(struct change){ .entity = "photo",
	    .record_id = photo_id, .deed = "delete" });
}

enum err
photo_names(struct db *db, struct pool *pool, struct bytes hash, bool *named)
{
	struct named row;
	enum err e = db_one(db, pool, &names, &(struct hash){ hash, hash,
	    hash, hash }, &row);

	*named = e == OK && row.named;
	return e;
}
