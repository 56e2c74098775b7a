-- In the database of an archive, by its owner, once. The environment holds the password for the gate's login, GATE_PASSWORD:
--   psql -v archive=un -v login=gate -f archive.sql postgres://owner@un.example.org/precedents
\getenv password GATE_PASSWORD
BEGIN;

-- An archive takes nothing in that is not open. Where something else is in already, this fails.
ALTER TABLE aide.scope ADD CONSTRAINT archive_is_open CHECK (handling = 'open');

-- All that the gate may read. What is asked of words, pairs and stem_words is looked up in the indexes of aide.passage.
CREATE SCHEMA archive;
CREATE VIEW archive.passage AS
SELECT
  :'archive'::text COLLATE "C" AS archive,
  document.id, document.ordering_date, document.holder, document.forum, document.language, document.metadata,
  passage.number, passage.citation, passage.headings, passage.text, passage.terms,
  aide.words(passage.terms) AS words, aide.pairs(passage.terms) AS pairs, aide.words(passage.stems) AS stem_words
FROM aide.passage JOIN aide.document ON document.number = passage.document
WHERE passage.scope = ANY (ARRAY(SELECT id FROM aide.scope WHERE handling = 'open'));

CREATE ROLE :"login" LOGIN PASSWORD :'password';
GRANT USAGE ON SCHEMA archive TO :"login";
GRANT SELECT ON archive.passage TO :"login";
GRANT EXECUTE ON FUNCTION aide.words(text), aide.pairs(text) TO :"login";
-- The gate only reads, gives up in time, and wants all rows of an answer, not the first ones soon.
ALTER ROLE :"login" SET default_transaction_read_only = on;
ALTER ROLE :"login" SET statement_timeout = '10s';
ALTER ROLE :"login" SET cursor_tuple_fraction = 1;
ALTER ROLE :"login" SET jit = off;

COMMIT;
