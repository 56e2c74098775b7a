import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { bindingRecord } from '../../../server/src/service/record.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkDiagnostics, checkHover } from '../../support/checks.js';
import { makeDocument } from '../../support/corpus.js';

const bundled = createBundledContext();
bindingRecord.of(bundled);

/** What the hover says of the brackets at the mark, paragraph by paragraph, without what is quoted. */
function told(marked: string, context: ServiceContext = bundled): string[] {
  const paragraphs = checkHover(marked, context, 'plaintext')?.text.split('\n\n') ?? [];
  return paragraphs.filter((paragraph) => /^(?:«Not settled»|Nearest|Equally|The record says)/.test(paragraph));
}

describe('a hover on brackets', () => {
  it.each([
    [
      'Capacity-building should be [demand-¦driven] [supply-driven], made upon request by the recipient State.',
      '“demand-driven”',
    ],
    ['Participation and sharing of information in the Directory should be [man¦datory] [voluntary].', '“voluntary”'],
    [
      'Participation and sharing of information in the Directory [sho¦uld / shall] be voluntary and confidential.',
      '“should”',
    ],
    [
      'Lack of capacity for ICT security among States [wi¦ll] [may] present a serious threat to security and stability in the global ICT environment.',
      '“may”',
    ],
    ['It is [not essential] [essen¦tial] to develop a legally binding international instrument.', '“essential”'],
    [
      'Capacity-building should be demand-driven, [made upon request¦ by the recipient State,] taking into account the specific needs of Member States.',
      '“made upon request by the recipient State,”',
    ],
    ['There is [Alt 1: no] [Alt 2: ¦a] need to create any parallel structure to the existing OEWG.', '“no”'],
  ])('says which wording is nearest to the delegation’s: %s', (marked, expected) => {
    expect(told(marked)).toContain(`Nearest to Pakistan: «${expected}»`);
  });

  it('goes by what the wordings commit to where the record says it in other words', () => {
    const marked =
      'Pakistan [sees no need¦ for] [supports] a legally binding international instrument on the use of ICTs.';
    expect(told(marked)).toContain('Nearest to Pakistan: «“supports”»');
    expect(checkHover(marked, bundled)?.text).toContain('it is essential to develop a legally binding international');
  });

  it('tells the delegation’s line from its groups’, and quotes both', () => {
    const { text = '' } =
      checkHover('We promote an open, secure, [sta¦ble] [accessible] and peaceful ICT environment.', bundled) ?? {};
    expect(text).toMatch(
      /Nearest to Pakistan: \*\*“stable”\*\*\n\n> .*\n\nPakistan, statement, 13 December 2021, 8th para\./,
    );
    expect(text).toMatch(
      /Nearest to Non-Aligned Movement: \*\*“accessible”\*\*\n\n> .*\n\nNon-Aligned Movement, working paper/,
    );
  });

  it('says so where the record says nothing', () => {
    expect(told('The Chair [opens¦] [closes] the window.')).toEqual([
      '«Not settled» · “opens” · “closes”',
      'The record says nothing on this for: Pakistan, Non-Aligned Movement, adopted texts.',
    ]);
  });

  it('says so where two wordings are equally near, and calls nothing adopted that was not', () => {
    const statement = (id: string, verb: string) =>
      makeDocument({ id, text: `Pakistan holds that vessels ${verb} report every incident in the strait.` });
    const context = createBundledContext([statement('one', 'should'), statement('two', 'must')]);
    const lines = told('Vessels [sho¦uld] [must] report every incident in the strait.', context);
    expect(lines).toContain('Equally near to Pakistan: «“should” and “must”»');
    expect(lines.at(-1)).toContain('adopted texts');
  });

  it('names an adopted text that has one of the wordings', () => {
    const text = 'Vessels shall report every incident in the strait.';
    const resolution = makeDocument({
      id: 'res',
      text,
      holder: 'General Assembly',
      tier: 'adopted',
      kind: 'resolution',
    });
    const context = createBundledContext([resolution]);
    expect(told('Vessels [sha¦ll] [may] report every incident in the strait.', context)).toContain(
      'Nearest to an adopted text, General Assembly: «“shall”»',
    );
  });

  it('takes the innermost brackets, and one wording of the others', () => {
    const marked =
      'Capacity-building [should] [shall] be [demand-driven, [mad¦e upon request] [imposed] by the recipient State].';
    expect(told(marked)[0]).toBe('«Not settled» · “made upon request” · “imposed”');
  });

  it('shows corpus and draft text as it stands', () => {
    const marked = 'Vessels [<b>¦loud</b> *x*] [$(gear)] report.';
    expect(checkHover(marked, bundled)?.text).toContain('“&lt;b&gt;loud&lt;/b&gt; \\*x\\*” · “\\$(gear)”');
  });

  it.each(['as [the no¦tes](notes.md) say', 'a note[^¦1]', '[x¦] done', '[sho¦uld', '[un¦]: https://un.org'])(
    'says nothing of "%s"',
    (marked) => {
      expect(told(marked)).toEqual([]);
    },
  );

  it('says nothing where there are too many wordings', () => {
    expect(told(`Vessels [ma¦y] ${'[can] '.repeat(6)}report.`)).toEqual([]);
  });
});

describe('checks on text in brackets', () => {
  it('do not take alternatives for one sentence', () => {
    checkDiagnostics(
      '1. Pakistan [sees no need for] [supports] a legally binding international instrument on the use of ICTs.',
      bundled,
    );
    checkDiagnostics('1. We promote an open, secure, [stable] [accessible] and peaceful ICT environment.', bundled);
    checkDiagnostics(
      '1. It is [essential] [not essential] to develop a legally binding international instrument.',
      bundled,
    );
  });

  it('still find what holds whichever is chosen', () => {
    checkDiagnostics(
      '1. ⟦Pakistan [still] sees no need for a legally binding international instrument⟧{position-conflict}.',
      bundled,
    );
    checkDiagnostics(
      '1. [⟦Pakistan sees no need for a legally binding international instrument⟧{position-conflict}.]',
      bundled,
    );
  });
});
