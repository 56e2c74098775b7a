/**
 * Rows come by COPY into tables of the session alone, and go from there to where they are read: PostgreSQL allows no COPY into
 * a table whose rows are guarded, and so a batch needs few questions and answers.
 */
export const CREATE_STAGES = `
CREATE TEMPORARY TABLE new_document (
  place integer, id text COLLATE "C", collection integer, scope integer, digest text, metadata jsonb, passages integer,
  body text
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE new_passage (
  place integer, number integer, citation text, headings jsonb, text text, terms text, stems text
) WITH (toast_tuple_target = 8160) ON COMMIT DELETE ROWS;
-- They stay for a moment: to compress them would take longer.
ALTER TABLE pg_temp.new_passage
  ALTER text SET STORAGE EXTERNAL, ALTER terms SET STORAGE EXTERNAL, ALTER stems SET STORAGE EXTERNAL;
CREATE TEMPORARY TABLE new_position (
  place integer, passage integer, sentence_start integer, sentence_end integer, topic text
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE new_stem (stem text COLLATE "C", scope integer, passages integer) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE new_phrase (
  terms text COLLATE "C", scope integer, text text, ordering_date text, documents integer
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE gone (id text COLLATE "C") ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE old_document (
  number integer, id text COLLATE "C", scope integer, collection integer
) ON COMMIT DELETE ROWS;
-- Pairs of scopes: whoever reads the one reads the other, too.
CREATE TEMPORARY TABLE reader AS
  SELECT one.id AS scope, other.id AS reads FROM aide.scope one JOIN aide.scope other ON other.handling = 'open' OR (
    one.mission = other.mission
    AND array_position(ARRAY['open', 'internal', 'restricted'], other.handling::text)
      <= array_position(ARRAY['open', 'internal', 'restricted'], one.handling::text)
  )`;

/** Raises the revision, and has its collection count as incomplete until its phrases are put in. */
const BEGIN_CHANGE = `
UPDATE aide.revision SET number = number + 1;
UPDATE aide.collection SET complete_at = NULL WHERE complete_at IS NOT NULL
  AND id IN (SELECT collection FROM pg_temp.new_document UNION SELECT collection FROM pg_temp.old_document)`;

/** Takes out what is in of old_document, but for its own rows. */
const CLEAR_OLD = `
UPDATE aide.stem SET passages = stem.passages - old.passages FROM (
  SELECT passage.scope, word.stem, count(*) AS passages
  FROM pg_temp.old_document JOIN aide.passage ON passage.document = old_document.number
  CROSS JOIN LATERAL (
    SELECT stem FROM unnest(string_to_array(passage.stems, ' ')) AS stem UNION SELECT ''
  ) AS word
  GROUP BY passage.scope, word.stem
) AS old WHERE stem.stem = old.stem AND stem.scope = old.scope;
DELETE FROM aide.position USING pg_temp.old_document WHERE position.document = old_document.number;
DELETE FROM aide.passage USING pg_temp.old_document WHERE passage.document = old_document.number`;

/** Whoever kept a copy takes out what is gone, or what is no longer shown to all who saw it: the widest circle hears of it. */
const REMEMBER_REMOVED = `
ON CONFLICT (id) DO UPDATE SET
  scope = CASE
    WHEN EXISTS (SELECT FROM pg_temp.reader WHERE reader.scope = excluded.scope AND reads = removal.scope)
    THEN removal.scope ELSE excluded.scope END,
  revision = excluded.revision`;

const DROP_EMPTY_STEMS = `
DELETE FROM aide.stem WHERE passages <= 0 AND EXISTS (SELECT FROM pg_temp.old_document)`;

