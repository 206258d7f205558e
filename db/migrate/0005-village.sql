-- Villages, natural villages and counties of a year (S0-100 … S0-103).  The
-- columns of their forms come from the dictionary, as those of households do.

CREATE TABLE IF NOT EXISTS county (
  year smallint NOT NULL,
  area bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  PRIMARY KEY (year, area)
) WITH SYSTEM VERSIONING;

CREATE TABLE IF NOT EXISTS village (
  year smallint NOT NULL,
  area bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  PRIMARY KEY (year, area)
) WITH SYSTEM VERSIONING;

-- A natural village or villagers' group has no national code, but a number
-- of its own under its village, which is never given again.
CREATE TABLE IF NOT EXISTS hamlet_key (
  hamlet_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  area bigint NOT NULL,
  serial smallint NOT NULL,
  UNIQUE KEY (area, serial)
);

CREATE TABLE IF NOT EXISTS hamlet (
  year smallint NOT NULL,
  hamlet_id bigint NOT NULL,
  area bigint NOT NULL,
  serial smallint NOT NULL,
  name varchar(60) NOT NULL,
  -- one that was given up stays, not counted
  active tinyint NOT NULL DEFAULT 1,
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) NOT NULL DEFAULT 'system',
  PRIMARY KEY (year, hamlet_id),
  KEY by_area (year, area, serial)
) WITH SYSTEM VERSIONING;
