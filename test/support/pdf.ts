/** Text at a place on a page of 612 by 792 points, whose origin is the lower left corner. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Points; 10 when absent. */
  readonly size?: number;
  /** Set in the bold face. */
  readonly bold?: boolean;
}

/** Width of a letter of Courier, in ems. */
const LETTER = 0.6;

/** Writes a PDF (1.4, WinAnsi, Courier) with the text where it is placed; a page without any gets a drawn line. */
export function writePdf(pages: readonly (readonly PlacedText[])[], trailer = ''): Uint8Array {
  const kids = pages.map((_, n) => `${5 + 2 * n} 0 R`).join(' ');
  const face = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [${'600 '.repeat(224)}] >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    face('Courier'),
    face('Courier-Bold'),
    ...pages.flatMap((texts, n) => {
      const content = texts.length === 0 ? '0 0 m 100 100 l S' : texts.map(showText).join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${6 + 2 * n} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return rawPdf(objects, trailer);
}

/** Writes a PDF of these objects, numbered from 1, the first being its catalogue; a letter of theirs is a byte. */
export function rawPdf(objects: readonly string[], trailer = ''): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, n) => {
    const offset = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}

function showText({ x, y, text, size = 10, bold = false }: PlacedText): string {
  return `BT /${bold ? 'F2' : 'F1'} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
}

/** Lines one under another from the top left corner given, 12 points apart. */
export function linesAt(x: number, y: number, lines: readonly string[]): PlacedText[] {
  return lines.map((text, n) => ({ x, y: y - 12 * n, text }));
}

/** Width of a text as `writePdf` sets it, in points. */
export function widthOf(text: string, size = 10): number {
  return text.length * LETTER * size;
}
