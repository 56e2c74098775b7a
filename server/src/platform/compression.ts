import { deflateSync, inflateSync } from 'fflate';

/** Raw DEFLATE (RFC 1951): what one host packs another unpacks. */
export interface Compression {
  pack(bytes: Uint8Array): Uint8Array;
  unpack(packed: Uint8Array): Uint8Array;
}

/** For hosts that bring none of their own; several times as slow. */
export const PORTABLE_COMPRESSION: Compression = {
  pack: (bytes) => deflateSync(bytes, { level: 1 }),
  unpack: (packed) => inflateSync(packed),
};
