-- What a ministry's missions have published, and who may read it. Everything stands in the schema "aide".
-- Ids and terms are compared by code point in both stores: COLLATE "C".

-- A mission's documents of one level of handling. What may be read is decided by scope alone: open scopes are everybody's.
CREATE TABLE aide.scope (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mission text COLLATE "C" NOT NULL,
  handling text COLLATE "C" NOT NULL CHECK (handling IN ('open', 'internal', 'restricted')),
  UNIQUE (mission, handling)
);

-- Who belongs to which mission, and up to which level. Whoever is not named reads what is open.
CREATE TABLE aide.member (
  login text COLLATE "C" NOT NULL,
  mission text COLLATE "C" NOT NULL,
  handling text COLLATE "C" NOT NULL CHECK (handling IN ('open', 'internal', 'restricted')),
  PRIMARY KEY (login, mission)
);

-- One row: the newest revision, raised by every batch that is put in or taken out.
CREATE TABLE aide.revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  number bigint NOT NULL
);
INSERT INTO aide.revision (number) VALUES (0);

-- What is published as one: a folder of a mission. Only its own publisher takes documents out of it.
CREATE TABLE aide.collection (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mission text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  -- The revision at which its phrases were put in; absent until the first publishing is done.
  complete_at bigint,
  UNIQUE (mission, name)
);

CREATE TABLE aide.document (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  collection integer NOT NULL REFERENCES aide.collection,
  scope integer NOT NULL REFERENCES aide.scope,
  -- SHA-256 of all that is put in of it, hexadecimal: equal where nothing needs to be put in again.
  digest text COLLATE "C" NOT NULL,
  metadata jsonb NOT NULL,
  holder text COLLATE "C" GENERATED ALWAYS AS (metadata ->> 'holder') STORED NOT NULL,
  tier text COLLATE "C" GENERATED ALWAYS AS (metadata ->> 'tier') STORED NOT NULL,
  forum text COLLATE "C" GENERATED ALWAYS AS (metadata ->> 'forum') STORED,
  language text COLLATE "C" GENERATED ALWAYS AS (metadata ->> 'language') STORED,
  -- The date itself, or the latest it can have; '' when nothing is known.
  ordering_date text COLLATE "C" GENERATED ALWAYS AS (coalesce(metadata ->> 'date', metadata -> 'between' ->> 1, '')) STORED NOT NULL,
  passages integer NOT NULL,
  -- All of it as normalised Markdown, from which whoever keeps a copy reads it.
  body text NOT NULL,
  revision bigint NOT NULL
);
CREATE INDEX document_newest ON aide.document (ordering_date DESC, id);
CREATE INDEX document_holder ON aide.document (holder, ordering_date DESC, id);
CREATE INDEX document_revision ON aide.document (revision);
CREATE INDEX document_collection ON aide.document (collection);

-- Documents that are gone, so that whoever keeps a copy takes them out. A document that comes back leaves it.
CREATE TABLE aide.removal (
  id text COLLATE "C" PRIMARY KEY,
  scope integer NOT NULL REFERENCES aide.scope,
  revision bigint NOT NULL
);
CREATE INDEX removal_revision ON aide.removal (revision);

