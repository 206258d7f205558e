-- Why a warning of the rules was overridden: the newest note of a rule about a
-- household (member 0) or a member counts; none is ever changed.
CREATE TABLE IF NOT EXISTS rule_note (
  note_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  year smallint NOT NULL,
  household_id bigint NOT NULL,
  member_id bigint NOT NULL DEFAULT 0,
  rule varchar(40) CHARACTER SET ascii NOT NULL,
  explanation varchar(200) NOT NULL,
  changed_by bigint NOT NULL,
  name varchar(60) NOT NULL DEFAULT '',
  door varchar(8) CHARACTER SET ascii NOT NULL,
  at datetime NOT NULL,
  KEY by_household (household_id, year, member_id, rule)
);
