-- How far the totals are computed anew that an administrator asked for: one
-- line, for all programs and machines.
CREATE TABLE IF NOT EXISTS recount (
  one tinyint NOT NULL PRIMARY KEY,
  asked_at datetime NULL,
  -- NULL: it is going on
  done_at datetime NULL,
  -- identities: where it goes on, and where it ends
  next bigint NOT NULL DEFAULT 1,
  last bigint NOT NULL DEFAULT 0,
  households bigint NOT NULL DEFAULT 0,
  seen bigint NOT NULL DEFAULT 0,
  changed bigint NOT NULL DEFAULT 0
);
INSERT IGNORE INTO recount (one) VALUES (1);
