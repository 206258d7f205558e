/*
 * processor: bangfu-sms processor, the one that reads the messages of the
 * inbox and answers them into the outbox, in batches.
 *
 * What is about to be processed is committed before; after a crash a try is
 * counted for each of them.  Messages that were tried before go one at a
 * time, so that one that kills us stops nobody; after INBOX_TRIES it is dead.
 */
#ifndef SMS_PROCESSOR_H
#define SMS_PROCESSOR_H

/** processor_main(argc, argv): no arguments. */
int processor_main(int argc, char **argv);

#endif
