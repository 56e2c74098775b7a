import type { Localizer } from '../../client/src/localizer.js';

/** Messages as they are written, with their values. */
export const ENGLISH: Localizer = {
  t: (message: string | { readonly message: string }, ...values: readonly (string | number)[]) =>
    typeof message === 'object'
      ? message.message
      : message.replace(/\{(\d+)\}/g, (_, n: string) => String(values[Number(n)])),
};
