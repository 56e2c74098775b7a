import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import type { TextFormat } from '../../../server/src/service/markdown.js';
import { positionsHeld } from '../../../server/src/service/positions.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkHover, markedDraft } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const REST = { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' };
const context = createContextOf([
  REST,
  { id: 'old', date: '2019', text: 'We see no need for a treaty on outer space.' },
  { id: 'new', date: '2023', text: 'Pakistan supports a treaty on outer space.' },
]);
const NOTE =
  'Pakistan on “legally binding instrument”: 2 statements, 1 of them standing. “Show Position Timeline” lists them.';

/** The hover at the mark once the draft was checked; a hover itself checks nothing. */
function hoverWhenChecked(marked: string, within: ServiceContext = context, format?: TextFormat) {
  const { draft } = markedDraft(marked, within);
  provideDiagnostics(draft, within);
  positionsHeld.of(within);
  return checkHover(marked, within, format);
}

describe('a hover on a finding about positions', () => {
  it('says how much is held', () => {
    const hover = hoverWhenChecked('Pakistan opposes a treaty on out¦er space.');
    expect(hover?.over).toBe('treaty on outer space');
    expect(hover?.text.endsWith(`\n\n${NOTE}`)).toBe(true);
  });

  it('says so where the record holds none of the words', () => {
    const hover = hoverWhenChecked('Pakistan op¦poses a treaty on outer space.');
    expect(hover?.over).toBe('Pakistan opposes a treaty on outer space');
    expect(hover?.text.split('\n\n').at(-1)).toBe(NOTE);
    const plain = hoverWhenChecked('Pakistan op¦poses a treaty on outer space.', context, 'plaintext');
    expect(plain?.text.split('\n\n').at(-1)).toBe(NOTE);
  });

  it('is silent off the finding, where it is ignored, and where the rule is off', () => {
    expect(hoverWhenChecked('Pakistan supports a treaty on out¦er space.')?.text).not.toContain('Timeline');
    const ignored =
      '<!-- aide-memoire-ignore position-conflict: decided -->\nPakistan opposes a treaty on out¦er space.';
    expect(hoverWhenChecked(ignored)?.text).not.toContain('Timeline');
    const { settings } = context;
    const off = {
      ...context,
      settings: { ...settings, rules: { ...settings.rules, 'position-conflict': 'off' as const } },
    };
    expect(hoverWhenChecked('Pakistan opposes a treaty on out¦er space.', off)?.text).not.toContain('Timeline');
  });

  it('is silent as long as the record is read', () => {
    const partly = { ...context, part: { done: 1, total: 2 } };
    expect(hoverWhenChecked('Pakistan op¦poses a treaty on outer space.', partly)).toBeUndefined();
  });

  it('comes once the draft is checked and everything is read', () => {
    const bundled = createBundledContext();
    const draft = 'Pakistan opposes a legally binding international instr¦ument.';
    expect(checkHover(draft, bundled)?.text).not.toContain('Timeline');
    provideDiagnostics(markedDraft(draft, bundled).draft, bundled);
    const isSaid = (): boolean => checkHover(draft, bundled)?.text.includes('Timeline') === true;
    for (let asked = 0; !isSaid(); asked++) if (asked > 5000) throw new Error('never read');
    expect(checkHover(draft, bundled)?.text).toContain('Pakistan on “legally binding instrument”: 11 statements');
  });
});
