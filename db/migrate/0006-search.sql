-- Finding people: how every name sounds, what the lists are counted and paged
-- by, and each user's saved searches.

-- One row a reading of a name (db/pinyin.h), whoever bears it; filled when a
-- name is stored, and for what is there by bangfu-db migrate.
CREATE TABLE IF NOT EXISTS name_sound (
  sound varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(60) NOT NULL,
  -- without blanks: what is typed as pinyin
  letters varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (sound, name),
  KEY by_name (name),
  KEY by_letters (letters)
);

-- by_area holds what the totals of a list need, so that they are counted in
-- the index alone.
ALTER TABLE household
  DROP KEY IF EXISTS by_area,
  DROP KEY IF EXISTS by_head,
  ADD KEY IF NOT EXISTS by_place (year, area, household_id, member_count,
    exited, monitor_class, risk_removed, free_after),
  ADD KEY IF NOT EXISTS by_name (year, head_name),
  ADD KEY IF NOT EXISTS by_phone (year, phone);

ALTER TABLE member
  ADD KEY IF NOT EXISTS by_name (year, name);

-- A search under a name of its owner's; the conditions as in the address.
CREATE TABLE IF NOT EXISTS saved_search (
  search_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL,
  name varchar(40) NOT NULL,
  conditions varchar(4000) NOT NULL,
  saved_at datetime NOT NULL,
  UNIQUE KEY (user_id, name)
);
