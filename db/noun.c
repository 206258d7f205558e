#include "db/area.h"
#include "db/change.h"
#include "db/code.h"
#include "db/desk.h"
#include "db/division.h"
#include "db/division_doing.h"
#include "db/division_follow.h"
#include "db/export.h"
#include "db/export_place.h"
#include "db/gate.h"
#include "db/gbt.h"
#include "db/hamlet.h"
#include "db/health.h"
#include "db/helper.h"
#include "db/household.h"
#include "db/import.h"
#include "db/inbox.h"
#include "db/indicator.h"
#include "db/lease.h"
#include "db/member.h"
#include "db/member_change.h"
#include "db/message.h"
#include "db/name.h"
#include "db/notice.h"
#include "db/noun.h"
#include "db/once.h"
#include "db/outbox.h"
#include "db/pairing.h"
#include "db/pairing_find.h"
#include "db/photo.h"
#include "db/recount.h"
#include "db/registry.h"
#include "db/report.h"
#include "db/report_bulk.h"
#include "db/report_rate.h"
#include "db/report_save.h"
#include "db/report_write.h"
#include "db/reveal.h"
#include "db/rule.h"
#include "db/rule_area.h"
#include "db/rule_count.h"
#include "db/rule_places.h"
#include "db/saved.h"
#include "db/search.h"
#include "db/session.h"
#include "db/setting.h"
#include "db/staged.h"
#include "db/stranger.h"
#include "db/team.h"
#include "db/team_member.h"
#include "db/unit.h"
#include "db/user.h"
#include "db/village.h"
#include "db/visit.h"

enum err
noun_check(struct db *db)
{
	static const struct query *const *const nouns[] = {
		area_queries,
		change_queries,
		code_queries,
		desk_queries,
		division_doing_queries,
		division_follow_queries,
		division_queries,
		division_rename_queries,
		division_split_queries,
		export_place_queries,
		export_queries,
		gate_queries,
		gbt_queries,
		hamlet_queries,
		health_queries,
		helper_queries,
		household_queries,
		import_queries,
		inbox_queries,
		indicator_queries,
		lease_queries,
		member_change_queries,
		member_queries,
		message_queries,
		name_queries,
		notice_queries,
		once_queries,
		outbox_queries,
		pairing_queries,
		pairing_find_queries,
		photo_queries,
		recount_queries,
		registry_queries,
		report_bulk_queries,
		report_queries,
		report_rate_queries,
		report_save_queries,
		report_write_queries,
		reveal_queries,
		rule_area_queries,
		rule_count_queries,
		rule_places_queries,
		rule_queries,
		saved_queries,
		search_queries,
		session_queries,
		setting_queries,
		staged_queries,
		stranger_queries,
		team_queries,
		team_member_queries,
		unit_queries,
		user_queries,
		village_queries,
		visit_queries,
	};
	enum err e, worst = OK;
	size_t i;

	for (i = 0; i < LEN(nouns); i++)
		if ((e = db_check(db, nouns[i])) != OK)
			worst = e;
	return worst;
}
