import { describe, expect, it } from 'vitest';
import { createLeadIns, type ListedParagraph } from '../../../server/src/positions/leadIns.js';

/** What leads to each paragraph, written as marker, two spaces a level, text. */
function leadInsOf(...paragraphs: readonly string[]): (string | undefined)[] {
  const leadIns = createLeadIns();
  return paragraphs.map((line) => {
    const {
      indent = '',
      marker,
      text = '',
    } = /^(?<indent> *)(?:(?<marker>\w+|-)\) )?(?<text>.*)$/.exec(line)?.groups ?? {};
    const paragraph: ListedParagraph = { text, marker, depth: indent.length / 2 };
    return leadIns.next(paragraph);
  });
}

describe('a list item is led to by', () => {
  it('the last sentence above the list', () => {
    expect(leadInsOf('Thanks. States should:', 'a) report;', 'b) cooperate.', 'They do.')).toEqual([
      undefined,
      'States should:',
      'States should:',
      undefined,
    ]);
  });

  it('the item it stands under', () => {
    expect(leadInsOf('1) States should:', '  a) report:', '    i) soon;', '  b) cooperate.', '2) Others:')).toEqual([
      undefined,
      'States should:',
      'report:',
      'States should:',
      undefined,
    ]);
  });

  it('a number above letters where nothing is indented', () => {
    expect(leadInsOf('5) States should:', 'a) report;', '6) Nothing.', 'a) Else.')).toEqual([
      undefined,
      'States should:',
      undefined,
      undefined,
    ]);
  });

  it('nothing where no colon announces it', () => {
    expect(leadInsOf('States should act.', '- Soon.')).toEqual([undefined, undefined]);
  });
});
