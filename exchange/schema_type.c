#include "exchange/markup.h"
#include "exchange/schema_type.h"

static void
pattern_type(struct xml_write *w, const char *name, const char *pattern,
    const char *words)
{
	markup_line(w, "<xs:simpleType name=\"%s\">", name);
	markup_note(w, words);
	markup_line(w, "<xs:restriction base=\"xs:string\">"
	    "<xs:pattern value=\"%s\"/></xs:restriction></xs:simpleType>",
	    pattern);
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

void
schema_type_write(struct xml_write *w, bool masked)
{
	size_t i;

	for (i = 0; i < LEN(types); i++)
		pattern_type(w, types[i].name, types[i].pattern,
		    types[i].words);
	for (i = 0; i < LEN(personal); i++)
		pattern_type(w, personal[i][masked].name,
		    personal[i][masked].pattern, personal[i][masked].words);
}
