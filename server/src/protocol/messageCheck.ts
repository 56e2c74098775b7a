import * as v from 'valibot';
import {
  type ConnectionOptions,
  ErrorCodes,
  InitializedNotification,
  InitializeRequest,
  Message,
  type NotificationMessage,
  ResponseError,
  type ResponseMessage,
} from 'vscode-languageserver';
import { messageCame } from '../util/steps.js';
import { SHAPES } from './shapes.js';

/** No client nests deeper; what does could not be written back. */
const MOST_LEVELS = 64;
/** Nobody handles this method, so that what is sent on under it comes to the handler of everything else. */
const REFUSED = '$/refused';
/** The library looks at it before anybody else, and has to see it again. */
const CANCEL = '$/cancelRequest';
/** Each comes once, in this order: with a second one the library, and we, would begin anew beside what runs. */
const BEGINNING: readonly string[] = [InitializeRequest.method, InitializedNotification.method];

const TOO_DEEP = 'The message is nested too deeply.';
/** Stands as the parameters of a message that is refused. No client can send one: it is known by its class. */
export class Refusal {
  constructor(
    readonly method: string,
    readonly error: ResponseError,
  ) {}
}

/** What the library would write into the log as a whole. */
const NO_MESSAGE: NotificationMessage = {
  jsonrpc: '2.0',
  method: REFUSED,
  params: new Refusal('Something', invalid('It is no message.')),
};

/**
 * Options for one connection: its handlers, those of the LSP library included, get only messages that are as `SHAPES` says.
 * The others come, as a `Refusal`, to the handlers of what nobody handles.
 */
export function checkedMessages(): ConnectionOptions {
  let begun = 0;
  const read = (method: string, params: unknown): unknown => {
    const isBeginning = BEGINNING.includes(method);
    if (isBeginning && method !== BEGINNING[begun]) {
      return new Refusal(method, new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.'));
    }
    const checked = readParams(method, params);
    if (checked instanceof ResponseError) return new Refusal(method, checked);
    if (isBeginning) begun++;
    return checked;
  };
  return {
    messageStrategy: {
      handleMessage(message, next) {
        messageCame();
        if (Message.isRequest(message) || Message.isNotification(message)) {
          if (message.method === CANCEL) return next(message);
          const params = read(message.method, message.params);
          const method = params instanceof Refusal ? REFUSED : message.method;
          return next({ ...message, method, params } as Message);
        }
        return next(Message.isResponse(message) ? readAnswer(message) : NO_MESSAGE);
      },
    },
  };
}

/** The client's answer to a request of ours; a refusal instead of one that is nested too deeply. */
function readAnswer(message: ResponseMessage): ResponseMessage {
  if (isWithin(message, MOST_LEVELS)) return message;
  const { jsonrpc, id } = message;
  return { jsonrpc, id, error: invalid(TOO_DEEP).toJson() };
}

/** The parameters as handlers get them, `{}` for none, or the answer to a message that makes no sense. */
export function readParams(method: string, params: unknown): unknown {
  const shape = SHAPES.get(method);
  if (shape === undefined) {
    return new ResponseError(ErrorCodes.MethodNotFound, `The server does not know ${method}.`);
  }
  if (!isWithin(params, MOST_LEVELS)) return invalid(TOO_DEEP);
  // JSON-RPC may give the parameters in a list; all messages here have one at most.
  const [named, ...more]: readonly unknown[] = Array.isArray(params) ? params : [params];
  const read = v.safeParse(shape.schema, named ?? {}, { abortEarly: true });
  return read.success && more.length === 0 ? read.output : invalid(shape.needs);
}

function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** Whether the value has no more levels of lists and objects. */
function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isWithin(part, levels - 1));
}
