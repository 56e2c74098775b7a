import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Compression } from '../platform/compression.js';

/** Higher levels take twice as long for a tenth less. */
const LEVEL = 1;

/** Node's own zlib. */
export const NODE_COMPRESSION: Compression = {
  pack: (bytes) => deflateRawSync(bytes, { level: LEVEL }),
  unpack: (packed) => inflateRawSync(packed),
};
