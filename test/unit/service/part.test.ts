import { describe, expect, it } from 'vitest';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import { searchPrecedents } from '../../../server/src/service/searchPrecedents.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkHover } from '../../support/checks.js';
import { draftFromText } from '../../../server/src/cli/readDraft.js';

const whole = createBundledContext();
const part = { ...whole, part: { done: 336, total: 10_954 } };
const REMARK = 'The record is still being read: this is from 336 of its 10,954 files.';
const CONTRADICTION = 'A legally binding instrument is not needed.';

describe('answers from a part of the record', () => {
  it('say so in hover and search', () => {
    expect(checkHover('the malicious u¦se of ICTs by States', part)?.text).toContain(REMARK);
    expect(checkHover('the malicious u¦se of ICTs by States', whole)?.text).not.toContain('still being read');
    expect(searchPrecedents({ query: 'malicious', limit: 3 }, part).remarks).toEqual([REMARK]);
    expect(searchPrecedents({ query: 'malicious', limit: 3 }, whole).remarks).toEqual([]);
  });

  it('are no findings: what is read later may take the draft’s line', () => {
    expect(provideDiagnostics(draftFromText('file:///a.md', CONTRADICTION, whole), whole)).not.toEqual([]);
    expect(provideDiagnostics(draftFromText('file:///a.md', CONTRADICTION, part), part)).toEqual([]);
  });
});
