#include <stdio.h>
#include <string.h>

#include "core/idno.h"
#include "db/generate_household.h"
#include "db/generate_random.h"

#define NUMBER_FIRST	INT64_C(3063000000)
#define PHONE_FIRST	INT64_C(19800000000)
#define SERIAL_MOST	499	/* ID numbers of a day and sex */
#define AGE_SCHOOL	6
#define AGE_MARRIED	22
#define AGE_MOST	99

/* One household while it is drawn. */
struct drawing {
	struct generate_plan *plan;
	struct generate_rows *rows;
	struct pool *pool;
	struct random r;
	struct generate_household *h;
	const char *surname;	/* of the head */
	bool head_male;
	int head_age;
	int64_t size;
};

/* 999999, the birth day, a serial whose parity is the sex, the check. */
static const char *
draw_idno(struct drawing *d, struct date birth, bool male)
{
	int64_t day = date_days(birth) -
	    date_days((struct date){ 1900, 1, 1 });
	int16_t *serial = &d->plan->serial[male][day];
	char *s;

	if (*serial > SERIAL_MOST)
		return NULL;
	s = pool_print(d->pool, "999999%04d%02d%02d%03d.", birth.year,
	    birth.month, birth.day, 2 * *serial + (male ? 1 : 0));
	(*serial)++;
	s[17] = idno_check(s);
	return s;
}

static void
add(struct drawing *d, const char *relation, bool male, int age)
{
	struct generate_rows *rows = d->rows;
	struct generate_member *m = &rows->members[rows->member_count++];
	bool kin = strcmp(relation, "01") == 0 ||
	    strcmp(relation, "03") == 0 || strcmp(relation, "04") == 0 ||
	    strcmp(relation, "07") == 0 || strcmp(relation, "08") == 0 ||
	    strcmp(relation, "11") == 0;
	const char *surname = kin ? d->surname : random_surname(&d->r);

	*m = (struct generate_member){ .year = d->h->year,
	    .member_id = ++d->plan->member_base,
	    .household_id = d->h->household_id, .sex = male ? 1 : 2,
	    .relation = relation, .active = true,
	    .birth = random_day(&d->r, (int)d->h->year - age) };
	m->name = pool_print(d->pool, "%s%s", surname,
	    random_given(d->pool, &d->r, male));
	if (age > 1 || random_chance(&d->r, 600))
		m->idno = draw_idno(d, m->birth, male);
	d->h->pupil |= age >= AGE_SCHOOL && age < 16;
	d->h->workers += age >= 18 && age <= 62;
	d->h->member_count++;
}

/* A child of the head, and if grown up perhaps spouse and children too. */
static void
add_child(struct drawing *d)
{
	int age = d->head_age - 22 - (int)random_below(&d->r, 12);
	bool male = random_chance(&d->r, 520);

	if (age < 1)
		age = 1;
	add(d, male ? "03" : "04", male, age);
	if (age < AGE_MARRIED + 3 || !male || d->h->member_count >= d->size ||
	    !random_chance(&d->r, 500))
		return;
	add(d, "05", false, age - (int)random_below(&d->r, 4));
	while (age > AGE_MARRIED + 4 && d->h->member_count < d->size &&
	    random_chance(&d->r, 600)) {
		male = random_chance(&d->r, 515);
		add(d, male ? "07" : "08", male,
		    1 + (int)random_below(&d->r, age - AGE_MARRIED - 2));
	}
}

static void
add_parents(struct drawing *d)
{
	int age = d->head_age + 20 + (int)random_below(&d->r, 10);

	if (age > AGE_MOST - 5 || d->head_age > 68)
		return;
	if (random_chance(&d->r, 450))
		add(d, "11", true, age);
	if (d->h->member_count < d->size && random_chance(&d->r, 600))
		add(d, "12", false, age - (int)random_below(&d->r, 4));
}

