import * as v from 'valibot';
import {
  type CorpusDocument,
  type DocumentMetadata,
  type Passage,
  type Tier,
  tierFor,
} from '../../ingest/corpusDocument.js';
import { formatCitation } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { dateLabel } from '../labels.js';
import { LONGEST_TEXT } from './plainValues.js';
import { resourceUri } from './resourceUri.js';

const TIERS = ['adopted', 'chair', 'group', 'own', 'other'] as const satisfies readonly Tier[];

/** Who says something, where and when, with what authority. */
export const SOURCE_ENTRIES = {
  holder: v.pipe(v.string(), v.description('The delegation, group or body whose position it is.')),
  date: v.pipe(v.string(), v.description('When, in words; "undated" where the document does not say.')),
  tier: v.pipe(
    v.picklist(TIERS),
    v.description(
      '"adopted": an adopted text; "chair": a chair’s text; "group" and "own": of the delegation’s groups and its own; "other": of somebody else.',
    ),
  ),
  adopted: v.pipe(v.boolean(), v.description('Only what was adopted may be called agreed.')),
  handling: v.exactOptional(
    v.pipe(v.picklist(['internal', 'restricted']), v.description('Who may see it, where that is not everyone.')),
  ),
  citation: v.pipe(v.string(), v.description('How to cite it.')),
};

/** Words of the record with their source. */
export const QUOTATION_ENTRIES = {
  quotation: v.pipe(v.string(), v.description('The document’s own words; "…" where they are cut.')),
  ...SOURCE_ENTRIES,
  title: v.string(),
  document: v.pipe(v.string(), v.description('URI of the resource that holds the document.')),
};

/** A `SOURCE_ENTRIES` object. */
export type Source = v.InferOutput<v.ObjectSchema<typeof SOURCE_ENTRIES, undefined>>;

/** A `QUOTATION_ENTRIES` object. */
export type Quotation = v.InferOutput<v.ObjectSchema<typeof QUOTATION_ENTRIES, undefined>>;

/** Words of a passage, with who said them, where and when. */
export function quote(
  words: string,
  document: CorpusDocument,
  passage: Passage,
  context: Pick<ServiceContext, 'settings'>,
): Quotation {
  return {
    quotation: words,
    ...sourceEntries(document.metadata, context),
    citation: formatCitation(document, passage),
    title: document.metadata.title,
    document: resourceUri(document.id),
  };
}

/** Whose a document is, when, and with what authority. */
export function sourceEntries(
  metadata: DocumentMetadata,
  { settings }: Pick<ServiceContext, 'settings'>,
): Omit<Source, 'citation'> {
  const { holder, handling } = metadata;
  const tier = tierFor(metadata, settings.delegation, settings.groups);
  return {
    holder,
    date: dateLabel(metadata),
    tier,
    adopted: tier === 'adopted',
    ...(handling === undefined || handling === 'open' ? {} : { handling }),
  };
}

/** The passage's words; of a long one, those from the sentence on in which `at` stands (UTF-16 offset). */
export function excerpt({ text, sentences }: Passage, at: number): string {
  const start = sentences.findLast((sentence) => sentence.start <= at)?.start ?? 0;
  return text.length <= LONGEST_TEXT || start === 0 ? text : `… ${text.slice(start)}`;
}

/** What a tier says of the words, for reading. */
const AUTHORITIES: Readonly<Record<Tier, string>> = {
  adopted: 'adopted text',
  chair: 'chair’s text, not adopted',
  group: 'position of a group of the delegation, not adopted',
  own: 'the delegation’s own position, not adopted',
  other: 'position of somebody else, not adopted',
};

/** What is quoted from, for reading. */
interface Cited extends Source {
  readonly title?: string;
  readonly document?: string;
}

/** Words with their source, for reading: the words stand in quotation marks on one line, the source on the next. */
export function quotationLines({ quotation, ...cited }: Cited & { readonly quotation: string }): readonly string[] {
  return [inMarks(quotation), `  — ${documentLine(cited)}`];
}

/** The words in quotation marks that nothing within them can close. */
export function inMarks(words: string): string {
  return `“${words.replace(/“/g, '‘').replace(/”/g, '’').replace(/"/g, "'")}”`;
}

/** A document on one line, for reading. */
export function documentLine({ holder, date, tier, handling, citation, title, document }: Cited): string {
  const named = title === undefined ? undefined : inMarks(title);
  return [`${holder}, ${date}`, AUTHORITIES[tier], handling, `cite: ${citation}`, named, document]
    .filter((part) => part !== undefined)
    .join(' · ');
}
