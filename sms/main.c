/*
 * bangfu-sms: gateway, processor, sender; parse and inject for people.
 */
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "core/err.h"
#include "db/clock.h"
#include "sms/gateway.h"
#include "sms/inject.h"
#include "sms/parse.h"
#include "sms/processor.h"
#include "sms/sender.h"

/* Memory of one batch is kept for the next: giving it back to the kernel and
 * faulting it in again costs more than the batch's own work. */
#define KEEP_BYTES	(64 << 20)

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
} verbs[] = {
	{ "gateway", gateway_main, "gateway --listen=SOCKET [--workers=N]" },
	{ "processor", processor_main, "processor" },
	{ "sender", sender_main, "sender" },
	{ "inject", inject_main,
	    "inject --from=NUMBER [--to=NUMBER] [--wait=SECONDS] \"TEXT\"" },
	{ "parse", parse_main,
	    "parse [--today=YYYY-MM-DD] [--households=1,2,3] \"TEXT\"" },
};

int
main(int argc, char **argv)
{
	size_t i;

	mallopt(M_MMAP_THRESHOLD, KEEP_BYTES);
	mallopt(M_TRIM_THRESHOLD, KEEP_BYTES);
	if (!clock_start())
		return 1;
	for (i = 0; argc > 1 && i < LEN(verbs); i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	for (i = 0; i < LEN(verbs); i++)
		fprintf(stderr, "%s bangfu-sms %s\n",
		    i == 0 ? "usage:" : "      ", verbs[i].usage);
	return 2;
}
