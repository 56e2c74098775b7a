import { parseArgs } from 'node:util';

/** What can be measured alone. */
export const SECTIONS = ['cold', 'warm', 'typing', 'checks', 'change', 'phrases', 'peers', 'fuse'] as const;

/** One of them. */
export type Section = (typeof SECTIONS)[number];

/** What the command line asks for. */
export interface Options {
  /** Folder of documents; the General Debate, or a generated corpus, when absent. */
  readonly corpus?: string;
  /** Shares of the corpus to measure, ascending, each 1/n. */
  readonly parts: readonly number[];
  readonly sections: ReadonlySet<Section>;
  /** Passages that the peers are compared on. */
  readonly passages: number;
  /** Builds of each peer; the middle one counts. */
  readonly rounds: number;
  /** Whether docs/growth.svg is written. */
  readonly write: boolean;
}

const USAGE = `npm run bench:scale -- [options]
  --corpus DIR     a folder of documents instead of the General Debate
  --part 1/8       one size alone; otherwise 1/8, 1/4, 1/2 and the whole
  --only a,b       of ${SECTIONS.join(', ')}
  --passages N     passages that the peers are compared on (50000)
  --rounds N       builds of each peer (3)
  --write          writes docs/growth.svg`;

/** Reads the command line's arguments. Throws an error that says how to call the script. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        corpus: { type: 'string' },
        part: { type: 'string' },
        only: { type: 'string', default: SECTIONS.join(',') },
        passages: { type: 'string', default: '50000' },
        rounds: { type: 'string', default: '3' },
        write: { type: 'boolean', default: false },
      },
    });
    return {
      ...(values.corpus === undefined ? {} : { corpus: values.corpus }),
      parts: values.part === undefined ? [1 / 8, 1 / 4, 1 / 2, 1] : [shareOf(values.part)],
      sections: new Set(values.only.split(',').map(sectionOf)),
      passages: countOf(values.passages),
      rounds: countOf(values.rounds),
      write: values.write,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}

function shareOf(part: string): number {
  if (part === '1') return 1;
  return 1 / countOf(/^1\/(\d+)$/.exec(part)?.[1] ?? part);
}

function sectionOf(name: string): Section {
  const section = SECTIONS.find((each) => each === name);
  if (section === undefined) throw new Error(`There is no section "${name}".`);
  return section;
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`"${text}" is no number of things.`);
  return count;
}
