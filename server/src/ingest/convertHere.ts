import type { Converter } from './convert.js';

/** Reads in the thread of whoever calls. */
export const convertHere: Converter = async (ending, bytes, limits) => {
  // Loaded only when needed: these libraries are larger than the rest of the server.
  const { FORMAT_READERS } = await import('./formatReaders.js');
  return FORMAT_READERS[ending](bytes, limits);
};
