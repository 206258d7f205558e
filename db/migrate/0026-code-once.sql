-- 隶属关系 stood twice in the list of codes, once from 2014 on.
DELETE FROM code WHERE list = 'affiliation' AND first_year = 2014;
