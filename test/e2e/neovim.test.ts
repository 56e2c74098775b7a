import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DRAFT, FILES, LINE, MUST, TIME_LIMIT_MS } from '../support/editorHome.js';
import { findNeovim, type Neovim, startNeovim, versionOf } from '../support/neovim.js';

/** `vim.lsp.config` is there from 0.11 on. */
const NEWER = 11;

const neovim = findNeovim();
if (neovim === undefined) {
  console.log(
    'No Neovim found: the tests in it are left out. Install it ("apt-get install neovim") or set NEOVIM to its path.',
  );
}

it('a Neovim is named by NEOVIM, unless that is empty', () => {
  vi.stubEnv('NEOVIM', '');
  const unnamed = findNeovim();
  vi.stubEnv('NEOVIM', '/opt/nvim');
  const named = findNeovim();
  vi.unstubAllEnvs();
  expect(unnamed).not.toBe('');
  expect(named).toBe('/opt/nvim');
});

// Runs as it is on Linux and macOS: the command on the PATH is a script of the shell.
describe.skipIf(neovim === undefined && process.env.CI !== 'true')('Neovim, configured as docs/editors.md says', () => {
  let editor: Neovim;
  const findings = (): Promise<readonly string[]> =>
    editor.lua('return vim.tbl_map(function(d) return d.lnum .. " " .. d.code end, vim.diagnostic.get(0))');
  const see = <T>(probe: () => Promise<T>) => expect.poll(probe, { timeout: TIME_LIMIT_MS, interval: 100 });
  const actions = (): Promise<readonly string[]> => editor.lua('return Titles or {}');
  /** Has the next menu of code actions answered with the one of this title. */
  const choose = (title: string): Promise<unknown> =>
    editor.lua(`vim.ui.select = function(items, options, choose)
      Titles = vim.tbl_map(options.format_item, items)
      for i, name in ipairs(Titles) do if name == "${title}" then choose(items[i], i) end end
    end return true`);

  beforeAll(async () => {
    if (neovim === undefined)
      throw new Error('There is no Neovim: install the Debian package "neovim", or set NEOVIM.');
    const snippet = versionOf(neovim) >= NEWER ? 'neovim.lua' : 'neovim-older.lua';
    editor = await startNeovim(neovim, snippet, FILES, 'paper.draft.md');
  });
  afterAll(() => editor?.end());

  it('marks what departs from the record that its settings name', async () => {
    await see(findings).toEqual(['0 position-conflict', '2 position-shift']);
  });

  it('shows the precedents', async () => {
    await editor.type('3Gfhs<Esc>uK');
    const shown = (): Promise<string> =>
      editor.lua(`return table.concat(vim.tbl_map(function(window)
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), " ")
      end, vim.api.nvim_list_wins()), " ")`);
    await see(shown).toContain('Pakistan, statement, 13 December 2021, para. 1');
    expect(await shown()).not.toMatch(/command:|\]\(/);
    await editor.type('<C-w>o');
  });

  it('applies a correction behind letters that UTF-8 and UTF-16 count otherwise', async () => {
    await choose('Use the current position’s wording: “must”');
    await see(findings).toContain('2 position-shift');
    await editor.type('3G0fsgra');
    await see(editor.lines).toEqual([DRAFT[0], '', `“Smørrebrød” 𝒳: ${MUST}`]);
    expect(await actions()).toContain('Ignore position-shift here, with a reason');
    await see(findings).toEqual(['0 position-conflict']);
  });

  it('follows what is typed', async () => {
    await editor.type('gg0wcwsupports<Esc>');
    await see(findings).toEqual([]);
    await editor.type('u');
    await see(findings).toEqual(['0 position-conflict']);
    await editor.type('ggdd');
    await see(findings).toEqual([]);
  });

  it('goes on with the record’s wording, and keeps what was typed', async () => {
    await editor.type('Go<CR>Pakistan supports a legally<C-x><C-o>');
    await see(() => editor.lua('return #vim.fn.complete_info().items')).toBeGreaterThan(0);
    await editor.type('<C-y><Esc>');
    await see(async () => (await editor.lines()).at(-1)).toBe(LINE.slice(0, -1));
  });

  it('checks plain text too', async () => {
    await editor.type('<Esc>:edit! notes.txt<CR>');
    await see(findings).toEqual(['0 position-shift']);
  });

  it('has nothing to complain of', () => {
    expect(editor.log()).not.toMatch(/\[(WARN|ERROR)\]/);
  });
});
