import { describe, expect, it } from 'vitest';
import { mayBeRead, mayBeWritten, type Place } from '../../../../client/src/browser/places.js';

/** As VS Code's `Uri`, whose text is encoded and whose path is not. */
function place(text: string): Place {
  return { path: decodeURIComponent(new URL(text).pathname), toString: () => text };
}

const FOLDERS = [place('vscode-vfs://github/ministry/drafts'), place('file:///home/drafter/notes/')];

describe('what the server in a browser is read and may write', () => {
  it.each([
    ['vscode-vfs://github/ministry/drafts', true, false],
    ['vscode-vfs://github/ministry/drafts/record/cable.md', true, false],
    ['vscode-vfs://github/ministry/drafts/.aide-memoire/departures.yaml', true, true],
    ['vscode-vfs://github/ministry/drafts/papers/.aide-memoire/departures.yaml', true, false],
    ['vscode-vfs://github/ministry/drafts/.aide-memoire.md', true, false],
    ['vscode-vfs://github/ministry/drafts-of-others/a.md', false, false],
    ['vscode-vfs://gitlab/ministry/drafts/a.md', false, false],
    ['vscode-vfs://github/ministry/drafts/.aide-memoire/%2E%2E%2F%2E%2E%2Fother/a.md', false, false],
    ['file:///home/drafter/notes/a.md', true, false],
    ['file:///home/drafter/notes/.aide-memoire/corpus.yaml', true, true],
    ['file:///home/drafter/letters/a.md', false, false],
    ['https://example.org/a.md', false, false],
  ])('%s', (text, isRead, isWritten) => {
    expect(mayBeRead(place(text), FOLDERS)).toBe(isRead);
    expect(mayBeWritten(place(text), FOLDERS)).toBe(isWritten);
  });

  it('is nothing where no folder is open', () => {
    expect(mayBeRead(place('file:///home/drafter/notes/a.md'), [])).toBe(false);
  });
});
