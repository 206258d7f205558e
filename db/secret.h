/*
 * secret: passwords, tokens and hashes; the only door to libsodium.
 */
#ifndef DB_SECRET_H
#define DB_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/pool.h"

#define SECRET_TOKEN	32	/* bytes of a token and of a hash */

/** secret_start(): call once; false where the system has no randomness. */
bool secret_start(void);

/** secret_password(pool, word): an Argon2id hash to store.  About 50 ms. */
const char *secret_password(struct pool *pool, const char *word);

/** secret_password_ok(hash, word): compare; the same time for a hash of
 * nobody (NULL), so that a stranger learns no user names. */
bool secret_password_ok(const char *hash, const char *word);

/** secret_token(pool, raw): a new random token as URL-safe text (43
 * characters); its bytes in ${raw}. */
const char *secret_token(struct pool *pool, uint8_t raw[SECRET_TOKEN]);

/** secret_token_read(text, raw): back; false for anything else. */
bool secret_token_read(const char *text, uint8_t raw[SECRET_TOKEN]);

/** secret_hash(at, len, hash): BLAKE2b of ${len} bytes. */
void secret_hash(const void *at, size_t len, uint8_t hash[SECRET_TOKEN]);

/** secret_sha256(at, len, hash): SHA-256: the names of files. */
void secret_sha256(const void *at, size_t len, uint8_t hash[SECRET_TOKEN]);

/** secret_derive(pool, key, about): a URL-safe text that only who holds
 * ${key} can make: CSRF tokens. */
const char *secret_derive(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about);

/** secret_pass(pool, key, about): a pass that secret_pass_ok accepts for the
 * same key and purpose, written differently each time, so that a compressed
 * page tells nothing about it. */
const char *secret_pass(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about);
bool secret_pass_ok(struct pool *pool, const uint8_t key[SECRET_TOKEN],
    const char *about, const char *pass);

/** secret_same(a, b): constant-time comparison; NULL equals nothing. */
bool secret_same(const char *a, const char *b);

/** secret_random(limit): a number 0 … ${limit} - 1. */
uint32_t secret_random(uint32_t limit);

#endif
