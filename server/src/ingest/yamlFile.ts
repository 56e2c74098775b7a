import { isMap, isNode, isScalar, isSeq } from 'yaml';
import { t } from '../util/l10n.js';
import { readYamlDocument } from './yamlDocument.js';

/** A YAML mapping read tolerantly: its values, and the lines (zero-based) on which they stand. */
export interface YamlFields {
  readonly values: Readonly<Record<string, unknown>>;
  /** Of each top-level field. */
  readonly lines: Readonly<Record<string, number>>;
  /** Of each entry of a top-level list. */
  readonly entryLines: Readonly<Record<string, readonly number[]>>;
}

/** Why a text is not a YAML mapping, with the zero-based line where reading stopped. */
export interface YamlProblem {
  readonly problem: string;
  readonly line: number;
}

/** Reads a YAML mapping; fields left empty count as absent. Never throws. */
export function parseYamlFields(text: string): YamlFields | YamlProblem {
  const { document, error, lineOf } = readYamlDocument(text);
  if (error !== undefined) return { problem: error.message, line: error.line };
  if (document.contents === null) return { values: {}, lines: {}, entryLines: {} };
  if (!isMap(document.contents)) return { problem: t('there are no "field: value" lines'), line: 0 };
  const lineOfNode = (node: unknown): number => lineOf((isNode(node) ? node.range?.[0] : undefined) ?? 0);
  const fields = document.contents.items.flatMap(({ key, value }) => (isScalar(key) ? [{ key, value }] : []));
  const nameOf = ({ key }: (typeof fields)[number]): string => String(key.value);
  try {
    const values = Object.entries(document.toJS() as Record<string, unknown>).filter(([, value]) => value !== null);
    return {
      values: Object.fromEntries(values),
      lines: Object.fromEntries(fields.map((field) => [nameOf(field), lineOfNode(field.key)])),
      entryLines: Object.fromEntries(
        fields.flatMap((field) => (isSeq(field.value) ? [[nameOf(field), field.value.items.map(lineOfNode)]] : [])),
      ),
    };
  } catch (reason) {
    return { problem: reason instanceof Error ? reason.message : String(reason), line: 0 };
  }
}
