import type { Pace } from '../pace.js';

const SLICE = 16_384;
/** Bytes before a stream in which its dictionary is looked for. */
const DICTIONARY = 2048;
const KEYWORD = [...'stream'].map((letter) => letter.charCodeAt(0));
const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;

/**
 * Whether the deflated streams of a PDF (PDF 32000-1:2008, 7.4.4) unfold to more than `most` bytes: all that may be read
 * for text together, or one picture by itself. They are unfolded piece by piece and forgotten, so that neither memory nor
 * time grows with what they hold. Encrypted streams, and those in other filters first, are not looked into.
 */
export async function unfoldsBeyond(bytes: Uint8Array, most: number, pace: Pace): Promise<boolean> {
  let total = 0;
  for (let at = nextStream(bytes, 0); at >= 0; at = nextStream(bytes, at)) {
    await pace();
    if (!isDeflated(bytes, at)) continue;
    const dictionary = latin1(bytes.subarray(Math.max(0, at - DICTIONARY), at)).replace(/^[\s\S]*\bobj\b/, '');
    const picture = /\/Subtype\s*\/Image\b/.test(dictionary);
    const layers = Math.max(1, dictionary.match(/\/Fl(?:ateDecode)?\b/g)?.length ?? 0);
    const size = await unfoldedSize(bytes, at, layers, picture ? most : most - total, pace);
    if (!picture) total += size;
    if (size > most || total > most) return true;
  }
  return false;
}

/** Where the data of the next stream begins, after `from`; -1 when there is none. */
function nextStream(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(KEYWORD[0] ?? 0, from); at >= 0; at = bytes.indexOf(KEYWORD[0] ?? 0, at + 1)) {
    if (!KEYWORD.every((letter, n) => bytes[at + n] === letter)) continue;
    const end = at + KEYWORD.length;
    const data = bytes[end] === CARRIAGE_RETURN ? end + 1 : end;
    // "endstream" ends in the same letters, and is followed by a line end too: what follows it is no deflated data.
    if (bytes[data] === LINE_FEED) return data + 1;
    if (data > end) return data;
  }
  return -1;
}

/** Whether a zlib header stands there (RFC 1950, 2.2). */
function isDeflated(bytes: Uint8Array, at: number): boolean {
  const [method = 0, flags = 0] = bytes.subarray(at, at + 2);
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

/** Ends the unfolding of data that has made enough. */
class Enough extends Error {}

/** Bytes that the data makes when it is unfolded `layers` times; counting ends soon after `most`. */
async function unfoldedSize(
  bytes: Uint8Array,
  from: number,
  layers: number,
  most: number,
  pace: Pace,
): Promise<number> {
  const { Unzlib } = await import('fflate');
  let size = 0;
  let push = (chunk: Uint8Array): void => {
    size += chunk.length;
    if (size > most) throw new Enough();
  };
  for (let layer = 0; layer < layers; layer++) {
    const unfold = new Unzlib(push);
    // A slice at a time: it makes a thousandfold at most, and so does each slice of that.
    push = (chunk) => {
      for (let at = 0; at < chunk.length; at += SLICE) unfold.push(chunk.subarray(at, at + SLICE));
    };
  }
  for (let at = from; at < bytes.length; at += SLICE) {
    const before = size;
    try {
      push(bytes.subarray(at, at + SLICE));
    } catch {
      // Enough, or the data is damaged: what it made before that counts.
      return size;
    }
    // Nothing more comes once the data has ended, whatever follows it in the file.
    if (size === before) return size;
    await pace();
  }
  return size;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
