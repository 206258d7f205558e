-- A village that is merged into another leaves its explanations there: they are
-- told of the village they were given for (0: of the record itself), and no
-- longer silence a warning.
ALTER TABLE place_note
  ADD COLUMN IF NOT EXISTS told_of bigint NOT NULL DEFAULT 0;
