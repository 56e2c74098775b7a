import { readFileSync } from 'node:fs';
import { readManifest } from './bundles.js';

interface SettingSchema {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly type: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const ROOT = new URL('../../', import.meta.url);
const SECTION = /(<!-- settings:[^\n]*-->\n)[\s\S]*?(<!-- \/settings -->)/;

/** README.md as it stands. */
export function readReadme(): string {
  return readFileSync(new URL('README.md', ROOT), 'utf8');
}

/** `readme` with its table of settings as package.json has them. */
export function withSettingsTable(readme: string): string {
  return readme.replace(SECTION, (_, opening: string, closing: string) => `${opening}${settingsTable()}\n${closing}`);
}

function settingsTable(): string {
  const manifest = readManifest() as {
    contributes: { configuration: readonly { properties: Readonly<Record<string, SettingSchema>> }[] };
  };
  const rows = manifest.contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .map(([name, schema]) => {
      // Commands run only where the settings are edited.
      const description = (schema.markdownDescription ?? schema.description ?? '')
        .replace(/\[([^\]]+)\]\(command:[^)]+\)/g, '$1')
        .replaceAll('|', '\\|');
      const values =
        schema.enum === undefined ? '' : ` One of ${schema.enum.map((value) => `\`${value}\``).join(', ')}.`;
      return `| \`${name}\` | \`${JSON.stringify(schema.default)}\` | ${description}${values} |`;
    });
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
