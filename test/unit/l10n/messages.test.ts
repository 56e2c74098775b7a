import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMessages } from '../../support/messages.js';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-messages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(source: string): ReturnType<typeof readMessages> {
  const file = join(folder, 'source.ts');
  writeFileSync(file, source);
  return readMessages([file]);
}

describe('the messages of a source', () => {
  it('are its literals, with their comments, each once', () => {
    const source = `
      show(t('Open'), l10n.t("Close {0}", name), t(\`It’s here\`), t('Open'));
      show(tCount(n, '{0} file', '{0} files'));
      show(t({ message: 'Draft', comment: ['A verb', '.'] }), t({ message: 'Bare', args: [] }));
      show(other('Nothing'), of.t('Nothing'));
    `;
    expect(read(source)).toEqual({
      keys: ['Bare', 'Close {0}', 'Draft/A verb.', 'It’s here', 'Open', '{0} file', '{0} files'],
      computed: [],
    });
  });

  it.each([
    ['t(name)'],
    ['t(`Open ${name}`)'],
    ["t('Open ' + name)"],
    ["tCount(n, '{0} file', files)"],
    ['t({ message: name })'],
    ["t({ message: 'Draft', comment: [why] })"],
    ['l10n.t(name)'],
  ])('are not what %s computes', (call) => {
    expect(read(`\n${call};`).computed).toEqual([`${join(folder, 'source.ts')}:2`]);
  });
});
