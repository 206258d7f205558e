#include "db/dictionary_code.h"

#define POOL_CEILING	(16u << 20)
#define CODES_MOST	20000

static const struct shape row_shape = {
	(const struct column[]){
		COLUMN(dictionary_code, list), COLUMN(dictionary_code, code),
		COLUMN(dictionary_code, label),
		COLUMN(dictionary_code, first_year),
		COLUMN(dictionary_code, last_year),
		COLUMN(dictionary_code, national) },
	6, sizeof(struct dictionary_code)
};
/* GB/T 2260 is too long to choose from: province is what a form asks. */
static const struct query all_codes = {
	"SELECT list, code, label, first_year, last_year, national"
	"  FROM code WHERE list <> 'gbt2260'"
	" ORDER BY list, code + 0, code, first_year",
	.out = &row_shape
};

const struct query *const dictionary_code_queries[] = { &all_codes, NULL };

/* What the process knows. */
static struct dictionary_codes codes;
static struct pool *code_pool;
static int64_t code_generation;

enum err
dictionary_codes(struct db *db, int64_t generation,
    const struct dictionary_codes **out)
{
	struct dictionary_code *at;
	enum err e;

	*out = &codes;
	if (code_pool != NULL && code_generation == generation &&
	    generation != DICTIONARY_ANEW)
		return OK;
	pool_free(code_pool);
	code_pool = pool_new(POOL_CEILING);
	code_generation = generation;
	e = db_all(db, code_pool, &all_codes, NULL, CODES_MOST, &at,
	    &codes.count);
	codes.at = at;
	if (e != OK) {
		pool_free(code_pool);
		code_pool = NULL;
	}
	return e;
}

void
dictionary_code_stop(void)
{
	pool_free(code_pool);
	code_pool = NULL;
}
