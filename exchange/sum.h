/*
 * sum: SHA-256 over bytes that come piece by piece; the only door to
 * OpenSSL (libsodium's is five times slower where the processor has it).
 */
#ifndef EXCHANGE_SUM_H
#define EXCHANGE_SUM_H

#include <stddef.h>

#define SUM_HEX 65	/* 64 digits and a NUL */

struct sum;

/** sum_new(): Owns: the caller, until sum_free; sum_free(NULL) is nothing. */
struct sum *sum_new(void);
void sum_free(struct sum *sum);

/** sum_add(sum, at, len): the next bytes. */
void sum_add(struct sum *sum, const void *at, size_t len);

/** sum_hex(sum, hex): the sum so far, which ends it. */
void sum_hex(struct sum *sum, char hex[SUM_HEX]);

#endif
