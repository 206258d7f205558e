-- What is on its way to the gateway stays queued: there is one sender, and
-- after its death every message that it had taken was queued again anyway.

UPDATE outbox SET state = 'queued' WHERE state = 'leased';
ALTER TABLE outbox
  DROP COLUMN IF EXISTS leased_until,
  MODIFY COLUMN state enum('queued','sent','delivered','failed','expired')
    NOT NULL DEFAULT 'queued';
