-- What a store is asked. Each function looks only at scopes that the login reads (aide.visible_scopes), with its owner's rights,
-- so that the indexes serve; none writes. Terms, stems and ids are compared by code point. A run is terms with one space between.
-- Documents come newest first, then by id; passages by document, then by place.

-- How a passage is shown.
CREATE TYPE aide.shown_passage AS (id text, number integer, metadata jsonb, citation text, headings jsonb, text text);

-- Which documents count; what is NULL is not asked.
CREATE TYPE aide.document_filter AS (holders text[], earliest text, latest text, forum text, language text);

CREATE FUNCTION aide.passes(document aide.document, filter aide.document_filter) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((filter).holders IS NULL OR (document).holder = ANY ((filter).holders))
  AND ((filter).earliest IS NULL OR ((document).ordering_date <> '' AND (document).ordering_date >= (filter).earliest))
  AND ((filter).latest IS NULL OR ((document).ordering_date <> '' AND (document).ordering_date <= (filter).latest))
  AND ((filter).forum IS NULL OR (document).forum = (filter).forum)
  AND ((filter).language IS NULL OR (document).language = (filter).language);

-- A run with a space at either end: in terms that have these too it is found by its letters alone. strpos passes over most of a
-- text, where LIKE would try each of its words.
CREATE FUNCTION aide.spaced(run text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ' ' || run || ' ';

CREATE FUNCTION aide.newest_revision() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT number FROM aide.revision);

