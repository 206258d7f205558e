-- How far the areas have come is counted from two indexes, not household by
-- household: a report says in which village its household lives now.  That is
-- no part of the month: moving leaves no trace in its history.
ALTER TABLE report
  ADD COLUMN IF NOT EXISTS area bigint NOT NULL DEFAULT 0
    WITHOUT SYSTEM VERSIONING;
UPDATE report r JOIN registry_now n
  JOIN household h ON h.year = n.year AND h.household_id = r.household_id
  SET r.area = h.area WHERE r.area <> h.area;
ALTER TABLE report
  ADD KEY IF NOT EXISTS by_area
    (period, area, state, late, housing, water, dropout, insurance);
ALTER TABLE household
  ADD KEY IF NOT EXISTS by_free (year, free_after, area);

-- Whoever writes either, the two agree; who knows the village saves looking
-- it up.
CREATE TRIGGER IF NOT EXISTS report_placed BEFORE INSERT ON report FOR EACH ROW
  SET NEW.area = CASE WHEN NEW.area <> 0 THEN NEW.area ELSE IFNULL((SELECT h.area
    FROM registry_now n JOIN household h ON h.year = n.year
     AND h.household_id = NEW.household_id), 0) END;
CREATE TRIGGER IF NOT EXISTS household_moved AFTER UPDATE ON household FOR EACH ROW
  UPDATE report SET area = NEW.area
   WHERE NEW.area <> OLD.area AND household_id = NEW.household_id
     AND EXISTS (SELECT 1 FROM registry_now n WHERE n.year = NEW.year);
