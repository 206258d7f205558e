-- Areas have years: a village is renamed, merged, split, moved to another
-- township; the tree of a past year is as it was, old names are still found.

-- successor: where the households of a village that is no more are now.
-- kept: the name was given here, the reference lists do not change it.
ALTER TABLE area
  ADD COLUMN IF NOT EXISTS successor bigint NULL,
  ADD COLUMN IF NOT EXISTS kept tinyint NOT NULL DEFAULT 0,
  ADD KEY IF NOT EXISTS by_name (name);

-- What an area was called up to a year, and not after it.
CREATE TABLE IF NOT EXISTS area_former (
  code bigint NOT NULL,
  last_year smallint NOT NULL,
  name varchar(60) NOT NULL,
  PRIMARY KEY (code, last_year),
  KEY by_name (name)
);

-- What was done, by whom.
CREATE TABLE IF NOT EXISTS area_deed (
  deed_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  year smallint NOT NULL,
  deed enum('rename','merge','split','move') NOT NULL,
  code bigint NOT NULL,
  into_code bigint NOT NULL,
  old_name varchar(60) NOT NULL,
  new_name varchar(60) NOT NULL,
  households int NOT NULL DEFAULT 0,
  reason varchar(200) NOT NULL,
  changed_by bigint NOT NULL,
  at datetime NOT NULL,
  KEY (code)
);
