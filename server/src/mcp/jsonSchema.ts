import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

/** An object's schema as the protocol, and package.json, have it. */
export interface ObjectSchema {
  readonly [keyword: string]: unknown;
  readonly type: 'object';
}

/** What a tool takes or gives, as JSON Schema. Throws for a schema that is of no object, or that JSON Schema cannot say. */
export function jsonSchemaOf(schema: GenericSchema): ObjectSchema {
  const { $schema: _, type, ...keywords } = toJsonSchema(schema, { typeMode: 'input' });
  if (type !== 'object') throw new TypeError('a tool takes and gives objects');
  return { type, ...keywords };
}
