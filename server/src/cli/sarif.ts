import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DEFAULT_SETTINGS } from '../api/settings.js';
import { RULE_WORDS } from '../service/ruleWords.js';
import { RULES } from '../service/rules/registry.js';
import type { CheckedEvidence, CheckedFinding, Severity } from './checkedFinding.js';
import { fingerprintsOf } from './fingerprint.js';
import { withoutControls } from './terminal.js';

/** What a log of a check is made of. */
export interface SarifInput {
  readonly findings: readonly CheckedFinding[];
  /** Why drafts could not be read, in words. */
  readonly unread: readonly string[];
  /** Whether every draft and every folder of the record that was named could be read. */
  readonly isWhole: boolean;
  /** Whether all findings are new against a baseline; `false` when there was none to compare with. */
  readonly isNew: boolean;
  /** Of the product. */
  readonly version: string;
  /** Folder that paths are written from. */
  readonly folder: string;
}

/** What paths are written from. */
const BASE = '%SRCROOT%';
/** The scheme's name carries its version: whoever compares two logs knows whether he may. */
const FINGERPRINT = 'aideMemoire/v1';
/** Levels by severity. */
const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};
const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

/** A check as a SARIF log (Static Analysis Results Interchange Format 2.1.0, OASIS, 2020), to be written as JSON. */
export function toSarif({ findings, unread, isWhole, isNew, version, folder }: SarifInput): object {
  const fingerprints = fingerprintsOf(findings);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Aide-Mémoire', semanticVersion: version, rules: RULES.map(({ id }) => ruleOf(id)) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(folder).href.replace(/\/$/, '')}/` } },
        invocations: [
          {
            executionSuccessful: isWhole,
            toolExecutionNotifications: unread.map((why) => ({ level: 'error', message: { text: plain(why) } })),
          },
        ],
        results: findings.map((finding, n) => ({
          ...resultOf(finding, folder),
          partialFingerprints: { [FINGERPRINT]: fingerprints[n] },
          ...(isNew ? { baselineState: 'new' } : {}),
        })),
      },
    ],
  };
}

function ruleOf(id: (typeof RULES)[number]['id']): object {
  const { name, why } = RULE_WORDS[id];
  const severity = DEFAULT_SETTINGS.rules[id];
  return {
    id,
    shortDescription: { text: `${name}.` },
    fullDescription: { text: why },
    help: {
      text: `${why} Follow the record, or say why the draft does not: <!-- aide-memoire-ignore ${id}: the reason --> above the paragraph leaves it alone.`,
    },
    defaultConfiguration: severity === 'off' ? { enabled: false } : { level: LEVELS[severity] },
  };
}

function resultOf(finding: CheckedFinding, folder: string): object {
  const { code, severity, message, file, line, column, endLine, endColumn, paragraph, words, evidence } = finding;
  const artifactLocation = locate(resolve(folder, file), folder);
  // The lines of a draft in Word are nobody's: its paragraph is named instead.
  const location =
    paragraph === undefined
      ? { physicalLocation: { artifactLocation, region: { startLine: line, startColumn: column, endLine, endColumn } } }
      : {
          physicalLocation: { artifactLocation },
          logicalLocations: [{ fullyQualifiedName: paragraph }],
          message: { text: plain(`“${words}”`) },
        };
  return {
    ruleId: code,
    ruleIndex: RULE_IDS.indexOf(code),
    level: LEVELS[severity],
    message: { text: plain(message) },
    locations: [location],
    relatedLocations: evidence.map((each, id) => relatedTo(each, id, folder)),
    properties: { severity },
  };
}

function relatedTo({ uri, line, citation, quote }: CheckedEvidence, id: number, folder: string): object {
  return {
    id,
    physicalLocation: { artifactLocation: locate(fileURLToPath(uri), folder), region: { startLine: line } },
    message: { text: plain(`${citation}: “${quote}”`) },
  };
}

/** Where a file is: from the folder when it lies in it. */
function locate(path: string, folder: string): object {
  const below = relative(folder, path);
  const uri = pathToFileURL(path).href;
  // A path on another drive stays absolute.
  if (below === '..' || below.startsWith(`..${sep}`) || resolve(below) === below) return { uri };
  return { uri: below.split(sep).map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

/**
 * A text that no reader of the log takes for more: "[words](target)" is a link to them, and "{0}" the place of an argument
 * (SARIF 2.1.0, 3.11.5 and 3.11.6).
 */
function plain(text: string): string {
  return withoutControls(text).replaceAll('](', '] (').replace(/[{}]/g, '$&$&');
}
