#include <string.h>

#include "core/text.h"
#include "exchange/dictionary_write.h"
#include "exchange/entity.h"
#include "exchange/export.h"
#include "exchange/markup.h"
#include "exchange/schema.h"
#include "exchange/schema_code.h"
#include "exchange/schema_type.h"

#define POOL_CEILING	(16u << 20)

/* One schema on its way out. */
struct schema {
	struct db *db;
	struct pool *pool;
	const struct schema_options *options;
	struct dictionary_area area;
	struct xml_write w;
};

/* ---- fields and entities --------------------------------------------- */

static void
write_attribute(struct schema *s, const char *name, const char *type)
{
	markup_line(&s->w,
	    "<xs:attribute name=\"%s\" type=\"%s\" use=\"required\"/>",
	    name, type);
}

static const char *const type_names[ENTITY__MAX] = {
	[ENTITY_INT] = "int", [ENTITY_YEAR] = "year",
	[ENTITY_PERIOD] = "period", [ENTITY_MONEY] = "money",
	[ENTITY_BALANCE] = "balance", [ENTITY_FLAG] = "flag",
	[ENTITY_DATE] = "xs:date", [ENTITY_TIME] = "time",
	[ENTITY_NUMBER] = "number", [ENTITY_AREA] = "area",
	[ENTITY_NAME] = "name", [ENTITY_IDNO] = "idno",
	[ENTITY_PHONE] = "phone",
};

/* A type that only this field has. */
static void
write_own_type(struct schema *s, const struct entity_field *f)
{
	char *words = pool_copy(s->pool, f->list), *word, *rest = words;

	markup_line(&s->w, "<xs:simpleType><xs:restriction base=\"xs:string\">");
	if (f->type == ENTITY_TEXT)
		markup_line(&s->w, "<xs:minLength value=\"1\"/>"
		    "<xs:maxLength value=\"%d\"/>", f->most);
	else
		while ((word = strsep(&rest, " ")) != NULL)
			markup_line(&s->w, "<xs:enumeration value=\"%s\"/>", word);
	markup_line(&s->w, "</xs:restriction></xs:simpleType>");
}

static bool
plain(const struct schema *s)
{
	return s->options->profile == PROFILE_PLAIN;
}

static void
write_field(struct schema *s, const struct entity_field *f)
{
	const char *kind = f->attribute ? "attribute" : "element";
	const char *few = f->attribute ?
	    (f->required ? " use=\"required\"" : "") :
	    (f->required && plain(s) ? "" : " minOccurs=\"0\"");
	bool own = f->type == ENTITY_TEXT || f->type == ENTITY_CHOICE;
	const char *type = f->type == ENTITY_CODE ?
	    pool_print(s->pool, "code.%s", f->list) : type_names[f->type];
	const char *name = f->attribute ? f->name : profile_element(
	    s->options->profile, f->name, f->national);

	if (name == NULL)
		return;
	if (own)
		markup_line(&s->w, "<xs:%s name=\"%s\"%s>", kind, name, few);
	else
		markup_line(&s->w, "<xs:%s name=\"%s\" type=\"%s\"%s>", kind,
		    name, type, few);
	markup_note(&s->w, f->label);
	if (own)
		write_own_type(s, f);
	markup_line(&s->w, "</xs:%s>", kind);
}

static void
write_fields(struct schema *s, const struct entity *entity, bool attributes)
{
	size_t i;

	for (i = 0; i < entity->count; i++)
		if (entity->fields[i].attribute == attributes)
			write_field(s, &entity->fields[i]);
}

/* Any number of the areas' own, and which there are. */
static void
write_locals(struct schema *s, enum entity_kind kind)
{
	const struct dictionary *d = &s->area.d[kind];
	struct text t = text_start(s->pool);
	size_t i;

	markup_line(&s->w, "<xs:element name=\"local\" type=\"local\""
	    " minOccurs=\"0\" maxOccurs=\"unbounded\">");
	for (i = 0; i < d->count; i++)
		if (d->lines[i].local &&
		    dictionary_valid(&d->lines[i], s->options->year))
			text_join(&t, "\n", pool_print(s->pool, "%s %s",
			    d->lines[i].name, dictionary_write_said(s->pool,
			    &d->lines[i])));
	if (t.len > 0)
		markup_note(&s->w, t.at);
	markup_line(&s->w, "</xs:element>");
}

