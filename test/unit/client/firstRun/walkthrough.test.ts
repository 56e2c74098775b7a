import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../support/bundles.js';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: object }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const { contributes } = readManifest() as Manifest;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const commands = contributes.commands.map(({ command }) => command);
const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
const milestones = [...readFileSync('client/src/firstRun/milestones.ts', 'utf8').matchAll(/type Milestone = (.*);/g)]
  .flatMap(([, names = '']) => names.split(' | '))
  .map((name) => `aideMemoire.done.${name.replaceAll("'", '')}`);

describe('the walkthrough', () => {
  test('ticks off each step by something that can happen', () => {
    const known = {
      onCommand: commands,
      onSettingChanged: settings,
      onContext: milestones,
    };
    expect(steps.length).toBeGreaterThanOrEqual(6);
    for (const { id, completionEvents } of steps) {
      expect(completionEvents.length, id).toBeGreaterThan(0);
      for (const event of completionEvents) {
        const [kind = '', what = ''] = event.split(':');
        expect(known[kind as keyof typeof known], event).toContain(what);
      }
    }
  });

  test('runs only commands that there are', () => {
    const named = steps.flatMap(({ description }) => [...description.matchAll(/\(command:([^)?]+)/g)]);
    expect(named.length).toBeGreaterThanOrEqual(4);
    for (const [, command] of named) expect(commands).toContain(command);
  });

  test('takes its pictures’ colours from the theme', () => {
    for (const { id, media } of steps) {
      const colours = [...readFileSync(media.svg, 'utf8').matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, value]) => value,
      );
      expect(colours.length, id).toBeGreaterThan(0);
      for (const colour of colours)
        expect(colour, id).toMatch(/^(?:none|var\(--vscode-[a-zA-Z]+(?:-[a-zA-Z]+)*, #[0-9a-f]{6,8}\))$/);
    }
  });
});