static void
draw_members(struct drawing *d)
{
	/* 3.4 in the middle */
	static const int shares[] = { 110, 340, 530, 755, 900, 965, 1000 };
	int64_t at = random_below(&d->r, 1000);

	for (d->size = 1; shares[d->size - 1] <= at;)
		d->size++;
	d->head_male = random_chance(&d->r, 800);
	d->head_age = 34 + (int)random_below(&d->r, 45);
	d->surname = random_surname(&d->r);
	add(d, "01", d->head_male, d->head_age);
	d->h->head_name = d->rows->members[d->rows->member_count - 1].name;
	if (d->h->member_count < d->size && random_chance(&d->r, 820))
		add(d, "02", !d->head_male,
		    d->head_age + (int)random_below(&d->r, 7) - 3);
	if (d->h->member_count < d->size && random_chance(&d->r, 300))
		add_parents(d);
	while (d->h->member_count < d->size)
		add_child(d);
	/* Somebody married out or moved: the row stays, not counted. */
	if (d->h->member_count > 2 && random_chance(&d->r, 25)) {
		d->rows->members[d->rows->member_count - 1].active = false;
		d->h->member_count--;
	}
}

/* 户类型 and 监测对象类别: each household is one of them at least. */
static void
draw_class(struct drawing *d)
{
	struct generate_household *h = d->h;
	int n = d->plan->period_count;

	h->exited = random_chance(&d->r, 930);
	if (h->exited)
		h->exit_year = (struct opt_int){ true,
		    2014 + random_below(&d->r, 7) };
	if (h->exited && random_chance(&d->r, 60))
		h->monitor_class = random_chance(&d->r, 850) ? 1 : 3;
	if (!h->exited)
		h->monitor_class = random_chance(&d->r, 850) ? 2 : 3;
	h->risk_removed = h->monitor_class > 0 && random_chance(&d->r, 600);
	if (random_chance(&d->r, 6))
		h->free_after = (struct opt_int){ true,
		    d->plan->periods[random_below(&d->r, n)] };
}

static const char *
draw_number(struct drawing *d, const struct generate_village *village,
    int64_t index)
{
	if (index % 9 == 8)
		return pool_print(d->pool, "%012lld%04lld",
		    (long long)village->code,
		    (long long)(index - village->first + 1) % 10000);
	return pool_print(d->pool, "%010lld",
	    (long long)(NUMBER_FIRST + d->h->household_id));
}

static void
pair(struct drawing *d, int64_t helper, struct date from, struct date to)
{
	struct generate_rows *rows = d->rows;

	rows->pairings[rows->pairing_count++] = (struct generate_pairing){
	    d->h->household_id, d->plan->helpers[helper].helper_id,
	    d->plan->short_next[helper]++, from, to };
}

/* Since the last years; in each hundred two changed hands this year, from
 * the helper before, whose own households all have their numbers by now. */
static void
draw_pairings(struct drawing *d)
{
	int16_t year = (int16_t)d->h->year;
	struct date start = { (int16_t)(year - 1 - random_below(&d->r, 4)),
	    3, 1 };
	struct date last = { year, 1, 31 }, change = { year, 2, 1 };

	if (d->h->helper < 0)
		return;
	if (d->h->helper > 0 && random_chance(&d->r, 20)) {
		pair(d, d->h->helper - 1, start, last);
		start = change;
	}
	pair(d, d->h->helper, start, DATE_NEVER);
}

void
generate_household_fill(struct generate_plan *plan,
    const struct generate_village *village, int64_t index,
    struct generate_rows *rows)
{
	struct drawing d = { .plan = plan, .rows = rows,
	    .pool = rows->pool,
	    .r = random_of(plan->options->seed, RANDOM_HOUSEHOLD, index, 0),
	    .h = &rows->households[rows->household_count++] };
	int64_t id = plan->household_base + 1 + index;

	*d.h = (struct generate_household){ .year = plan->options->year,
	    .household_id = id, .area = village->code,
	    .helper = plan->helper_of[index] };
	d.h->number = draw_number(&d, village, index);
	d.h->phone = random_chance(&d.r, 985) ? pool_print(d.pool, "%lld",
	    (long long)(PHONE_FIRST + id)) : "";
	draw_members(&d);
	draw_class(&d);
	draw_pairings(&d);
}
