#include <string.h>

#include "core/dictionary.h"

#define PER_HEAD "/persons"

/* ---- reading ---------------------------------------------------------- */

/* One term of a+b-c: a line that stands before. */
static const char *
read_term(const struct dictionary *d, const char *word, char sign,
    struct dictionary_line *l)
{
	const struct dictionary_line *term = dictionary_find(d, word);
	int place;

	if (term == NULL || term->kind != l->kind || term->column == NULL)
		return "the formula names no money above it";
	if (l->term_count == DICTIONARY_TERMS)
		return "the formula has too many terms";
	place = (int)(term - d->lines);
	l->terms[l->term_count++] = sign == '+' ? place : ~place;
	return NULL;
}

const char *
dictionary_formula_read(struct pool *pool, const struct dictionary *d,
    const char *formula, struct dictionary_line *l)
{
	char *word = pool_copy(pool, formula), sign = '+', next;
	size_t len = strlen(word), tail = strlen(PER_HEAD);
	const char *why;

	if (len == 0)
		return NULL;
	if (l->kind != DICTIONARY_MONEY || l->keep != DICTIONARY_OWN ||
	    l->required)
		return "only money of its own, not required, is a total";
	if (len > tail && strcmp(word + len - tail, PER_HEAD) == 0) {
		l->per_head = true;
		word[len - tail] = '\0';
	}
	for (; *word != '\0'; sign = next) {
		char *end = word + strcspn(word, "+-");

		next = *end;
		if (*end != '\0')
			*end++ = '\0';
		if ((why = read_term(d, word, sign, l)) != NULL)
			return why;
		word = end;
	}
	return l->term_count > 1 || l->per_head ? NULL :
	    "a total has two terms at least";
}

/* ---- computing -------------------------------------------------------- */

/* ${fen} shared among ${persons}, half a fen away from nothing. */
static int64_t
share(int64_t fen, int64_t persons)
{
	int64_t half = fen < 0 ? -persons : persons;

	return (2 * fen + half) / (2 * persons);
}

static struct opt_int
total(const struct dictionary *d, const struct dictionary_line *l,
    int64_t year, const void *row)
{
	const struct dictionary_head *h = row;
	struct opt_int sum = { 0 };
	size_t i;

	if (l->per_head && h->persons < 1)
		return sum;
	for (i = 0; i < l->term_count; i++) {
		bool less = l->terms[i] < 0;
		const struct dictionary_line *t =
		    &d->lines[less ? ~l->terms[i] : l->terms[i]];
		const struct opt_int *term = shape_in(t->column, row);

		if (!term->given || !dictionary_valid(t, year))
			continue;
		sum.given = true;
		sum.value += less ? -term->value : term->value;
	}
	if (l->per_head)
		sum.value = share(sum.value, h->persons);
	return sum;
}

void
dictionary_compute(const struct dictionary *d, int64_t year, void *row)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if (d->lines[i].term_count > 0 &&
		    dictionary_valid(&d->lines[i], year))
			*(struct opt_int *)shape_at(d->lines[i].column, row) =
			    total(d, &d->lines[i], year, row);
}

void
dictionary_divide(const struct dictionary *d, bool residents, void *row)
{
	const struct dictionary_line *l = dictionary_find(d,
	    DICTIONARY_RESIDENTS);
	const struct opt_int *n;
	struct dictionary_head *h = row;

	h->persons = h->base.member_count;
	if (!residents || l == NULL || l->column == NULL)
		return;
	n = shape_in(l->column, row);
	if (n->given && n->value > 0)
		h->persons = n->value;
}
