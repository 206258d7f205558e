/*
 * The table of services: one row each.
 */
#include "conf/run/service.h"

/* What every program of ours is told. */
#define ENV_COMMON                                                      \
	"BANGFU_DB_SOCKET=@RUN@/mariadb.sock", "BANGFU_DB_NAME=bangfu", \
	"BANGFU_NOW=@NOW@", "BANGFU_ZONE=@ZONE@", "BANGFU_VAR=@VAR@",   \
	"BANGFU_TEMPLATES=@HOME@/templates",                            \
	"BANGFU_DICTIONARY=@HOME@/db/dictionary"

static const char *const env_none[] = { NULL };
static const char *const env_kannel[] = {
	"MYSQL_UNIX_PORT=@RUN@/mariadb.sock", NULL
};
static const char *const env_web[] = {
	ENV_COMMON, "BANGFU_DB_USER=bangfu_web",
	"BANGFU_DB_PASSWORD=@DB_WEB_PASSWORD@",
	"BANGFU_URL=http://127.0.0.1:@PORT@",
	"BANGFU_GATEWAY_SOCKET=@RUN@/gateway.sock",
	"BANGFU_GATEWAY_SECRET=@GATEWAY_SECRET@", NULL
};
static const char *const env_sms[] = {
	ENV_COMMON, "BANGFU_DB_USER=bangfu_sms",
	"BANGFU_DB_PASSWORD=@DB_SMS_PASSWORD@",
	"BANGFU_GATEWAY_SECRET=@GATEWAY_SECRET@",
	"BANGFU_GATEWAY_URL=@GATEWAY_URL@",
	"BANGFU_SENDSMS_URL=http://127.0.0.1:@SENDSMS_PORT@/cgi-bin/sendsms",
	"BANGFU_SENDSMS_USER=bangfu",
	"BANGFU_SENDSMS_PASSWORD=@SENDSMS_PASSWORD@",
	"BANGFU_DLR_URL=@GATEWAY_URL@/dlr", NULL
};

/* It numbers what was committed: lines of `change`, nothing else. */
static const char *const env_publisher[] = {
	ENV_COMMON, "BANGFU_DB_USER=bangfu_sms",
	"BANGFU_DB_PASSWORD=@DB_SMS_PASSWORD@", NULL
};

/* It opens the years that an administrator asked for on his page. */
static const char *const env_years[] = {
	ENV_COMMON, "BANGFU_DB_USER=bangfu_web",
	"BANGFU_DB_PASSWORD=@DB_WEB_PASSWORD@", NULL
};

const int service_floors = 4;

const struct service_row service_rows[] = {
	{ "mariadb", 0, { "@MARIADBD@", "--defaults-file=@VAR@/conf/my.cnf" },
	    env_none, "unix:@RUN@/mariadb.sock", 90, 30 },
	{ "web", 1, { "@PROGRAMS@/bangfu-web", "--listen=@RUN@/web.sock",
	    "--workers=8", "--templates=@HOME@/templates" },
	    env_web, "unix:@RUN@/web.sock", 30, 3 },
	{ "gateway", 1, { "@PROGRAMS@/bangfu-sms", "gateway",
	    "--listen=@RUN@/gateway.sock", "--workers=4" },
	    env_sms, "unix:@RUN@/gateway.sock", 30, 3 },
	{ "processor", 1, { "@PROGRAMS@/bangfu-sms", "processor" },
	    env_sms, NULL, 30, 3 },
	{ "sender", 1, { "@PROGRAMS@/bangfu-sms", "sender" },
	    env_sms, NULL, 30, 3 },
	{ "publisher", 1, { "@PROGRAMS@/bangfu-db", "publish" },
	    env_publisher, NULL, 30, 3 },
	{ "years", 1, { "@PROGRAMS@/bangfu-db", "year", "run" },
	    env_years, NULL, 30, 3 },
	{ "nginx", 2, { "@NGINX_PROGRAM@", "-c", "@VAR@/conf/nginx.conf",
	    "-p", "@VAR@", "-e", "@VAR@/log/nginx.log" },
	    env_none, "tcp:@PORT@", 15, 3 },
	{ "bearerbox", 2, { "@BEARERBOX@", "-v", "4",
	    "@VAR@/conf/kannel.conf" },
	    env_kannel, "tcp:@SMSBOX_PORT@", 30, 3 },
	{ "smsbox", 3, { "@SMSBOX@", "-v", "4", "@VAR@/conf/kannel.conf" },
	    env_kannel, "tcp:@SENDSMS_PORT@", 30, 3 },
	{ 0 },
};
