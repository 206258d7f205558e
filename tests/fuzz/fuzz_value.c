/*
 * Words of the domain: amounts, days, numbers, areas, receipts, masks and
 * any bytes made storable.  What is read and written comes back the same.
 */
#include "core/area.h"
#include "core/date.h"
#include "core/idno.h"
#include "core/mask.h"
#include "core/money.h"
#include "core/receipt.h"
#include "tests/fuzz/fuzz.h"

static void
amounts(struct pool *pool, const char *s)
{
	int64_t fen, back;

	if (money_read(s, &fen) != MONEY_OK)
		return;
	MUST_HOLD(money_read(money_plain(pool, fen), &back) == MONEY_OK);
	MUST_HOLD(back == fen);
	MUST_HOLD(money_read(money_label(pool, fen), &back) == MONEY_OK);
	MUST_HOLD(back == fen);
	MUST_HOLD(money_read(money_short(pool, fen), &back) == MONEY_OK);
	MUST_HOLD(back == fen);
}

static void
days(struct pool *pool, const char *s)
{
	struct date d;

	if (!date_read(s, &d))
		return;
	MUST_HOLD(strcmp(date_iso(pool, d), s) == 0);
	MUST_HOLD(date_compare(date_of_days(date_days(d)), d) == 0);
}

/* A right number is still right as it is stored, and read again the same. */
static void
numbers(struct pool *pool, const char *s)
{
	static const struct date today = { 2022, 3, 5 };
	const char *plain = idno_read(pool, s);
	enum idno_flaw flaw = idno_flaw(plain, today);

	MUST_HOLD(fuzz_safe(plain));
	MUST_HOLD(strcmp(idno_read(pool, plain), plain) == 0);
	MUST_HOLD((idno_clause(flaw) == NULL) == (flaw == IDNO_RIGHT));
	if (idno_flaw(s, today) == IDNO_RIGHT)
		MUST_HOLD(flaw == IDNO_RIGHT);
}

static void
codes(struct pool *pool, const char *s)
{
	static const struct date today = { 2022, 3, 5 };
	int64_t code, serial, back;

	if (area_read(s, &code)) {
		MUST_HOLD(code >= 0 && area_last(code) >= code);
		MUST_HOLD(area_up(code) <= code);
		MUST_HOLD(area_last(area_up(code)) >= area_last(code));
	}
	if (receipt_read(s, &serial)) {
		const char *again = receipt_print(pool, serial);

		MUST_HOLD(strcasecmp(again, s) == 0);
		MUST_HOLD(receipt_read(again, &back) && back == serial);
	}
	if (idno_ok(s, today))
		MUST_HOLD(date_ok(idno_birth(s)) && strlen(s) == 18);
}

/* A mask is as long as what it hides, and shows no more than it says. */
static void
masks(struct pool *pool, const char *s)
{
	size_t chars = text_chars(s), shown = 0;
	const char *m = mask_name(pool, s), *p;

	MUST_HOLD(fuzz_safe(m));
	MUST_HOLD(text_chars(m) == chars);
	for (p = m; *p != '\0'; p++)
		shown += *p != '*' && ((unsigned char)*p & 0xC0) != 0x80;
	MUST_HOLD(shown <= 2);
	MUST_HOLD(strlen(mask_idno(pool, s)) == strlen(s));
	MUST_HOLD(strlen(mask_phone(pool, s)) == strlen(s));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	const char *raw = pool_copy_len(pool, (const char *)data, size);
	const char *s = text_clean(pool, (const char *)data, size);
	const char *trimmed = text_trim(pool, s);

	MUST_HOLD(fuzz_safe(s) && fuzz_safe(trimmed));
	MUST_HOLD(strcmp(text_trim(pool, trimmed), trimmed) == 0);
	if (text_ok((const char *)data, size, true))
		MUST_HOLD(strlen(s) == size && memcmp(s, data, size) == 0);
	MUST_HOLD(text_chars(s) <= text_units(s));
	amounts(pool, raw);
	amounts(pool, s);
	days(pool, raw);
	codes(pool, raw);
	numbers(pool, s);	/* what the field reader has let through */
	masks(pool, s);
	return 0;
}
