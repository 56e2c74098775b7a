/** A file or folder, as VS Code's `Uri` names it. */
export interface Place {
  /** Decoded. */
  readonly path: string;
  toString(): string;
}

/** Where the product keeps what is decided in a folder of the workspace. */
const OWN_FOLDER = '.aide-memoire';

/** Whether the server may have read to it what lies there: in one of the folders, and by no way back up. */
export function mayBeRead(place: Place, folders: readonly Place[]): boolean {
  return !place.path.split('/').includes('..') && folders.some((folder) => below(place, folder) !== undefined);
}

/** Whether it may have written what lies there: of all that may be read, what is the product's own. */
export function mayBeWritten(place: Place, folders: readonly Place[]): boolean {
  return mayBeRead(place, folders) && folders.some((folder) => below(place, folder)?.startsWith(`${OWN_FOLDER}/`));
}

/** The path of a place from a folder that it lies in; `undefined` when it lies elsewhere. */
function below(place: Place, folder: Place): string | undefined {
  const start = `${folder.toString().replace(/\/$/, '')}/`;
  return `${place.toString()}/`.startsWith(start) ? place.toString().slice(start.length) : undefined;
}
