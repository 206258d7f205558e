-- Visits (追踪, S0-092, S0-104) of a household or a village, and their photos
-- (S0-105).

-- The identity, and the form by whose number it was sent: the same form sent
-- twice is one entry.
CREATE TABLE IF NOT EXISTS visit_key (
  visit_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL,
  nonce varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  UNIQUE KEY (user_id, nonce)
);

CREATE TABLE IF NOT EXISTS visit (
  visit_id bigint NOT NULL PRIMARY KEY,
  -- 0: an entry of the village itself
  household_id bigint NOT NULL DEFAULT 0,
  -- the village where it was
  area bigint NOT NULL,
  -- 帮扶方式, 4 to 8 characters
  method varchar(8) NOT NULL,
  on_day date NOT NULL,
  theme varchar(40) NOT NULL DEFAULT '',
  detail varchar(2000) NOT NULL,
  state enum('kept','withdrawn','removed') NOT NULL DEFAULT 'kept',
  reason varchar(200) NULL,
  photo_count tinyint NOT NULL DEFAULT 0,
  author bigint NOT NULL,
  author_name varchar(60) NOT NULL,
  helper_id bigint NOT NULL DEFAULT 0,
  written_at datetime NOT NULL,
  version int NOT NULL DEFAULT 1,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) CHARACTER SET ascii NOT NULL DEFAULT 'system',
  KEY by_area (area, on_day),
  KEY by_household (household_id, on_day),
  KEY by_author (author, on_day)
) WITH SYSTEM VERSIONING;

-- A photo as it is kept: files of VAR/files by their SHA-256.  Where and when
-- the camera took it was taken out of the file and stands here.
CREATE TABLE IF NOT EXISTS photo (
  photo_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  visit_id bigint NOT NULL,
  file binary(32) NOT NULL,
  small binary(32) NOT NULL,
  bytes int NOT NULL,
  width smallint NOT NULL,
  height smallint NOT NULL,
  kind varchar(4) CHARACTER SET ascii NOT NULL,
  latitude_e6 int NULL,
  longitude_e6 int NULL,
  taken_at datetime NULL,
  changed_by bigint NOT NULL DEFAULT 0,
  door varchar(8) CHARACTER SET ascii NOT NULL DEFAULT 'system',
  KEY by_visit (visit_id),
  KEY by_file (file),
  KEY by_small (small)
) WITH SYSTEM VERSIONING;
