import { describe, expect, it } from 'vitest';
import { readYamlDocument } from '../../../server/src/ingest/yamlDocument.js';

describe('readYamlDocument', () => {
  it('gives the document, and the line of each place', () => {
    const { document, error, lineOf } = readYamlDocument('a: 1\nb: [2, 3]\n');
    expect(document.toJS()).toEqual({ a: 1, b: [2, 3] });
    expect(error).toBeUndefined();
    expect([lineOf(0), lineOf(5)]).toEqual([0, 1]);
  });

  it('says what is wrong, and where', () => {
    expect(readYamlDocument('a: 1\nb: "open\n').error).toMatchObject({ line: 2 });
    expect(readYamlDocument('a: 1\nb: 2\na: 3\n').error).toMatchObject({ line: 2, message: 'Map keys must be unique' });
    expect(readYamlDocument('x: { b: 2, b: 3 }').error).toMatchObject({ line: 0, column: 11 });
  });

  it.each(['[', '{a: ', '- ', '? ', '[{a: '])(
    'ends no process where %j stands within itself a thousand times',
    (open) => {
      expect(readYamlDocument(`a:\n  ${open.repeat(1000)}`).error).toBeDefined();
      expect(readYamlDocument(open.repeat(10_000)).error).toBeDefined();
    },
  );

  it('says what to take out of what lies too deep or refers too often', () => {
    expect(readYamlDocument(`${'- '.repeat(101)}a`).error?.message).toBe(
      'lists and fields stand more than 100 deep within one another',
    );
    expect(readYamlDocument(`${'- '.repeat(99)}a`).error).toBeUndefined();
    const references = (count: number): string => `a: &name 1\nb:\n${'- *name\n'.repeat(count)}`;
    expect(readYamlDocument(references(101)).error?.message).toBe('it has more than 100 references');
    expect(readYamlDocument(references(100)).error).toBeUndefined();
  });
});
