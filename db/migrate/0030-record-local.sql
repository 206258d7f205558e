-- 指标维护 (S1-010): helpers, units, work teams and their members may have
-- fields of an area's own, too.
ALTER TABLE helper ADD COLUMN IF NOT EXISTS local JSON NULL;
ALTER TABLE unit ADD COLUMN IF NOT EXISTS local JSON NULL;
ALTER TABLE team ADD COLUMN IF NOT EXISTS local JSON NULL;
ALTER TABLE team_member ADD COLUMN IF NOT EXISTS local JSON NULL;
