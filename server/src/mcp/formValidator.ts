import type { JsonSchemaValidator, jsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/types.js';

/**
 * Takes the place of the library's own validator in the bundle (`esbuild.mjs`): that one writes programs of what it is given and
 * runs them, to check what a person fills into a form. An agent is never sent a form.
 */
export class AjvJsonSchemaValidator implements jsonSchemaValidator {
  /** Throws: there is nothing to check. */
  getValidator<T>(): JsonSchemaValidator<T> {
    throw new Error('no form is ever sent');
  }
}
