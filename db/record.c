#include <string.h>

#include "db/change.h"
#include "db/record.h"

enum err
record_row(struct db *db, struct pool *pool, const struct who *who,
    const struct record *r, void **row)
{
	const struct dictionary_head *head;
	struct dictionary_rows rows;
	enum err e;
	size_t i;

	*row = dictionary_row(pool, dictionary_of(r->entity));
	if (r->id == 0)
		return OK;
	if ((e = dictionary_of_parent(db, pool, who, r->entity, r->parent,
	    &rows)) != OK)
		return e;
	for (i = 0; i < rows.count; i++) {
		head = rows.at[i];
		if (head->id == r->id) {
			*row = rows.at[i];
			return OK;
		}
	}
	return ERR_ABSENT;
}

enum err
record_put(struct db *db, struct pool *pool, const struct who *who,
    const struct record *r, int64_t *id)
{
	const struct dictionary *d = dictionary_of(r->entity);
	const struct query *q = dictionary_put(r->entity, r->hand,
	    r->id == 0);
	struct dictionary_head *head = pool_take(pool, d->shape.size +
	    r->hand->size);
	struct db_deed deed;
	void *stored;
	enum err e;

	if (r->own == NULL && (e = record_row(db, pool, who, r,
	    &stored)) != OK)
		return e;
	memcpy(head, r->own != NULL ? r->own : stored, d->shape.size);
	memcpy((char *)head + d->shape.size, r->values, r->hand->size);
	head->id = r->id;
	head->version = r->version;
	if ((e = db_do(db, q, head, &deed)) != OK)
		return e;
	if (r->id != 0 && deed.changed == 0)
		return ERR_CONFLICT;
	*id = r->id != 0 ? r->id : deed.id;
	return change_write(db, who, &(struct change){ .entity = d->entity,
	    .record_id = *id, .deed = r->id != 0 ? "update" : "insert" });
}
