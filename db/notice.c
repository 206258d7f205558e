#include <string.h>

#include "core/mask.h"
#include "core/money.h"
#include "core/text.h"
#include "db/clock.h"
#include "db/notice.h"

#define LIFE_SECONDS	(3 * 24 * 3600)	/* later it is no news */
#define REASON_CHARS	35

struct notice_line {
	const char *text;
	struct moment next_at, created_at, expires_at;
	int64_t helper_id;
};
static SHAPE(notice_line, COLUMN(notice_line, text),
    COLUMN(notice_line, next_at), COLUMN(notice_line, created_at),
    COLUMN(notice_line, expires_at), COLUMN(notice_line, helper_id));

static const struct query insert = {
	"INSERT INTO outbox (phone, text, kind, priority, next_at,"
	" created_at, expires_at)"
	" SELECT p.phone, ?, 'notice', 1, ?, ?, ?"
	"  FROM helper_phone p WHERE p.helper_id = ?",
	.in = &notice_line_shape
};

const struct query *const notice_queries[] = { &insert, NULL };

/* The first ${most} characters of ${s}. */
static const char *
cut(struct pool *pool, const char *s, size_t most)
{
	const char *p = s, *end = s + strlen(s);
	uint32_t c;
	size_t n;

	while (most-- > 0 && (n = text_next(p, end, &c)) > 0)
		p += n;
	return *p == '\0' ? s :
	    pool_print(pool, "%s…", pool_copy_len(pool, s, (size_t)(p - s)));
}

/* 收入1200→1500元, or what else it was. */
static const char *
what(struct pool *pool, const struct notice *n)
{
	int64_t was = report_total(&n->before->month);
	int64_t is = report_total(&n->now->month);

	if (was == is)
		return "收入合计未变";
	return pool_print(pool, "收入%s→%s元", money_short(pool, was),
	    money_short(pool, is));
}

static const char *
sentence(struct pool *pool, const struct who *who, const struct notice *n)
{
	const char *head = mask_name(pool, n->head_name);
	int month = (int)(n->now->period % 100);

	if (report_state_of(n->now) == REPORT_RETURNED)
		return pool_print(pool, "您报的%s户%d月被退回: %s。请改好后重报",
		    head, month, cut(pool, n->now->return_reason,
		    REASON_CHARS));
	return pool_print(pool, "您报的%s户%d月已由%s修改: %s。有疑问请联系乡镇",
	    head, month, who->name, what(pool, n));
}

enum err
notice_add(struct db *db, struct pool *pool, const struct who *who,
    const struct notice *n)
{
	struct moment now = clock_now();

	if (n->before->helper_id == 0 ||
	    n->before->helper_id == who->helper_id)
		return OK;
	return db_do(db, &insert, &(struct notice_line){
	    sentence(pool, who, n), now, now, { now.utc + LIFE_SECONDS },
	    n->before->helper_id }, NULL);
}
