-- The registry: areas, users, households of a year, helpers and pairings.
--
-- What must show its history is WITH SYSTEM VERSIONING and carries who changed
-- it through which door.  Identities and numbers that must never repeat live
-- in unversioned tables (a UNIQUE key of a versioned table gains row_end).
-- A run that was killed may meet a statement again: IF NOT EXISTS.
-- Money in fen, times in UTC, periods as 202203, area codes as 12 digits.

-- Settings; area 0 is everywhere.
CREATE TABLE IF NOT EXISTS setting (
  name varchar(40) NOT NULL,
  area bigint NOT NULL DEFAULT 0,
  value varchar(2000) NOT NULL,
  PRIMARY KEY (name, area)
);

-- Exactly one year is open: the living file.
CREATE TABLE IF NOT EXISTS registry_year (
  year smallint NOT NULL PRIMARY KEY,
  state enum('open','closed') NOT NULL,
  opened_at datetime NOT NULL
);

-- What every request asks for, in one row: the open year, and a generation
-- that grows with each change of a setting, whoever makes it.
CREATE TABLE IF NOT EXISTS registry_now (
  one tinyint NOT NULL PRIMARY KEY,
  year smallint NOT NULL,
  generation bigint NOT NULL
);
INSERT INTO registry_now VALUES (1, 0, 1);
CREATE TRIGGER IF NOT EXISTS year_opened AFTER INSERT ON registry_year FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1, year =
    (SELECT IFNULL(MAX(y.year), 0) FROM registry_year y
      WHERE y.state = 'open');
CREATE TRIGGER IF NOT EXISTS year_changed AFTER UPDATE ON registry_year FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1, year =
    (SELECT IFNULL(MAX(y.year), 0) FROM registry_year y
      WHERE y.state = 'open');
CREATE TRIGGER IF NOT EXISTS setting_added AFTER INSERT ON setting FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS setting_changed AFTER UPDATE ON setting FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS setting_removed AFTER DELETE ON setting FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;

CREATE TABLE IF NOT EXISTS area (
  code bigint NOT NULL PRIMARY KEY,
  parent bigint NOT NULL,
  level tinyint NOT NULL,
  name varchar(60) NOT NULL,
  first_year smallint NOT NULL DEFAULT 0,
  last_year smallint NOT NULL DEFAULT 9999,
  KEY (parent)
);

-- Code lists, keyed by year because codes changed meaning (values.md 3.4).
CREATE TABLE IF NOT EXISTS code (
  list varchar(30) NOT NULL,
  first_year smallint NOT NULL DEFAULT 0,
  code varchar(10) NOT NULL,
  last_year smallint NOT NULL DEFAULT 9999,
  label varchar(80) NOT NULL,
  national varchar(10) NULL,
  PRIMARY KEY (list, code, first_year)
);

-- Helpers (帮扶责任人), S0-090, S2-017.
CREATE TABLE IF NOT EXISTS helper (
  helper_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name varchar(60) NOT NULL,
  unit varchar(120) NOT NULL DEFAULT '',
  duty varchar(60) NOT NULL DEFAULT '',
  area bigint NOT NULL,
  phone varchar(20) NULL,
  active tinyint NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  KEY (area)
) WITH SYSTEM VERSIONING;

-- A phone speaks for one active helper at a time.
CREATE TABLE IF NOT EXISTS helper_phone (
  phone varchar(20) NOT NULL PRIMARY KEY,
  helper_id bigint NOT NULL UNIQUE
);

