#include <ctype.h>
#include <string.h>

#include "core/receipt.h"

/* 31 letters: a prime, so that the check finds every single wrong letter and
 * every swap of two neighbours. */
static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
#define BASE		31
#define DIGITS_LEAST	4
#define DIGITS_MOST	12

/* Weighted sum of the digits; position counts from the check letter. */
static int
check(const int *digit, int count)
{
	int sum = 0, i;

	for (i = 0; i < count; i++)
		sum += digit[i] * (count - i + 1);
	return (BASE - sum % BASE) % BASE;
}

char *
receipt_print(struct pool *pool, int64_t serial)
{
	int digit[DIGITS_MOST], n = 0, i;
	char *s;

	for (; n < DIGITS_LEAST || serial > 0; n++, serial /= BASE) {
		memmove(digit + 1, digit, (size_t)n * sizeof *digit);
		digit[0] = (int)(serial % BASE);
		if (n + 1 == DIGITS_MOST) {
			n++;
			break;
		}
	}
	s = pool_take(pool, (size_t)n + 2);
	for (i = 0; i < n; i++)
		s[i] = letters[digit[i]];
	s[n] = letters[check(digit, n)];
	return s;
}

bool
receipt_read(const char *s, int64_t *serial)
{
	int digit[DIGITS_MOST + 1], n;
	const char *at;

	*serial = 0;
	for (n = 0; s[n] != '\0'; n++) {
		if (n > DIGITS_MOST)
			return false;
		at = strchr(letters, toupper((unsigned char)s[n]));
		if (at == NULL || *at == '\0')
			return false;
		digit[n] = (int)(at - letters);
	}
	if (--n < DIGITS_LEAST || digit[n] != check(digit, n))
		return false;
	if (n > DIGITS_LEAST && digit[0] == 0)	/* one number a serial */
		return false;
	for (int i = 0; i < n; i++)
		*serial = *serial * BASE + digit[i];
	return *serial > 0;
}
