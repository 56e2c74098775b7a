import { describe, expect, it } from 'vitest';
import type { CorpusDocumentInfo } from '../../../server/src/api/protocol.js';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { listCorpus } from '../../../server/src/service/corpusList.js';
import { createWorkspace, type WorkspaceContext } from '../../../server/src/workspace/workspace.js';
import { createBundledContext } from '../../support/bundled.js';
import { makeDocument } from '../../support/corpus.js';
import { corpusFile, memoryHost, smallCorpus } from '../../support/files.js';

const PROJECT = 'file:///home/drafter/project';
const FOLDER = 'file:///app/corpus/documents';
const SECOND = '1. Zeppelins need rules.\n\n2. Zeppelins need harbours as well.';

function open(choices: string): Promise<WorkspaceContext> {
  const files = smallCorpus()
    .set(`${FOLDER}/second.md`, corpusFile('India', '2023-03-06', SECOND))
    .set(`${PROJECT}/.aide-memoire/corpus.yaml`, choices);
  return createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT).ready();
}

function brief({ citation, passages, choices }: CorpusDocumentInfo): unknown {
  return [citation, passages, choices];
}

describe('the list of the record', () => {
  it('tells of each document what is known, newest first', async () => {
    const { documents } = listCorpus(await open(''));
    expect(documents.map(brief)).toEqual([
      ['India, statement, 6 March 2023', 2, []],
      ['Pakistan, statement, 13 December 2021', 2, []],
    ]);
    expect(listCorpus(await open(''), 1, 1).documents).toEqual([documents[1]]);
    expect(listCorpus(await open(''), 2).documents).toEqual([]);
    expect(documents[0]).toEqual({
      uri: `${FOLDER}/second.md`,
      title: 'India, 2023-03-06',
      citation: 'India, statement, 6 March 2023',
      holder: 'India',
      kind: 'statement',
      date: '6 March 2023',
      orderingDate: '2023-03-06',
      tier: 'other',
      authority: 'another delegation’s position',
      source: 'second.md',
      guessed: [],
      passages: 2,
      choices: [],
    });
  });

  it('holds what is retired as a whole in its place, and says what is chosen of each document', async () => {
    const context = await open(
      `pinned:
  - document: second.md
    words: need rules
  - document: gone
retired:
  - document: statement
    reason: instruction of 12 March
  - { document: second, words: as well }
`,
    );
    expect(listCorpus(context).documents.map(brief)).toEqual([
      [
        'India, statement, 6 March 2023',
        1,
        [
          { list: 'pinned', words: 'need rules' },
          { list: 'retired', words: 'as well' },
        ],
      ],
      ['Pakistan, statement, 13 December 2021', 2, [{ list: 'retired', reason: 'instruction of 12 March' }]],
    ]);
  });

  it('names the later version of a text, and who may see it', () => {
    const common =
      'Each Party shall prepare, communicate and maintain successive zeppelin inventories that it intends to achieve';
    const draft = (id: string, date: string, text: string) =>
      makeDocument({
        id,
        date,
        kind: 'draft',
        holder: 'Unknown',
        title: 'Draft',
        text: `${common} ${common}\n\n${text}`,
      });
    const { documents } = listCorpus(
      createBundledContext([
        { ...draft('a', '2015-11-20', 'Harbours are open to all Parties.'), uri: 'file:///a.md' },
        draft(
          'b',
          '2015-12-09',
          'Harbours may be closed by a Party for its security, and so may airfields of any kind.',
        ),
        makeDocument({ id: 'c', handling: 'restricted', text: 'Cable.' }),
        makeDocument({ id: 'd', handling: 'open', guessed: ['date'], text: 'Speech.' }),
      ]),
    );
    const of = (name: string) => documents.find(({ uri }) => uri.endsWith(`/${name}.md`));
    expect(of('a')?.laterVersion).toBe('9 December 2015');
    expect(of('b')).not.toHaveProperty('laterVersion');
    expect(of('c')?.handling).toBe('restricted');
    expect(of('d')).not.toHaveProperty('handling');
    expect(of('d')?.guessed).toEqual(['date']);
  });
});
