#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/code.h"
#include "exchange/dictionary_write.h"
#include "exchange/entity.h"
#include "exchange/export.h"
#include "exchange/schema.h"

#define POOL_CEILING	(16u << 20)

/* One schema on its way out. */
struct schema {
	struct db *db;
	struct pool *pool;
	const struct schema_options *options;
	struct xml_write w;
};

/* A line of markup; the texts in it are our own. */
static void PRINTS(2, 3)
line(struct schema *s, const char *format, ...)
{
	va_list ap;
	char *at;
	int n;

	va_start(ap, format);
	n = vasprintf(&at, format, ap);
	va_end(ap);
	if (n < 0)
		abort();
	xml_write_raw(&s->w, at, (size_t)n);
	xml_write_raw(&s->w, "\n", 1);
	free(at);
}

static void
annotate(struct schema *s, const char *words)
{
	xml_write_words(&s->w,
	    "<xs:annotation><xs:documentation xml:lang=\"zh\">");
	xml_write_text(&s->w, words);
	xml_write_words(&s->w, "</xs:documentation></xs:annotation>\n");
}

/* ---- types ----------------------------------------------------------- */

static void
pattern_type(struct schema *s, const char *name, const char *pattern,
    const char *words)
{
	line(s, "<xs:simpleType name=\"%s\">", name);
	annotate(s, words);
	line(s, "<xs:restriction base=\"xs:string\"><xs:pattern value=\"%s\"/>"
	    "</xs:restriction></xs:simpleType>", pattern);
}

#define DAY	"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define CLOCK	"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"

static const struct {
	const char *name, *pattern, *words;
} types[] = {
	{ "int", "-?(0|[1-9][0-9]{0,18})", "整数" },
	{ "year", "[12][0-9]{3}", "年度" },
	{ "period", "[12][0-9]{3}-(0[1-9]|1[0-2])", "月份" },
	{ "money", "(0|[1-9][0-9]{0,9})\\.[0-9]{2}", "金额，元" },
	{ "balance", "-?(0|[1-9][0-9]{0,9})\\.[0-9]{2}",
	    "金额，元，可以为负" },
	{ "decimal", "-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,2})?",
	    "数，最多两位小数" },
	{ "flag", "[01]", "0 否，1 是" },
	{ "time", DAY CLOCK, "时间，世界时" },
	{ "number", "[0-9]{10}|[0-9]{16}", "户编号，10位或16位" },
	{ "area", "0|[1-9][0-9]{11}", "统计用区划代码，12位" },
	{ "uuid", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "包编号" },
	{ "sha256", "[0-9a-f]{64}", "正文的SHA-256" },
};

/* Whole, and masked. */
static const struct {
	const char *name, *pattern, *words;
} personal[][2] = {
	{ { "name", "[^*]{1,60}", "姓名" },
	    { "name", "\\*|[^*]\\*+[^*]?", "姓名，已脱敏" } },
	{ { "idno", "[0-9]{17}[0-9X]([1-7][1-4](B[0-9])?)?", "证件号码" },
	    { "idno", "[0-9]{0,3}\\*+[0-9A-Z]{0,4}", "证件号码，已脱敏" } },
	{ { "phone", "[0-9+ -]{1,20}", "联系电话" },
	    { "phone", "[0-9+ -]{0,12}\\*+[0-9+ -]{0,4}",
	    "联系电话，已脱敏" } },
};

static void
write_types(struct schema *s)
{
	int masked = !s->options->unmasked;
	size_t i;

	for (i = 0; i < LEN(types); i++)
		pattern_type(s, types[i].name, types[i].pattern,
		    types[i].words);
	for (i = 0; i < LEN(personal); i++)
		pattern_type(s, personal[i][masked].name,
		    personal[i][masked].pattern, personal[i][masked].words);
}

/* ---- code lists ------------------------------------------------------ */

static enum err
write_codes(struct schema *s, const char *list)
{
	struct code_list codes;
	enum err e;
	size_t i;

	e = code_list(s->db, s->pool, list, s->options->year, &codes);
	if (e != OK)
		return e;
	line(s, "<xs:simpleType name=\"code.%s\">"
	    "<xs:restriction base=\"xs:string\">", list);
	if (codes.count == 0)
		line(s, "<xs:maxLength value=\"10\"/>");
	for (i = 0; i < codes.count; i++) {
		xml_write_words(&s->w, "<xs:enumeration value=\"");
		xml_write_value(&s->w, codes.at[i].code);
		xml_write_words(&s->w, "\">");
		annotate(s, codes.at[i].label);
		xml_write_words(&s->w, "</xs:enumeration>\n");
	}
	line(s, "</xs:restriction></xs:simpleType>");
	return OK;
}

