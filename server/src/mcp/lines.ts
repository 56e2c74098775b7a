import { Transform, type TransformCallback } from 'node:stream';

const LINE_FEED = 0x0a;

/**
 * Gives on whole lines, each at once, and drops those of more than `most` bytes, of which it tells (`onDropped`): the library
 * that reads them would end the connection, and copies what it has with every piece of a line.
 */
export function wholeLines(most: number, onDropped: () => void): Transform {
  let pieces: Buffer[] = [];
  let length = 0;

  function take(piece: Buffer): void {
    length += piece.length;
    if (length <= most) pieces.push(piece);
    else pieces = [];
  }

  function end(stream: Transform): void {
    if (length > most) onDropped();
    else stream.push(Buffer.concat(pieces));
    pieces = [];
    length = 0;
  }

  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      let start = 0;
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, start)) {
        take(chunk.subarray(start, at + 1));
        end(this);
        start = at + 1;
      }
      take(chunk.subarray(start));
      done();
    },
  });
}
