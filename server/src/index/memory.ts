/** Bytes from which on memory lies in pages of its own. */
const OWN_PAGES = 1 << 16;
/** Numbers that short arrays share the memory of. */
const STRETCH = 1 << 20;

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

/** Room for so many numbers in memory of this thread. */
export type RoomFor<T = Float64Array> = (length: number) => T;

/** So many numbers of 64 bits, all zero, in memory of this thread. */
export const newDoubles: RoomFor = (length) => new Float64Array(length);

/**
 * Room for many short arrays, all zero, in few long ones, which have pages of their own: between short pieces that are freed
 * something always stays, and the system has none of them back.
 */
export function createStretches<T extends Int32Array | Uint8Array | Float64Array>(make: RoomFor<T>): RoomFor<T> {
  let stretch: T | undefined;
  let taken = 0;
  return (length) => {
    if (stretch === undefined || taken + length > stretch.length) {
      stretch = make(Math.max(length, STRETCH));
      taken = 0;
    }
    const from = taken;
    return stretch.subarray(from, (taken = from + length)) as T;
  };
}

/** Room that is done with before it is asked for again: the same each time, whatever it held. */
export function createScratch<T extends Int32Array | Uint8Array | Float64Array>(make: RoomFor<T>): RoomFor<T> {
  let room: T | undefined;
  return (length) => {
    if (room === undefined || length > room.length) room = make(length * 2);
    return room.subarray(0, length) as T;
  };
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
