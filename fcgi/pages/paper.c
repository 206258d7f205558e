#include <stdlib.h>
#include <string.h>

#include "fcgi/pages/paper.h"
#include "fcgi/pages/qr.h"

/* The address of the record where the instance knows its own, or the number
 * alone. */
static const char *
opens(struct paper *p, const struct household *h)
{
	const char *base = getenv("BANGFU_URL");

	return base == NULL || *base == '\0' ? h->number :
	    pool_print(p->r->pool, "%s/household/%lld", base,
	    (long long)h->household_id);
}

void
paper_sheet(struct paper *p, const char *title, const struct household *h)
{
	const char *path;
	struct page *part;
	int side;

	p->sheet = page_part(p->page, "PAPER");
	p->block = NULL;
	page_text(p->sheet, "title", title);
	if (h == NULL)
		return;
	part = page_part(p->sheet, "NUMBER");
	page_text(part, "title", title);
	page_text(part, "number", h->number);
	page_text(part, "head_name", h->head_name);
	if ((path = qr_path(p->r->pool, opens(p, h), &side)) != NULL) {
		part = page_part(part, "QR");
		page_text(part, "path", path);
		page_int(part, "side", side);
	}
}

void
paper_running(struct paper *p, const char *title, const char *label,
    const char *value)
{
	struct page *part = page_part(p->sheet, "RUNNING");

	page_text(part, "title", title);
	page_text(part, "label", label);
	page_text(part, "value", value);
}

void
paper_block(struct paper *p, const char *heading)
{
	p->block = page_part(p->sheet, "BLOCK");
	p->table = NULL;
	if (heading != NULL)
		page_text(page_part(p->block, "HEADING"), "heading",
		    heading);
}

void
paper_fact(struct paper *p, const char *label, const char *value)
{
	struct page *part = page_part(p->block, "FACT");

	page_text(part, "label", label);
	if (value != NULL && *value != '\0')
		page_text(page_part(part, "KNOWN"), "value", value);
	else
		page_show(part, "OPEN");
}

void
paper_address(struct paper *p, const struct area_list *path,
    const char *hamlet)
{
	/* what the forms have behind each blank */
	static const struct {
		enum area_level level;
		const char *first, *label;
	} steps[] = {
		{ AREA_PROVINCE, "省", "省（区、市）" },
		{ AREA_CITY, "市", "市（地、州、盟）" },
		{ AREA_COUNTY, "县", "县（市、区、旗）" },
		{ AREA_TOWNSHIP, "乡", "乡（镇）" },
		{ AREA_VILLAGE, "村", "村" },
	};
	struct page *fact = page_part(p->block, "FACT"), *part;
	size_t i, n, k;

	page_text(fact, "label", "家庭住址");
	page_show(fact, "WHOLE");
	for (i = k = 0; i < LEN(steps); i++) {
		const char *name = k < path->count && path->at[k].level ==
		    steps[i].level ? path->at[k++].name : "";

		/* 河北省 stands as 河北 on the blank, 蔚县 as it is. */
		n = strlen(name);
		if (n > 2 * strlen(steps[i].first) && strcmp(name + n -
		    strlen(steps[i].first), steps[i].first) == 0)
			n -= strlen(steps[i].first);
		part = page_part(fact, "STEP");
		page_text(part, "value", pool_copy_len(p->r->pool, name, n));
		page_text(part, "step", steps[i].label);
	}
	if (hamlet == NULL)
		return;
	part = page_part(fact, "STEP");
	page_text(part, "value", hamlet);
	page_text(part, "step", "自然村（村民小组）");
}

void
paper_note(struct paper *p, const char *text)
{
	page_text(page_part(p->sheet, "NOTE"), "note", text);
}

void
paper_sign(struct paper *p, const char *label)
{
	page_text(page_part(p->sheet, "SIGN"), "label", label);
}

struct page *
paper_table(struct paper *p)
{
	return page_part(p->block, "TABLE");
}

struct page *
paper_column(struct page *table, const char *label, const char *kind)
{
	struct page *part = page_part(table, "COLUMN");

	page_text(part, "label", label);
	page_text(part, "kind", kind);
	return part;
}

struct page *
paper_row(struct page *table)
{
	return page_part(table, "ROW");
}

void
paper_cell(struct page *row, const char *value)
{
	page_text(page_part(row, "CELL"), "value", value);
}