static void
write_dictionary(struct schema *s, enum entity_kind kind)
{
	const struct dictionary *base = dictionary_write_of(kind);
	const struct dictionary *d = &s->area.d[kind];
	size_t i;

	for (i = 0; i < d->count; i++) {
		struct dictionary_line l = d->lines[i];

		if (!dictionary_write_has(kind, &l, s->options->year) ||
		    (l.local && plain(s)))
			continue;
		/* what was filled in before the range was narrowed stays */
		l.most = l.local ? 0 : base->lines[i].most;
		dictionary_write_element(&s->w, s->pool,
		    s->options->profile, &l, &d->lines[i]);
	}
	if (plain(s) && shape_column(&d->shape, DICTIONARY_LOCAL) != NULL)
		write_locals(s, kind);
}

/* A field of an area's own: its name and what it says. */
static void
write_local(struct schema *s)
{
	markup_line(&s->w, "<xs:complexType name=\"local\">");
	markup_note(&s->w, "本地指标：字段名和内容");
	markup_line(&s->w, "<xs:simpleContent><xs:extension"
	    " base=\"xs:string\">");
	write_attribute(s, "name", "xs:NCName");
	markup_line(&s->w, "</xs:extension></xs:simpleContent>"
	    "</xs:complexType>");
}

/* Any number of elements of that entity, none too. */
static void
write_many(struct schema *s, enum entity_kind kind)
{
	markup_line(&s->w, "<xs:element name=\"%s\" type=\"%s\""
	    " minOccurs=\"0\" maxOccurs=\"unbounded\"/>",
	    entities[kind].name, entities[kind].name);
}

static void
write_entity(struct schema *s, enum entity_kind kind)
{
	const struct entity *entity = &entities[kind];

	markup_line(&s->w, "<xs:complexType name=\"%s\">", entity->name);
	markup_note(&s->w, entity->label);
	markup_line(&s->w, "<xs:sequence>");
	write_fields(s, entity, false);
	write_dictionary(s, kind);
	if (kind == ENTITY_VILLAGE)
		write_many(s, ENTITY_HAMLET);
	if (kind == ENTITY_TEAM)
		write_many(s, ENTITY_TEAM_MEMBER);
	markup_line(&s->w, "</xs:sequence>");
	write_fields(s, entity, true);
	markup_line(&s->w, "</xs:complexType>");
}

/* All of it, or its reports alone. */
static void
write_household(struct schema *s)
{
	markup_line(&s->w, "<xs:complexType name=\"household\">");
	markup_note(&s->w, entities[ENTITY_HOUSEHOLD].label);
	markup_line(&s->w, "<xs:choice><xs:sequence>");
	write_fields(s, &entities[ENTITY_HOUSEHOLD], false);
	write_dictionary(s, ENTITY_HOUSEHOLD);
	write_many(s, ENTITY_MEMBER);
	write_many(s, ENTITY_PAIRING);
	if (plain(s))
		markup_line(&s->w, "<xs:element name=\"report\""
		    " type=\"report\" minOccurs=\"0\""
		    " maxOccurs=\"12\"/>");
	markup_line(&s->w, "</xs:sequence>");
	if (plain(s))
		markup_line(&s->w, "<xs:element name=\"report\""
		    " type=\"report\" maxOccurs=\"12\"/>");
	markup_line(&s->w, "</xs:choice>");
	write_fields(s, &entities[ENTITY_HOUSEHOLD], true);
	markup_line(&s->w, "</xs:complexType>");
}

/* ---- what a national document leaves out ------------------------------ */

static void
leave_out(struct text *t, const char *name, const char *label)
{
	text_print(t, "%s%s（%s）", t->len > 0 ? "、" : "", label, name);
}

static void
note_left_out(struct schema *s)
{
	struct text t = text_start(s->pool);
	const struct dictionary *d;
	size_t i, j;

	for (i = 0; i < ENTITY_KIND__MAX; i++) {
		const struct entity *entity = &entities[i];

		for (j = 0; i != ENTITY_REPORT && j < entity->count; j++)
			if (!entity->fields[j].attribute &&
			    entity->fields[j].national == NULL)
				leave_out(&t, entity->fields[j].name,
				    entity->fields[j].label);
		d = &s->area.d[i];
		for (j = 0; j < d->count; j++)
			if (*d->lines[j].national == '\0' &&
			    dictionary_write_has((enum entity_kind)i,
			    &d->lines[j], s->options->year))
				leave_out(&t, d->lines[j].name,
				    d->lines[j].label);
	}
	markup_note(&s->w, pool_print(s->pool, "没有已知的国家字段、"
	    "不在文件里的：%s、月收入登记。没有国家代码的代码也不在文件里。",
	    t.at));
}

