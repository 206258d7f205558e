-- Helpers, units, work teams and their members take fields from the
-- dictionary: each table is called as its file there.

RENAME TABLE IF EXISTS helper_unit TO unit;

-- Whoever writes over a helper has seen what stands.
ALTER TABLE helper
  ADD COLUMN IF NOT EXISTS version int NOT NULL DEFAULT 1;
