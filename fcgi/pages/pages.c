#include "db/dictionary.h"
#include "db/version.h"
#include "db/version_record.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/bank.h"
#include "fcgi/pages/compare.h"
#include "fcgi/pages/division.h"
#include "fcgi/pages/export.h"
#include "fcgi/pages/file.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/hamlet.h"
#include "fcgi/pages/health.h"
#include "fcgi/pages/helper.h"
#include "fcgi/pages/helper_form.h"
#include "fcgi/pages/history.h"
#include "fcgi/pages/home.h"
#include "fcgi/pages/household.h"
#include "fcgi/pages/identity.h"
#include "fcgi/pages/import.h"
#include "fcgi/pages/import_one.h"
#include "fcgi/pages/import_template.h"
#include "fcgi/pages/member.h"
#include "fcgi/pages/member_leave.h"
#include "fcgi/pages/missing.h"
#include "fcgi/pages/indicator.h"
#include "fcgi/pages/message.h"
#include "fcgi/pages/month.h"
#include "fcgi/pages/pages.h"
#include "fcgi/pages/pairing.h"
#include "fcgi/pages/pairing_one.h"
#include "fcgi/pages/pairing_village.h"
#include "fcgi/pages/photo.h"
#include "fcgi/pages/place.h"
#include "fcgi/pages/place_file.h"
#include "fcgi/pages/place_history.h"
#include "fcgi/pages/record_history.h"
#include "fcgi/pages/registry.h"
#include "fcgi/pages/print.h"
#include "fcgi/pages/report.h"
#include "fcgi/pages/reveal.h"
#include "fcgi/pages/rule.h"
#include "fcgi/pages/rule_list.h"
#include "fcgi/pages/search_export.h"
#include "fcgi/pages/search_save.h"
#include "fcgi/pages/signin.h"
#include "fcgi/pages/simulator.h"
#include "fcgi/pages/team.h"
#include "fcgi/pages/team_member.h"
#include "fcgi/pages/unit.h"
#include "fcgi/pages/user.h"
#include "fcgi/pages/user_edit.h"
#include "fcgi/pages/user_new.h"
#include "fcgi/pages/village.h"
#include "fcgi/pages/visit.h"
#include "fcgi/pages/visit_list.h"
#include "fcgi/pages/visit_one.h"

static const struct route *const tables[] = {
	signin_routes,
	home_routes,
	account_routes,
	health_routes,
	file_routes,
	household_routes,
	identity_routes,
	import_routes,
	import_one_routes,
	import_template_routes,
	member_routes,
	member_leave_routes,
	missing_routes,
	search_export_routes,
	search_save_routes,
	report_routes,
	reveal_routes,
	rule_routes,
	rule_list_routes,
	user_routes,
	user_edit_routes,
	user_new_routes,
	village_routes,
	place_routes,
	place_file_routes,
	place_history_routes,
	hamlet_routes,
	helper_routes,
	helper_form_routes,
	record_history_routes,
	unit_routes,
	team_routes,
	team_member_routes,
	pairing_routes,
	pairing_one_routes,
	pairing_village_routes,
	month_routes,
	indicator_routes,
	bank_routes,
	message_routes,
	simulator_routes,
	export_routes,
	visit_routes,
	visit_list_routes,
	visit_one_routes,
	photo_routes,
	registry_routes,
	compare_routes,
	division_routes,
	history_routes,
	print_routes,
	NULL
};

const struct query *const *const pages_queries[] = {
	dictionary_code_queries, dictionary_queries,
	version_queries,
	version_record_queries,
	NULL
};

const struct kit pages_kit = {
	.tables = tables,
	.frame = frame_fill,
	.trouble = frame_trouble,
	.expired = signin_expired,
	.sign_in = "/signin",
	.must_change = "/account/password",
};
