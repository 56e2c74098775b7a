import { Paragraph } from 'docx';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../../server/src/ingest/docx/readDocx.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../../../../server/src/ingest/formats.js';
import { compoundFile } from '../../../support/badFiles.js';
import { richWordFile, withPart, wordText, wordXml } from '../../../support/wordFixtures.js';

async function problem(bytes: Uint8Array, limits: ReadLimits = DEFAULT_LIMITS): Promise<string> {
  const result = await readDocx(bytes, limits);
  return 'problem' in result ? result.problem : `read: ${result.text.slice(0, 100)}`;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file that cannot be read', () => {
  it.each([
    ['protected', compoundFile('EncryptedPackage'), /protected with a password.*remove the password/],
    ['from before 2007', compoundFile('WordDocument'), /\(\.doc\).*save it as \.docx/],
    ['rich text', utf8('{\\rtf1 text}'), /rich text.*save it as \.docx/],
    ['a text', utf8('Just text.'), /not a Word document/],
    ['empty', new Uint8Array(), /cut short or damaged/],
    ['another archive', zipSync({ 'xl/workbook.xml': utf8('<workbook/>') }), /not a Word document/],
    ['a document without a body', zipSync({ 'word/document.xml': utf8('<w:document/>') }), /not a Word document/],
    ['a text under the name of XML', zipSync({ 'word/document.xml': utf8('text') }), /cut short or damaged/],
  ])('is named when it is %s', async (_, bytes, message) => {
    expect(await problem(bytes)).toMatch(message);
  });

  it('is named when its text stops in the middle', async () => {
    const file = withPart(await wordText([new Paragraph('One.')]), 'word/document.xml', (xml) => xml.slice(0, -30));
    expect(await problem(file)).toMatch(/cut short or damaged/);
  });
});

describe('a document made to exhaust its reader', () => {
  const limits: ReadLimits = { ...DEFAULT_LIMITS, unfoldedBytes: 1_000_000 };
  const bomb = (): Uint8Array => zipSync({ 'word/document.xml': new Uint8Array(5_000_000).fill(32) }, { level: 9 });

  it('is not unfolded when it declares more than the limit', async () => {
    expect(await problem(bomb(), limits)).toMatch(
      /unfolds to more than the limit of 1 MB.*aideMemoire\.corpus\.limits\.unfoldedMegabytes/,
    );
  });

  it('is stopped when it declares less than it holds', async () => {
    const file = bomb();
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const directory = view.getUint32(file.length - 22 + 16, true);
    view.setUint32(directory + 24, 1000, true);
    expect(await problem(file, limits)).toMatch(
      /unfolds to more than the limit of 1 MB.*aideMemoire\.corpus\.limits\.unfoldedMegabytes/,
    );
  });

  it('is given up when its time is over', async () => {
    expect(await problem(await richWordFile(), { ...limits, milliseconds: -1 })).toMatch(/limits\.secondsPerFile/);
  });

  it('is refused when it nests without end', async () => {
    const deep = await wordXml(`<w:p>${'<w:ins>'.repeat(100_000)}${'</w:ins>'.repeat(100_000)}</w:p>`);
    expect(await problem(deep)).toMatch(/built in a way no document is/);
  });

  it('does not expand entities that a document type declares', async () => {
    const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
    const file = withPart(await wordXml('<w:p><w:r><w:t>Text. &e20;</w:t></w:r></w:p>'), 'word/document.xml', (xml) =>
      xml.replace(/^(<\?xml.*?\?>)?/, `$1<!DOCTYPE d [<!ENTITY e0 "again">${entities}]>`),
    );
    const result = await problem(file);
    expect(result).toMatch(/^read: Text\./);
    expect(result.length).toBeLessThan(100);
  });

  it('is refused when its directory lists more parts than there are', async () => {
    const file = await richWordFile();
    new DataView(file.buffer, file.byteOffset).setUint16(file.length - 22 + 10, 0xffff, true);
    expect(await problem(file)).toMatch(/cut short or damaged/);
  });

  it('is read when archives lie in it that no document needs', async () => {
    const inner = zipSync({ bomb: new Uint8Array(50_000_000) }, { level: 9 });
    const file = zipSync({ ...unzipSync(await richWordFile()), 'word/embeddings/a.zip': inner });
    expect(await problem(file, limits)).toMatch(/^read: # Working paper/);
  });

  it('cannot make styles or numbers run in circles', async () => {
    const styles = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>';
    const file = withPart(
      await wordXml('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Text.</w:t></w:r></w:p>'),
      'word/styles.xml',
      (xml) => xml.replace('</w:styles>', `${styles}</w:styles>`),
    );
    expect(await problem(file)).toBe('read: Text.\n');
  });
});

describe('any bytes at all', () => {
  it('give a text or a problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await problem(bytes)).not.toBe('');
        expect(await problem(Uint8Array.of(0x50, 0x4b, 3, 4, ...bytes))).not.toBe('');
      }),
    );
  });

  it('cut from a real document give a problem that says so', async () => {
    const whole = await richWordFile();
    for (let length = 2; length < whole.length; length += 97) {
      expect(await problem(whole.subarray(0, length))).toMatch(/cut short or damaged/);
    }
  });

  it('changed in a real document give a text or a problem', async () => {
    const whole = await richWordFile();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 }), async (changes) => {
        const damaged = whole.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(await problem(damaged)).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  it('of XML as a body give a text or a problem', async () => {
    const names = [
      'p',
      'r',
      't',
      'tbl',
      'tr',
      'tc',
      'ins',
      'del',
      'pPr',
      'rPr',
      'numPr',
      'sdt',
      'fldChar',
      'txbxContent',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...names.flatMap((name) => [`<w:${name}>`, `</w:${name}>`, `<w:${name} w:val="1"/>`])),
      fc.string({ maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        expect(await problem(await wordXml(pieces.join('').replaceAll('$', '')))).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });
});
