-- The accounts of a production server, before the tables; then
-- `bangfu-db migrate` as bangfu_owner, then grants.sql.  Our programs sign in
-- as the users of the machine that they run as: there are no passwords, but
-- for Kannel's.
CREATE DATABASE IF NOT EXISTS bangfu
  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE DATABASE IF NOT EXISTS bangfu_kannel
  CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS bangfu_owner@localhost IDENTIFIED VIA unix_socket;
CREATE USER IF NOT EXISTS bangfu_web@localhost IDENTIFIED VIA unix_socket;
CREATE USER IF NOT EXISTS bangfu_sms@localhost IDENTIFIED VIA unix_socket;
CREATE USER IF NOT EXISTS bangfu_kannel@localhost
  IDENTIFIED BY 'KANNEL_DB_PASSWORD';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES,
  CREATE TEMPORARY TABLES, LOCK TABLES, CREATE VIEW, SHOW VIEW, TRIGGER
  ON bangfu.* TO bangfu_owner@localhost;
-- Kannel adds and removes a row for each message, one commit each.  Those of
-- this engine need no sync to disk: they outlive a killed server (it repairs
-- the table by itself), and after a power cut a message whose row is gone
-- stays "sent", not "delivered".
CREATE TABLE IF NOT EXISTS bangfu_kannel.dlr (
  smsc varchar(40) NOT NULL,
  ts varchar(65) NOT NULL,
  source varchar(40) NULL,
  destination varchar(40) NULL,
  service varchar(40) NULL,
  url varchar(255) NULL,
  mask int NULL,
  status int NULL,
  boxc varchar(40) NULL,
  KEY by_ts (smsc, ts)
) ENGINE=Aria TRANSACTIONAL=0 ROW_FORMAT=DYNAMIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON bangfu_kannel.dlr
  TO bangfu_kannel@localhost;
