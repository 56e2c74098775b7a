import { type DocumentMetadata, UNKNOWN_HOLDER } from './corpusDocument.js';

/** What a field holds when the text shows nothing. */
const PLACEHOLDERS: Readonly<Record<string, string>> = { holder: UNKNOWN_HOLDER, kind: 'other', tier: 'other' };
const NOT_READ_FROM_TEXT: ReadonlySet<string> = new Set(['source', 'undated']);

/** What `over` states in place of what `base` states; whichever dates the document last settles all of its dating. */
export function overrideMetadata(
  base: Partial<DocumentMetadata>,
  over: Partial<DocumentMetadata>,
): Partial<DocumentMetadata> {
  const guessed = base.guessed?.filter((field) => !Object.hasOwn(over, field) && !(field === 'date' && isDated(over)));
  return { ...withoutDates(base, over), ...over, ...(guessed?.length ? { guessed } : {}) };
}

/** What is stated of the document, completed by what its text shows; `guessed` names what only the text gave. */
export function completeMetadata(stated: Partial<DocumentMetadata>, shown: DocumentMetadata): DocumentMetadata {
  const rest = withoutDates(shown, stated);
  const read = Object.entries(rest).flatMap(([field, value]) =>
    Object.hasOwn(stated, field) || NOT_READ_FROM_TEXT.has(field) || value === PLACEHOLDERS[field] ? [] : [field],
  );
  const guessed = [...new Set([...(stated.guessed ?? []), ...read])].sort();
  return { ...rest, ...stated, ...(guessed.length > 0 ? { guessed } : {}) };
}

/** `metadata` without its dating when `over` dates the document. */
function withoutDates<T extends Partial<DocumentMetadata>>(
  metadata: T,
  over: Partial<DocumentMetadata>,
): Omit<T, 'date' | 'between' | 'undated'> {
  if (!isDated(over)) return metadata;
  const { date: _date, between: _between, undated: _undated, ...rest } = metadata;
  return rest;
}

function isDated({ date, between, undated }: Partial<DocumentMetadata>): boolean {
  return date !== undefined || between !== undefined || undated !== undefined;
}