/** Puts in what new_document, new_passage, new_position and new_stem hold, in place of what was there of the same documents. */
export const PUT_IN = `
INSERT INTO pg_temp.old_document
  SELECT document.number, document.id, document.scope, document.collection
  FROM pg_temp.new_document JOIN aide.document ON document.id = new_document.id;
${BEGIN_CHANGE};
${CLEAR_OLD};
INSERT INTO aide.removal (id, scope, revision)
  SELECT old_document.id, old_document.scope, revision.number
  FROM aide.revision, pg_temp.old_document JOIN pg_temp.new_document ON new_document.id = old_document.id
  WHERE NOT EXISTS (
    SELECT FROM pg_temp.reader WHERE reader.scope = old_document.scope AND reads = new_document.scope
  )
${REMEMBER_REMOVED};
DELETE FROM aide.removal USING pg_temp.new_document WHERE removal.id = new_document.id
  AND EXISTS (SELECT FROM pg_temp.reader WHERE reader.scope = removal.scope AND reads = new_document.scope);
INSERT INTO aide.document (id, collection, scope, digest, metadata, passages, body, revision)
  SELECT id, collection, scope, digest, metadata, passages, body, revision.number
  FROM pg_temp.new_document, aide.revision ORDER BY place
ON CONFLICT (id) DO UPDATE SET
  scope = excluded.scope, digest = excluded.digest, metadata = excluded.metadata,
  passages = excluded.passages, body = excluded.body, revision = excluded.revision;
INSERT INTO aide.passage (document, number, scope, citation, headings, text, terms, stems)
  SELECT document.number, new_passage.number, new_document.scope, citation, headings, text, terms, stems
  FROM pg_temp.new_passage
  JOIN pg_temp.new_document ON new_document.place = new_passage.place
  JOIN aide.document ON document.id = new_document.id;
INSERT INTO aide.position (document, passage, sentence_start, sentence_end, topic, scope)
  SELECT document.number, passage, sentence_start, sentence_end, topic, new_document.scope
  FROM pg_temp.new_position
  JOIN pg_temp.new_document ON new_document.place = new_position.place
  JOIN aide.document ON document.id = new_document.id;
INSERT INTO aide.stem (stem, scope, passages) SELECT stem, scope, passages FROM pg_temp.new_stem
ON CONFLICT (stem, scope) DO UPDATE SET passages = stem.passages + excluded.passages;
${DROP_EMPTY_STEMS}`;

/** Takes the documents out whose ids gone holds. */
export const TAKE_OUT = `
INSERT INTO pg_temp.old_document
  SELECT document.number, document.id, document.scope, document.collection
  FROM pg_temp.gone JOIN aide.document ON document.id = gone.id;
${BEGIN_CHANGE};
${CLEAR_OLD};
INSERT INTO aide.removal (id, scope, revision)
  SELECT old_document.id, old_document.scope, revision.number FROM aide.revision, pg_temp.old_document
${REMEMBER_REMOVED};
DELETE FROM aide.document USING pg_temp.old_document WHERE document.number = old_document.number;
${DROP_EMPTY_STEMS}`;

/** Takes those phrases of the collection $1 out that new_phrase lacks. */
export const DROP_PHRASES = `
DELETE FROM aide.phrase WHERE collection = $1 AND NOT EXISTS (
  SELECT FROM pg_temp.new_phrase WHERE new_phrase.terms = phrase.terms AND new_phrase.scope = phrase.scope
)`;

/** Puts those of new_phrase into the collection $1 that are new or changed. */
export const PUT_PHRASES = `
INSERT INTO aide.phrase (terms, collection, scope, text, ordering_date, documents)
  SELECT terms, $1, scope, text, ordering_date, documents FROM pg_temp.new_phrase
ON CONFLICT (terms, collection, scope) DO UPDATE SET
  text = excluded.text, ordering_date = excluded.ordering_date, documents = excluded.documents
WHERE (phrase.text, phrase.ordering_date, phrase.documents)
  IS DISTINCT FROM (excluded.text, excluded.ordering_date, excluded.documents)`;

/** Has the collection $1 count as complete. */
export const COMPLETE = `
UPDATE aide.collection SET complete_at = revision.number FROM aide.revision WHERE id = $1`;
