/*
 * file: the official forms of a household and its members, one section a
 * page, made from the dictionary.  Helpers read; village, township and county
 * fill in what is theirs (S0-020 … S0-080, S2-010 … S2-018).
 */
#ifndef PAGES_FILE_H
#define PAGES_FILE_H

#include "fcgi/http/route.h"

/* /household/#/file/#, /household/#/member/# */
extern const struct route file_routes[];

#endif
