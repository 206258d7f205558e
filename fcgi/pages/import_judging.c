#include "core/mask.h"
#include "fcgi/pages/import_judging.h"

void
import_judging_block(struct import_judging *j, const char *label,
    const char *value, const char *sentence)
{
	import_told_add(&j->home->saying, &(struct import_said){
	    IMPORT_TOLD_BLOCK, label, value, sentence });
}

/* As he may take it away: what is told stands in the sheet of what was
 * refused, too. */
const char *
import_judging_seen(struct import_judging *j, const struct dictionary_line *l,
    const char *text)
{
	const char *s = mask_line(j->pool, mask_sight_file(
	    &j->home->one.who), l, text);

	return s != NULL ? s : "空";
}

const char *
import_judging_shown(struct import_judging *j, const struct dictionary_line *l,
    const void *row)
{
	return import_judging_seen(j, l, dictionary_show(j->pool, l, row,
	    j->s->codes));
}
