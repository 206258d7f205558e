-- The columns of the official forms come from the dictionary (bangfu-db
-- migrate adds those that are missing); here is what saving them needs.

-- Somebody who was faster is noticed by the version.  No phone is NULL.
ALTER TABLE household ADD COLUMN IF NOT EXISTS version int NOT NULL DEFAULT 1,
  MODIFY phone varchar(20) NULL;

ALTER TABLE member ADD COLUMN IF NOT EXISTS version int NOT NULL DEFAULT 1;