CREATE FUNCTION aide.changes_since(earlier bigint) RETURNS TABLE (revision bigint, changed text[], removed text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT
    newest.number,
    ARRAY(
      SELECT document.id FROM aide.document
      WHERE document.revision > earlier AND scope = ANY ((SELECT aide.visible_scopes())::integer[]) ORDER BY document.id
    ),
    ARRAY(
      SELECT removal.id FROM aide.removal
      WHERE removal.revision > earlier AND scope = ANY ((SELECT aide.visible_scopes())::integer[])
        -- Gone for others alone: fewer may see it than before.
        AND NOT EXISTS (
          SELECT FROM aide.document
          WHERE document.id = removal.id AND document.scope = ANY ((SELECT aide.visible_scopes())::integer[])
        )
      ORDER BY removal.id
    )
  FROM aide.revision AS newest;
END;

CREATE FUNCTION aide.list_documents(filter aide.document_filter, skipped bigint, most bigint)
RETURNS TABLE (id text, metadata jsonb, passages integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT document.id, document.metadata, document.passages FROM aide.document
  WHERE document.scope = ANY ((SELECT aide.visible_scopes())::integer[]) AND aide.passes(document.*, filter)
  ORDER BY document.ordering_date DESC, document.id OFFSET skipped LIMIT most;
END;

-- The first passage of a document that bears a citation.
CREATE FUNCTION aide.cited_passage(id text, citation text) RETURNS SETOF aide.shown_passage
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT document.id, passage.number, document.metadata, passage.citation, passage.headings, passage.text
  FROM aide.document JOIN aide.passage ON passage.document = document.number
  WHERE document.id = cited_passage.id COLLATE "C" AND passage.citation = cited_passage.citation COLLATE "C"
    AND document.scope = ANY ((SELECT aide.visible_scopes())::integer[])
  ORDER BY passage.number LIMIT 1;
END;

-- Passages by their documents' ids and their places, in the order asked for.
CREATE FUNCTION aide.show_passages(ids text[], numbers integer[]) RETURNS SETOF aide.shown_passage
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT document.id, passage.number, document.metadata, passage.citation, passage.headings, passage.text
  FROM unnest(ids, numbers) WITH ORDINALITY AS wanted (id, number, place)
  JOIN aide.document ON document.id = wanted.id COLLATE "C"
  JOIN aide.passage ON passage.document = document.number AND passage.number = wanted.number
  WHERE passage.scope = ANY ((SELECT aide.visible_scopes())::integer[])
  ORDER BY wanted.place;
END;

-- Passages of these scopes that hold a run. One word is looked up as a word, and where the index knows all its letters that is
-- all; more words are looked up by their pairs, and compared.
CREATE FUNCTION aide.passages_with(run text, scopes integer[]) RETURNS TABLE (document integer, number integer)
LANGUAGE plpgsql STABLE ROWS 1000 AS $$
#variable_conflict use_column
DECLARE
  spaced text COLLATE "C" := aide.spaced(run);
  pairs integer[] := aide.pairs(run);
  words text[] COLLATE "C" := aide.words(run);
BEGIN
  IF cardinality(pairs) > 0 THEN
    RETURN QUERY SELECT passage.document, passage.number FROM aide.passage
      WHERE aide.pairs(terms) @> pairs AND scope = ANY (scopes) AND strpos(' ' || terms || ' ', spaced) > 0;
  ELSIF words[1] = run THEN
    RETURN QUERY SELECT passage.document, passage.number FROM aide.passage
      WHERE aide.words(terms) @> words AND scope = ANY (scopes);
  ELSE
    RETURN QUERY SELECT passage.document, passage.number FROM aide.passage
      WHERE aide.words(terms) @> words AND scope = ANY (scopes) AND strpos(' ' || terms || ' ', spaced) > 0;
  END IF;
END $$;

-- How many documents and passages hold a run, and the first so many passages in order. One row at least.
CREATE FUNCTION aide.phrase_uses(run text, filter aide.document_filter, most bigint)
RETURNS TABLE (
  documents bigint, passages bigint, id text, number integer, metadata jsonb, citation text, headings jsonb, text text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET max_parallel_workers_per_gather = 0 SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH found AS MATERIALIZED (
    SELECT found.document, array_agg(found.number) AS numbers
    FROM aide.passages_with(run, aide.visible_scopes()) AS found GROUP BY found.document
  ), counted AS MATERIALIZED (
    SELECT found.document, found.numbers, document.ordering_date, document.id
    FROM found JOIN aide.document ON document.number = found.document
    WHERE aide.passes(document.*, filter)
  ), newest AS MATERIALIZED (
    -- As many documents have at least as many passages.
    SELECT counted.* FROM counted ORDER BY counted.ordering_date DESC, counted.id LIMIT most
  ), first AS MATERIALIZED (
    SELECT newest.document, newest.ordering_date, newest.id, place.number
    FROM newest CROSS JOIN LATERAL unnest(newest.numbers) AS place (number)
    ORDER BY newest.ordering_date DESC, newest.id, place.number LIMIT most
  )
  SELECT total.documents, total.passages, first.id, first.number, document.metadata, passage.citation, passage.headings, passage.text
  FROM (SELECT count(*) AS documents, coalesce(sum(cardinality(counted.numbers)), 0)::bigint AS passages FROM counted) AS total
  LEFT JOIN (
    first JOIN aide.document ON document.number = first.document
    JOIN aide.passage ON passage.document = first.document AND passage.number = first.number
  ) ON true
  ORDER BY first.ordering_date DESC, first.id, first.number;
END $$;

-- Whether some passage of these scopes holds a run.
CREATE FUNCTION aide.stands(run text[], scopes integer[]) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  joined text COLLATE "C" := array_to_string(run, ' ');
  spaced text COLLATE "C" := aide.spaced(joined);
  pairs integer[] := aide.pairs(joined);
  words text[] COLLATE "C";
BEGIN
  IF cardinality(pairs) > 0 THEN
    RETURN EXISTS (
      SELECT FROM aide.passage
      WHERE aide.pairs(terms) @> pairs AND scope = ANY (scopes) AND strpos(' ' || terms || ' ', spaced) > 0
    );
  END IF;
  words := aide.words(joined);
  RETURN EXISTS (
    SELECT FROM aide.passage
    WHERE aide.words(terms) @> words AND scope = ANY (scopes) AND strpos(' ' || terms || ' ', spaced) > 0
  );
END $$;

-- How far a run that stands somewhere can be drawn out from `first`: the greatest end up to `most` with which it does. It stands
-- with the end `known`. Asks in steps that grow, then by halves.
CREATE FUNCTION aide.furthest(words text[], first integer, known integer, most integer, scopes integer[]) RETURNS integer
LANGUAGE plpgsql STABLE AS $$
DECLARE
  low integer := known;
  high integer := most + 1;
  step integer := 1;
  middle integer;
BEGIN
  WHILE low + 1 < high LOOP
    middle := least(low + step, (low + high) / 2);
    IF middle = low + step THEN
      step := step * 2;
    END IF;
    IF aide.stands(words[first:middle], scopes) THEN
      low := middle;
    ELSE
      high := middle;
    END IF;
  END LOOP;
  RETURN low;
END $$;

-- The longest run of words that includes position `at` (from 1) and stands in some passage, leftmost among equals: its first and
-- last position. No row where no passage holds the word.
CREATE FUNCTION aide.longest_run(words text[], at integer) RETURNS TABLE (first integer, last integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET max_parallel_workers_per_gather = 0 SET jit = off AS $$
DECLARE
  scopes integer[] := aide.visible_scopes();
  leftmost integer;
  rightmost integer;
  goal integer;
BEGIN
  IF at < 1 OR at > cardinality(words) OR NOT aide.stands(words[at:at], scopes) THEN
    RETURN;
  END IF;
  rightmost := aide.furthest(words, at, at, cardinality(words), scopes);
  leftmost := at;
  -- To the left one by one: runs are short.
  WHILE leftmost > 1 AND aide.stands(words[leftmost - 1:at], scopes) LOOP
    leftmost := leftmost - 1;
  END LOOP;
  first := leftmost;
  last := aide.furthest(words, first, at, rightmost, scopes);
  FOR start IN leftmost + 1..at LOOP
    -- What starts here ends before what starts at `at`.
    EXIT WHEN rightmost - start <= last - first;
    goal := greatest(at, start + last - first + 1);
    IF aide.stands(words[start:goal], scopes) THEN
      first := start;
      last := aide.furthest(words, start, goal, rightmost, scopes);
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;

-- How many passages hold each stem; '' counts all of them. What is held by none has no row.
CREATE FUNCTION aide.count_stems(stems text[]) RETURNS TABLE (stem text, passages bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT stem.stem, sum(stem.passages) FROM aide.stem
  WHERE stem.stem = ANY (stems COLLATE "C") AND stem.scope = ANY ((SELECT aide.visible_scopes())::integer[])
  GROUP BY stem.stem;
END;

-- What searching and comparing need of a passage to rank it.
CREATE TYPE aide.candidate AS (
  id text, ordering_date text, holder text, tier text, forum text, number integer,
  -- Whether it holds the words in a row.
  exact boolean,
  -- Where the stems stand: for each of them, places from 1 with commas between; semicolons between stems.
  places text,
  terms text
);

-- The newest passages that hold all of some stems and all of some runs, and none of others. `words_in_row`: a run that makes a
-- passage exact.
CREATE FUNCTION aide.search_candidates(
  wanted_stems text[], runs text[], without text[], words_in_row text, filter aide.document_filter, most bigint
) RETURNS SETOF aide.candidate
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET max_parallel_workers_per_gather = 0 SET jit = off AS $$
DECLARE
  stems text[] COLLATE "C" := ARRAY(SELECT left(stem, 500) FROM unnest(wanted_stems) AS stem);
  words text[] COLLATE "C" := ARRAY(SELECT unnest(aide.words(run)) FROM unnest(runs) AS run WHERE run NOT LIKE '% %');
  pairs integer[] := ARRAY(SELECT unnest(aide.pairs(run)) FROM unnest(runs) AS run);
  spaced_runs text[] COLLATE "C" := ARRAY(SELECT aide.spaced(run) FROM unnest(runs) AS run);
  unwanted text[] COLLATE "C" := ARRAY(SELECT aide.spaced(run) FROM unnest(without) AS run);
  -- What is not asked for is left out: an index finds everything by nothing.
  conditions text := concat_ws(
    ' AND ',
    'passage.scope = ANY ($1)',
    CASE WHEN cardinality(stems) > 0 THEN 'aide.words(passage.stems) @> $2' END,
    CASE WHEN cardinality(words) > 0 THEN 'aide.words(passage.terms) @> $3' END,
    CASE WHEN cardinality(pairs) > 0 THEN 'aide.pairs(passage.terms) @> $4' END,
    CASE WHEN cardinality(spaced_runs) > 0 THEN
      $sql$NOT EXISTS (SELECT FROM unnest($5) AS run WHERE strpos(' ' || passage.terms || ' ', run) = 0)$sql$ END,
    CASE WHEN cardinality(unwanted) > 0 THEN
      $sql$NOT EXISTS (SELECT FROM unnest($6) AS run WHERE strpos(' ' || passage.terms || ' ', run) > 0)$sql$ END,
    'aide.passes(document.*, $7)'
  );
  -- One word stands close to itself, and where a passage must hold a phrase it is exact.
  places text := CASE WHEN cardinality(stems) > 1 THEN
    $sql$(
      SELECT string_agg(array_to_string(array_positions(split.stems, wanted.stem), ','), ';' ORDER BY wanted.place)
      FROM (SELECT string_to_array(passage.stems, ' ') AS stems OFFSET 0) AS split
      CROSS JOIN unnest($10) WITH ORDINALITY AS wanted (stem, place)
    )$sql$ ELSE 'NULL' END;
  exact text := CASE WHEN cardinality(runs) > 0 THEN 'true' ELSE $sql$strpos(' ' || passage.terms || ' ', $9) > 0$sql$ END;
BEGIN
  IF cardinality(stems) + cardinality(words) + cardinality(pairs) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    $sql$
    SELECT newest.id, newest.ordering_date, newest.holder, newest.tier, newest.forum, newest.number, %s, %s, NULL::text
    FROM (
      SELECT document.number AS document, document.id, document.ordering_date, document.holder, document.tier, document.forum,
        passage.number
      FROM aide.passage JOIN aide.document ON document.number = passage.document
      WHERE %s ORDER BY document.ordering_date DESC, document.id, passage.number LIMIT $8
    ) AS newest
    JOIN aide.passage ON passage.document = newest.document AND passage.number = newest.number
    $sql$,
    exact, places, conditions
  ) USING aide.visible_scopes(), stems, words, pairs, spaced_runs, unwanted, filter, most, aide.spaced(words_in_row),
    wanted_stems;
END $$;

-- The newest passages that hold one of some stems, of which each weighs something, and that may hold as much as is enough:
-- what other words weigh, `rest`, they are believed to hold.
CREATE FUNCTION aide.similar_candidates(
  wanted_stems text[], weights double precision[], rest double precision, enough double precision,
  filter aide.document_filter, most bigint
) RETURNS SETOF aide.candidate
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET max_parallel_workers_per_gather = 0 SET jit = off AS $$
#variable_conflict use_column
DECLARE
  keys text[] COLLATE "C" := ARRAY(SELECT left(stem, 500) FROM unnest(wanted_stems) AS stem);
  spaced_stems text[] COLLATE "C" := ARRAY(SELECT aide.spaced(stem) FROM unnest(wanted_stems) AS stem);
  scopes integer[] := aide.visible_scopes();
BEGIN
  RETURN QUERY
  SELECT newest.id, newest.ordering_date, newest.holder, newest.tier, newest.forum, newest.number, NULL::boolean, NULL::text,
    passage.terms
  FROM (
    SELECT document.number AS document, document.id, document.ordering_date, document.holder, document.tier, document.forum,
      passage.number
    FROM aide.passage JOIN aide.document ON document.number = passage.document
    WHERE aide.words(passage.stems) && keys AND passage.scope = ANY (scopes) AND aide.passes(document.*, filter)
    ORDER BY document.ordering_date DESC, document.id, passage.number LIMIT most
  ) AS newest
  JOIN aide.passage ON passage.document = newest.document AND passage.number = newest.number
  WHERE rest + (
    SELECT coalesce(sum(wanted.weight), 0)
    FROM (SELECT ' ' || passage.stems || ' ' AS stems OFFSET 0) AS read
    CROSS JOIN unnest(spaced_stems, weights) AS wanted (stem, weight)
    WHERE strpos(read.stems, wanted.stem) > 0
  ) >= enough;
END $$;

-- Phrases whose terms begin so: used in most documents first, then with most words, then by their terms.
CREATE FUNCTION aide.phrases_by_prefix(typed text, most bigint) RETURNS TABLE (terms text, documents bigint, text text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  scopes integer[] := aide.visible_scopes();
  least_terms text COLLATE "C" := typed;
  -- Behind all that begin so.
  beyond text COLLATE "C" := typed || chr(1114111);
BEGIN
  RETURN QUERY
  SELECT found.terms, found.documents, newest.text FROM (
    SELECT phrase.terms, sum(phrase.documents) AS documents FROM aide.phrase
    WHERE phrase.terms >= least_terms AND phrase.terms < beyond AND phrase.scope = ANY (scopes)
    GROUP BY phrase.terms
    ORDER BY sum(phrase.documents) DESC, cardinality(string_to_array(phrase.terms, ' ')) DESC, phrase.terms
    LIMIT most
  ) AS found
  CROSS JOIN LATERAL (
    SELECT phrase.text FROM aide.phrase WHERE phrase.terms = found.terms AND phrase.scope = ANY (scopes)
    ORDER BY phrase.ordering_date DESC, phrase.text COLLATE "C" LIMIT 1
  ) AS newest
  ORDER BY found.documents DESC, cardinality(string_to_array(found.terms, ' ')) DESC, found.terms;
END $$;

-- Phrases that share most trigrams with what is typed, at least 0.3 of them; of equals the first by their terms. The extension
-- may stand in any schema.
DO $$
BEGIN
  EXECUTE format(
    $sql$
    CREATE FUNCTION aide.phrases_like(typed text, most bigint) RETURNS TABLE (terms text, documents bigint, text text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET pg_trgm.similarity_threshold = 0.3 AS $body$
    #variable_conflict use_column
    DECLARE scopes integer[] := aide.visible_scopes();
    BEGIN
      RETURN QUERY
      SELECT found.terms, found.documents, newest.text FROM (
        SELECT phrase.terms, sum(phrase.documents) AS documents FROM aide.phrase
        WHERE phrase.terms OPERATOR(%1$s.%%) typed AND phrase.scope = ANY (scopes)
        GROUP BY phrase.terms
        ORDER BY %1$s.similarity(phrase.terms, typed) DESC, phrase.terms
        LIMIT most
      ) AS found
      CROSS JOIN LATERAL (
        SELECT phrase.text FROM aide.phrase WHERE phrase.terms = found.terms AND phrase.scope = ANY (scopes)
        ORDER BY phrase.ordering_date DESC, phrase.text COLLATE "C" LIMIT 1
      ) AS newest;
    END $body$
    $sql$,
    (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm')
  );
END $$;

-- Sentences in which holders take a line on topics, newest first, with the text of their passages.
CREATE FUNCTION aide.list_positions(held_by text, on_topic text, most bigint)
RETURNS TABLE (
  id text, metadata jsonb, passage integer, sentence_start integer, sentence_end integer, topic text, text text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT newest.id, newest.metadata, newest.passage, newest.sentence_start, newest.sentence_end, newest.topic, passage.text
  FROM (
    SELECT document.ordering_date, document.id, document.metadata, position.*
    FROM aide.position JOIN aide.document ON document.number = position.document
    WHERE position.scope = ANY ((SELECT aide.visible_scopes())::integer[])
      AND (held_by IS NULL OR document.holder = held_by)
      AND (on_topic IS NULL OR position.topic = on_topic)
    ORDER BY document.ordering_date DESC, document.id, position.passage, position.sentence_start, position.topic
    LIMIT most
  ) AS newest
  JOIN aide.passage ON passage.document = newest.document AND passage.number = newest.passage
  ORDER BY newest.ordering_date DESC, newest.id, newest.passage, newest.sentence_start, newest.topic;
END $$;

-- Whoever may look may ask; what these stand on is nobody's business. Whoever puts passages in fills their indexes.
DO $$
DECLARE
  each regprocedure;
BEGIN
  FOR each IN
    SELECT oid FROM pg_proc WHERE pronamespace = 'aide'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', each);
  END LOOP;
  GRANT EXECUTE ON FUNCTION aide.words(text), aide.pairs(text) TO aide_librarian;
  FOR each IN
    SELECT oid FROM pg_proc WHERE pronamespace = 'aide'::regnamespace AND proname = ANY (ARRAY[
      'newest_revision', 'changes_since', 'list_documents', 'cited_passage', 'show_passages', 'phrase_uses', 'longest_run',
      'count_stems', 'search_candidates', 'similar_candidates', 'phrases_by_prefix', 'phrases_like', 'list_positions'
    ])
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO aide_reader, aide_drafter, aide_librarian', each);
  END LOOP;
END $$;
