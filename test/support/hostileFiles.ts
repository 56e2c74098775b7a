import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { BAIT_FRAMES, BAIT_UNITS, bait } from './hostileText.js';
import { rawPdf } from './pdf.js';

/** Files of a format that were made to harm, from whole ones of that format: seeds of what is changed in them. */

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A run of bait, of up to so many UTF-16 units. */
export const baits = (longest: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...BAIT_UNITS), fc.constantFrom(...BAIT_FRAMES), fc.integer({ min: 1, max: longest }))
    .map(([unit, frame, units]) => bait(unit, frame, units));

/** What stands in the place of a number: none that anybody counts with. */
const NUMBERS = ['-1', '0', '1e999', 'NaN', '2147483648', '99999999999999999999', '0x10', '1.5', '', '\u0663'];

/** UTF-16 units of a piece that is still put down many times: six times over, that is more than any file. */
const LONGEST_REPEATED = 300;

/** The text with some of its pieces changed: dropped, doubled, exchanged, moved, their numbers made absurd, bait put between. */
export function reworked(texts: readonly string[], pieces: RegExp): fc.Arbitrary<string> {
  const change = fc.record({
    kind: fc.constantFrom('drop', 'double', 'swap', 'number', 'bait', 'nest'),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    with: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    number: fc.constantFrom(...NUMBERS),
    bait: baits(60),
    times: fc.integer({ min: 2, max: 30 }),
  });
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([text, changes]) => {
      const parts = text.match(pieces) ?? [text];
      for (const { kind, at, with: other, number, bait: run, times } of changes) {
        const place = Math.floor(at * parts.length);
        const from = Math.floor(other * parts.length);
        const part = parts[place] ?? '';
        if (kind === 'drop') parts.splice(place, 1);
        else if (kind === 'double' && part.length < LONGEST_REPEATED)
          parts.splice(place, 0, ...Array.from({ length: times }, () => part));
        else if (kind === 'swap') [parts[place], parts[from]] = [parts[from] ?? '', part];
        else if (kind === 'number') parts[place] = part.replace(/\d+/, number);
        else if (kind === 'bait') parts.splice(place, 0, run);
        else if (part.length < LONGEST_REPEATED) parts[place] = part.repeat(times);
      }
      return parts.join('');
    });
}

