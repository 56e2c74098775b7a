import { parseArgs } from 'node:util';

/** What can be evaluated alone. */
export const SECTIONS = ['labelled', 'pairs', 'seeds', 'un', 'contracts'] as const;

/** One of them. */
export type SectionName = (typeof SECTIONS)[number];

/** What the command line asks for. */
export interface Options {
  readonly sections: ReadonlySet<SectionName>;
  /** Whether findings are printed, not only counted. */
  readonly list: boolean;
}

const USAGE = `npm run eval -- [options]
  --only a,b   of ${SECTIONS.join(', ')}
  --list       prints findings beside their numbers`;

/** Reads the command line's arguments. Throws an error that says how to call the script. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', default: SECTIONS.join(',') },
        list: { type: 'boolean', default: false },
      },
    });
    return { sections: new Set(values.only.split(',').map(sectionOf)), list: values.list };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error });
  }
}

function sectionOf(name: string): SectionName {
  const section = SECTIONS.find((each) => each === name);
  if (section === undefined) throw new Error(`There is no section "${name}".`);
  return section;
}
