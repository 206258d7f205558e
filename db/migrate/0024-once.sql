-- Forms that make something new, by the number that they came with: the same
-- form sent twice makes it once.
CREATE TABLE IF NOT EXISTS form_once (
  user_id bigint NOT NULL,
  nonce varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- the hash of what it said
  words binary(32) NOT NULL,
  -- what came of it; 0: not yet
  record_id bigint NOT NULL DEFAULT 0,
  taken_at datetime NOT NULL,
  PRIMARY KEY (user_id, nonce),
  KEY by_time (taken_at)
);
