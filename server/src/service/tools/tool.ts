import * as v from 'valibot';
import type { ToolName } from '../../api/toolNames.js';
import type { Cancellation } from '../../util/cancellation.js';
import type { ServiceContext } from '../context.js';
import { plainValues } from './plainValues.js';

/** What a tool knows of its call. */
export interface ToolCall {
  /** What may be told. */
  readonly context: ServiceContext;
  readonly cancellation: Cancellation;
}

/** Why a tool has nothing to say, and what to ask instead, in words for whoever asks. */
export interface Refusal {
  readonly refusal: string;
}

/** What a tool found, as values and for reading. */
export interface Found {
  readonly values: object;
  readonly text: string;
}

/** Something that a language model may ask of the record. It changes nothing. */
export interface Tool {
  readonly name: ToolName;
  /** What it is called where tools are listed. */
  readonly title: string;
  /** What it does, for the model. English, as all that is said to a model; what it may pass on to a person is in that person's language. */
  readonly description: string;
  readonly input: v.GenericSchema;
  readonly output: v.GenericSchema;
  /** Answers whatever it is given; never throws on anyone's input. */
  call(input: unknown, call: ToolCall): Promise<Found | Refusal>;
}

/** A tool of which the parts know each other's types. */
interface Definition<Input, Values extends object> extends Pick<Tool, 'name' | 'title' | 'description'> {
  readonly input: v.GenericSchema<unknown, Input>;
  readonly output: v.GenericSchema<unknown, Values>;
  /** A sentence: what it takes. */
  readonly takes: string;
  readonly find: (input: Input, call: ToolCall) => Promise<Values | Refusal>;
  /** For reading, made of the values alone. */
  readonly write: (values: Values) => string;
}

/** Makes a tool: what it is given is checked before it finds anything, and what it found is plain before anyone sees it. */
export function defineTool<Input, Values extends object>(definition: Definition<Input, Values>): Tool {
  const { name, title, description, input, output, takes, find, write } = definition;
  return {
    name,
    title,
    description,
    input,
    output,
    async call(given, call) {
      const read = v.safeParse(input, given);
      if (!read.success) {
        const wrong = new Set(read.issues.flatMap((issue) => v.getDotPath(issue) ?? []));
        return plainValues({
          refusal: wrong.size === 0 ? takes : `${takes} Not so: ${[...wrong].join(', ')}.`,
        });
      }
      const found = await find(read.output, call);
      if ('refusal' in found) return plainValues(found);
      const values = plainValues(found);
      return { values, text: write(values) };
    },
  };
}
