import * as docx from 'docx';
import fc from 'fast-check';
import { UN_LEVELS, wordFile } from './wordFixtures.js';

const date = '2026-03-04T10:00:00Z';
/** Letters that break where they like, with what XML and Markdown would take for their own. */
const scrap = fc.constantFrom(
  ...['States ', 'sho', 'uld ', ' refrain', 'from ', ' the', ' misuse of ', 'ICTs', ' ', '. ', 'R&D ', '<b> ', 'a*b* '],
  ...['[^x] ', 'snake_', '\\ ', 'É', '“must” ', '[may] ', '# ', '> ', '- ', '12. ', '(a) ', 'no. 5'],
);
const words = fc.array(scrap, { minLength: 1, maxLength: 5 }).map((scraps) => scraps.join(''));

const run = fc
  .record({ text: words, bold: fc.boolean(), italics: fc.boolean(), size: fc.constantFrom(undefined, 28) })
  .map(({ size, ...rest }) => new docx.TextRun({ ...rest, ...(size === undefined ? {} : { size }) }));
const odd = fc.tuple(words, words).chain(([a, b]) =>
  fc.constantFrom(
    () => new docx.TextRun({ children: [a, new docx.Tab(), b] }),
    () => new docx.TextRun({ text: a, break: 1 }),
    () => new docx.TextRun({ children: [a, new docx.NoBreakHyphen(), b, new docx.SoftHyphen(), b] }),
    () => new docx.InsertedTextRun({ id: 1, author: 'A', date, text: a }),
    () => new docx.DeletedTextRun({ id: 2, author: 'B', date, text: a }),
    () =>
      new docx.ExternalHyperlink({ link: 'https://example.org', children: [new docx.TextRun(a), new docx.TextRun(b)] }),
    () => new docx.FootnoteReferenceRun(1),
    () => new docx.FootnoteReferenceRun(2),
    () => new docx.Bookmark({ id: 'place', children: [new docx.TextRun(a)] }),
    () => new docx.SimpleField('PAGE', a),
  ),
);
// An object of the library remembers where it stands, so each document has its own.
const inline = fc.oneof({ weight: 3, arbitrary: run.map((made) => () => made) }, { weight: 2, arbitrary: odd });
const paragraph = fc
  .record({
    children: fc.array(inline, { minLength: 1, maxLength: 7 }),
    level: fc.constantFrom(undefined, undefined, 0, 1, 2),
    isHeading: fc.constantFrom(false, false, false, true),
  })
  .map(
    ({ children, level, isHeading }) =>
      new docx.Paragraph({
        children: children.map((make) => make()),
        ...(level === undefined ? {} : { numbering: { reference: 'list', level } }),
        ...(isHeading ? { heading: docx.HeadingLevel.HEADING_2 } : {}),
      }),
  );
const table = fc
  .array(fc.array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }), {
    minLength: 1,
    maxLength: 2,
  })
  .map(
    (rows) =>
      new docx.Table({
        rows: rows.map(
          (cells) => new docx.TableRow({ children: cells.map((children) => new docx.TableCell({ children })) }),
        ),
      }),
  );

/** Word documents as the docx library writes them: runs, formats, tabs, breaks, links, tables, notes, lists, changes, a comment. */
export const wordFiles: fc.Arbitrary<() => Promise<Uint8Array>> = fc
  .array(fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: table }), { minLength: 1, maxLength: 4 })
  .map(
    (children) => () =>
      wordFile({
        numbering: { config: [{ reference: 'list', levels: UN_LEVELS }] },
        footnotes: {
          1: { children: [new docx.Paragraph('States should report to the Assembly.')] },
          2: { children: [new docx.Paragraph('See A/RES/73/27.')] },
        },
        comments: { children: [{ id: 0, author: 'C', children: [new docx.Paragraph('Check with capital.')] }] },
        sections: [{ children }],
      }),
  );

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const by = 'w:id="1" w:author="A" w:date="2026-03-04T10:00:00Z"';
const t = fc
  .tuple(words, fc.constantFrom('', ...Array.from({ length: 3 }, () => ' xml:space="preserve"')))
  .map(([text, space]) => `<w:t${space}>${escaped(text)}</w:t>`);
const piece = fc.oneof(
  { weight: 5, arbitrary: t },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['<w:tab/>', '<w:br/>', '<w:noBreakHyphen/>', '<w:softHyphen/>', '<w:lastRenderedPageBreak/>'],
      ...[
        '<w:t>caf&#233; &#x1F600;</w:t>',
        '<w:t>co\u00adop</w:t>',
        '<w:t><![CDATA[a < b]]></w:t>',
        '<w:t>a<!-- -->b</w:t>',
      ],
    ),
  },
);
const properties = fc.constantFrom(
  '',
  '<w:rPr><w:b/></w:rPr>',
  '<w:rPr><w:i/><w:rPrChange w:id="7" w:author="A"><w:rPr/></w:rPrChange></w:rPr>',
);
const rawRun = fc
  .tuple(properties, fc.array(piece, { minLength: 1, maxLength: 3 }))
  .map(([own, pieces]) => `<w:r w:rsidR="00AA11">${own}${pieces.join('')}</w:r>`);
const rawInline = fc.oneof(
  { weight: 4, arbitrary: rawRun },
  {
    weight: 3,
    arbitrary: rawRun.chain((inner) =>
      fc.constantFrom(
        `<w:ins ${by}>${inner}</w:ins>`,
        `<w:ins ${by}><w:del ${by}><w:r><w:delText>not </w:delText></w:r></w:del>${inner}</w:ins>`,
        `<w:del ${by}><w:r><w:delText>never </w:delText></w:r></w:del>`,
        `<w:moveFrom ${by}>${inner}</w:moveFrom><w:moveTo ${by}>${inner}</w:moveTo>`,
        `<w:hyperlink w:anchor="x">${inner}</w:hyperlink>`,
        `<w:smartTag w:element="place">${inner}</w:smartTag>`,
        `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`,
        `<w:fldSimple w:instr="REF x">${inner}</w:fldSimple>`,
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>` +
          `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
        `<w:bookmarkStart w:id="3" w:name="x"/>${inner}<w:bookmarkEnd w:id="3"/><w:proofErr w:type="spellStart"/>`,
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: rawRun.chain((inner) =>
      fc.constantFrom(
        `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`,
        `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>E equals m </m:t></m:r></m:oMath>`,
        `<w:r><w:pict><w:txbxContent><w:p>${inner}</w:p></w:txbxContent></w:pict></w:r>`,
        `<w:r><w:ruby><w:rt>${inner}</w:rt><w:rubyBase>${inner}</w:rubyBase></w:ruby></w:r>`,
      ),
    ),
  },
);
const rawParagraph = fc
  .tuple(
    fc.constantFrom('', '', `<w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>`),
    fc.array(rawInline, { minLength: 1, maxLength: 6 }),
  )
  .map(([own, runs]) => `<w:p>${own}${runs.join('')}</w:p>`);

/** Bodies of Word documents as Word and others write them, and as only XML allows it. */
export const wordBodies: fc.Arbitrary<string> = fc
  .array(rawParagraph, { minLength: 1, maxLength: 4 })
  .map((paragraphs) => paragraphs.join(''));
