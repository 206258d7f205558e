#include <sodium.h>
#include <string.h>

#include "db/secret.h"

#define VARIANT	sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define TEXT	44	/* base64 of 32 bytes and a NUL */

bool
secret_start(void)
{
	return sodium_init() >= 0;
}

const char *
secret_password(struct pool *pool, const char *word)
{
	char *hash = pool_take(pool, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str(hash, word, strlen(word),
	    crypto_pwhash_OPSLIMIT_INTERACTIVE,
	    crypto_pwhash_MEMLIMIT_INTERACTIVE / 4) != 0)
		sodium_misuse();
	return hash;
}

/* A hash that no word fits, of the same cost. */
static const char nobody[] = "$argon2id$v=19$m=16384,t=2,p=1$"
    "c29tZXNhbHRmb3Jub2JvZA$"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

bool
secret_password_ok(const char *hash, const char *word)
{
	bool ok = crypto_pwhash_str_verify(hash != NULL ? hash : nobody,
	    word, strlen(word)) == 0;

	return ok && hash != NULL;
}

const char *
secret_token(struct pool *pool, uint8_t raw[SECRET_TOKEN])
{
	char *text = pool_take(pool, TEXT);

	randombytes_buf(raw, SECRET_TOKEN);
	return sodium_bin2base64(text, TEXT, raw, SECRET_TOKEN, VARIANT);
}

bool
secret_token_read(const char *text, uint8_t raw[SECRET_TOKEN])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *end;
	size_t len;

	/* The decoder alone would read a byte 0xFF as a letter. */
	return strlen(text) == TEXT - 1 &&
	    strspn(text, letters) == TEXT - 1 &&
	    sodium_base642bin(raw, SECRET_TOKEN, text, TEXT - 1, NULL, &len,
	    &end, VARIANT) == 0 && len == SECRET_TOKEN && *end == '\0';
}

void
secret_hash(const void *at, size_t len, uint8_t hash[SECRET_TOKEN])
{
	crypto_generichash(hash, SECRET_TOKEN, at, len, NULL, 0);
}

void
secret_sha256(const void *at, size_t len, uint8_t hash[SECRET_TOKEN])
{
	crypto_hash_sha256(hash, at, len);
}

const char *
secret_derive(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about)
{
	char *text = pool_take(pool, TEXT);
	uint8_t hash[SECRET_TOKEN];

	crypto_generichash(hash, sizeof hash, (const uint8_t *)about,
	    strlen(about), key, SECRET_TOKEN);
	return sodium_bin2base64(text, TEXT, hash, sizeof hash, VARIANT);
}

#define NONCE		9	/* bytes: 12 letters */
#define NONCE_TEXT	12

/* The nonce and, derived with it, the rest. */
static const char *
pass_of(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about, const char *nonce)
{
	return pool_print(pool, "%s%s", nonce, secret_derive(pool, key,
	    pool_print(pool, "%s %s", about, nonce)));
}

const char *
secret_pass(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about)
{
	char nonce[NONCE_TEXT + 1];
	uint8_t raw[NONCE];

	randombytes_buf(raw, sizeof raw);
	sodium_bin2base64(nonce, sizeof nonce, raw, sizeof raw, VARIANT);
	return pass_of(pool, key, about, nonce);
}

bool
secret_pass_ok(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about, const char *pass)
{
	if (pass == NULL || strlen(pass) != NONCE_TEXT + TEXT - 1)
		return false;
	return secret_same(pass, pass_of(pool, key, about,
	    pool_copy_len(pool, pass, NONCE_TEXT)));
}

bool
secret_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strlen(a) == strlen(b) &&
	    sodium_memcmp(a, b, strlen(a)) == 0;
}

uint32_t
secret_random(uint32_t limit)
{
	return randombytes_uniform(limit);
}
