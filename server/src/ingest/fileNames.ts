import { CORPUS_FILE } from './corpusFile.js';
import { DOCUMENT_ENDINGS } from './readDocument.js';

/**
 * What a file's name promises. `document`: one that is read; `unread`: a document in a format that is not read; `other`:
 * no document, such as a picture or an archive; `housekeeping`: what programs and this one keep beside documents.
 */
export type NameKind = 'document' | 'unread' | 'other' | 'housekeeping';

/** Text, letters, mail, tables and slides, in the formats of programs that can save as Word or PDF. */
const UNREAD_ENDINGS: ReadonlySet<string> = new Set([
  ...['doc', 'dot', 'docm', 'dotx', 'dotm', 'rtf', 'odt', 'ott', 'fodt', 'sxw', 'pages', 'wpd', 'wps', 'wri', 'lwp'],
  ...['eml', 'emlx', 'msg', 'mht', 'mhtml', 'xhtml', 'epub', 'mobi', 'djvu', 'xps', 'oxps', 'ps', 'tex'],
  ...['xls', 'xlsx', 'xlsm', 'xlsb', 'ods', 'numbers', 'csv', 'ppt', 'pptx', 'pps', 'ppsx', 'odp', 'key'],
  ...['markdown', 'text', 'asc', 'adoc', 'rst'],
]);
/** Names that begin with a dot, Word's lock files (`~$`), what tells of a folder, and what Windows keeps in it. */
const HOUSEKEEPING = /^(?:\..*|~\$.*|readme\.md|thumbs\.db|desktop\.ini)$/i;

/** What the name of a file in a corpus folder promises. */
export function kindOfName(name: string): NameKind {
  if (HOUSEKEEPING.test(name) || name === CORPUS_FILE) return 'housekeeping';
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (DOCUMENT_ENDINGS.includes(ending)) return 'document';
  return UNREAD_ENDINGS.has(ending) ? 'unread' : 'other';
}
