/*
 * area: 12-digit statistical area codes (2 省 2 市 2 县 3 乡 3 村) as numbers,
 * so that an area and all below it is a range (values.md 3.1).
 */
#ifndef CORE_AREA_H
#define CORE_AREA_H

#include <stdbool.h>
#include <stdint.h>

#include "core/pool.h"

enum area_level {
	AREA_COUNTRY,
	AREA_PROVINCE,
	AREA_CITY,
	AREA_COUNTY,
	AREA_TOWNSHIP,
	AREA_VILLAGE,
	AREA__MAX
};

/** area_read(s, code): 2, 4, 6, 9 or 12 digits, padded to 12 with zeros
 * (130630 is 130630000000); 0 is the whole country. */
bool area_read(const char *s, int64_t *code);

/** area_level(code): by its trailing zeros. */
enum area_level area_level(int64_t code);

/** area_last(code): the greatest code inside ${code}:
 * 130630000000 → 130630999999. */
int64_t area_last(int64_t code);

/** area_up(code): the area that holds ${code}; 0 above a province. */
int64_t area_up(int64_t code);

/** area_span_below(code): the codes inside each of the areas right below; 1 of
 * a village. */
int64_t area_span_below(int64_t code);

/** area_label(level): 省 市 县 乡镇 村. */
const char *area_label(enum area_level level);

#endif
