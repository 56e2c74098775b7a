import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, RULE_IDS } from '../../../server/src/api/settings.js';
import { readManifest } from '../../support/bundles.js';

interface Property {
  readonly default: unknown;
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}
interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
  };
}

const manifest = readManifest() as Manifest;
const properties = Object.fromEntries(
  manifest.contributes.configuration.flatMap((group) => Object.entries(group.properties)),
);

/** Settings as package.json names them: every leaf under its dotted path. */
function leavesOf(value: unknown, path: string): [string, unknown][] {
  const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isGroup ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`)) : [[path, value]];
}

describe('the settings in package.json', () => {
  test('have the names and defaults that the server assumes', () => {
    const contributed = Object.fromEntries(
      Object.entries(properties).map(([name, { default: value }]) => [name, value]),
    );
    expect(contributed).toEqual(Object.fromEntries(leavesOf(DEFAULT_SETTINGS, 'aideMemoire')));
  });

  test('offer for every rule the same severities, each explained', () => {
    for (const rule of RULE_IDS) {
      const property = properties[`aideMemoire.rules.${rule}`];
      expect(property?.enum, rule).toEqual(['error', 'warning', 'information', 'hint', 'off']);
      expect(property?.enumDescriptions, rule).toHaveLength(5);
    }
  });

  test('are all described and have a scope', () => {
    for (const [name, property] of Object.entries(properties)) {
      expect(property.description ?? property.markdownDescription, name).toMatch(/\.$/);
      expect(property.scope, name).toMatch(/^(window|resource|machine)$/);
    }
  });

  test('that name folders are not read from a workspace that is not trusted', () => {
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual([
      'aideMemoire.corpus.folders',
      'aideMemoire.corpus.server',
      'aideMemoire.decisions.mission',
      'aideMemoire.judge.model',
    ]);
  });

  test('that name a judge or a server are the user’s own', () => {
    for (const name of ['judge.model', 'corpus.server'])
      expect(properties[`aideMemoire.${name}`]?.scope, name).toBe('machine');
  });

  test('that tell how a draft is checked and helped, and which folders are read, may differ from folder to folder', () => {
    for (const [name, { scope }] of Object.entries(properties)) {
      const isOfFolder =
        /\.(?:delegation|groups|forum|folders|mission)$|\.(?:rules|hover|completion|ghostText|codeLens|inlayHints|citation)\./.test(
          name,
        );
      expect(scope === 'resource', name).toBe(isOfFolder);
    }
  });
});
