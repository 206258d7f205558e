#include <stdio.h>
#include <stdlib.h>

#include "core/text.h"
#include "db/folder.h"
#include "db/generate_random.h"
#include "db/generate_visit.h"
#include "db/store.h"

#define VISITED		150	/* households of a thousand */
#define TWICE		300	/* of a thousand of those */
#define VILLAGE_SHARE	700	/* villages of a thousand */
#define PICTURED	400	/* entries of a thousand */
#define DAYS		170	/* back from today */
#define PICTURES	4

static const char *const picture_names[PICTURES] = {
	"house", "yard", "shed", "road"
};

struct wording {
	const char *method, *theme, *detail;
};
static const struct wording of_households[] = {
	{ "产业帮扶", "春耕备耕", "了解春耕准备情况，送去玉米种子和化肥，"
	    "约定出苗后再来看一次。" },
	{ "技术帮扶", "养殖技术", "请乡畜牧站技术员到户，讲解羊的防疫和"
	    "饲喂，留下联系电话。" },
	{ "走访慰问", "节日慰问", "送去米、面、油和慰问金，询问老人身体和"
	    "取暖情况。" },
	{ "政策宣传", "医保政策", "讲解城乡居民基本医疗保险缴费和报销办法，"
	    "帮助核对缴费记录。" },
	{ "就业帮扶", "务工信息", "介绍县城用工信息，帮助联系公益性岗位。" },
	{ "社会救助帮扶", "低保申请", "帮助整理低保申请材料，送到乡民政"
	    "办公室。" },
};
static const struct wording of_villages[] = {
	{ "项目帮扶", "光伏电站维护", "检查村级光伏电站运行情况，更换逆变器"
	    "一台，发电恢复正常。" },
	{ "现场办公", "饮水管道抢修", "乡镇和水利站现场察看冻裂的饮水管道，"
	    "当天修复，全村恢复供水。" },
	{ "资金帮扶", "香菇大棚扩建", "落实衔接资金，扩建香菇大棚，吸纳"
	    "脱贫户就近务工。" },
	{ "领导重视", "防返贫排查", "分管领导到村听取防止返贫排查情况，逐户"
	    "研判，安排后续工作。" },
};

struct entry {
	int64_t visit_id;
	const char *nonce;
	int64_t household_id, area;
	const char *method, *theme, *detail;
	struct date on_day;
	int64_t photo_count;
	const char *author_name;
	int64_t helper_id;
	struct moment written_at;
};
struct picture {
	int64_t visit_id;
	struct bytes file, small;
	int64_t bytes;
};

struct generate_visits {
	const struct generate_plan *plan;
	struct entry *entries;
	struct picture *pictures;
	size_t entry_count, picture_count;
	int64_t last_id;
	uint8_t hashes[PICTURES][2][STORE_HASH];
	int64_t bytes[PICTURES];
	int drawn;			/* pictures there are */
};

/* ---- queries ---------------------------------------------------------- */

struct greatest {
	int64_t visit_id;
};
static SHAPE(greatest, COLUMN(greatest, visit_id));
static const struct query greatest = {
	"SELECT IFNULL(MAX(visit_id), 0) AS visit_id FROM visit_key",
	.out = &greatest_shape
};

#define E(m) COLUMN(entry, m)
static const struct shape key_shape = {
	(const struct column[]){ E(visit_id), E(nonce) }, 2,
	sizeof(struct entry)
};
static const struct query key = {
	"INSERT INTO visit_key (visit_id, user_id, nonce) VALUES (?, 0, ?)",
	.in = &key_shape
};
static const struct shape entry_row_shape = {
	(const struct column[]){ E(visit_id), E(household_id), E(area),
	    E(method), E(on_day), E(theme), E(detail), E(photo_count),
	    E(author_name), E(helper_id), E(written_at) }, 11,
	sizeof(struct entry)
};
static const struct query entry = {
	"INSERT INTO visit (visit_id, household_id, area, method, on_day,"
	" theme, detail, photo_count, author, author_name, helper_id,"
	" written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
	.in = &entry_row_shape
};
static SHAPE(picture, COLUMN(picture, visit_id), COLUMN(picture, file),
    COLUMN(picture, small), COLUMN(picture, bytes));
static const struct query picture = {
	"INSERT INTO photo (visit_id, file, small, bytes, width, height,"
	" kind) VALUES (?, ?, ?, ?, 640, 480, 'jpeg')",
	.in = &picture_shape
};

const struct query *const generate_visit_queries[] = {
	&greatest, &key, &entry, &picture, NULL
};

/* ---- starting --------------------------------------------------------- */

