#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "conf/run/file.h"
#include "conf/run/ready.h"
#include "conf/run/say.h"
#include "core/text.h"

#define ACCOUNTS_SHOWN	12
#define WORD_MOST	80

static const char form[] =
"{\n"
"\"url\": \"http://127.0.0.1:@PORT@\",\n"
"@DEMO@"
"\"sms\": {\"sendsms_port\": @SENDSMS_PORT@, \"fakesmsc_port\":"
" @FAKESMSC_PORT@, \"smsbox_port\": @SMSBOX_PORT@, \"admin_port\":"
" @ADMIN_PORT@, \"admin_password\": \"@KANNEL_ADMIN_PASSWORD@\","
" \"gateway_url\": \"@GATEWAY_URL@\", \"user\": \"bangfu\","
" \"password\": \"@SENDSMS_PASSWORD@\"},\n"
"\"programs\": {\"web\": \"@PROGRAMS@/bangfu-web\", \"db\":"
" \"@PROGRAMS@/bangfu-db\", \"sms\": \"@PROGRAMS@/bangfu-sms\","
" \"exchange\": \"@PROGRAMS@/bangfu-exchange\", \"fakesmsc\":"
" \"/usr/lib/kannel/test/fakesmsc\"},\n"
"\"db\": {\"socket\": \"@RUN@/mariadb.sock\", \"database\": \"bangfu\","
" \"user\": \"bangfu_owner\", \"password\": \"@DB_OWNER_PASSWORD@\"},\n"
"\"sockets\": {\"web\": \"@RUN@/web.sock\", \"gateway\":"
" \"@RUN@/gateway.sock\"},\n"
"\"var\": \"@VAR@\", \"pids\": \"@VAR@/pid\", \"now\": \"@NOW@\", \"pid\": @PID@\n"
"}\n";

/* The members of the object in VAR/demo.json, with a comma after them. */
static char *
demo_members(struct facts *f, const char *path)
{
	char *text, *from, *to;

	if (file_read(f->pool, path, &text) != OK ||
	    (from = strchr(text, '{')) == NULL ||
	    (to = strrchr(text, '}')) == NULL)
		return pool_copy(f->pool, "");
	*to = '\0';
	return pool_print(f->pool, "%s,\n", from + 1);
}

static const char *
at(struct facts *f, const char *name)
{
	return pool_print(f->pool, "%s/%s", fact_get(f, "VAR"), name);
}

enum err
ready_write(struct facts *f)
{
	char *text;
	enum err e;

	fact_set(f, "PID", pool_print(f->pool, "%d", (int)getpid()));
	fact_set(f, "DEMO", demo_members(f, at(f, "demo.json")));
	if ((e = fact_fill(f, form, &text)) != OK)
		return e;
	return file_write(f->pool, at(f, "ready.json"), text);
}

void
ready_forget(const struct facts *f)
{
	unlink(pool_print(f->pool, "%s/ready.json", fact_get(f, "VAR")));
}

/* The value of member ${name} in the object that starts at ${from}: our own
 * JSON, flat, without escapes. */
static const char *
member(const char *from, const char *name, char out[WORD_MOST])
{
	const char *end = strchr(from, '}'), *found;
	char key[WORD_MOST];
	size_t n;

	*out = '\0';
	snprintf(key, sizeof key, "\"%s\":", name);
	found = strstr(from, key);
	if (end == NULL || found == NULL || found > end)
		return out;
	found += strlen(key);
	found += strspn(found, " \"");
	n = strcspn(found, "\",}");
	if (n >= WORD_MOST)
		n = WORD_MOST - 1;
	memcpy(out, found, n);
	out[n] = '\0';
	return out;
}

static void
print_accounts(const char *text, FILE *out)
{
	const char *from = strstr(text, "\"accounts\"");
	const char *end = from == NULL ? NULL : strchr(from, ']');
	char a[WORD_MOST], b[WORD_MOST], c[WORD_MOST], d[WORD_MOST];
	int n;

	if (end == NULL)
		return;
	fputs("Demo accounts (user, password, bureau 委办局编号, role):\n",
	    out);
	for (n = 0; n < ACCOUNTS_SHOWN &&
	    (from = strchr(from, '{')) != NULL && from < end; n++, from++)
		fprintf(out, "  %-12s %-14s %-12s %s\n",
		    member(from, "user", a), member(from, "password", b),
		    member(from, "bureau", c), member(from, "role", d));
}

void
ready_print(struct facts *f, FILE *out)
{
	char *text, phone[WORD_MOST] = "", *from;

	fprintf(out, "\nBangfu 帮扶 is ready: http://127.0.0.1:%s\n",
	    fact_get(f, "PORT"));
	if (file_read(f->pool, at(f, "demo.json"), &text) == OK) {
		print_accounts(text, out);
		if ((from = strstr(text, "\"helpers\"")) != NULL &&
		    (from = strchr(from, '{')) != NULL)
			member(from, "phone", phone);
	}
	if (*phone != '\0')
		fprintf(out, "A test SMS, as if from the phone of a helper"
		    " (帮扶责任人):\n  BANGFU_VAR=%s %s/bangfu-sms inject"
		    " --from=%s \"报 1 工资1200 四项正常\"\n",
		    fact_get(f, "VAR"), fact_get(f, "PROGRAMS"), phone);
	fprintf(out, "Logs are in %s/log; Ctrl-C ends all of it.\n",
	    fact_get(f, "VAR"));
	fflush(out);
}
