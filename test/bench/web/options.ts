import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Options {
  /** Folder of documents; the General Debate, or a generated corpus, when absent. */
  readonly corpus?: string;
  /** Sizes of the record, in documents, ascending. */
  readonly documents: readonly number[];
}

const USAGE = `npm run bench:web -- [options]
  --corpus DIR       a folder of documents instead of the General Debate
  --documents N,N    sizes of the record (300,1000)`;

/** Reads the command line's arguments. Throws an error that says how to call the script. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { corpus: { type: 'string' }, documents: { type: 'string', default: '300,1000' } },
    });
    const documents = values.documents.split(',').map(countOf);
    return {
      ...(values.corpus === undefined ? {} : { corpus: values.corpus }),
      documents: documents.sort((a, b) => a - b),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`"${text}" is no number of documents.`);
  return count;
}
