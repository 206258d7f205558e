-- Why a warning about a place (a village, a natural village, a county) was
-- overridden: as rule_note tells it of a household.
CREATE TABLE IF NOT EXISTS place_note (
  note_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  year smallint NOT NULL,
  entity varchar(20) CHARACTER SET ascii NOT NULL,
  record_id bigint NOT NULL,
  rule varchar(40) CHARACTER SET ascii NOT NULL,
  explanation varchar(200) NOT NULL,
  changed_by bigint NOT NULL,
  name varchar(60) NOT NULL DEFAULT '',
  door varchar(8) CHARACTER SET ascii NOT NULL,
  at datetime NOT NULL,
  KEY by_record (entity, record_id, year, rule)
);
