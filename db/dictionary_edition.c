#include <stdio.h>

#include "db/dictionary_edition.h"
#include "db/folder.h"

enum err
dictionary_edition_load(struct pool *pool, const char *dir,
    struct dictionary *const *books)
{
	struct dictionary_flaw flaw;
	struct folder_file file;
	enum err e = folder_read(pool, dir, "edition.csv", &file);

	if (e != OK)
		return e;
	e = dictionary_edition_read(pool, file.at, books, &flaw);
	if (e != OK)
		fprintf(stderr, "%s/edition.csv line %d: %s\n", dir,
		    flaw.line, flaw.why);
	return e;
}
