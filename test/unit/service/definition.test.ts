import { expect, it } from 'vitest';
import { provideDefinition } from '../../../server/src/service/definition.js';
import { provideDocumentLinks } from '../../../server/src/service/documentLinks.js';
import { createBundledContext } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';

const context = createBundledContext();
const DRAFT =
  '# Paper\n\n1. One.[^3]\n\n2. As paragraph 1 above, and paragraph 1 of resolution 73/27, say.\n\n[^3]: A note.\n';

function linesFrom(words: string): number[] {
  const { draft, position } = markedDraft(DRAFT.replace(words, `${words}¦`), context);
  return provideDefinition(draft, position, context)
    .filter(({ targetUri }) => targetUri === draft.document.uri)
    .map(({ targetSelectionRange }) => targetSelectionRange.start.line);
}

it('leads from a footnote’s mark to the footnote', () => {
  expect(linesFrom('One.[^')).toEqual([6]);
});

it('leads from a reference to the paragraph of the draft, and not from one to another document', () => {
  expect(linesFrom('As paragraph 1')).toEqual([2]);
  expect(linesFrom('and paragraph 1')).toEqual([]);
});

it('links references to paragraphs of the draft beside symbols', () => {
  const { draft } = markedDraft(`${DRAFT}¦`, context);
  expect(provideDocumentLinks(draft, context).map(({ target, tooltip }) => [target, tooltip])).toEqual([
    ['https://undocs.org/en/A/RES/73/27', 'A/RES/73/27 at undocs.org'],
    [`${draft.document.uri}#L3`, 'Paragraph 1 of this draft'],
  ]);
});