/** PDF files whose objects, cross-references, streams and filters are not what they say. */
export function hostilePdfs(originals: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const rewritten = reworked(
    originals.map(latin1),
    /\d+ \d+ obj|endobj|stream|endstream|xref|trailer|<<|>>|\/\w+|\d+|[^\d/<>]+|[\s\S]/g,
  ).map((text) => new Uint8Array(Buffer.from(text, 'latin1')));
  const filters = fc.constantFrom(
    '/FlateDecode',
    '/LZWDecode',
    '/ASCII85Decode',
    '/ASCIIHexDecode',
    '/RunLengthDecode',
    '/DCTDecode',
    '/JPXDecode',
    '/Crypt',
    '/Nothing',
    '[/FlateDecode /FlateDecode]',
    '[/ASCII85Decode /LZWDecode]',
    '3 0 R',
    '<< >>',
  );
  const content = fc.oneof(
    baits(400),
    fc.constantFrom(
      'BT /F1 10 Tf 72 700 Td (The group supports the talks.) Tj ET',
      'q '.repeat(300),
      'BT '.repeat(300),
      `BT /F1 1e30 Tf 1e30 0 0 1e30 ${'9'.repeat(300)} 0 Tm (x) Tj ET`,
      `BT /F1 10 Tf [${'(a) -1e9 '.repeat(200)}] TJ ET`,
      '/Fm Do '.repeat(50),
    ),
  );
  const made = fc
    .record({ filter: filters, content, length: fc.constantFrom(...NUMBERS, '4 0 R'), isPacked: fc.boolean() })
    .map(({ filter, content: written, length, isPacked }) => {
      const stream = isPacked
        ? deflateSync(Buffer.from(written)).toString('latin1')
        : Buffer.from(written).toString('latin1');
      return rawPdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>',
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> /XObject << /Fm 5 0 R >> >> >>`,
        '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
        `<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /Fm 5 0 R >> >> /Length ${length || stream.length} /Filter ${filter} >>\nstream\n${stream}\nendstream`,
      ]);
    });
  return fc.oneof(rewritten, rewritten, made);
}

const XML = /<[^<>]*>|[^<>]+|[<>]/g;
const ENTITIES =
  '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';

/** Word files whose parts are dropped, doubled, renamed, nested or filled with what no Word writes. */
export function hostileWords(originals: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const archives = originals.map((bytes) => unzipSync(bytes));
  return fc.constantFrom(...archives).chain((parts) => {
    const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/.test(name));
    const read = names.filter((name) => /document|numbering|styles|footnotes|\.rels/.test(name));
    const changedPart = fc
      .constantFrom(...read)
      .chain((name) =>
        reworked([fromUtf8(parts[name] ?? new Uint8Array())], XML).map((xml) => ({ ...parts, [name]: utf8(xml) })),
      );
    const odd = fc
      .record({
        name: fc.constantFrom(...names),
        kind: fc.constantFrom('drop', 'rename', 'entities', 'deep', 'levels', 'empty', 'wide', 'utf16'),
        depth: fc.integer({ min: 1, max: 3000 }),
        number: fc.constantFrom(...NUMBERS),
      })
      .map(({ name, kind, depth, number }) => {
        const { [name]: part = new Uint8Array(), ...others } = parts;
        const xml = fromUtf8(part);
        if (kind === 'drop') return others;
        if (kind === 'rename') return { ...others, [`../${name}`]: part, [name.toUpperCase()]: part };
        if (kind === 'entities')
          return { ...others, [name]: utf8(xml.replace(/(<w:t[^>]*>)/g, `$1&x;&b;`).replace('?>', `?>${ENTITIES}`)) };
        if (kind === 'deep')
          return { ...others, [name]: utf8(xml.replace(/<w:p[ >]/, `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}$&`)) };
        if (kind === 'levels')
          return {
            ...others,
            [name]: utf8(xml.replace(/(w:(?:val|ilvl|start|id|abstractNumId|numId)=")\d+/g, `$1${number}`)),
          };
        if (kind === 'wide')
          return { ...others, [name]: utf8(xml.replace('</w:body>', `${'<w:p/>'.repeat(depth)}</w:body>`)) };
        if (kind === 'utf16') return { ...others, [name]: new Uint8Array(Buffer.from(xml, 'utf16le')) };
        return { ...others, [name]: new Uint8Array() };
      });
    // Packing costs more than reading: what matters here lies in the parts.
    return fc.oneof(changedPart, odd).map((made) => zipSync(made, { level: 0 }));
  });
}

/** Pages nested, unclosed, and full of what is no text. */
export function hostilePages(originals: readonly string[]): fc.Arbitrary<Uint8Array> {
  const tag = fc.constantFrom(
    'div',
    'p',
    'ol',
    'li',
    'ul',
    'table',
    'tr',
    'td',
    'b',
    'sup',
    'a',
    'script',
    'style',
    'pre',
    'h1',
    'title',
    'template',
    'svg',
    'blockquote',
    'br',
    'meta charset=utf-16',
    'ol start=99999999999999',
    'ol type=I start=-5',
    'li value=1e9',
    'a href="#1" id=1',
  );
  const soup = fc
    .array(fc.tuple(tag, fc.constantFrom('open', 'close', 'both', 'many'), baits(40)), { maxLength: 20 })
    .map((tags) =>
      tags
        .map(([name, how, text]) => {
          if (how === 'close') return `</${name}>`;
          if (how === 'many') return `<${name}>`.repeat(100);
          return how === 'open' ? `<${name}>${text}` : `<${name}>${text}</${name}>`;
        })
        .join(''),
    );
  return fc.oneof(reworked(originals, XML), soup).map(utf8);
}

/** YAML as an attacker writes it, from files as people do. */
export function hostileYaml(originals: readonly string[]): fc.Arbitrary<string> {
  const key = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '<<',
    '? a',
    '"a"',
    '[a]',
    '{a: b}',
    '',
    '~',
    'null',
    '0',
    'departures',
    'confirmed',
    'red-lines',
    'merged',
    'pinned',
    'documents',
    'negators',
    'variants',
    'title',
    'date',
    'a.md',
    'replaces',
  );
  const value = fc.oneof(
    fc.constantFrom(
      '&a [1, 2]',
      '*a',
      '!!js/function x',
      '!!binary aaaa',
      '!!set {a, b}',
      '!<tag:x> y',
      '2023-99-99',
      '0x7fffffffffffffffffff',
      '.inf',
      '|\n  text',
      '>-\n  text',
      '"\\ud800"',
      '[]',
      '{}',
      '[[[[]]]]',
      '{a: {a: {a: 1}}}',
      "'",
      '"',
      '%',
      '@',
      '- - - a',
      '__proto__: {x: 1}',
    ),
    baits(80),
  );
  const lines = fc
    .array(fc.tuple(fc.constantFrom('', '', '  ', '    ', '- ', '  - ', '? '), key, value), { maxLength: 15 })
    .map((fields) => fields.map(([indent, name, text]) => `${indent}${name}: ${text}`).join('\n'));
  const bomb = fc
    .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }))
    .map(([depth, width]) =>
      [
        'a0: &a0 [x]',
        ...Array.from({ length: depth }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(width)}]`),
      ].join('\n'),
    );
  const deep = fc
    .tuple(fc.constantFrom('[', '{a: ', '- ', '? ', 'a:\n', '{', '[{'), fc.integer({ min: 1, max: 2000 }))
    .map(([open, times]) => open.repeat(times));
  return fc.oneof(
    reworked(originals, /[^\n]*\n|[^\n]+$/g),
    reworked(originals, /[\s:,[\]{}-]+|[^\s:,[\]{}-]+/g),
    lines,
    lines,
    bomb,
    deep,
  );
}

/** Text: bait in a row, and drafts and documents as people write them with bait in between. */
export function hostileTexts(originals: readonly string[], longest: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc.array(baits(longest), { minLength: 1, maxLength: 4 }).map((runs) => runs.join(' ')),
    fc.array(baits(30), { minLength: 1, maxLength: 12 }).map((runs) => runs.join('')),
    reworked(originals, /\s+|[^\s\w]+|\w+/g),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
}
