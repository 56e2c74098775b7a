import type { ChooseParams } from '../api/protocol.js';
import type { CorpusIndex } from '../index/corpusIndex.js';
import { newestFirst } from '../index/indexBuilder.js';
import { chosenPlaces, type CountedDocument, fileNameOf } from '../index/retired.js';
import { type Choice, type ChoiceList, type Choices, NO_CHOICES } from '../ingest/choicesFile.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import { uriKey } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';

/** Words by which a passage is known, as long as no other one of its document begins with them. */
const FEWEST_WORDS = 8;

/** A choice, and whether one of the file's is the same. */
export interface MeantChoice {
  /** As it would be written. */
  readonly choice: Choice;
  readonly isSame: (other: Choice) => boolean;
}

/** The documents of the record, newest first, those included that are retired as a whole. Reads the text of none. */
export function allDocuments({ index, retired = [] }: ServiceContext): readonly CountedDocument[] {
  const served = index.documents.map((document, i) => ({ document, passages: index.passagesIn(i) }));
  if (retired.length === 0) return served;
  return [...served, ...retired].sort((a, b) => newestFirst(a.document, b.document));
}

/** Finds the document that a choice means by its name: of several the newest. */
export function createNameFinder(documents: readonly CountedDocument[]): (name: string) => CorpusDocument | undefined {
  const byName = new Map<string, CorpusDocument>();
  for (const { document } of documents.toReversed()) {
    byName.set(fileNameOf(document), document).set(document.id, document);
  }
  return (name) => byName.get(name);
}

/** What a request to choose means; `problem` says why it means nothing, and what to do. */
export function meantChoice(
  { document: uri, line, words, reason }: Omit<ChooseParams, 'action' | 'uri'>,
  context: ServiceContext,
): MeantChoice | { readonly problem: string } {
  const documents = allDocuments(context);
  const key = uriKey(uri);
  const document = documents.find((each) => uriKey(each.document.uri) === key)?.document;
  if (document === undefined) return { problem: t('The record holds no such document any more.') };
  const find = createNameFinder(documents);
  const file = fileNameOf(document);
  const name = find(file) === document ? file : document.id;
  const told = reason === undefined ? {} : { reason };
  const isOf = (choice: Choice): boolean => find(choice.document) === document;
  if (line === undefined) {
    return {
      choice: { document: name, ...(words === undefined ? {} : { words }), ...told },
      isSame: (other) => isOf(other) && other.words === words,
    };
  }
  const { index, tokenize } = context;
  const passage = document.passages.findLastIndex((each) => each.line <= line);
  const text = document.passages[passage]?.text;
  if (text === undefined)
    return { problem: t('There is no passage of the record here. Choose one of its paragraphs.') };
  return {
    choice: { document: name, words: beginning(text, document, index, tokenize), ...told },
    isSame: (other) =>
      other.words !== undefined &&
      isOf(other) &&
      chosenPlaces(other, index, tokenize).some((place) => place.passage === passage),
  };
}

/** The choices of a list that are the same as the one that is meant. */
export function sameChoices(
  { isSame }: MeantChoice,
  list: ChoiceList,
  { choices = NO_CHOICES }: { readonly choices?: Choices },
): readonly Choice[] {
  return choices[list].filter(isSame);
}

/** The first words of a passage, so many that no other passage of its document has them; all of them where one has. */
function beginning(text: string, { id }: CorpusDocument, index: CorpusIndex, tokenize: Tokenizer): string {
  const spans = tokenize(text);
  for (let count = FEWEST_WORDS; count < spans.length; count += FEWEST_WORDS) {
    const words = text.slice(spans[0]?.start, spans[count - 1]?.end);
    if (chosenPlaces({ document: id, words }, index, tokenize).length === 1) return words;
  }
  return text;
}
