/** Whole numbers of up to 32 bits as bytes: one for each that is near zero, on either side of it (zigzag and seven bits a byte, as in Protocol Buffers). */
export function packIntegers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = ((number << 1) ^ (number >> 31)) >>> 0;
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** The numbers that were packed. */
export function unpackIntegers(packed: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < packed.length; ) {
    let byte = packed[at++] ?? 0;
    let folded = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = packed[at++] ?? 0;
      folded |= (byte & 0x7f) << shift;
    }
    numbers.push((folded >>> 1) ^ -(folded & 1));
  }
  return numbers;
}
