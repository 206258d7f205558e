#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

#include "exchange/sum.h"

struct sum {
	EVP_MD_CTX *context;
};

/* OpenSSL fails here only where there is no memory. */
static void
need(int ok)
{
	if (ok != 1)
		abort();
}

struct sum *
sum_new(void)
{
	struct sum *sum = calloc(1, sizeof *sum);

	if (sum == NULL)
		abort();
	need((sum->context = EVP_MD_CTX_new()) != NULL);
	need(EVP_DigestInit_ex(sum->context, EVP_sha256(), NULL));
	return sum;
}

void
sum_free(struct sum *sum)
{
	if (sum == NULL)
		return;
	EVP_MD_CTX_free(sum->context);
	free(sum);
}

void
sum_add(struct sum *sum, const void *at, size_t len)
{
	need(EVP_DigestUpdate(sum->context, at, len));
}

void
sum_hex(struct sum *sum, char hex[SUM_HEX])
{
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned len, i;

	need(EVP_DigestFinal_ex(sum->context, raw, &len));
	for (i = 0; i < len && 2 * i + 2 < SUM_HEX; i++)
		snprintf(hex + 2 * (size_t)i, 3, "%02x", raw[i]);
}
