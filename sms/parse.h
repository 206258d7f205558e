/*
 * parse: bangfu-sms parse, what the grammar reads, without a database; and
 * the notation it prints, which the case table of the tests uses too.
 */
#ifndef SMS_PARSE_H
#define SMS_PARSE_H

#include "core/pool.h"
#include "core/report.h"

/** parse_month(pool, number, period, month): "3 202203 wage=1200.00 … "
 * "housing=yes … problem=\"\""; answers that are missing are left out. */
char *parse_month(struct pool *pool, const char *number, int period,
    const struct report_month *month);

/** parse_main(argc, argv): [--today=YYYY-MM-DD] [--households=1,2,3] TEXT.
 * Exit status: 0, or 1 where anything was wrong. */
int parse_main(int argc, char **argv);

#endif