-- What a passage is looked up by. A word's first 500 letters are enough: what is found is compared letter by letter, and an
-- index takes no longer keys. Costs more than its looks: what an index can find is not to be worked out row by row.
CREATE FUNCTION aide.words(terms text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000
RETURN ARRAY(SELECT left(word, 500) FROM unnest(string_to_array(terms, ' ')) AS word WHERE word <> '');

-- Each two words that stand side by side, as one of 65,536 numbers: enough to find "all of us in the" without reading every
-- passage that holds those words somewhere, in an index smaller than that of the words.
CREATE FUNCTION aide.pairs(terms text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
DECLARE words text[] COLLATE "C" := string_to_array(terms, ' ');
BEGIN
  RETURN ARRAY(
    SELECT hashtext(one || ' ' || next) & 65535 FROM unnest(words, words[2:]) AS pair (one, next) WHERE next IS NOT NULL
  );
END $$;

-- The smallest citable unit. Its terms and their stems are those of the product's tokenizer, a space between, so that
-- every store means the same by a word. Stop-words have no stem: two spaces follow each other there.
CREATE TABLE aide.passage (
  document integer NOT NULL REFERENCES aide.document ON DELETE CASCADE,
  number integer NOT NULL,
  scope integer NOT NULL,
  citation text COLLATE "C" NOT NULL,
  headings jsonb NOT NULL,
  text text NOT NULL,
  terms text COLLATE "C" NOT NULL,
  stems text COLLATE "C" NOT NULL,
  PRIMARY KEY (document, number)
) PARTITION BY HASH (document);
-- Terms are compared with what is asked for, again and again: they stay in the row as they are. Texts are read when they are
-- shown, stems hardly ever.
ALTER TABLE aide.passage ALTER terms SET STORAGE MAIN, ALTER stems SET STORAGE EXTERNAL;
CREATE TABLE aide.passage_0 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 0) WITH (toast_tuple_target = 1280);
CREATE TABLE aide.passage_1 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 1) WITH (toast_tuple_target = 1280);
CREATE TABLE aide.passage_2 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 2) WITH (toast_tuple_target = 1280);
CREATE TABLE aide.passage_3 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 3) WITH (toast_tuple_target = 1280);
CREATE INDEX passage_words ON aide.passage USING gin (aide.words(terms));
CREATE INDEX passage_pairs ON aide.passage USING gin (aide.pairs(terms));
CREATE INDEX passage_stems ON aide.passage USING gin (aide.words(stems));
-- Working out what each passage is looked up by would be the most of ANALYZE, and an index of these is used in any case.
DO $$
DECLARE
  made regclass;
BEGIN
  FOR made IN
    SELECT inhrelid FROM pg_inherits
    WHERE inhparent = ANY (ARRAY['aide.passage_words', 'aide.passage_pairs', 'aide.passage_stems']::regclass[])
  LOOP
    EXECUTE format('ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS 0', made);
  END LOOP;
END $$;

-- How many passages of a scope hold a stem; the row of the empty stem counts all passages.
CREATE TABLE aide.stem (
  stem text COLLATE "C" NOT NULL,
  scope integer NOT NULL REFERENCES aide.scope,
  passages integer NOT NULL,
  PRIMARY KEY (stem, scope)
);

-- Recurring wording of a collection, as far as documents of one scope use it.
CREATE TABLE aide.phrase (
  terms text COLLATE "C" NOT NULL,
  collection integer NOT NULL REFERENCES aide.collection ON DELETE CASCADE,
  scope integer NOT NULL REFERENCES aide.scope,
  -- As the newest of these documents writes it that does so within one clause, and the date of that one; '' where none does.
  text text NOT NULL,
  ordering_date text COLLATE "C" NOT NULL,
  documents integer NOT NULL,
  PRIMARY KEY (terms, collection, scope)
);
-- The extension may stand in any schema.
DO $$
BEGIN
  EXECUTE format(
    'CREATE INDEX phrase_letters ON aide.phrase USING gin (terms %s.gin_trgm_ops)',
    (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm')
  );
END $$;

-- A sentence in which its holder takes a line on a topic.
CREATE TABLE aide.position (
  document integer NOT NULL,
  passage integer NOT NULL,
  sentence_start integer NOT NULL,
  sentence_end integer NOT NULL,
  topic text COLLATE "C" NOT NULL,
  scope integer NOT NULL,
  PRIMARY KEY (document, passage, sentence_start, topic),
  FOREIGN KEY (document, passage) REFERENCES aide.passage ON DELETE CASCADE
);
CREATE INDEX position_topic ON aide.position (topic);
