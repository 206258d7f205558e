-- Helper units (帮扶单位, S0-090, S0-091, S0-103), work teams in villages
-- (驻村工作队) and their members; a helper belongs to a unit.

CREATE TABLE IF NOT EXISTS helper_unit (
  unit_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(120) NOT NULL,
  -- 1 市级包保领导, 2 市级包保机关或单位, 3 县(市)区包保领导,
  -- 4 乡镇街道包保领导, 5 其他帮扶单位
  tier tinyint NOT NULL,
  -- 隶属关系: 01 中央 … 07 其他; NULL not known yet
  affiliation varchar(2) CHARACTER SET ascii NULL,
  leader varchar(60) NULL,
  address varchar(200) NULL,
  contact varchar(60) NULL,
  phone varchar(20) CHARACTER SET ascii NULL,
  -- where it may be chosen: here and below
  area bigint NOT NULL,
  from_day date NULL,
  to_day date NULL,
  active tinyint NOT NULL DEFAULT 1,
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  KEY (area), KEY (name)
) WITH SYSTEM VERSIONING;

CREATE TABLE IF NOT EXISTS team (
  team_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  area bigint NOT NULL,
  unit_id bigint NOT NULL,
  contact varchar(60) NULL,
  phone varchar(20) CHARACTER SET ascii NULL,
  from_day date NOT NULL,
  to_day date NOT NULL DEFAULT '9999-12-31',
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  KEY (area), KEY (unit_id)
) WITH SYSTEM VERSIONING;

CREATE TABLE IF NOT EXISTS team_member (
  member_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  team_id bigint NOT NULL,
  name varchar(60) NOT NULL,
  sex tinyint NOT NULL,
  idno varchar(22) CHARACTER SET ascii NULL,
  politics varchar(2) CHARACTER SET ascii NULL,
  education varchar(2) CHARACTER SET ascii NULL,
  skill varchar(60) NULL,
  duty varchar(60) NULL,
  phone varchar(20) CHARACTER SET ascii NULL,
  is_leader tinyint NOT NULL DEFAULT 0,
  is_secretary tinyint NOT NULL DEFAULT 0,
  from_day date NOT NULL,
  to_day date NOT NULL DEFAULT '9999-12-31',
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  KEY (team_id), KEY (idno)
) WITH SYSTEM VERSIONING;

-- helper.unit stays beside it: the unit's name as it is shown, or what was
-- typed before the unit was registered.
ALTER TABLE helper
  ADD COLUMN IF NOT EXISTS unit_id bigint NULL,
  ADD COLUMN IF NOT EXISTS sex tinyint NULL,
  ADD COLUMN IF NOT EXISTS politics varchar(2) CHARACTER SET ascii NULL,
  ADD KEY IF NOT EXISTS by_unit (unit_id);

-- The units that were only typed become units of their county.
INSERT INTO helper_unit (name, tier, area)
  SELECT k.unit, 5, k.area - MOD(k.area, 1000000) AS county
    FROM helper k
   WHERE k.unit <> '' AND k.unit_id IS NULL AND NOT EXISTS
     (SELECT 1 FROM helper_unit u WHERE u.name = k.unit
        AND u.area = k.area - MOD(k.area, 1000000))
   GROUP BY k.unit, county;
UPDATE helper k JOIN helper_unit u
  ON u.name = k.unit AND u.area = k.area - MOD(k.area, 1000000)
  SET k.unit_id = u.unit_id WHERE k.unit_id IS NULL;

-- Whoever asks for the households of a day, and the other way round.
ALTER TABLE pairing ADD KEY IF NOT EXISTS by_day (household_id, to_day, from_day, helper_id);
