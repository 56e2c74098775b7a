import { describe, expect, it } from 'vitest';
import {
  ErrorCodes,
  type Message,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver/node';
import * as api from '../../../server/src/api/protocol.js';
import { checkedMessages, readParams, Refusal } from '../../../server/src/protocol/messageCheck.js';
import { SHAPES } from '../../../server/src/protocol/shapes.js';

const AT = { textDocument: { uri: 'file:///d.md' }, position: { line: 0, character: 0 } };

/** What a handler would get of each message. */
function passedOn(...messages: readonly object[]): readonly (RequestMessage | NotificationMessage)[] {
  const { messageStrategy } = checkedMessages();
  const passed: Message[] = [];
  for (const message of messages) {
    const sent = { jsonrpc: '2.0', ...message };
    void messageStrategy?.handleMessage(sent, (next) => {
      passed.push(next);
    });
  }
  return passed as (RequestMessage | NotificationMessage)[];
}

/** What the server asks and tells. */
const TO_CLIENTS = ['STATUS_NOTIFICATION', 'PASSWORD_REQUEST'];

describe('readParams', () => {
  it('knows every message of our own that a client sends', () => {
    const sent = Object.entries(api).flatMap(([name, method]) =>
      /_(REQUEST|NOTIFICATION)$/.test(name) && !TO_CLIENTS.includes(name) ? [method] : [],
    );
    expect(sent.length).toBeGreaterThan(20);
    expect(sent.filter((method) => !SHAPES.has(method))).toEqual([]);
  });

  it('gives handlers an object where clients send none, null or a list of one', () => {
    for (const params of [undefined, null, {}, [], [null], [{}]]) {
      expect(readParams(api.HOLDERS_REQUEST, params)).toEqual({});
    }
    expect(readParams('textDocument/hover', [AT])).toEqual(AT);
    expect(readParams(api.POSITIONS_REQUEST, { topic: null })).toEqual({ topic: undefined });
  });

  it.each([undefined, null, 7, 'words', [], [AT, AT], { ...AT, position: null }, { ...AT, textDocument: 'd.md' }])(
    'refuses a hover at %j, and says what it needs',
    (params) => {
      expect(readParams('textDocument/hover', params)).toMatchObject({
        code: ErrorCodes.InvalidParams,
        message: expect.stringContaining('a line and a character'),
      });
    },
  );

  it.each([-1, 0.5, '0', null, Number.POSITIVE_INFINITY])('takes %s for no line', (line) => {
    const params = { ...AT, position: { line, character: 0 } };
    expect(readParams('textDocument/hover', params)).toBeInstanceOf(ResponseError);
  });

  it('refuses what is nested too deeply to be written back', () => {
    let data: unknown = 'bottom';
    for (let level = 0; level < 50_000; level++) data = [data];
    expect(readParams('completionItem/resolve', { label: 'x', data })).toMatchObject({
      message: 'The message is nested too deeply.',
    });
  });

  it.each(['textDocument/rename', '__proto__', 'constructor', ''])('knows no %s', (method) => {
    expect(readParams(method, AT)).toMatchObject({ code: ErrorCodes.MethodNotFound });
  });
});

describe('checkedMessages', () => {
  it('passes on what makes sense, and the answers of the client', () => {
    const messages = [
      { id: 1, method: 'textDocument/hover', params: AT },
      { method: 'textDocument/didClose', params: { textDocument: AT.textDocument } },
      { method: '$/cancelRequest', params: { id: {} } },
      { id: 1, result: null },
    ];
    expect(passedOn(...messages)).toEqual(messages.map((message) => ({ jsonrpc: '2.0', ...message })));
  });

  it('has nobody handle what makes no sense', () => {
    const [request, notification] = passedOn(
      { id: 1, method: 'textDocument/hover', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument: { uri: 7 } } },
    );
    expect(request).toMatchObject({ id: 1, method: '$/refused', params: { method: 'textDocument/hover' } });
    expect(notification?.method).toBe('$/refused');
    expect(notification?.params).toBeInstanceOf(Refusal);
  });

  it('takes for a request what is an answer, too', () => {
    expect(passedOn({ id: 1, method: 'textDocument/hover', params: 7, result: 7 })).toMatchObject([
      { id: 1, method: '$/refused' },
    ]);
  });

  it('keeps from the library what it would write into the log', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 5000; level++) deep = { deep };
    const [nothing, odd, answer] = passedOn({ id: 1 }, { method: 7, params: deep }, { id: 2, result: deep });
    for (const message of [nothing, odd]) {
      expect(message).toEqual({ jsonrpc: '2.0', method: '$/refused', params: expect.any(Refusal) });
    }
    expect(answer).toMatchObject({ id: 2, error: { message: 'The message is nested too deeply.' } });
  });

  it('lets the library be initialized once, however often it failed before', () => {
    const initialize = (params: unknown) => ({ id: 1, method: 'initialize', params });
    const methods = passedOn(
      initialize(null),
      initialize({ capabilities: { textDocument: { hover: { contentFormat: 'markdown' } } } }),
      initialize({ capabilities: {} }),
      initialize({ capabilities: {} }),
    ).map(({ method }) => method);
    expect(methods).toEqual(['$/refused', '$/refused', 'initialize', '$/refused']);
  });

  it('lets a session begin once, after it was initialized', () => {
    const initialized = { method: 'initialized', params: {} };
    const initialize = { id: 1, method: 'initialize', params: { capabilities: {} } };
    const methods = passedOn(initialized, initialize, initialized, initialized).map(({ method }) => method);
    expect(methods).toEqual(['$/refused', 'initialize', 'initialized', '$/refused']);
  });
});
