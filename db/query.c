#include "db/query.h"

struct scope
scope_of(const struct who *who)
{
	return (struct scope){ .low = who->low, .high = who->high,
	    .helper = who->helper_id, .helper_again = who->helper_id,
	    .day = who->today };
}

struct scope_above
scope_above(int64_t low, int64_t high)
{
	return (struct scope_above){ .low = low, .high = high,
	    .township = low - low % 1000,
	    .county = low - low % 1000000,
	    .city = low - low % 100000000,
	    .province = low - low % INT64_C(10000000000) };
}
