/*
 * sender: bangfu-sms sender, the one that hands the outbox to Kannel's
 * sendsms.  An answer is sent once Kannel has taken it; a repeat is possible
 * only where we died between its yes and our commit.
 */
#ifndef SMS_SENDER_H
#define SMS_SENDER_H

#include "core/pool.h"
#include "db/outbox.h"
#include "sms/http_client.h"

/** sender_result(row, job, now): what Kannel's answer means for a row: 202
 * sent; nobody there: again at once, no try; 401, 403 (our password), 5xx
 * and silence: again after 1, 5, 15, 60 minutes give or take a fifth; other
 * 4xx: failed for good. */
struct outbox_result sender_result(struct pool *pool,
    const struct outbox_row *row, const struct http_job *job,
    struct moment now);

/** sender_main(argc, argv): no arguments. */
int sender_main(int argc, char **argv);

#endif
