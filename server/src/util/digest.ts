/**
 * A hash of bytes in 64 bits, for telling at once whether they are what they were: two multiplicative hashes side by side.
 * Whoever must be kept from forging needs `digestOf`.
 */
export function fingerprintOf(bytes: Uint8Array): string {
  // Scattered, lest a length and the first byte cancel.
  let [one, other] = [0x9747b28c, Math.imul(bytes.length + 1, 0x85ebca6b)];
  // By position: an iterator takes several times as long.
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    one = Math.imul(one ^ byte, 0x9e3779b1);
    other = Math.imul(other ^ byte, 0x5f356495);
    // High bits come down: a product's low bits depend on low bits alone.
    one ^= one >>> 15;
    other ^= other >>> 13;
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** SHA-256 of bytes, or of a text in UTF-8, hexadecimal. */
export async function digestOf(content: Uint8Array | string): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
