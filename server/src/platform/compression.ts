import { deflateSync, inflateSync } from 'fflate';

/** Packs without loss. A host unpacks what it has packed itself; an index stays on the machine that made it. */
export interface Compression {
  pack(bytes: Uint8Array): Uint8Array;
  unpack(packed: Uint8Array): Uint8Array;
}

/** Raw DEFLATE (RFC 1951), for hosts that bring none of their own; several times as slow. */
export const PORTABLE_COMPRESSION: Compression = {
  pack: (bytes) => deflateSync(bytes, { level: 1 }),
  unpack: (packed) => inflateSync(packed),
};
