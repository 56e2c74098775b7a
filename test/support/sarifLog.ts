import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import { publishedSchema, SARIF_SCHEMA } from './sarifSchema.js';

/** A text of a log, as whoever reads it is shown it. */
interface Message {
  readonly text: string;
}

/** Where something stands; a location of a draft whose lines mean nothing has no region. */
export interface LogLocation {
  readonly id?: number;
  readonly message?: Message;
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region?: Region;
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}

/** Columns count from 1, in the log's own units. */
export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A finding in a log. */
export interface LogResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: Message;
  readonly locations: readonly LogLocation[];
  readonly relatedLocations: readonly LogLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
}

/** The only run of a log. */
export interface LogRun {
  readonly columnKind: string;
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly { readonly message: Message }[] }[];
  readonly results: readonly LogResult[];
}

/** Its patterns are not written for Unicode, and its members have several types, or are required beside their own list. */
const LENIENT = { unicodeRegExp: false, strictTypes: false, strictRequired: false } as const;
const ALLOWED = {
  published: formats.default(new Ajv({ allErrors: true, ...LENIENT })).compile(publishedSchema()),
  own: new Ajv({ allErrors: true }).compile(SARIF_SCHEMA),
};

/** The run of a log that keeps to the standard: its published schema, and what no schema can say. Fails otherwise. */
export function runOf(log: unknown): LogRun {
  for (const [name, allows] of Object.entries(ALLOWED))
    expect(allows(log), `${name}: ${JSON.stringify(allows.errors)}`).toBe(true);
  const run = (log as { runs: [LogRun] }).runs[0];
  for (const result of run.results) checkResult(result, run);
  for (const { message } of run.invocations.flatMap((each) => each.toolExecutionNotifications)) checkMessage(message);
  return run;
}

/** Where a location leads, by the log alone. */
export function addressOf({ physicalLocation }: LogLocation, { originalUriBaseIds }: LogRun): string {
  const { uri, uriBaseId } = physicalLocation.artifactLocation;
  return uriBaseId === undefined ? uri : new URL(uri, originalUriBaseIds[uriBaseId]?.uri).href;
}

/** The text as a reader of the log shows it: doubled braces are single ones (SARIF 2.1.0, 3.11.5). */
export function shown({ text }: Message): string {
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}

function checkResult({ ruleId, ruleIndex, message, locations, relatedLocations }: LogResult, run: LogRun): void {
  // 3.27.7: the index is that of the rule of this name.
  expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  // 3.28.2: no two locations of a result have an id in common.
  const ids = relatedLocations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const location of [...locations, ...relatedLocations]) checkLocation(location, run);
  for (const each of [{ message }, ...locations, ...relatedLocations])
    if (each.message !== undefined) checkMessage(each.message);
}

/** 3.11.5 and 3.11.6: what is quoted is neither a place for an argument nor a link. */
function checkMessage({ text }: Message): void {
  expect(text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
  expect(text).not.toContain('](');
}

function checkLocation(location: LogLocation, run: LogRun): void {
  const { artifactLocation, region } = location.physicalLocation;
  // 3.4.4: a base for what is relative, which the run names; none for what is not.
  expect(artifactLocation.uriBaseId === undefined).toBe(artifactLocation.uri.startsWith('file:///'));
  const address = addressOf(location, run);
  expect(address).toMatch(/^file:\/\/\/./);
  // 3.10.2: no empty step, and none back.
  expect(new URL(address).href).toBe(address);
  expect(address.slice('file:///'.length).split('/')).not.toContain('');
  if (region !== undefined) checkRegion(region);
}

/** 3.30: a region does not end before it begins. */
function checkRegion({ startLine, startColumn = 1, endLine = startLine, endColumn }: Region): void {
  expect(endLine).toBeGreaterThanOrEqual(startLine);
  if (endColumn !== undefined && endLine === startLine) expect(endColumn).toBeGreaterThanOrEqual(startColumn);
}
