-- Photos of a form that was refused (S0-105), kept until it is sent again:
-- bound to who chose them and to that form (its nonce).  An entry takes its
-- photos from here; what is never taken is swept.
CREATE TABLE IF NOT EXISTS photo_staged (
  staged_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id bigint NOT NULL,
  form varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file binary(32) NOT NULL,
  small binary(32) NOT NULL,
  bytes int NOT NULL,
  width smallint NOT NULL,
  height smallint NOT NULL,
  kind varchar(4) CHARACTER SET ascii NOT NULL,
  latitude_e6 int NULL,
  longitude_e6 int NULL,
  taken_at datetime NULL,
  staged_at datetime NOT NULL,
  -- the same form sent twice stages a photo once
  UNIQUE KEY of_form (user_id, form, file),
  KEY by_file (file),
  KEY by_small (small),
  KEY by_time (staged_at)
);
