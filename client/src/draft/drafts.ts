import { DRAFT_LANGUAGES } from '../../../server/src/api/languages.js';

/** Language id of `*.draft.md`, the one for which quick suggestions are on. */
export const DRAFT_LANGUAGE = 'negotiation-draft' satisfies (typeof DRAFT_LANGUAGES)[number];

/** The drafts among documents of these schemes, as VS Code selects documents. */
export function draftsOf(schemes: Iterable<string>): readonly { readonly language: string; readonly scheme: string }[] {
  return [...schemes].flatMap((scheme) => DRAFT_LANGUAGES.map((language) => ({ language, scheme })));
}

/** The name of a file, without its folders. */
export function fileNameOf({ path }: { readonly path: string }): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
