-- What a ministry's missions have published, and who may read it. Everything stands in the schema "aide".
-- Ids and terms are compared by code point in both stores: COLLATE "C".

CREATE EXTENSION IF NOT EXISTS pg_trgm;

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

-- The smallest citable unit. Its terms and their stems are those of the product's tokenizer, a space between, so that
-- every store means the same by a word; the configuration "simple" keeps them as they are.
CREATE TABLE aide.passage (
  document integer NOT NULL REFERENCES aide.document ON DELETE CASCADE,
  number integer NOT NULL,
  scope integer NOT NULL,
  citation text COLLATE "C" NOT NULL,
  headings jsonb NOT NULL,
  text text NOT NULL,
  terms text COLLATE "C" NOT NULL,
  stems text COLLATE "C" NOT NULL,
  words tsvector GENERATED ALWAYS AS (strip(to_tsvector('simple', terms))) STORED,
  forms tsvector GENERATED ALWAYS AS (strip(to_tsvector('simple', stems))) STORED,
  PRIMARY KEY (document, number)
) PARTITION BY HASH (document);
CREATE TABLE aide.passage_0 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE aide.passage_1 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE aide.passage_2 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE aide.passage_3 PARTITION OF aide.passage FOR VALUES WITH (MODULUS 4, REMAINDER 3);
CREATE INDEX passage_words ON aide.passage USING gin (words);
CREATE INDEX passage_forms ON aide.passage USING gin (forms);

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
  -- As the newest of these documents writes it, and the date of that one.
  text text NOT NULL,
  ordering_date text COLLATE "C" NOT NULL,
  documents integer NOT NULL,
  PRIMARY KEY (terms, collection, scope)
);
CREATE INDEX phrase_letters ON aide.phrase USING gin (terms gin_trgm_ops);

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
