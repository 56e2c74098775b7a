-- In the database of the gate, by its owner, once.
BEGIN;

CREATE SCHEMA archives;

-- The passages of all archives, each archive a partition that lies on a server of its own.
CREATE TABLE archives.passage (
  archive text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  ordering_date text COLLATE "C" NOT NULL,
  holder text COLLATE "C" NOT NULL,
  forum text COLLATE "C",
  language text COLLATE "C",
  metadata jsonb NOT NULL,
  number integer NOT NULL,
  citation text COLLATE "C" NOT NULL,
  headings jsonb NOT NULL,
  text text NOT NULL,
  terms text COLLATE "C" NOT NULL,
  words text[] COLLATE "C" NOT NULL,
  pairs integer[] NOT NULL,
  stem_words text[] COLLATE "C" NOT NULL
) PARTITION BY LIST (archive);

-- Where a run stands, or all of some stems: in the gate's own documents (archive ''), as far as the login reads them, and in
-- every archive. What is NULL is not asked for. Values are compared without a collation of their own: no other is sent out.
CREATE FUNCTION archives.places(run text, stems text[], filter aide.document_filter)
RETURNS TABLE (archive text, id text, ordering_date text, number integer)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  scopes integer[] := aide.visible_scopes();
  spaced text := aide.spaced(run);
  wanted_pairs integer[] := nullif(aide.pairs(run), '{}');
  -- More than one word is looked up by its pairs.
  wanted_words text[] := CASE WHEN wanted_pairs IS NULL THEN nullif(aide.words(run), '{}') END;
  wanted_stems text[] := (SELECT array_agg(left(stem, 500)) FROM unnest(stems) AS stem);
  holders text[] := (filter).holders;
  earliest text := (filter).earliest;
  latest text := (filter).latest;
  wanted_forum text := (filter).forum;
  wanted_language text := (filter).language;
BEGIN
  IF num_nonnulls(wanted_pairs, wanted_words, wanted_stems) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT ''::text COLLATE "C", document.id, document.ordering_date, passage.number
  FROM aide.passage JOIN aide.document ON document.number = passage.document
  WHERE passage.scope = ANY (scopes) AND aide.passes(document.*, filter)
    AND (wanted_pairs IS NULL OR aide.pairs(passage.terms) @> wanted_pairs)
    AND (wanted_words IS NULL OR aide.words(passage.terms) @> wanted_words)
    AND (wanted_stems IS NULL OR aide.words(passage.stems) @> wanted_stems)
    AND (spaced IS NULL OR strpos(' ' || passage.terms || ' ', spaced) > 0)
  UNION ALL
  SELECT passage.archive, passage.id, passage.ordering_date, passage.number
  FROM archives.passage
  WHERE (wanted_pairs IS NULL OR passage.pairs @> wanted_pairs)
    AND (wanted_words IS NULL OR passage.words @> wanted_words)
    AND (wanted_stems IS NULL OR passage.stem_words @> wanted_stems)
    AND (spaced IS NULL OR strpos(' ' || passage.terms || ' ', spaced) > 0)
    AND (holders IS NULL OR passage.holder = ANY (holders))
    AND (earliest IS NULL OR (passage.ordering_date <> '' AND passage.ordering_date >= earliest))
    AND (latest IS NULL OR (passage.ordering_date <> '' AND passage.ordering_date <= latest))
    AND (wanted_forum IS NULL OR passage.forum = wanted_forum)
    AND (wanted_language IS NULL OR passage.language = wanted_language);
END $$;

-- How many documents and passages hold it, and the first so many passages in order, as aide.phrase_uses gives them. One row at
-- least. Only what is shown is fetched from the archives with its text.
CREATE FUNCTION archives.uses(run text, stems text[], filter aide.document_filter, most bigint)
RETURNS TABLE (
  documents bigint, passages bigint, id text, number integer, metadata jsonb, citation text, headings jsonb, text text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
  scopes integer[] := aide.visible_scopes();
  all_documents bigint;
  all_passages bigint;
  first_archives text[];
  first_ids text[];
  first_numbers integer[];
BEGIN
  WITH found AS MATERIALIZED (
    SELECT places.archive, places.id COLLATE "C" AS id, places.ordering_date COLLATE "C" AS date, places.number
    FROM archives.places(run, stems, filter) AS places
  ), newest AS MATERIALIZED (
    SELECT found.* FROM found ORDER BY found.date DESC, found.id, found.number LIMIT most
  )
  SELECT
    (SELECT count(*) FROM (SELECT DISTINCT found.archive, found.id FROM found) AS each),
    (SELECT count(*) FROM found),
    array_agg(newest.archive ORDER BY newest.date DESC, newest.id, newest.number),
    array_agg(newest.id ORDER BY newest.date DESC, newest.id, newest.number),
    array_agg(newest.number ORDER BY newest.date DESC, newest.id, newest.number)
  INTO all_documents, all_passages, first_archives, first_ids, first_numbers
  FROM newest;
  RETURN QUERY
  SELECT all_documents, all_passages, found.id, found.number, found.metadata, found.citation, found.headings, found.text
  FROM (VALUES (true)) AS at_least (one_row)
  LEFT JOIN (
    SELECT wanted.place, shown.*
    FROM unnest(first_archives, first_ids, first_numbers) WITH ORDINALITY AS wanted (archive, id, number, place)
    JOIN (
      SELECT ''::text COLLATE "C" AS archive, document.id, passage.number, document.metadata, passage.citation,
        passage.headings, passage.text
      FROM aide.document JOIN aide.passage ON passage.document = document.number
      WHERE document.id = ANY (first_ids) AND passage.number = ANY (first_numbers) AND passage.scope = ANY (scopes)
      UNION ALL
      SELECT passage.archive, passage.id, passage.number, passage.metadata, passage.citation, passage.headings, passage.text
      FROM archives.passage
      WHERE passage.archive = ANY (first_archives) AND passage.id = ANY (first_ids) AND passage.number = ANY (first_numbers)
    ) AS shown ON shown.archive = wanted.archive AND shown.id = wanted.id AND shown.number = wanted.number
  ) AS found ON true
  ORDER BY found.place;
END $$;

-- Nobody reads the archives but by this function, which asks nothing else of them.
REVOKE ALL ON FUNCTION archives.places(text, text[], aide.document_filter) FROM PUBLIC;
REVOKE ALL ON FUNCTION archives.uses(text, text[], aide.document_filter, bigint) FROM PUBLIC;
GRANT USAGE ON SCHEMA archives TO aide_reader, aide_drafter, aide_librarian;
GRANT EXECUTE ON FUNCTION archives.uses(text, text[], aide.document_filter, bigint)
  TO aide_reader, aide_drafter, aide_librarian;

COMMIT;
