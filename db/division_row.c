#include "db/division_row.h"

SHAPE(division_key, COLUMN(division_key, code));
SHAPE(division_count, COLUMN(division_count, n));
