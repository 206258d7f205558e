-- 健康状况 may be several codes since 2018: the column that the dictionary
-- made for one takes a list of them.
ALTER TABLE member MODIFY COLUMN IF EXISTS health
  varchar(60) CHARACTER SET ascii NULL COMMENT 'codes';
