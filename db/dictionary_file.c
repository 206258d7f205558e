#include "db/dictionary_file.h"
#include "db/dictionary_sql.h"

#define MEMBERS_MOST	500

/* The phone as it stands, empty as none. */
static const char *
phone_of(void *household)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    DICTIONARY_HOUSEHOLD), "phone");

	return l == NULL || l->column == NULL ? NULL :
	    *(const char **)shape_at(l->column, household);
}

/* The two rows behind each struct dictionary_both. */
static void
divide(struct pool *pool, char *at, size_t count,
    struct dictionary_file *file)
{
	const struct dictionary *home = dictionary_of(DICTIONARY_HOUSEHOLD);
	const struct dictionary *people = dictionary_of(DICTIONARY_MEMBER);
	const size_t first = sizeof(struct dictionary_both);
	struct dictionary_rows *m = &file->members;
	const struct dictionary_head *head;
	size_t i;

	file->household = at + first;
	dictionary_tidy(home, file->household);
	m->at = pool_array(pool, count, sizeof *m->at);
	for (i = m->count = 0; i < count; i++) {
		void *row = at + i * dictionary_both(false)->out->size + first +
		    home->shape.size;

		head = row;
		if (head->id == 0)
			continue;
		dictionary_tidy(people, row);
		m->at[m->count++] = row;
	}
}

enum err
dictionary_file(struct db *db, struct pool *pool, const struct who *who,
    struct dictionary_file *file)
{
	const struct dictionary_both *both;
	size_t count;
	char *at;
	enum err e;

	e = db_all(db, pool, dictionary_both(file->hold),
	    &(struct dictionary_both_key){
	    file->phone, file->hamlet, scope_of(who), who->year,
	    file->household_id }, MEMBERS_MOST, &at, &count);
	if (e != OK || count == 0)
		return e != OK ? e : ERR_ABSENT;
	divide(pool, at, count, file);
	both = (const struct dictionary_both *)(const void *)at;
	file->phone_shared = both->phone_shared;
	file->hamlet_good = both->hamlet_good;
	file->noted = both->noted;
	file->head_name = both->head_name;
	if (file->phone == NULL)
		file->phone = phone_of(file->household);
	return OK;
}
