-- What missions decide about their positions, and where their drafts depart from them: the entries of the files positions.yaml
-- and departures.yaml of those who draft. Whoever drafts for a mission reads and writes all of them, up to the level internal;
-- what restricted documents say never gets here.

CREATE TABLE aide.decision (
  mission text COLLATE "C" NOT NULL,
  file text COLLATE "C" NOT NULL CHECK (file IN ('positions', 'departures')),
  -- SHA-256 of what is decided about, hexadecimal: at most one entry stands about it.
  subject text COLLATE "C" NOT NULL,
  -- Raised by each change. Whoever changes an entry says which version he has seen.
  version integer NOT NULL,
  -- The entry; NULL once it is taken back.
  list text COLLATE "C",
  fields jsonb,
  login text COLLATE "C" NOT NULL,
  decided_at timestamptz NOT NULL,
  -- That of the mission's decisions which the change made.
  revision bigint NOT NULL,
  PRIMARY KEY (mission, file, subject),
  CHECK ((list IS NULL) = (fields IS NULL))
);
CREATE INDEX decision_newest ON aide.decision (mission, revision);

-- The newest revision of each mission's decisions. Who writes holds its row, so that writes of a mission take turns, and
-- whoever has seen a revision has seen all before it.
CREATE TABLE aide.decision_revision (
  mission text COLLATE "C" PRIMARY KEY,
  number bigint NOT NULL
);

-- Every write that was asked for, by the number that its writer gave it: what came of it, by whom and when. Nobody changes it.
CREATE TABLE aide.decision_history (
  write uuid PRIMARY KEY,
  mission text COLLATE "C" NOT NULL,
  file text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  -- The version that the writer had seen, and the one that he made; NULL when he was refused.
  seen integer NOT NULL,
  version integer,
  list text COLLATE "C",
  fields jsonb,
  login text COLLATE "C" NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX decision_history_subject ON aide.decision_history (mission, file, subject);

-- Whether the login decides for a mission.
CREATE FUNCTION aide.decides_for(mission text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
RETURN aide.belongs(mission, 'internal')
  AND (pg_has_role(session_user, 'aide_drafter', 'MEMBER') OR pg_has_role(session_user, 'aide_librarian', 'MEMBER'));

-- Puts an entry in the place of what stands about its subject, or takes that back (NULL), provided that the writer has seen it:
-- `seen` is its version, 0 where there was none. Asked again with the same number it does nothing and answers the same. The
-- answer: whether it was taken, and what stands now.
CREATE FUNCTION aide.decide(
  by_write uuid, for_mission text, in_file text, about text, seen_version integer, new_list text, new_fields jsonb
) RETURNS TABLE (
  taken boolean, version integer, list text, fields jsonb, login text, decided_at timestamptz, revision bigint
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  number_now bigint;
  before aide.decision_history;
  stands aide.decision;
  is_taken boolean;
BEGIN
  IF NOT aide.decides_for(for_mission) THEN
    RAISE EXCEPTION 'this login does not decide for that mission' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO aide.decision_revision AS newest (mission, number) VALUES (for_mission, 0) ON CONFLICT DO NOTHING;
  SELECT newest.number INTO number_now FROM aide.decision_revision AS newest
    WHERE newest.mission = for_mission COLLATE "C" FOR UPDATE;
  SELECT * INTO before FROM aide.decision_history AS history WHERE history.write = by_write;
  SELECT * INTO stands FROM aide.decision AS decision
    WHERE decision.mission = for_mission COLLATE "C" AND decision.file = in_file COLLATE "C" AND decision.subject = about COLLATE "C";
  IF before.write IS NOT NULL THEN
    IF (before.mission, before.subject, before.login) IS DISTINCT FROM (for_mission, about, session_user::text) THEN
      RAISE EXCEPTION 'this number is that of another write' USING ERRCODE = 'unique_violation';
    END IF;
    is_taken := before.version IS NOT NULL;
  ELSIF stands.list IS NOT DISTINCT FROM new_list AND stands.fields IS NOT DISTINCT FROM new_fields THEN
    -- Somebody has decided the same.
    is_taken := true;
  ELSE
    -- What was taken back stands in nobody's way.
    is_taken := coalesce(stands.version, 0) = seen_version OR (stands.list IS NULL AND new_list IS NOT NULL);
    IF is_taken THEN
      UPDATE aide.decision_revision AS newest SET number = newest.number + 1
        WHERE newest.mission = for_mission COLLATE "C" RETURNING newest.number INTO number_now;
      INSERT INTO aide.decision AS decision
        VALUES (
          for_mission, in_file, about, coalesce(stands.version, 0) + 1, new_list, new_fields, session_user, clock_timestamp(),
          number_now
        )
        ON CONFLICT (mission, file, subject) DO UPDATE SET
          version = excluded.version, list = excluded.list, fields = excluded.fields, login = excluded.login,
          decided_at = excluded.decided_at, revision = excluded.revision
        RETURNING * INTO stands;
    END IF;
    INSERT INTO aide.decision_history VALUES (
      by_write, for_mission, in_file, about, seen_version, CASE WHEN is_taken THEN stands.version END, new_list, new_fields,
      session_user, CASE WHEN is_taken THEN stands.decided_at ELSE clock_timestamp() END
    );
  END IF;
  RETURN QUERY SELECT is_taken, coalesce(stands.version, 0), stands.list, stands.fields, stands.login, stands.decided_at,
    stands.revision;
END $$;

DO $$
DECLARE
  guarded regclass;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['aide.decision', 'aide.decision_revision', 'aide.decision_history']::regclass[] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', guarded);
    EXECUTE format('CREATE POLICY mission ON %s FOR SELECT USING (aide.belongs(mission, ''internal''))', guarded);
    EXECUTE format('GRANT SELECT ON %s TO aide_reader, aide_drafter, aide_librarian', guarded);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION aide.decides_for(text), aide.decide(uuid, text, text, text, integer, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aide.decides_for(text), aide.decide(uuid, text, text, text, integer, text, jsonb)
  TO aide_reader, aide_drafter, aide_librarian;
