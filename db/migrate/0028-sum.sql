-- How many households and persons each village has, by what the list's tabs
-- ask for: the total of a whole city is a sum of some thousand rows, not of a
-- million.  Whoever writes a household, the two agree.
CREATE TABLE IF NOT EXISTS household_sum (
  area bigint NOT NULL,
  year smallint NOT NULL,
  exited tinyint NOT NULL,
  monitor_class tinyint NOT NULL,
  risk_removed tinyint NOT NULL,
  households int NOT NULL,
  persons int NOT NULL,
  PRIMARY KEY (area, year, exited, monitor_class, risk_removed)
);
DELETE FROM household_sum;
INSERT INTO household_sum
  SELECT area, year, exited, monitor_class, risk_removed, COUNT(*),
    SUM(member_count) FROM household
    GROUP BY area, year, exited, monitor_class, risk_removed;

CREATE TRIGGER IF NOT EXISTS household_counted AFTER INSERT ON household FOR EACH ROW
  INSERT INTO household_sum VALUES (NEW.area, NEW.year, NEW.exited,
    NEW.monitor_class, NEW.risk_removed, 1, NEW.member_count)
  ON DUPLICATE KEY UPDATE households = households + 1,
    persons = persons + NEW.member_count;
CREATE TRIGGER IF NOT EXISTS household_uncounted AFTER DELETE ON household FOR EACH ROW
  UPDATE household_sum SET households = households - 1,
    persons = persons - OLD.member_count
   WHERE area = OLD.area AND year = OLD.year AND exited = OLD.exited
     AND monitor_class = OLD.monitor_class
     AND risk_removed = OLD.risk_removed;
-- Most changes are of something else and must not wait for one another: they
-- select nothing here and touch no row.
CREATE TRIGGER IF NOT EXISTS household_left AFTER UPDATE ON household FOR EACH ROW
  INSERT INTO household_sum
  SELECT OLD.area, OLD.year, OLD.exited, OLD.monitor_class,
      OLD.risk_removed, -1, -OLD.member_count FROM DUAL
    WHERE (OLD.area, OLD.exited, OLD.monitor_class, OLD.risk_removed,
      OLD.member_count) <> (NEW.area, NEW.exited, NEW.monitor_class,
      NEW.risk_removed, NEW.member_count)
  ON DUPLICATE KEY UPDATE households = households - 1,
    persons = persons - OLD.member_count;
CREATE TRIGGER IF NOT EXISTS household_came AFTER UPDATE ON household FOR EACH ROW
  INSERT INTO household_sum
  SELECT NEW.area, NEW.year, NEW.exited, NEW.monitor_class,
      NEW.risk_removed, 1, NEW.member_count FROM DUAL
    WHERE (OLD.area, OLD.exited, OLD.monitor_class, OLD.risk_removed,
      OLD.member_count) <> (NEW.area, NEW.exited, NEW.monitor_class,
      NEW.risk_removed, NEW.member_count)
  ON DUPLICATE KEY UPDATE households = households + 1,
    persons = persons + NEW.member_count;
