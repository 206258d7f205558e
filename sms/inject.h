/*
 * inject: bangfu-sms inject, one message through the running gateway: it
 * goes to Kannel as from a phone (its fake SMS centre), and the answer that
 * Kannel hands back is printed.  For demos and tests.
 */
#ifndef SMS_INJECT_H
#define SMS_INJECT_H

/** inject_main(argc, argv): --from=NUMBER [--to=NUMBER] [--wait=SECONDS]
 * TEXT.  Exit status: 0 with an answer, 1 without, 2 wrong use. */
int inject_main(int argc, char **argv);

#endif
