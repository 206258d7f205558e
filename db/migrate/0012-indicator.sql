-- 指标维护 (S1-010): what is told, asked for and allowed of a field of the
-- dictionary, by area and year, over what db/dictionary says; and fields of
-- an area's own, whose values live in the column local until the dictionary
-- takes them up.
CREATE TABLE IF NOT EXISTS indicator (
  entity varchar(20) CHARACTER SET ascii NOT NULL,
  name varchar(40) CHARACTER SET ascii NOT NULL,
  -- of what lies in this area; 0 is everywhere
  area bigint NOT NULL DEFAULT 0,
  -- of this year; 0 is every year
  year smallint NOT NULL DEFAULT 0,
  -- NULL: as in the dictionary
  label varchar(60) NULL,
  definition varchar(500) NULL,
  required tinyint NULL,
  least bigint NULL,
  most bigint NULL,
  -- of an area's own field; NULL: the dictionary has the field
  kind varchar(10) CHARACTER SET ascii NULL,
  section varchar(60) NULL,
  unit varchar(20) NULL,
  list varchar(30) CHARACTER SET ascii NULL,
  first_year smallint NULL,
  last_year smallint NULL,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) CHARACTER SET ascii NOT NULL DEFAULT 'system',
  PRIMARY KEY (entity, name, area, year)
) WITH SYSTEM VERSIONING;

CREATE TRIGGER IF NOT EXISTS indicator_added AFTER INSERT ON indicator FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS indicator_changed AFTER UPDATE ON indicator FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS indicator_removed AFTER DELETE ON indicator FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS code_added AFTER INSERT ON code FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS code_changed AFTER UPDATE ON code FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;

ALTER TABLE household ADD COLUMN IF NOT EXISTS local JSON NULL;
ALTER TABLE member ADD COLUMN IF NOT EXISTS local JSON NULL;
