import fc from 'fast-check';

/** Bytes as accidents leave them: cut short, changed here and there, with a piece of themselves or of another file inside. */
export function damaged(originals: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const whole = fc.constantFrom(...originals);
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const cut = fc.tuple(whole, place).map(([bytes, at]) => bytes.slice(0, at * bytes.length));
  const changed = fc
    .tuple(whole, fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 12 }))
    .map(([bytes, changes]) => {
      const copy = bytes.slice();
      for (const [at, byte] of changes) copy[Math.floor(at * (copy.length - 1))] = byte;
      return copy;
    });
  const spliced = fc.tuple(whole, whole, place, place, place).map(([into, from, at, start, end]) => {
    const cutAt = Math.floor(at * into.length);
    const piece = from.slice(Math.min(start, end) * from.length, Math.max(start, end) * from.length);
    return new Uint8Array([...into.subarray(0, cutAt), ...piece, ...into.subarray(cutAt)]);
  });
  return fc.oneof(cut, changed, spliced);
}
