-- What the two programs may do, after the tables are there.  Neither can
-- change a table, delete history (DELETE HISTORY) or set the clock (SUPER).
GRANT SELECT, INSERT, UPDATE, DELETE ON bangfu.* TO bangfu_web@localhost;

-- The SMS door: reads whose phone it is and his households, writes reports,
-- messages and their traces.  It sees no passwords and no sessions.
GRANT SELECT ON bangfu.setting TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.registry_year TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.registry_now TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.area TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.area_former TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.code TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.helper TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.helper_phone TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.household_key TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.household TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.member TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.pairing TO bangfu_sms@localhost;
GRANT SELECT ON bangfu.month_gate TO bangfu_sms@localhost;
GRANT SELECT, INSERT ON bangfu.receipt TO bangfu_sms@localhost;
GRANT SELECT, INSERT, UPDATE ON bangfu.report TO bangfu_sms@localhost;
GRANT SELECT, INSERT, UPDATE ON bangfu.`change` TO bangfu_sms@localhost;
GRANT SELECT, INSERT, UPDATE, DELETE ON bangfu.lease TO bangfu_sms@localhost;
GRANT SELECT, INSERT, UPDATE ON bangfu.inbox TO bangfu_sms@localhost;
GRANT SELECT, UPDATE ON bangfu.inbox_attempt TO bangfu_sms@localhost;
GRANT SELECT, INSERT, UPDATE ON bangfu.outbox TO bangfu_sms@localhost;
GRANT SELECT, INSERT, DELETE ON bangfu.sender_told TO bangfu_sms@localhost;
