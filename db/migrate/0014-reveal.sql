-- Why somebody asked to see a number whole; and the lines of that deed by day.
ALTER TABLE audit ADD COLUMN IF NOT EXISTS reason varchar(200) NULL,
  ADD KEY IF NOT EXISTS by_deed (deed, at);
