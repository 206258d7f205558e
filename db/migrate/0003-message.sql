-- Messages: what came (inbox) and what goes (outbox).  spec/sms.md section 1:
-- nothing acknowledged is lost, nothing counts twice, every message has
-- exactly one recorded outcome.

CREATE TABLE IF NOT EXISTS inbox (
  inbox_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  gateway varchar(20) CHARACTER SET ascii NOT NULL,
  -- the provider's id; NULL never matches another NULL
  provider_id varchar(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
  sender varchar(40) NOT NULL,
  recipient varchar(40) NOT NULL DEFAULT '',
  -- as it came, unread bytes; text is derived from it
  raw blob NOT NULL,
  raw_hash binary(32) NOT NULL,
  provider_time varchar(30) CHARACTER SET ascii NULL,
  received_at datetime(3) NOT NULL,
  -- new → done, or new → dead after its tries
  state enum('new','done','dead') NOT NULL DEFAULT 'new',
  tries smallint NOT NULL DEFAULT 0,
  -- answered, silent, duplicate; which silence and why in note
  outcome varchar(20) CHARACTER SET ascii NULL,
  note varchar(200) NULL,
  helper_id bigint NULL,
  done_at datetime(3) NULL,
  -- an operator's replay names the message it repeats
  replay_of bigint NULL,
  UNIQUE KEY by_provider (gateway, provider_id),
  UNIQUE KEY by_content (sender, provider_time, raw_hash),
  KEY by_state (state, inbox_id),
  KEY by_replay (replay_of),
  KEY by_received (received_at)
);

-- What the processor is about to do, committed before it does it: after a
-- crash the tries of these messages are counted.  0: nothing.
CREATE TABLE IF NOT EXISTS inbox_attempt (
  one tinyint NOT NULL PRIMARY KEY,
  low bigint NOT NULL,
  high bigint NOT NULL
);
INSERT INTO inbox_attempt VALUES (1, 0, 0);

CREATE TABLE IF NOT EXISTS outbox (
  outbox_id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- exactly one answer per message
  inbox_id bigint NULL UNIQUE,
  phone varchar(40) NOT NULL,
  text varchar(2000) NOT NULL,
  kind enum('reply','notice','reminder') NOT NULL DEFAULT 'reply',
  priority tinyint NOT NULL DEFAULT 0,
  state enum('queued','leased','sent','delivered','failed','expired')
    NOT NULL DEFAULT 'queued',
  tries smallint NOT NULL DEFAULT 0,
  next_at datetime(3) NOT NULL,
  leased_until datetime(3) NULL,
  expires_at datetime NULL,
  gateway varchar(20) CHARACTER SET ascii NULL,
  created_at datetime(3) NOT NULL,
  sent_at datetime(3) NULL,
  -- strongest delivery report so far
  dlr smallint NOT NULL DEFAULT 0,
  note varchar(200) NULL,
  KEY by_work (state, priority, next_at),
  KEY by_phone (phone, outbox_id)
);

-- An unknown sender is answered once a day at most.
CREATE TABLE IF NOT EXISTS sender_told (
  sender varchar(40) NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (sender, day)
);
