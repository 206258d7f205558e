-- Sheets that were sent in (S1-215): the rows as they came and what would
-- become of each, until they are written or swept.  A household's rows are
-- written together or not at all, each once: its state says which.
CREATE TABLE IF NOT EXISTS import (
  import_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL,
  year smallint NOT NULL,
  -- what its rows are: household, member
  kind varchar(12) CHARACTER SET ascii NOT NULL,
  -- the file's name at the sender's
  name varchar(200) NOT NULL,
  -- its first row: the names of the columns
  head mediumtext NOT NULL,
  made_at datetime NOT NULL,
  KEY by_user (user_id, import_id),
  KEY by_time (made_at)
);

CREATE TABLE IF NOT EXISTS import_row (
  import_id bigint NOT NULL,
  -- the first line of the household in the sheet, and this one
  home int NOT NULL,
  line int NOT NULL,
  number varchar(16) CHARACTER SET ascii NULL,
  household_id bigint NULL,
  -- of the household when it was looked at; 0: there was none
  version bigint NOT NULL DEFAULT 0,
  state enum('read','change','warn','same','refuse','done') NOT NULL
    DEFAULT 'read',
  cells mediumtext NOT NULL,
  -- what would change, and what stands against it
  told mediumtext NULL,
  PRIMARY KEY (import_id, home, line),
  KEY by_state (import_id, state, home)
);
