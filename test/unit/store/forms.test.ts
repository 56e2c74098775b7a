import { describe, expect, it } from 'vitest';
import { createForms, formsOf } from '../../../server/src/store/forms.js';

const formOf = createForms(new Set(['the', 'us', 'respectively']));

describe('createForms', () => {
  it('gives one form to words of one stem', () => {
    const forms = ['treaty', 'treaties'].map(formOf);
    expect(new Set(forms).size).toBe(1);
    expect(formOf('treatise')).not.toBe(forms[0]);
    expect(formOf('use')).toBe(formOf('using'));
    expect(formOf('16')).toBe('16');
  });

  it('gives no form to a stop-word, also where another word has its stem', () => {
    expect(['the', 'us', 'respectively'].map(formOf)).toEqual([undefined, undefined, undefined]);
    expect(formOf('use')).toBe('us');
    expect(formOf('respect')).toBe('respect');
    expect(createForms(new Set())('respectively')).toBe('respect');
  });

  it('says the same again', () => {
    for (const term of ['treaties', 'us', 'treaties', 'us', 'treaty']) {
      expect(formOf(term), term).toBe(term === 'us' ? undefined : 'treati');
    }
  });
});

describe('formsOf', () => {
  it('gives each form once, in the order in which they come first, without stop-words', () => {
    expect(formsOf(['using', 'the', 'treaties', 'us', 'use', 'treaty', 'respect'], formOf)).toEqual([
      'us',
      'treati',
      'respect',
    ]);
    expect(formsOf(['the', 'us'], formOf)).toEqual([]);
    expect(formsOf([], formOf)).toEqual([]);
  });
});
