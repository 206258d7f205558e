/*
 * bank: 银行维护 (S1-010): the banks that 开户银行 offers, a code list.
 */
#ifndef PAGES_BANK_H
#define PAGES_BANK_H

#include "fcgi/http/route.h"

/* /bank, /bank/one */
extern const struct route bank_routes[];

#endif
