import * as v from 'valibot';
import { stringify } from 'yaml';
import { parseBlocks } from '../text/blocks.js';
import { t } from '../util/l10n.js';
import type { CorpusProblem, DocumentMetadata } from './corpusDocument.js';
import { LineSchema, optionalMetadataEntries } from './metadata.js';
import { parseYamlFields } from './yamlFile.js';

/** Says in the front matter that every passage stands on one line as it is to be cited, so nothing is joined or dropped. */
const NORMALISED = 'normalised';

const FrontMatterSchema = v.object({
  ...optionalMetadataEntries,
  source: v.exactOptional(LineSchema),
  guessed: v.exactOptional(v.array(LineSchema, t('write the names of the fields as a list: [title, date]'))),
  layout: v.exactOptional(v.picklist([NORMALISED], t('write normalised, or take the line out'))),
});

/** What the front matter of one file says. */
export interface FrontMatter {
  /** The fields that are there and well-formed. */
  readonly fields: Partial<DocumentMetadata>;
  /** Whether the body is in the layout that `writeDocument` writes. */
  readonly normalised: boolean;
  /** Offset at which the body starts; 0 without front matter. UTF-16. */
  readonly bodyStart: number;
  readonly problems: readonly CorpusProblem[];
}

/** Reads the YAML between `---` lines at the top of a file. A field that cannot be used is left out with a problem. Never throws. */
export function readFrontMatter(file: { readonly uri: string; readonly name: string }, text: string): FrontMatter {
  const none: FrontMatter = { fields: {}, normalised: false, bodyStart: 0, problems: [] };
  const problem = (line: number, message: string): CorpusProblem => ({
    file: file.uri,
    message: t('{0}, line {1}: {2}.', file.name, line + 1, message),
  });
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text)?.[0];
  if (opening === undefined) return none;
  const [block] = parseBlocks(text);
  if (block?.kind !== 'front-matter') {
    const unclosed = /^(?:[A-Za-z][\w-]*:.*(?:\r\n|\n|\r|$))+/.exec(text.slice(opening.length));
    if (unclosed === null) return none;
    const message = t('the fields at the top are never closed. Add a line --- after the last one');
    return { ...none, bodyStart: opening.length + unclosed[0].length, problems: [problem(0, message)] };
  }
  const yaml = text.slice(opening.length, block.end).replace(/(?:---|\.\.\.)\s*$/, '');
  const parsed = parseYamlFields(yaml);
  if ('problem' in parsed) {
    const message = t(
      'the fields at the top cannot be read ({0}). Write one "field: value" a line, such as holder: Pakistan. The text itself is indexed',
      parsed.problem,
    );
    return { ...none, bodyStart: block.end, problems: [problem(parsed.line + 1, message)] };
  }
  const known = new Map(Object.entries(parsed.values).filter(([key]) => Object.hasOwn(FrontMatterSchema.entries, key)));
  const check = v.safeParse(FrontMatterSchema, Object.fromEntries(known));
  const problems = (check.issues ?? []).map((issue) => {
    const key = String(issue.path?.[0]?.key);
    known.delete(key);
    return problem((parsed.lines[key] ?? 0) + 1, t('"{0}" cannot be used: {1}', key, issue.message));
  });
  const { layout, ...fields } = v.parse(FrontMatterSchema, Object.fromEntries(known));
  return { fields, normalised: layout === NORMALISED, bodyStart: block.end, problems };
}

const FIELD_ORDER = [
  'title',
  'holder',
  'kind',
  'tier',
  'forum',
  'session',
  'date',
  'between',
  'undated',
  'symbol',
  'speaker',
  'source',
  'handling',
  'language',
  'guessed',
] as const satisfies readonly (keyof DocumentMetadata)[];

/** The front matter of a normalised document, `---` lines included, fields in a fixed order. */
export function writeFrontMatter(metadata: DocumentMetadata): string {
  const stated = FIELD_ORDER.map((field) => [field, metadata[field]]).filter(([, value]) => value !== undefined);
  const fields: unknown = Object.fromEntries([...stated, ['layout', NORMALISED]]);
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n`;
}
