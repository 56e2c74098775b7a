import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRAFT, FILES, HYPHENED, LINE, MUST, TIME_LIMIT_MS } from '../support/editorHome.js';
import { type Emacs, findEmacs, keysOf, startEmacs } from '../support/emacs.js';
import { corpusFile } from '../support/files.js';

const CONFLICT = `0 position-conflict: ${DRAFT[0].slice(0, -1)}`;
const SHIFT = '2 position-shift: should';

const emacs = findEmacs();
if (emacs === undefined) {
  console.log(
    'No Emacs with eglot found: the tests in it are left out. Install both ("apt-get install emacs-nox elpa-eglot") or set EMACS to its path.',
  );
}

// Runs as it is on Linux and macOS: the command on the PATH is a script of the shell.
describe.skipIf(emacs === undefined && process.env.CI !== 'true')('Emacs, configured as docs/editors.md says', () => {
  let editor: Emacs;
  /** Line, rule and words of each finding. */
  const findings = async (): Promise<readonly string[]> => {
    const found = await editor.lisp<readonly (readonly [number, string, string])[]>(
      `(vconcat (mapcar (lambda (d) (let ((from (flymake-diagnostic-beg d)) (to (flymake-diagnostic-end d)))
        (vector (1- (line-number-at-pos from)) (flymake-diagnostic-text d) (buffer-substring-no-properties from to))))
        (flymake-diagnostics)))`,
    );
    return found.map(([line, said, words]) => `${line} ${/\[([a-z-]+)\]/.exec(said)?.[1]}: ${words}`).sort();
  };
  const see = <T>(probe: () => Promise<T>) => expect.poll(probe, { timeout: TIME_LIMIT_MS, interval: 100 });
  const lastLine = async (): Promise<string | undefined> => (await editor.lines()).at(-1);

  beforeAll(async () => {
    if (emacs === undefined)
      throw new Error('There is no Emacs: install the Debian packages "emacs-nox" and "elpa-eglot", or set EMACS.');
    editor = await startEmacs(emacs, 'eglot.el', FILES, 'paper.draft.md');
  });
  afterAll(() => editor?.end());

  it('marks what departs from the record that its settings name', async () => {
    await see(findings).toEqual([CONFLICT, SHIFT]);
  });

  it('shows the precedents', async () => {
    await editor.type(`M-g g 3 RET C-s ${keysOf('refrain')} RET M-x ${keysOf('eldoc')} RET`);
    const shown = (): Promise<string> =>
      editor.lisp(`(mapconcat (lambda (buffer) (with-current-buffer buffer (buffer-string)))
        (seq-filter (lambda (buffer) (string-match-p "eldoc" (buffer-name buffer))) (buffer-list)) " ")`);
    await see(shown).toContain('statement, 13 December 2021');
    expect(await shown()).not.toMatch(/command:|\]\(/);
  });

  it('applies a correction behind letters that UTF-8 and UTF-16 count otherwise', async () => {
    await editor.type(`M-g g 3 RET C-s ${keysOf('should')} RET C-b`);
    const titles = '(vconcat (mapcar (lambda (a) (plist-get a :title)) (eglot-code-actions (point))))';
    const offered = await editor.lisp<readonly string[]>(titles);
    expect(offered[0]).toBe('Use the current position’s wording: “must”');
    expect(offered).toContain('Ignore position-shift here, with a reason');
    await editor.type(`M-x ${keysOf('eglot-code-actions')} RET RET`);
    await see(editor.lines).toEqual([DRAFT[0], '', `“Smørrebrød” 𝒳: ${MUST}`, '']);
    await see(findings).toEqual([CONFLICT]);
  });

  it('follows what is typed', async () => {
    await editor.type(`M-< M-f C-f M-d ${keysOf('supports')}`);
    await see(findings).toEqual([]);
    await editor.type(`M-DEL ${keysOf('opposes')}`);
    await see(findings).toEqual([CONFLICT]);
    await editor.type('C-a C-k C-k');
    await see(findings).toEqual([]);
  });

  it('follows the record', async () => {
    await editor.type(`M-< ${keysOf(DRAFT[0])} RET`);
    await see(findings).toEqual([CONFLICT]);
    const later = join(editor.home, 'record', 'later.md');
    writeFileSync(later, corpusFile('Pakistan', '2024-12-13', `1. ${DRAFT[0]}`));
    await see(findings).toEqual([]);
    rmSync(later);
    await see(findings).toEqual([CONFLICT]);
    await editor.type('M-< C-k C-k');
  });

  it('goes on with the record’s wording, and keeps what was typed', async () => {
    await editor.type(`M-> RET ${keysOf('Pakistan supports a legally')}`);
    await editor.press('C-M-i');
    await see(lastLine).toBe(LINE.slice(0, -1));
    await editor.type(`RET RET ${keysOf('Pakistan attaches importance to the non-disc')}`);
    await editor.press('C-M-i');
    await see(lastLine).toBe(HYPHENED.slice(0, -1));
  });

  it('checks plain text too', async () => {
    await editor.open('notes.txt');
    await see(findings).toEqual(['0 position-shift: should']);
  });

  it('has nothing to complain of', async () => {
    expect(await editor.said()).not.toMatch(/error|warning|server reports/i);
  });
});
