import { createHash } from 'node:crypto';

/** As `digestOf`, at once: handing a short file to another thread and back costs more than ten times its digest. */
export function digestHere(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
