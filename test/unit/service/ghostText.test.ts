import { describe, expect, it } from 'vitest';
import { provideGhostText } from '../../../server/src/service/ghostText.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { createBundledContext } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';

const context = createBundledContext();
const INVOKED = 1;
const AUTOMATIC = 2;
const ANY = { enable: true, minimumLikelihood: 0.6 };

/** The draft as it would read; `undefined` when nothing is shown. */
function ghost(marked: string, ghostText = ANY, triggerKind: 1 | 2 = AUTOMATIC, other = {}): string | undefined {
  const { draft, position } = markedDraft(marked, context);
  const asked: ServiceContext = { ...context, settings: { ...context.settings, ghostText } };
  const [item] = provideGhostText(draft, position, asked, { triggerKind, ...other });
  if (item === undefined) return undefined;
  expect(item.range).toEqual({ start: position, end: position });
  return marked.replace('¦', `[${typeof item.insertText === 'string' ? item.insertText : ''}]`);
}

describe('ghost text', () => {
  it('goes on with what the record nearly always says', () => {
    expect(ghost('An open, secure, ¦')).toBe('An open, secure, [stable, accessible and peaceful ICT environment]');
    expect(ghost('An open, secure, sta¦')).toBe('An open, secure, sta[ble, accessible and peaceful ICT environment]');
    expect(ghost('an open, secure,¦')).toBe('an open, secure,[ stable, accessible and peaceful ICT environment]');
    expect(ghost('An OPEN, Secure, STA¦')).toBe('An OPEN, Secure, STA[ble, accessible and peaceful ICT environment]');
  });

  it('stays away when the record goes on in several ways, unless it is asked', () => {
    expect(ghost('the use of ICTs ¦')).toBeUndefined();
    expect(ghost('the use of ICTs ¦', ANY, INVOKED)).toMatch(/^the use of ICTs \[/);
  });

  it('asks for as much likelihood as the settings say', () => {
    expect(ghost('An open, secure, ¦', { enable: true, minimumLikelihood: 1 })).toBeUndefined();
    expect(ghost('An open, secure, ¦', { enable: false, minimumLikelihood: 0 }, INVOKED)).toBeUndefined();
  });

  it.each([
    ['a slip would have to be mended', 'committed to an opne, secure, ¦'],
    ['something stands behind the cursor', 'An open, secure, ¦ environment'],
    ['the sentence has ended', 'An open, secure, stable world. ¦'],
    ['in code', '`open, secure, ¦'],
    ['in a quotation', '> open, secure, ¦'],
    ['in an empty draft', '¦'],
  ])('shows nothing when %s', (_, marked) => {
    expect(ghost(marked, { enable: true, minimumLikelihood: 0 })).toBeUndefined();
  });

  it('goes on before a line break and before white space', () => {
    expect(ghost('An open, secure, ¦  \nNext.')).toContain('[stable');
  });

  it('gives way to an open list of suggestions', () => {
    const text = 'open, secure, stable';
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
    expect(ghost('An open, secure, ¦', ANY, AUTOMATIC, { selectedCompletionInfo: { range, text } })).toBeUndefined();
  });
});