-- People who sign in.  A user's scope is one area, or one helper's pairings.
CREATE TABLE IF NOT EXISTS user (
  user_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login varchar(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL UNIQUE,
  bureau varchar(20) CHARACTER SET ascii NOT NULL,
  name varchar(60) NOT NULL,
  role enum('helper','village','township','county','admin') NOT NULL,
  area bigint NOT NULL,
  helper_id bigint NULL,
  password_hash varchar(128) CHARACTER SET ascii NOT NULL,
  must_change tinyint NOT NULL DEFAULT 1,
  disabled tinyint NOT NULL DEFAULT 0,
  wrong_tries smallint NOT NULL DEFAULT 0,
  locked_until datetime NULL,
  created_at datetime NOT NULL,
  changed_by bigint NOT NULL DEFAULT 0,
  KEY (area), KEY (helper_id)
);

-- Wrong tries under names that are nobody's, counted as a user's are.
CREATE TABLE IF NOT EXISTS stranger (
  name_hash binary(32) NOT NULL PRIMARY KEY,
  wrong_tries smallint NOT NULL DEFAULT 0,
  locked_until datetime NULL,
  tried_at datetime NOT NULL,
  KEY (tried_at)
);

-- The token itself is only in the cookie.
CREATE TABLE IF NOT EXISTS session (
  token_hash binary(32) NOT NULL PRIMARY KEY,
  user_id bigint NOT NULL,
  -- of the user's area when he signed in: for the top of every page
  area_name varchar(60) NOT NULL DEFAULT '',
  created_at datetime NOT NULL,
  seen_at datetime NOT NULL,
  address varchar(45) CHARACTER SET ascii NOT NULL DEFAULT '',
  agent varchar(120) NOT NULL DEFAULT '',
  KEY (user_id), KEY (seen_at)
);

-- What was done by whom that is no change of a record: sign-ins, exports.
CREATE TABLE IF NOT EXISTS audit (
  audit_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at datetime NOT NULL,
  user_id bigint NOT NULL,
  address varchar(45) CHARACTER SET ascii NOT NULL DEFAULT '',
  deed varchar(20) CHARACTER SET ascii NOT NULL,
  about varchar(200) NOT NULL DEFAULT '',
  KEY (at), KEY (user_id, at)
);

-- The unversioned identity that reports, pairings and visits refer to.
CREATE TABLE IF NOT EXISTS household_key (
  household_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number varchar(16) CHARACTER SET ascii NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS household (
  year smallint NOT NULL,
  household_id bigint NOT NULL,
  number varchar(16) CHARACTER SET ascii NOT NULL,
  area bigint NOT NULL,
  head_name varchar(60) NOT NULL,
  phone varchar(20) NOT NULL DEFAULT '',
  -- 户类型: exited (脱贫户), monitored (监测户); both may hold
  exited tinyint NOT NULL DEFAULT 1,
  exit_year smallint NULL,
  -- 监测对象类别: 0 none, 1 脱贫不稳定户, 2 边缘易致贫户, 3 突发严重困难户
  monitor_class tinyint NOT NULL DEFAULT 0,
  risk_removed tinyint NOT NULL DEFAULT 0,
  member_count smallint NOT NULL DEFAULT 0,
  -- the month in which it was deregistered (户注销): owes nothing after it
  free_after int NULL,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  PRIMARY KEY (year, household_id),
  KEY by_area (year, area, household_id),
  KEY by_head (head_name, year)
) WITH SYSTEM VERSIONING;

CREATE TABLE IF NOT EXISTS member_key (
  member_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS member (
  year smallint NOT NULL,
  member_id bigint NOT NULL,
  household_id bigint NOT NULL,
  name varchar(60) NOT NULL,
  sex tinyint NOT NULL,
  idno varchar(22) CHARACTER SET ascii NULL,
  birth date NULL,
  -- 与户主关系, code list relation
  relation varchar(2) CHARACTER SET ascii NOT NULL,
  -- a member who left stays, shown yellow and not counted (S1-310)
  active tinyint NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  PRIMARY KEY (year, member_id),
  KEY by_household (year, household_id, member_id),
  KEY by_idno (idno)
) WITH SYSTEM VERSIONING;

-- Dated, never overwritten (S1-311).  short_no is stable while it lasts.
CREATE TABLE IF NOT EXISTS pairing (
  pairing_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  household_id bigint NOT NULL,
  helper_id bigint NOT NULL,
  short_no smallint NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL DEFAULT '9999-12-31',
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  UNIQUE KEY (helper_id, short_no, to_day),
  KEY (household_id, helper_id)
) WITH SYSTEM VERSIONING;
