import { readFileSync } from 'node:fs';
import pg from 'pg';

/** Where the SQL of docs/scale.md lies, each file as the page shows it. */
export const SCALE_SCRIPTS = new URL('../../docs/scale/', import.meta.url);

/** One of these files, as psql would send it: variables put in, and no commands of psql's own. */
export function readScaleScript(name: string, variables: Readonly<Record<string, string>> = {}): string {
  const valueOf = (variable: string): string => {
    const value = variables[variable];
    if (value === undefined) throw new Error(`${name} needs the variable ${variable}.`);
    return value;
  };
  return readFileSync(new URL(name, SCALE_SCRIPTS), 'utf8')
    .replaceAll(/^\\.*$/gm, '')
    .replaceAll(/:'(\w+)'/g, (_, variable: string) => pg.escapeLiteral(valueOf(variable)))
    .replaceAll(/:"(\w+)"/g, (_, variable: string) => pg.escapeIdentifier(valueOf(variable)));
}
