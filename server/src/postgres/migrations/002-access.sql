-- Who may do what. Three roles, which a server's logins are given: whoever reads, whoever drafts, whoever publishes. A login
-- sees the open scopes of everybody and those of its missions up to its level (aide.member). Every table is guarded row by row;
-- the queries of 003 stand on functions that look at scopes themselves, since PostgreSQL would use hardly an index under
-- row-level security.

DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['aide_reader', 'aide_drafter', 'aide_librarian'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        -- Another database of this server was set up just now.
        NULL;
      END;
    END IF;
  END LOOP;
END $$;

-- Scopes whose documents the login reads. Of the login, not of a role that it plays: a role cannot be named to a mission.
CREATE FUNCTION aide.visible_scopes() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
RETURN ARRAY(
  SELECT scope.id FROM aide.scope
  WHERE scope.handling = 'open' OR EXISTS (
    SELECT FROM aide.member
    WHERE member.login = session_user::text COLLATE "C" AND member.mission = scope.mission
      AND array_position(ARRAY['open', 'internal', 'restricted'], scope.handling::text)
        <= array_position(ARRAY['open', 'internal', 'restricted'], member.handling::text)
  )
  ORDER BY scope.id
);

-- Whether the login belongs to a mission, up to a level. Nobody publishes beyond what he may read himself.
CREATE FUNCTION aide.belongs(mission text, handling text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
RETURN EXISTS (
  SELECT FROM aide.member
  WHERE member.login = session_user::text COLLATE "C" AND member.mission = belongs.mission COLLATE "C"
    AND array_position(ARRAY['open', 'internal', 'restricted'], belongs.handling)
      <= array_position(ARRAY['open', 'internal', 'restricted'], member.handling::text)
);

-- Scopes into which the login publishes: those of its own missions.
CREATE FUNCTION aide.own_scopes() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
RETURN ARRAY(SELECT scope.id FROM aide.scope WHERE aide.belongs(scope.mission, scope.handling) ORDER BY scope.id);

-- What a librarian needs done after much was put in, and what only the owner of a table may do.
CREATE FUNCTION aide.settle() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gin_clean_pending_list(class.oid::regclass) FROM pg_class AS class
    WHERE relnamespace = 'aide'::regnamespace AND relkind = 'i' AND relam = (SELECT oid FROM pg_am WHERE amname = 'gin');
  ANALYZE aide.document, aide.passage, aide.stem, aide.phrase, aide.position;
END $$;

DO $$
DECLARE
  guarded regclass;
  scoped regclass;
BEGIN
  FOR guarded IN
    SELECT oid FROM pg_class WHERE relnamespace = 'aide'::regnamespace AND relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', guarded);
  END LOOP;
  FOREACH scoped IN ARRAY ARRAY[
    'aide.document', 'aide.passage', 'aide.position', 'aide.phrase', 'aide.stem', 'aide.removal'
  ]::regclass[] LOOP
    EXECUTE format('CREATE POLICY readers ON %s FOR SELECT USING (scope = ANY ((SELECT aide.visible_scopes())::integer[]))', scoped);
    EXECUTE format(
      'CREATE POLICY librarians ON %s TO aide_librarian USING (scope = ANY ((SELECT aide.own_scopes())::integer[]))
       WITH CHECK (scope = ANY ((SELECT aide.own_scopes())::integer[]))',
      scoped
    );
    EXECUTE format('GRANT SELECT ON %s TO aide_reader, aide_drafter', scoped);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO aide_librarian', scoped);
  END LOOP;
END $$;

CREATE POLICY readers ON aide.scope FOR SELECT USING (id = ANY ((SELECT aide.visible_scopes())::integer[]));
CREATE POLICY librarians ON aide.scope FOR INSERT TO aide_librarian WITH CHECK (aide.belongs(mission, handling));
GRANT SELECT ON aide.scope TO aide_reader, aide_drafter;
GRANT SELECT, INSERT ON aide.scope TO aide_librarian;

-- A collection's name is known to whoever sees one of its documents, and to its mission's own people.
CREATE POLICY readers ON aide.collection FOR SELECT USING (
  aide.belongs(mission, 'open') OR EXISTS (SELECT FROM aide.document WHERE document.collection = collection.id)
);
CREATE POLICY librarians ON aide.collection TO aide_librarian
  USING (aide.belongs(mission, 'open')) WITH CHECK (aide.belongs(mission, 'open'));
GRANT SELECT ON aide.collection TO aide_reader, aide_drafter;
GRANT SELECT, INSERT, UPDATE, DELETE ON aide.collection TO aide_librarian;

-- Nobody sees to what others belong, and only the owner says it.
CREATE POLICY own ON aide.member FOR SELECT USING (login = session_user::text COLLATE "C");
GRANT SELECT ON aide.member TO aide_reader, aide_drafter, aide_librarian;

CREATE POLICY everybody ON aide.revision FOR SELECT USING (true);
CREATE POLICY librarians ON aide.revision FOR UPDATE TO aide_librarian USING (true) WITH CHECK (true);
GRANT SELECT ON aide.revision TO aide_reader, aide_drafter, aide_librarian;
GRANT UPDATE (number) ON aide.revision TO aide_librarian;

CREATE POLICY everybody ON aide.migration FOR SELECT USING (true);
GRANT SELECT ON aide.migration TO aide_reader, aide_drafter, aide_librarian;

REVOKE ALL ON SCHEMA aide FROM PUBLIC;
GRANT USAGE ON SCHEMA aide TO aide_reader, aide_drafter, aide_librarian;
-- Policies ask these on behalf of whoever looks at a table.
REVOKE ALL ON FUNCTION aide.visible_scopes(), aide.belongs(text, text), aide.own_scopes(), aide.settle() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aide.visible_scopes(), aide.belongs(text, text), aide.own_scopes()
  TO aide_reader, aide_drafter, aide_librarian;
GRANT EXECUTE ON FUNCTION aide.settle() TO aide_librarian;
