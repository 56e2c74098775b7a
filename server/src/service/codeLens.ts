import type { CodeLens, Range } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import { t, tCount } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import { findSimilar } from './similar.js';

const FEWEST_WORDS = 8;
const COUNTED = 20;

/**
 * A lens over each paragraph of the draft that is long enough to have precedents; what it says is found when it is seen.
 * None as long as the record is still being read: the count would be too low.
 */
export function provideCodeLenses({ document, blocks }: Draft, { settings, part }: ServiceContext): CodeLens[] {
  if (!settings.codeLens.enable || part !== undefined) return [];
  return (
    blocks
      // The words of the prose: each keystroke moves those of the block.
      .filter(({ kind, prose }) => kind === 'paragraph' && prose.tokens.length >= FEWEST_WORDS)
      .map(({ textStart, end }) => {
        const range: Range = { start: document.positionAt(textStart), end: document.positionAt(end) };
        return { range, data: { uri: document.uri } };
      })
  );
}

/** The lens with how many passages are like its paragraph: "3 precedents · last 2023". `command`: shows them. */
export function resolveCodeLens(
  lens: CodeLens,
  draft: Draft,
  context: ServiceContext,
  command: string | undefined,
): CodeLens {
  const { document } = draft;
  const similar = findSimilar(document.getText(lens.range), COUNTED, context);
  const years = similar.map(
    ({ document: number }) => context.index.documents[number]?.metadata.date?.slice(0, 4) ?? '',
  );
  const last = years.reduce((a, b) => (b > a ? b : a), '');
  const count =
    similar.length === COUNTED
      ? t('{0} precedents or more', COUNTED)
      : tCount(similar.length, '{0} precedent', '{0} precedents');
  const title =
    similar.length === 0 ? t('no precedent') : [count, ...(last === '' ? [] : [t('last {0}', last)])].join(' · ');
  const hasCommand = command !== undefined && similar.length > 0;
  return {
    ...lens,
    command: hasCommand ? { title, command, arguments: [document.uri, lens.range] } : { title, command: '' },
  };
}
