import type { CorpusDocumentInfo } from '../../server/src/api/protocol.js';

/** A document as the server lists it. */
export function documentInfo(title: string, more: Partial<CorpusDocumentInfo> = {}): CorpusDocumentInfo {
  return {
    uri: `file:///record/${title}.md`,
    title,
    citation: `${title}, undated`,
    holder: 'India',
    kind: 'statement',
    date: 'undated',
    orderingDate: '',
    tier: 'other',
    authority: 'another delegation’s position',
    guessed: [],
    passages: 1,
    choices: [],
    ...more,
  };
}
