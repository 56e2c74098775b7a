import { joinUri } from '../../util/fileUri.js';

const FOLDER = 'aide-memoire://documents';

/** How resources are addressed (RFC 6570): a document from its beginning, or from a character of what was given before on. */
export const RESOURCE_TEMPLATE = `${FOLDER}/{document}{?from}`;

/** The address of a document as a resource, by its id. It tells nothing of where the file lies. */
export function resourceUri(id: string): string {
  return joinUri(FOLDER, id);
}
