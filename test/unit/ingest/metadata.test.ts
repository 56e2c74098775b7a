import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../server/src/ingest/corpusDocument.js';
import { guessLanguage } from '../../../server/src/ingest/language.js';
import { type SourceFile, parseDocument } from '../../../server/src/ingest/parseDocument.js';
import { writeDocument } from '../../../server/src/ingest/writeDocument.js';

const read = (text: string, name = 'note.md', stated?: SourceFile['stated']) => {
  const file = { uri: `file:///corpus/${name}`, name, ...(stated === undefined ? {} : { stated }) };
  const { document } = parseDocument(file, new TextEncoder().encode(text));
  if (document === undefined) throw new Error('no document');
  return document;
};
const metadata = (...args: Parameters<typeof read>): DocumentMetadata => read(...args).metadata;

const BODY =
  'The delegation of Chile supports the early conclusion of the talks and the adoption of the report by all of the members of this group.\n';
const STATEMENT = `Statement by Ambassador Ana Diaz, Permanent Representative of Chile\n\nSeventy-ninth session, 5 Sept. 2024\n\n${BODY}`;

describe('metadata read from the text', () => {
  it('is taken from the title block, and says so', () => {
    expect(metadata(STATEMENT)).toEqual({
      title: 'Statement by Ambassador Ana Diaz, Permanent Representative of Chile Seventy-ninth session, 5 Sept. 2024',
      holder: 'Chile',
      kind: 'statement',
      tier: 'other',
      session: 'seventy-ninth session',
      speaker: 'Ambassador Ana Diaz',
      date: '2024-09-05',
      language: 'en',
      source: 'note.md',
      guessed: ['date', 'holder', 'kind', 'language', 'session', 'speaker', 'title'],
    });
  });

  it('names no field as guessed that the text does not show', () => {
    expect(metadata('We agree.\n').guessed).toEqual(['title']);
  });

  it('may take the date from a stated title or from the name of the file', () => {
    expect(metadata(`---\ntitle: Draft of 9 Dec 2015\n---\n\n${BODY}`)).toMatchObject({
      date: '2015-12-09',
      guessed: ['date', 'language'],
    });
    expect(metadata(BODY, '23-oct-2015.md').date).toBe('2015-10-23');
  });
});

describe('what is stated', () => {
  it('in front matter goes before the text, and beside the file before both', () => {
    const text = `---\nholder: Peru\ntier: group\nhandling: internal\n---\n\n${STATEMENT}`;
    expect(metadata(text)).toMatchObject({ holder: 'Peru', tier: 'group', handling: 'internal', kind: 'statement' });
    const over = metadata(text, 'note.md', { holder: 'Group of 77 and China', kind: 'other', handling: 'restricted' });
    expect(over).toMatchObject({
      holder: 'Group of 77 and China',
      tier: 'group',
      kind: 'other',
      handling: 'restricted',
    });
    expect(over.guessed).toEqual(['date', 'language', 'session', 'speaker', 'title']);
  });

  it('of the date settles all dating', () => {
    const text = `---\nbetween: [2019, 2020]\nundated: no date in the text\n---\n\n${STATEMENT}`;
    expect(metadata(text).date).toBeUndefined();
    const dated = metadata(text, 'note.md', { date: '2019-05' });
    expect([dated.date, dated.between, dated.undated]).toEqual(['2019-05', undefined, undefined]);
  });

  it('and what was guessed stay apart when the document is written out and read again', () => {
    const document = read(STATEMENT, 'note.md', { handling: 'restricted' });
    expect(metadata(writeDocument(document))).toEqual(document.metadata);
    expect(metadata(writeDocument(document), 'note.md', { date: '2024' }).guessed).not.toContain('date');
  });
});

describe('the language of a text', () => {
  it.each([
    ['en', BODY],
    [
      'fr',
      'La délégation du Chili appuie la conclusion rapide des négociations et souhaite que le rapport soit adopté par tous les membres du groupe dans les meilleurs délais.',
    ],
    [
      'es',
      'La delegación de Chile apoya la pronta conclusión de las negociaciones y espera que el informe del grupo sea aprobado por todos los miembros en los próximos días.',
    ],
    ['ru', 'Делегация Чили выступает за скорейшее завершение переговоров.'],
    ['ar', 'يؤيد وفد شيلي الإسراع في اختتام المحادثات.'],
    ['zh', '智利代表团支持尽早结束会谈。'],
  ])('%s shows itself', (language, text) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it('stays unknown for a few words and for none', () => {
    expect(guessLanguage('The report of the group')).toBeUndefined();
    expect(guessLanguage('')).toBeUndefined();
  });
});
