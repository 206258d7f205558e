#include <assert.h>
#include <string.h>

#include "core/err.h"
#include "exchange/row_write.h"

static void
make_tags(struct pool *pool, const struct entity *entity,
    enum profile_kind profile, struct row_tag **out)
{
	struct row_tag *tags = pool_array(pool, entity->count, sizeof *tags);
	const char *name;
	size_t i;

	for (i = 0; i < entity->count; i++) {
		name = entity->fields[i].attribute ? entity->fields[i].name :
		    profile_element(profile, entity->fields[i].name,
		    entity->fields[i].national);
		if (name == NULL)
			continue;
		tags[i].open = pool_print(pool,
		    entity->fields[i].attribute ? " %s=\"" : "<%s>", name);
		tags[i].close = entity->fields[i].attribute ? "\"" :
		    pool_print(pool, "</%s>", name);
		tags[i].open_len = strlen(tags[i].open);
		tags[i].close_len = strlen(tags[i].close);
	}
	*out = tags;
}

void
row_write_start(struct row_write *r, struct pool *pool, struct xml_write *w,
    const struct profile *profile)
{
	int kind;

	*r = (struct row_write){ .w = w, .sight = { ROLE_GUEST, MASK_FILE },
	    .texts = pool, .profile = profile };
	for (kind = 0; kind < ENTITY_KIND__MAX; kind++)
		make_tags(pool, &entities[kind], profile->kind,
		    &r->tags[kind]);
}

void
row_write_texts(struct row_write *r, struct pool *pool)
{
	r->texts = pool;
	r->name = r->shown = NULL;
}

static bool
absent(const struct column *c, const void *p)
{
	switch (c->cell) {
	case CELL_OPT:
		return !((const struct opt_int *)p)->given;
	case CELL_TEXT:
		return *(const char *const *)p == NULL;
	case CELL_DATE:
		return ((const struct date *)p)->year == 0;
	case CELL_TIME:
		return ((const struct moment *)p)->utc == 0;
	case CELL_INT:
	case CELL_FLAG:
	case CELL_BYTES:
	case CELL_MONEY:
	case CELL__MAX:
		break;
	}
	return false;
}

/* How sensitive a text of that type is. */
static const enum veil veils[ENTITY__MAX] = {
	[ENTITY_NAME] = VEIL_NAME, [ENTITY_IDNO] = VEIL_SECRET,
	[ENTITY_PHONE] = VEIL_CONTACT,
};

/* Reporters come in long runs of the same name. */
static const char *
name(struct row_write *r, const char *text)
{
	if (r->name == NULL || strcmp(r->name, text) != 0) {
		r->name = pool_copy(r->texts, text);
		r->shown = mask_value(r->texts, r->sight, VEIL_NAME,
		    text);
	}
	return r->shown;
}

static const char *
shown(struct row_write *r, enum entity_type type, const char *text)
{
	return type == ENTITY_NAME ? name(r, text) :
	    mask_value(r->texts, r->sight, veils[type], text);
}

static void
write_number(struct xml_write *w, enum entity_type type, int64_t n)
{
	if (type == ENTITY_PERIOD)
		xml_write_period(w, n);
	else
		xml_write_int(w, n);
}

/* A code that this profile does not know. */
static bool
codeless(const struct row_write *r, const struct entity_field *f,
    const struct column *c, const void *p)
{
	return f->type == ENTITY_CODE && c->cell == CELL_TEXT &&
	    profile_code(r->profile, f->list, *(const char *const *)p) ==
	    NULL;
}

static void
write_cell(struct row_write *r, const struct entity_field *f,
    const struct column *c, const void *p)
{
	const char *text;

	switch (c->cell) {
	case CELL_INT:
		write_number(r->w, f->type, *(const int64_t *)p);
		break;
	case CELL_OPT:
		write_number(r->w, f->type,
		    ((const struct opt_int *)p)->value);
		break;
	case CELL_MONEY:
		xml_write_money(r->w, *(const int64_t *)p);
		break;
	case CELL_FLAG:
		xml_write_raw(r->w, *(const bool *)p ? "1" : "0", 1);
		break;
	case CELL_DATE:
		xml_write_day(r->w, *(const struct date *)p);
		break;
	case CELL_TIME:
		xml_write_moment(r->w, *(const struct moment *)p);
		break;
	case CELL_TEXT:
		text = shown(r, f->type, *(const char *const *)p);
		if (f->type == ENTITY_CODE)
			text = profile_code(r->profile, f->list, text);
		if (f->attribute)
			xml_write_value(r->w, text);
		else
			xml_write_text(r->w, text);
		break;
	case CELL_BYTES:
	case CELL__MAX:
		assert(!"no such cell in the format");
	}
}

size_t
row_write_fields(struct row_write *r, enum entity_kind kind, const void *row,
    size_t i)
{
	const struct entity *entity = &entities[kind];
	bool attribute = i == 0;

	for (; i < entity->count; i++) {
		const struct entity_field *f = &entity->fields[i];
		const struct column *c =
		    &entity->shape->columns[i + entity->skip];
		const struct row_tag *t = &r->tags[kind][i];
		const void *p = shape_in(c, row);

		if (f->attribute != attribute)
			break;
		if (t->open == NULL || absent(c, p) || codeless(r, f, c, p) ||
		    (f->personal && !mask_shows(r->sight,
		    VEIL_PERSONAL)))
			continue;
		xml_write_raw(r->w, t->open, t->open_len);
		write_cell(r, f, c, p);
		xml_write_raw(r->w, t->close, t->close_len);
	}
	return i;
}

void
row_write_open(struct row_write *r, enum entity_kind kind, const void *row)
{
	size_t i;

	xml_write_raw(r->w, "<", 1);
	xml_write_words(r->w, entities[kind].name);
	i = row_write_fields(r, kind, row, 0);
	xml_write_raw(r->w, ">", 1);
	row_write_fields(r, kind, row, i);
}

void
row_write_close(struct row_write *r, enum entity_kind kind)
{
	xml_write_raw(r->w, "</", 2);
	xml_write_words(r->w, entities[kind].name);
	xml_write_raw(r->w, ">", 1);
}

void
row_write_whole(struct row_write *r, enum entity_kind kind, const void *row)
{
	row_write_open(r, kind, row);
	row_write_close(r, kind);
}
