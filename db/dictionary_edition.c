#include <stdio.h>

#include "core/dictionary_edition.h"
#include "db/dictionary_edition.h"
#include "db/folder.h"

enum err
dictionary_edition_load(struct pool *pool, const char *dir,
    struct dictionary_book *books, size_t count)
{
	struct dictionary **all = pool_array(pool, count + 1, sizeof *all);
	struct dictionary_flaw flaw;
	struct folder_file file;
	enum err e = folder_read(pool, dir, "edition.csv", &file);
	size_t i;

	if (e != OK)
		return e;
	for (i = 0; i < count; i++)
		all[i] = &books[i].d;
	e = dictionary_edition_read(pool, file.at, all, &flaw);
	if (e != OK)
		fprintf(stderr, "%s/edition.csv line %d: %s\n", dir,
		    flaw.line, flaw.why);
	return e;
}
