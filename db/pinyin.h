/*
 * pinyin: how a name sounds, without tones, so that 张伟 and 章玮 are found
 * by each other (同音不同字, S1-251), variant and traditional characters too.
 * The only door to ICU.
 *
 * Characters are read one by one: the first as a family name (单 shan, 解
 * xie, 曾 zeng), the others as they are mostly read.  Where a character is
 * read in more than one way the name has several readings, all of them kept:
 * 单 is found as shan and as dan, 覃 as tan and as qin, 乐 as yue and as le.
 */
#ifndef DB_PINYIN_H
#define DB_PINYIN_H

#include "core/pool.h"

#define PINYIN_READINGS	8	/* of a name, at most */
#define PINYIN_LONG	120	/* letters and blanks of one, at most */

struct pinyin {
	const char *at[PINYIN_READINGS];	/* zhang guo qiang */
	size_t count;
};

/** pinyin_start(): read ICU's rules, which takes a while: before workers are
 * made, which then share them.  Whoever does not call it waits at the first
 * name. */
void pinyin_start(void);

/** pinyin_of(pool, name, out): the readings, the usual one first; a blank
 * between syllables, ü is v, only a-z and blanks.  None where nothing in
 * ${name} has a sound. */
void pinyin_of(struct pool *pool, const char *name, struct pinyin *out);

/** pinyin_letters(pool, s): the letters of what was typed as pinyin, without
 * blanks, small; NULL where anything else is in ${s}. */
const char *pinyin_letters(struct pool *pool, const char *s);

#endif