static enum err
put_one(struct pool *pool, const char *dir, const char *name,
    uint8_t hash[STORE_HASH], int64_t *len)
{
	struct folder_file f;
	enum err e = folder_read(pool, dir, name, &f);

	*len = e == OK ? (int64_t)f.len : 0;
	return e != OK ? e : store_put(pool, (struct bytes){ f.at, f.len },
	    hash);
}

static enum err
put_pictures(struct pool *pool, struct generate_visits *v)
{
	const char *var = getenv("BANGFU_VAR"), *dir;
	int64_t small;
	enum err e;
	int i;

	if (var == NULL || *var == '\0')
		return OK;
	if ((dir = folder_find(pool, "picture", "BANGFU_PICTURES")) == NULL)
		return ERR_ABSENT;
	for (i = 0; i < PICTURES; i++)
		if ((e = put_one(pool, dir, pool_print(pool, "%s.jpg",
		    picture_names[i]), v->hashes[i][0], &v->bytes[i])) !=
		    OK || (e = put_one(pool, dir, pool_print(pool,
		    "%s-small.jpg", picture_names[i]), v->hashes[i][1],
		    &small)) != OK)
			return e;
	v->drawn = PICTURES;
	return OK;
}

enum err
generate_visit_start(struct db *db, struct pool *pool,
    const struct generate_plan *plan, struct generate_visits **visits)
{
	/* two a household, and one a village, each with two pictures */
	size_t most = 2 * GENERATE_BATCH + plan->village_count;
	struct generate_visits *v = pool_take(pool, sizeof *v);
	struct greatest g;
	enum err e = db_one(db, pool, &greatest, NULL, &g);

	v->plan = plan;
	v->last_id = e == OK ? g.visit_id : 0;
	v->entries = pool_array(pool, most, sizeof *v->entries);
	v->pictures = pool_array(pool, 2 * most, sizeof *v->pictures);
	*visits = v;
	return e != OK ? e : put_pictures(pool, v);
}

/* ---- drawing ---------------------------------------------------------- */

static void
draw_pictures(struct generate_visits *v, struct random *r, struct entry *e)
{
	int64_t first, i;

	if (v->drawn == 0 || !random_chance(r, PICTURED))
		return;
	e->photo_count = 1 + random_below(r, 2);
	first = random_below(r, PICTURES);
	for (i = 0; i < e->photo_count; i++) {
		int64_t k = (first + i) % PICTURES;

		v->pictures[v->picture_count++] = (struct picture){
		    e->visit_id, { v->hashes[k][0], STORE_HASH },
		    { v->hashes[k][1], STORE_HASH }, v->bytes[k] };
	}
}

static void
draw(struct generate_visits *v, struct random *r, const struct entry *of,
    const struct wording *list, size_t count)
{
	const struct generate_options *o = v->plan->options;
	struct entry *e = &v->entries[v->entry_count++];
	const struct wording *w = &list[random_below(r, (int64_t)count)];
	int64_t back = random_below(r, DAYS);

	*e = *of;
	e->method = w->method;
	e->theme = w->theme;
	e->detail = w->detail;
	e->visit_id = ++v->last_id;
	e->nonce = pool_print(v->plan->pool, "generated-%lld",
	    (long long)e->visit_id);
	e->on_day = date_of_days(date_days(o->today) - 1 - back);
	e->written_at = moment_of((struct wall){ .day = e->on_day,
	    .hour = 17, .minute = (int)random_below(r, 60) }, o->zone);
	draw_pictures(v, r, e);
}

void
generate_visit_fill(struct generate_visits *v,
    const struct generate_village *village,
    const struct generate_household *h, int64_t index)
{
	struct random r = random_of(v->plan->options->seed, RANDOM_VISIT,
	    index, 0);
	struct entry e = { .household_id = h->household_id,
	    .area = village->code, .author_name = village->clerk };

	if (h->helper >= 0) {
		e.author_name = v->plan->helpers[h->helper].name;
		e.helper_id = v->plan->helpers[h->helper].helper_id;
	}
	if (random_chance(&r, VISITED)) {
		draw(v, &r, &e, of_households, LEN(of_households));
		if (random_chance(&r, TWICE))
			draw(v, &r, &e, of_households, LEN(of_households));
	}
	if (index == village->first && random_chance(&r, VILLAGE_SHARE))
		draw(v, &r, &(struct entry){ .area = village->code,
		    .author_name = village->clerk }, of_villages,
		    LEN(of_villages));
}

/* ---- writing ---------------------------------------------------------- */

enum err
generate_visit_write(struct db *db, struct generate_visits *v)
{
	enum err e;

	if ((e = generate_trips(db, &key, v->entries,
	    v->entry_count)) == OK && (e = generate_trips(db, &entry,
	    v->entries, v->entry_count)) == OK)
		e = generate_trips(db, &picture, v->pictures,
		    v->picture_count);
	v->entry_count = v->picture_count = 0;
	return e;
}
