#include <string.h>

#include "db/dictionary.h"
#include "fcgi/pages/codes.h"

static enum err
read_codes(struct req *r, const struct dictionary_codes **codes)
{
	return dictionary_codes(r->db, r->settings->generation, codes);
}

static bool
of_list(const struct dictionary_code *c, const char *list, int64_t year)
{
	return strcmp(c->list, list) == 0 && c->first_year <= year &&
	    c->last_year >= year;
}

enum err
codes_fill(struct req *r, struct page *page, const struct codes_choice *ch)
{
	const struct dictionary_codes *codes;
	struct page *part;
	enum err e;
	size_t i;

	if ((e = read_codes(r, &codes)) != OK)
		return e;
	for (i = 0; i < codes->count; i++) {
		if (!of_list(&codes->at[i], ch->list, r->who.year))
			continue;
		part = page_part(page, ch->section);
		page_text(part, "code", codes->at[i].code);
		page_text(part, "label", codes->at[i].label);
		if (text_is(ch->chosen, codes->at[i].code))
			page_show(part, "CHOSEN");
	}
	return OK;
}

enum err
codes_take(struct req *r, struct answer *a, const char *list,
    const char **code)
{
	const struct dictionary_codes *codes;
	enum err e;
	size_t i;

	*code = NULL;
	if (!a->given)
		return OK;
	if ((e = read_codes(r, &codes)) != OK)
		return e;
	for (i = 0; i < codes->count; i++)
		if (of_list(&codes->at[i], list, r->who.year) &&
		    strcmp(codes->at[i].code, a->text) == 0) {
			*code = codes->at[i].code;
			return OK;
		}
	return field_spoil(a, "不在可选的范围内，请重新选择");
}

const char *
codes_label(struct req *r, const char *list, const char *code)
{
	const struct dictionary_codes *codes;

	return code == NULL || read_codes(r, &codes) != OK ? NULL :
	    dictionary_label(codes, list, code, r->who.year);
}
