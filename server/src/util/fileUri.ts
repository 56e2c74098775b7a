const SCHEME = /^[a-z][a-z0-9+.-]+:/i;
const DRIVE = /^[a-z]:[\\/]/i;
/** Looked for once in each row of slashes, not from each of them. */
const SLASHES_AT_END = /(?<!\/)\/+$/;
/** Half of a character, which no URI can hold. */
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * The file URI of a path as a person writes it in a setting: a `file:` URI, an absolute POSIX or Windows path,
 * `~/...` under `home`, or a path relative to `base` (both file URIs). `undefined` when it is relative or starts
 * with `~` and there is nothing to resolve it against, or when it is a URI of another scheme. No slash at the end.
 */
export function resolveFileUri(path: string, base: string | undefined, home: string | undefined): string | undefined {
  if (DRIVE.test(path)) return parse(`file:///${encodePath(path.replaceAll('\\', '/'))}`);
  if (path.startsWith('\\\\')) return parse(`file:${encodePath(path.replaceAll('\\', '/'))}`);
  if (SCHEME.test(path)) return path.toLowerCase().startsWith('file:') ? parse(path) : undefined;
  if (path === '~' || path.startsWith('~/')) return resolveUnder(home, path.slice(2));
  if (path.startsWith('/')) return parse(`file://${encodePath(path)}`);
  return resolveUnder(base, path.replaceAll('\\', '/'));
}

/** Whether it is the address of a file or folder whose path can be read: "file:///100%" is none. */
export function isFileUri(uri: string): boolean {
  try {
    return uri.startsWith('file:') && decodeURIComponent(new URL(uri).pathname) !== '';
  } catch {
    return false;
  }
}

/** A URI by which the same file is recognised however its URI was encoded ("c%3A" against "C:"); for comparing only. */
export function uriKey(uri: string): string {
  try {
    const decoded = decodeURIComponent(uri);
    return decoded.replace(/^file:\/\/\/([a-z]):/i, (_, drive: string) => `file:///${drive.toLowerCase()}:`);
  } catch {
    return uri;
  }
}

/** Whether `uri` is `folder` itself or lies below it. */
export function isInsideFolder(uri: string, folder: string): boolean {
  const inner = uriKey(uri);
  const outer = uriKey(folder);
  return inner === outer || inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}

/** Whether a part of the path of `uri` below `folder` starts with a dot, as in `.git/index`; false outside the folder. */
export function isHiddenBelow(uri: string, folder: string): boolean {
  return isInsideFolder(uri, folder) && uriKey(uri).slice(uriKey(folder).length).includes('/.');
}

/** The last name in the path of a URI, decoded; as it is written where its escapes are malformed. */
export function lastName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The URI of an entry of a folder. */
export function joinUri(folder: string, ...names: readonly string[]): string {
  return [folder.replace(SLASHES_AT_END, ''), ...names.map((name) => encodePath(name))].join('/');
}

/** The path from a file to another one, both URIs of one host, as a link in the first has it: "../papers/a.md". */
export function relativePath(from: string, to: string): string {
  const [ours, theirs] = [from.split('/').slice(0, -1), to.split('/')];
  const differs = ours.findIndex((segment, n) => uriKey(segment) !== uriKey(theirs[n] ?? ''));
  const shared = Math.min(differs === -1 ? ours.length : differs, theirs.length - 1);
  return [...ours.slice(shared).map(() => '..'), ...theirs.slice(shared)].join('/');
}

function resolveUnder(folder: string | undefined, path: string): string | undefined {
  return folder === undefined ? undefined : parse(encodePath(path), folder.endsWith('/') ? folder : `${folder}/`);
}

function parse(uri: string, base?: string): string | undefined {
  try {
    const { href, pathname } = new URL(uri, base);
    return pathname.length > 1 ? href.replace(SLASHES_AT_END, '') : href;
  } catch {
    return undefined;
  }
}

function encodePath(path: string): string {
  return path
    .replace(LONE_SURROGATE, '\ufffd')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replaceAll('%3A', ':'))
    .join('/');
}
