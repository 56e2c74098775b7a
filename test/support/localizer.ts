import type { Localizer } from '../../client/src/localizer.js';

/** Messages as they are written, with their values. */
export const ENGLISH: Localizer = {
  t: (message, ...values) => message.replace(/\{(\d+)\}/g, (_, n: string) => String(values[Number(n)])),
};
