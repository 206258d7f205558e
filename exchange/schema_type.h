/*
 * schema_type: the simple types of the format: amounts, days, names …
 */
#ifndef EXCHANGE_SCHEMA_TYPE_H
#define EXCHANGE_SCHEMA_TYPE_H

#include <stdbool.h>

#include "exchange/xml_write.h"

/** schema_type_write(w, masked): all of them; ${masked}: those of names, ID
 * numbers and phones as they are masked. */
void schema_type_write(struct xml_write *w, bool masked);

#endif