/* The lists that were written, each once however many fields use it. */
struct lists {
	const char *seen[64];
	size_t count;
};

static enum err
write_list(struct schema *s, struct lists *lists, const char *list)
{
	size_t i;

	for (i = 0; i < lists->count; i++)
		if (strcmp(lists->seen[i], list) == 0)
			return OK;
	if (lists->count == LEN(lists->seen))
		return ERR_BROKEN;
	lists->seen[lists->count++] = list;
	return write_codes(s, list);
}

static enum err
write_all_codes(struct schema *s)
{
	struct lists lists = { .count = 0 };
	const struct dictionary *d;
	enum err e = OK;
	size_t i, j;

	for (i = 0; i < ENTITY_KIND__MAX; i++) {
		for (j = 0; e == OK && j < entities[i].count; j++)
			if (entities[i].fields[j].type == ENTITY_CODE)
				e = write_list(s, &lists,
				    entities[i].fields[j].list);
		d = dictionary_write_of((enum entity_kind)i);
		for (j = 0; e == OK && d != NULL && j < d->count; j++)
			if (d->lines[j].kind == DICTIONARY_CODE)
				e = write_list(s, &lists, d->lines[j].list);
	}
	return e;
}

/* ---- fields and entities --------------------------------------------- */

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

	line(s, "<xs:simpleType><xs:restriction base=\"xs:string\">");
	if (f->type == ENTITY_TEXT)
		line(s, "<xs:minLength value=\"1\"/>"
		    "<xs:maxLength value=\"%d\"/>", f->most);
	else
		while ((word = strsep(&rest, " ")) != NULL)
			line(s, "<xs:enumeration value=\"%s\"/>", word);
	line(s, "</xs:restriction></xs:simpleType>");
}

static void
write_field(struct schema *s, const struct entity_field *f)
{
	const char *kind = f->attribute ? "attribute" : "element";
	const char *few = f->attribute ?
	    (f->required ? " use=\"required\"" : "") :
	    (f->required ? "" : " minOccurs=\"0\"");
	bool own = f->type == ENTITY_TEXT || f->type == ENTITY_CHOICE;
	const char *type = f->type == ENTITY_CODE ?
	    pool_print(s->pool, "code.%s", f->list) : type_names[f->type];

	if (own)
		line(s, "<xs:%s name=\"%s\"%s>", kind, f->name, few);
	else
		line(s, "<xs:%s name=\"%s\" type=\"%s\"%s>", kind, f->name,
		    type, few);
	annotate(s, f->label);
	if (own)
		write_own_type(s, f);
	line(s, "</xs:%s>", kind);
}

static void
write_fields(struct schema *s, const struct entity *entity, bool attributes)
{
	size_t i;

	for (i = 0; i < entity->count; i++)
		if (entity->fields[i].attribute == attributes)
			write_field(s, &entity->fields[i]);
}

/* A line of the dictionary, with what people are told about it. */
static void
write_line(struct schema *s, const struct dictionary_line *l)
{
	const char *type = dictionary_write_type(s->pool, l);

	if (type == NULL)
		line(s, "<xs:element name=\"%s\" minOccurs=\"0\">", l->name);
	else
		line(s, "<xs:element name=\"%s\" type=\"%s\" "
		    "minOccurs=\"0\">", l->name, type);
	annotate(s, pool_print(s->pool, "%s%s%s：%s", l->form,
	    *l->form != '\0' ? " " : "", l->label, l->definition));
	if (type == NULL)
		line(s, "<xs:simpleType><xs:restriction base=\"xs:string\">"
		    "<xs:minLength value=\"1\"/><xs:maxLength value=\"%d\"/>"
		    "</xs:restriction></xs:simpleType>", (int)l->most);
	line(s, "</xs:element>");
}

static void
write_dictionary(struct schema *s, enum entity_kind kind)
{
	const struct dictionary *d = dictionary_write_of(kind);
	size_t i;

	for (i = 0; d != NULL && i < d->count; i++)
		if (dictionary_write_has(kind, &d->lines[i],
		    s->options->year))
			write_line(s, &d->lines[i]);
}

static void
write_entity(struct schema *s, enum entity_kind kind)
{
	const struct entity *entity = &entities[kind];

	line(s, "<xs:complexType name=\"%s\">", entity->name);
	annotate(s, entity->label);
	line(s, "<xs:sequence>");
	write_fields(s, entity, false);
	write_dictionary(s, kind);
	line(s, "</xs:sequence>");
	write_fields(s, entity, true);
	line(s, "</xs:complexType>");
}