/* ---- the document ---------------------------------------------------- */

static void
write_fixed(struct schema *s, const char *name, const char *value)
{
	markup_line(&s->w, "<xs:attribute name=\"%s\" type=\"xs:string\" "
	    "use=\"required\" fixed=\"%s\"/>", name, value);
}

static void
write_root(struct schema *s)
{
	int i;

	markup_line(&s->w, "<xs:element name=\"exchange\"><xs:complexType>"
	    "<xs:sequence>");
	markup_line(&s->w, "<xs:choice minOccurs=\"0\""
	    " maxOccurs=\"unbounded\">");
	write_many(s, ENTITY_COUNTY);
	write_many(s, ENTITY_VILLAGE);
	markup_line(&s->w, "</xs:choice>");
	write_many(s, ENTITY_UNIT);
	write_many(s, ENTITY_HELPER);
	write_many(s, ENTITY_TEAM);
	write_many(s, ENTITY_HOUSEHOLD);
	markup_line(&s->w, "<xs:element name=\"trailer\" type=\"trailer\"/>");
	markup_line(&s->w, "</xs:sequence>");
	write_attribute(s, "area", "area");
	write_attribute(s, "generated", "time");
	write_attribute(s, "id", "uuid");
	markup_line(&s->w, "<xs:attribute name=\"kind\" use=\"required\">"
	    "<xs:simpleType><xs:restriction base=\"xs:string\">");
	for (i = 0; i < EXPORT_KIND__MAX; i++)
		markup_line(&s->w, "<xs:enumeration value=\"%s\"/>",
		    export_kind_name((enum export_kind)i));
	markup_line(&s->w, "</xs:restriction></xs:simpleType></xs:attribute>");
	write_fixed(s, "masked", s->options->unmasked ? "no" : "yes");
	write_fixed(s, "profile", profile_name(s->options->profile));
	write_attribute(s, "to", "int");
	write_fixed(s, "version", EXPORT_VERSION);
	write_fixed(s, "year", pool_print(s->pool, "%d", s->options->year));
	markup_line(&s->w, "</xs:complexType></xs:element>");
}

static void
write_trailer(struct schema *s)
{
	size_t i;

	markup_line(&s->w, "<xs:complexType name=\"trailer\">");
	markup_note(&s->w, "各类记录数和正文校验值；没有它的文件不完整");
	for (i = 0; i < ENTITY_KIND__MAX; i++)
		write_attribute(s, entities[i].name, "int");
	write_attribute(s, "sha256", "sha256");
	markup_line(&s->w, "</xs:complexType>");
}

static enum err
write_schema(struct schema *s)
{
	enum err e;
	int i;

	markup_line(&s->w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	markup_line(&s->w, "<xs:schema "
	    "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"%s\" "
	    "targetNamespace=\"%s\" "
	    "elementFormDefault=\"qualified\" version=\"%s\">",
	    EXPORT_NAMESPACE, EXPORT_NAMESPACE, EXPORT_VERSION);
	markup_note(&s->w, pool_print(s->pool, "帮扶数据交换格式，%d年度，%s，%s%s",
	    s->options->year, profile_name(s->options->profile),
	    s->options->unmasked ? "未脱敏" : "已脱敏", s->options->area == 0 ?
	    "" : pool_print(s->pool, "，地区 %lld",
	    (long long)s->options->area)));
	if (!plain(s))
		note_left_out(s);
	write_root(s);
	write_household(s);
	for (i = ENTITY_MEMBER; i < ENTITY_KIND__MAX; i++)
		if (plain(s) || i != ENTITY_REPORT)
			write_entity(s, (enum entity_kind)i);
	if (plain(s))
		write_local(s);
	write_trailer(s);
	schema_type_write(&s->w, !s->options->unmasked);
	e = schema_code_write(&(struct schema_code){ s->db, s->pool, &s->w,
	    &s->area, s->options->profile });
	markup_line(&s->w, "</xs:schema>");
	return e;
}

enum err
schema_write(struct db *db, const struct schema_options *options,
    const struct xml_sink *sink)
{
	struct schema s = { .db = db, .options = options,
	    .pool = pool_new(POOL_CEILING), .area = {
	    .area = options->area, .year = options->year,
	    .generation = options->generation } };
	enum err e, last;

	xml_write_start(&s.w, sink);
	if ((e = dictionary_area_read(db, s.pool, &s.area)) == OK)
		e = write_schema(&s);
	last = xml_write_end(&s.w);
	pool_free(s.pool);
	return e != OK ? e : last;
}
