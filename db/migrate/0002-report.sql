-- A household's month, its receipt numbers, its closings, and the ledger of
-- changes that deltas, notices and the audit chain read in order.

-- One number for a household's month, kept over corrections.
CREATE TABLE IF NOT EXISTS receipt (
  receipt_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  household_id bigint NOT NULL,
  period int NOT NULL,
  UNIQUE KEY (household_id, period)
);

CREATE TABLE IF NOT EXISTS report (
  household_id bigint NOT NULL,
  period int NOT NULL,
  wage_fen bigint NOT NULL DEFAULT 0,
  business_fen bigint NOT NULL DEFAULT 0,
  land_fen bigint NOT NULL DEFAULT 0,
  dividend_fen bigint NOT NULL DEFAULT 0,
  solar_fen bigint NOT NULL DEFAULT 0,
  property_fen bigint NOT NULL DEFAULT 0,
  policy_fen bigint NOT NULL DEFAULT 0,
  transfer_fen bigint NOT NULL DEFAULT 0,
  housing tinyint NULL,
  water tinyint NULL,
  dropout tinyint NULL,
  insurance tinyint NULL,
  problem varchar(500) NULL,
  state enum('draft','reported','returned') NOT NULL,
  -- fixed when it first became reported after the deadline
  late tinyint NOT NULL DEFAULT 0,
  -- counts changes: an editor names the one he saw
  version int NOT NULL DEFAULT 1,
  door varchar(8) CHARACTER SET ascii NOT NULL,
  changed_by bigint NOT NULL DEFAULT 0,
  helper_id bigint NOT NULL DEFAULT 0,
  reporter varchar(60) NOT NULL,
  reported_at datetime NOT NULL,
  return_reason varchar(200) NULL,
  PRIMARY KEY (household_id, period)
) WITH SYSTEM VERSIONING;

-- Closings and re-openings of a month for an area: the newest row that covers
-- a household's area and the month decides; a re-opening lasts until a day.
CREATE TABLE IF NOT EXISTS month_gate (
  gate_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  low bigint NOT NULL,
  high bigint NOT NULL,
  period int NOT NULL,
  deed enum('close','reopen') NOT NULL,
  until date NULL,
  reason varchar(200) NOT NULL,
  changed_by bigint NOT NULL,
  at datetime NOT NULL,
  KEY (period, gate_id)
);

-- One line per changed record, written in the same transaction.  seq is given
-- after commit by one publisher, so that a reader who remembers a number
-- never misses a late commit.
CREATE TABLE IF NOT EXISTS `change` (
  change_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  seq bigint NULL UNIQUE,
  at datetime NOT NULL,
  user_id bigint NOT NULL,
  helper_id bigint NOT NULL,
  door varchar(8) CHARACTER SET ascii NOT NULL,
  entity varchar(20) CHARACTER SET ascii NOT NULL,
  record_id bigint NOT NULL,
  period int NOT NULL DEFAULT 0,
  deed enum('insert','update','delete') NOT NULL,
  reason varchar(200) NULL
);

-- Work that only one process may do at a time.
CREATE TABLE IF NOT EXISTS lease (
  name varchar(30) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  holder varchar(60) CHARACTER SET ascii NOT NULL,
  until datetime NOT NULL
);
