/** Bytes from which on memory lies in pages of its own. */
const OWN_PAGES = 1 << 16;

/** So many bytes, all zero, in memory that threads can share. */
export function createBytes(length: number): Uint8Array {
  return new Uint8Array(createMemory(length), 0, length);
}

/** So many unsigned numbers of 16 bits, all zero, in memory that threads can share. */
export function createShorts(length: number): Uint16Array {
  return new Uint16Array(createMemory(length * 2), 0, length);
}

/** So many numbers of 32 bits, all zero, in memory that threads can share. */
export function createInts(length: number): Int32Array {
  return new Int32Array(createMemory(length * 4), 0, length);
}

/** So many numbers of 64 bits, all zero, in memory that threads can share. */
export function createDoubles(length: number): Float64Array {
  return new Float64Array(createMemory(length * 8), 0, length);
}

/** The numbers in memory that threads can share. */
export function shared(numbers: Int32Array | readonly number[]): Int32Array {
  const copy = createInts(numbers.length);
  copy.set(numbers);
  return copy;
}

/** The bytes in memory that threads can share. */
export function sharedBytes(bytes: Uint8Array | readonly number[]): Uint8Array {
  const copy = createBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

/**
 * Memory that threads can share; plain memory where the host has no such thing. What could grow is given pages of its own,
 * which the system has back once nobody holds them. Large pieces of the ordinary heap stay with the process for ever: once
 * one of up to 32 MB was given back, glibc keeps as much and more of every thread's heap.
 * A view must be given its length: one that grows with its buffer is read thirty times as slowly.
 */
function createMemory(bytes: number): ArrayBufferLike {
  if (typeof SharedArrayBuffer === 'undefined') return new ArrayBuffer(bytes);
  return bytes < OWN_PAGES ? new SharedArrayBuffer(bytes) : new SharedArrayBuffer(bytes, { maxByteLength: bytes });
}
