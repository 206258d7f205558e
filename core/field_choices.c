#include <string.h>

#include "core/codes.h"
#include "core/field.h"
#include "core/text.h"

/* The place of the code among the choices, or their number. */
static size_t
place_of(const struct field *f, const char *code)
{
	size_t i;

	for (i = 0; i < f->choice_count; i++)
		if (strcmp(f->choices[i].code, code) == 0)
			break;
	return i;
}

/* Why these choices can't stand together, or NULL. */
static const char *
together_flaw(struct pool *pool, const struct field *f, const bool *chosen,
    size_t count)
{
	size_t alone = f->alone != NULL ? place_of(f, f->alone) :
	    f->choice_count;

	if (alone < f->choice_count && chosen[alone] && count > 1)
		return pool_print(pool, "选了“%s”就不能再选其他项",
		    f->choices[alone].label);
	if (f->most > 0 && count > (size_t)f->most)
		return pool_print(pool, "最多选%d项，现在选了%zu项",
		    (int)f->most, count);
	if (count < (size_t)f->least)
		return pool_print(pool, "至少选%d项", (int)f->least);
	return NULL;
}

enum flaw
field_choices(struct pool *pool, const struct field *f, struct answer *a)
{
	bool *chosen = pool_array(pool, f->choice_count + 1, sizeof *chosen);
	struct text codes = text_start(pool);
	const char *at = a->word, *code;
	size_t count = 0, i;

	while ((code = codes_next(pool, &at)) != NULL) {
		if ((i = place_of(f, code)) == f->choice_count)
			return FLAW_CHOICE;
		if (chosen[i]) {
			a->why = pool_print(pool, "的“%s”选了两次",
			    f->choices[i].label);
			return FLAW_RULE;
		}
		chosen[i] = true;
		count++;
	}
	a->given = count > 0;
	if (!a->given)
		return f->required ? FLAW_MISSING : FLAW_NONE;
	if ((a->why = together_flaw(pool, f, chosen, count)) != NULL)
		return FLAW_RULE;
	for (i = 0; i < f->choice_count; i++)
		if (chosen[i])
			text_join(&codes, ",", f->choices[i].code);
	a->text = codes.at;
	a->value = (int64_t)count;
	return FLAW_NONE;
}
