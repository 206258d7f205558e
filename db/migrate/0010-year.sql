-- The years of the registry.  The newest open year is the living file; a
-- year before it may stay open for what is still to be mended; a closed year
-- is read-only at every door.

ALTER TABLE registry_year
  MODIFY state enum('opening','open','closed') NOT NULL,
  ADD COLUMN IF NOT EXISTS opened_by bigint NOT NULL DEFAULT 0,
  -- the year whose rows it began with
  ADD COLUMN IF NOT EXISTS source smallint NULL,
  -- rows at the opening
  ADD COLUMN IF NOT EXISTS households bigint NULL,
  ADD COLUMN IF NOT EXISTS members bigint NULL,
  ADD COLUMN IF NOT EXISTS closed_at datetime NULL,
  ADD COLUMN IF NOT EXISTS closed_by bigint NOT NULL DEFAULT 0;

-- The year that is looked at; NULL is the living file's.
ALTER TABLE session ADD COLUMN IF NOT EXISTS year smallint NULL;
