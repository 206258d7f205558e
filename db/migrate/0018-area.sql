-- What a village was called: from a year to a year, so that a household's
-- village is joined by its year and not looked for row by row.
ALTER TABLE area_former
  ADD COLUMN IF NOT EXISTS first_year smallint NOT NULL DEFAULT 0 AFTER code;
UPDATE area_former f JOIN (SELECT code, last_year, LAG(last_year)
    OVER (PARTITION BY code ORDER BY last_year) AS earlier
    FROM area_former) e ON e.code = f.code AND e.last_year = f.last_year
  SET f.first_year = e.earlier + 1 WHERE e.earlier IS NOT NULL;

-- Areas seldom change: workers keep them until the generation grows.
CREATE TRIGGER IF NOT EXISTS area_added AFTER INSERT ON area FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS area_changed AFTER UPDATE ON area FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS area_removed AFTER DELETE ON area FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS former_added AFTER INSERT ON area_former FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS former_changed AFTER UPDATE ON area_former FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
CREATE TRIGGER IF NOT EXISTS former_removed AFTER DELETE ON area_former FOR EACH ROW
  UPDATE registry_now SET generation = generation + 1;
