-- A team member's learning is a code of the list "degree", which is the same
-- for all years; before it was one of the households' lists.
UPDATE team_member SET education = NULLIF(SUBSTRING(education, 2), '6')
  WHERE education LIKE '0_';
