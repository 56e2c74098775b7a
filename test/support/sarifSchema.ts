import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** An object of just these members; `required`: those that must be there. */
const just = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const list = (items: object): object => ({ type: 'array', items });
const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 1 };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const message = just({ text });

/** A URI reference as RFC 3986 has it (SARIF 2.1.0, 3.4.3); with a base it must be relative (3.4.4). */
const artifactLocation = {
  oneOf: [
    just({ uri: { type: 'string', pattern: "^file:///[\\w\\-.~%!$&'()*+,;=:@/]*$" } }),
    just({ uri: { type: 'string', pattern: "^(?!/)(?!\\.\\./)[\\w\\-.~%!$&'()*+,;=@/]+$" }, uriBaseId: text }),
  ],
};
const region = just({ startLine: count, startColumn: count, endLine: count, endColumn: count }, ['startLine']);
const physicalLocation = just({ artifactLocation, region });
/** Of a draft whose lines mean nothing: its paragraph stands beside the file, and its words are the location's message. */
const paragraphLocation = just({
  physicalLocation: just({ artifactLocation }),
  logicalLocations: { ...list(just({ fullyQualifiedName: text })), minItems: 1, maxItems: 1 },
  message,
});

/**
 * What the standard says of the parts that are written here (Static Analysis Results Interchange Format 2.1.0, OASIS, 2020, and
 * its JSON schema), as a schema that allows nothing else.
 */
export const SARIF_SCHEMA: object = just({
  $schema: { type: 'string', pattern: '^https://docs\\.oasis-open\\.org/sarif/' },
  version: { const: '2.1.0' },
  runs: {
    ...list(
      just({
        tool: just({
          driver: just({
            name: text,
            semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
            rules: {
              ...list(
                just({
                  id: text,
                  shortDescription: message,
                  fullDescription: message,
                  help: message,
                  defaultConfiguration: just({ level }),
                }),
              ),
              uniqueItems: true,
            },
          }),
        }),
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        // 3.14.14: the address of a folder ends in a slash.
        originalUriBaseIds: {
          type: 'object',
          additionalProperties: just({ uri: { type: 'string', pattern: '^file:///.*/$' } }),
        },
        invocations: list(
          just({
            executionSuccessful: { type: 'boolean' },
            toolExecutionNotifications: list(just({ level, message })),
          }),
        ),
        results: list(
          just(
            {
              ruleId: text,
              ruleIndex: { type: 'integer', minimum: 0 },
              level,
              message,
              locations: {
                ...list({ oneOf: [just({ physicalLocation }), paragraphLocation] }),
                minItems: 1,
                maxItems: 1,
              },
              // 3.28.2: each id is the only one of its kind.
              relatedLocations: {
                ...list(just({ id: { type: 'integer', minimum: 0 }, physicalLocation, message })),
                uniqueItems: true,
              },
              partialFingerprints: { type: 'object', additionalProperties: text, minProperties: 1 },
              baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
              properties: just({ severity: text }),
            },
            ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'relatedLocations', 'partialFingerprints'],
          ),
        ),
      }),
    ),
    minItems: 1,
    maxItems: 1,
  },
});

/** The schema that is published with the standard, apart from its name: a draft 4 that says nothing which draft 7 reads otherwise. */
export function publishedSchema(): object {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return schema;
}
