import { DRAFT_LANGUAGES } from '../../../server/src/api/languages.js';

/** Language id of `*.draft.md`, the one for which quick suggestions are on. */
export const DRAFT_LANGUAGE = 'negotiation-draft' satisfies (typeof DRAFT_LANGUAGES)[number];

/** What the server is asked about: drafts on disk and unsaved ones. */
export const DRAFT_SELECTOR = DRAFT_LANGUAGES.flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ language, scheme })),
);

/** The name of a file, without its folders. */
export function fileNameOf({ path }: { readonly path: string }): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
