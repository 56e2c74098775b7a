import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes, decodeText } from '../../../server/src/ingest/decode.js';

/** What Windows-1252 has in the place of control characters, by code (Unicode's table CP1252.TXT); Node decodes some wrongly. */
const TYPOGRAPHY = new Map([
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['–', 0x96],
]);

/** Encodes by trying every byte in the set's own decoder: Node has no encoder for these sets. */
function encode(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const table = new Map([
    ...Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
    ...(label === 'windows-1252' ? TYPOGRAPHY : []),
  ]);
  return Uint8Array.from(text, (char) => {
    const byte = table.get(char);
    if (byte === undefined) throw new Error(`${char} is not in ${label}`);
    return byte;
  });
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  Array.from({ length: text.length }, (_, i) => view.setUint16(i * 2, text.charCodeAt(i), littleEndian));
  return new Uint8Array(view.buffer);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const ENGLISH = 'Pakistan’s position on “responsible behaviour” – see the note by Mr. José Peña.';
const FRENCH = 'La délégation du Sénégal a été priée d’étudier, dès l’été, le préambule révisé du traité.';
const RUSSIAN =
  'Российская Федерация выступает за разработку юридически обязывающего документа под эгидой ООН. США – против.';

describe('character sets', () => {
  it.each([
    ['UTF-8', utf8(ENGLISH), ENGLISH],
    ['UTF-8 with a mark', utf8(`\ufeff${RUSSIAN}`), RUSSIAN],
    ['UTF-16LE with a mark', utf16(`\ufeff${RUSSIAN}`, true), RUSSIAN],
    ['UTF-16BE with a mark', utf16(`\ufeff${ENGLISH}`, false), ENGLISH],
    ['nothing', new Uint8Array(), ''],
  ])('reads %s without guessing', (_, bytes, text) => {
    expect(decodeText('paper.txt', bytes)).toEqual({ text });
  });

  it.each([
    ['UTF-16, little-endian', utf16(ENGLISH, true), ENGLISH],
    ['UTF-16, little-endian', utf16(RUSSIAN, true), RUSSIAN],
    ['UTF-16, big-endian', utf16(ENGLISH, false), ENGLISH],
    ['UTF-16, big-endian', utf16(RUSSIAN, false), RUSSIAN],
    ['Windows-1252', encode(ENGLISH, 'windows-1252'), ENGLISH],
    ['Windows-1252', encode(FRENCH, 'windows-1252'), FRENCH],
    ['Windows-1252', encode('“We agree.”', 'windows-1252'), '“We agree.”'],
    ['Windows-1251', encode(RUSSIAN, 'windows-1251'), RUSSIAN],
    ['Windows-1251', encode(`${ENGLISH.slice(0, 30)}. Россия`, 'windows-1251'), `${ENGLISH.slice(0, 30)}. Россия`],
    ['KOI8-R', encode(RUSSIAN.replaceAll('–', '-'), 'koi8-r'), RUSSIAN.replaceAll('–', '-')],
    ['KOI8-R', encode(`${'States. '.repeat(10_000)}Москва`, 'koi8-r'), `${'States. '.repeat(10_000)}Москва`],
    ['KOI8-R', encode('Москва, 5 декабря', 'koi8-r'), 'Москва, 5 декабря'],
  ])('tells %s by its letters and says so', (guessed, bytes, text) => {
    expect(decodeText('paper.txt', bytes)).toEqual({ text, guessed });
  });

  it('follows a declaration that fits and passes over one that does not', () => {
    const bytes = encode('Россия', 'koi8-r');
    expect(decodeText('page.html', bytes, 'koi8-r')).toEqual({ text: 'Россия' });
    expect(decodeText('page.html', bytes, 'utf-8')).toEqual({ text: 'Россия', guessed: 'KOI8-R' });
    expect(decodeText('page.html', utf8('Россия'), 'no-such-set')).toEqual({ text: 'Россия' });
    expect(decodeText('page.html', encode('“é”', 'windows-1252'), 'iso-8859-1')).toEqual({ text: '“é”' });
  });
});

describe('what is not text', () => {
  it.each([
    ['NUL bytes', utf8('States\u0000 should\u0000'), /^x\.txt is a binary file, not text: save its text as UTF-8/],
    ['control characters', Uint8Array.of(1, 2, 3, 4), /^x\.txt is a binary file/],
    ['high bytes of no set', Uint8Array.of(0x41, 0x81, 0x8d, 0x8f, 0x9d, 0x81), /^x\.txt is not UTF-8 text/],
    ['a PDF', utf8('%PDF-1.7'), /^x\.txt is a PDF/],
    ['UTF-8 cut inside', utf8('Résumé, café').subarray(0, 14), /^x\.txt is UTF-8 text with damaged characters/],
  ])('names %s', (_, bytes, message) => {
    expect(decodeText('x.txt', bytes)).toEqual({ problem: expect.stringMatching(message) });
  });
});

it('never throws, and gives back whatever was written in UTF-8', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string(), { nil: undefined }), (bytes, declared) => {
      const decoded = decodeBytes(bytes, declared);
      expect('problem' in decoded ? typeof decoded.problem : typeof decoded.text).toBe('string');
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', 'é', 'я', '“', '中', '😀', '\n') }), (text) => {
      expect(decodeBytes(utf8(text))).toEqual({ text });
    }),
  );
});
