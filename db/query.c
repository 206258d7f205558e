#include "db/query.h"

struct scope
scope_of(const struct who *who)
{
	return (struct scope){ .low = who->low, .high = who->high,
	    .helper = who->helper_id, .helper_again = who->helper_id,
	    .day = who->today };
}
