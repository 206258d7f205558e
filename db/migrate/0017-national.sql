-- The column of the national system that an area's own field answers to, where
-- there is one: its element in a document of the national profile.
ALTER TABLE indicator ADD COLUMN IF NOT EXISTS national varchar(20)
  CHARACTER SET ascii NULL;
