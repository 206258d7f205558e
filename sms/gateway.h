/*
 * gateway: bangfu-sms gateway, where messages arrive: prefork FastCGI.
 *
 *	POST /gateway/kannel/SECRET?id=&time=&from=&to=&charset=…	text
 *	GET  /gateway/kannel/SECRET/dlr?id=&type=
 *
 * 200 only when the message is committed, or on disk while the database is
 * away.  A message is never refused because it can't be read.
 *
 * SECURITY: the secret in the path (compared in constant time) and the
 * address (BANGFU_GATEWAY_ALLOW, usually this machine only); everybody else
 * sees 404.  A PIN is blanked before anything is stored.
 */
#ifndef SMS_GATEWAY_H
#define SMS_GATEWAY_H

/** gateway_main(argc, argv): --listen=SOCKET [--workers=N]. */
int gateway_main(int argc, char **argv);

#endif