/* All of it, or its reports alone. */
static void
write_household(struct schema *s)
{
	line(s, "<xs:complexType name=\"household\">");
	annotate(s, entities[ENTITY_HOUSEHOLD].label);
	line(s, "<xs:choice><xs:sequence>");
	write_fields(s, &entities[ENTITY_HOUSEHOLD], false);
	write_dictionary(s, ENTITY_HOUSEHOLD);
	line(s, "<xs:element name=\"member\" type=\"member\" minOccurs=\"0\""
	    " maxOccurs=\"unbounded\"/>");
	line(s, "<xs:element name=\"pairing\" type=\"pairing\""
	    " minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
	line(s, "<xs:element name=\"report\" type=\"report\" minOccurs=\"0\""
	    " maxOccurs=\"12\"/>");
	line(s, "</xs:sequence>");
	line(s, "<xs:element name=\"report\" type=\"report\""
	    " maxOccurs=\"12\"/>");
	line(s, "</xs:choice>");
	write_fields(s, &entities[ENTITY_HOUSEHOLD], true);
	line(s, "</xs:complexType>");
}

/* ---- the document ---------------------------------------------------- */

static void
write_attribute(struct schema *s, const char *name, const char *type)
{
	line(s, "<xs:attribute name=\"%s\" type=\"%s\" use=\"required\"/>",
	    name, type);
}

static void
write_fixed(struct schema *s, const char *name, const char *value)
{
	line(s, "<xs:attribute name=\"%s\" type=\"xs:string\" "
	    "use=\"required\" fixed=\"%s\"/>", name, value);
}

static void
write_root(struct schema *s)
{
	int i;

	line(s, "<xs:element name=\"exchange\"><xs:complexType>"
	    "<xs:sequence>");
	line(s, "<xs:element name=\"household\" type=\"household\""
	    " minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
	line(s, "<xs:element name=\"trailer\" type=\"trailer\"/>");
	line(s, "</xs:sequence>");
	write_attribute(s, "area", "area");
	write_attribute(s, "generated", "time");
	write_attribute(s, "id", "uuid");
	line(s, "<xs:attribute name=\"kind\" use=\"required\">"
	    "<xs:simpleType><xs:restriction base=\"xs:string\">");
	for (i = 0; i < EXPORT_KIND__MAX; i++)
		line(s, "<xs:enumeration value=\"%s\"/>",
		    export_kind_name((enum export_kind)i));
	line(s, "</xs:restriction></xs:simpleType></xs:attribute>");
	write_fixed(s, "masked", s->options->unmasked ? "no" : "yes");
	write_fixed(s, "profile", EXPORT_PROFILE);
	write_attribute(s, "to", "int");
	write_fixed(s, "version", EXPORT_VERSION);
	write_fixed(s, "year", pool_print(s->pool, "%d", s->options->year));
	line(s, "</xs:complexType></xs:element>");
}

static void
write_trailer(struct schema *s)
{
	size_t i;

	line(s, "<xs:complexType name=\"trailer\">");
	annotate(s, "各类记录数和正文校验值；没有它的文件不完整");
	for (i = 0; i < ENTITY_KIND__MAX; i++)
		write_attribute(s, entities[i].name, "int");
	write_attribute(s, "sha256", "sha256");
	line(s, "</xs:complexType>");
}

static enum err
write_schema(struct schema *s)
{
	enum err e;
	int i;

	line(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	line(s, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
	    "xmlns=\"%s\" targetNamespace=\"%s\" "
	    "elementFormDefault=\"qualified\" version=\"%s\">",
	    EXPORT_NAMESPACE, EXPORT_NAMESPACE, EXPORT_VERSION);
	annotate(s, pool_print(s->pool, "帮扶数据交换格式，%d年度，%s，%s",
	    s->options->year, EXPORT_PROFILE,
	    s->options->unmasked ? "未脱敏" : "已脱敏"));
	write_root(s);
	write_household(s);
	for (i = ENTITY_MEMBER; i < ENTITY_KIND__MAX; i++)
		write_entity(s, (enum entity_kind)i);
	write_trailer(s);
	write_types(s);
	e = write_all_codes(s);
	line(s, "</xs:schema>");
	return e;
}

enum err
schema_write(struct db *db, const struct schema_options *options,
    const struct xml_sink *sink)
{
	struct schema s = { .db = db, .options = options,
	    .pool = pool_new(POOL_CEILING) };
	enum err e, last;

	xml_write_start(&s.w, sink);
	e = write_schema(&s);
	last = xml_write_end(&s.w);
	pool_free(s.pool);
	return e != OK ? e : last;
}
