-- What a store is asked. Each function looks only at scopes that the login reads (aide.visible_scopes), with their owner's
-- rights, so that the indexes serve; none writes. Terms and stems are compared by code point. "run" is terms with one space between.

-- Whether a document passes what is asked of documents; what is NULL is not asked.
CREATE FUNCTION aide.passes(
  of aide.document, holders text[], earliest text, latest text, forum text, language text
) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (holders IS NULL OR (of).holder = ANY (holders))
  AND (earliest IS NULL OR ((of).ordering_date <> '' AND (of).ordering_date >= earliest COLLATE "C"))
  AND (latest IS NULL OR ((of).ordering_date <> '' AND (of).ordering_date <= latest COLLATE "C"))
  AND (forum IS NULL OR (of).forum = forum)
  AND (language IS NULL OR (of).language = language);

CREATE FUNCTION aide.newest_revision() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT number FROM aide.revision);
