import {
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type DefinitionParams,
  type DocumentLink,
  type DocumentLinkParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type FoldingRange,
  type FoldingRangeParams,
  type Hover,
  type HoverParams,
  type InlayHint,
  type InlayHintParams,
  InlayHintRefreshRequest,
  type InlineCompletionItem,
  type InlineCompletionParams,
  type Location,
  type LocationLink,
  type ReferenceParams,
  type SymbolInformation,
  type WorkspaceSymbol,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { type CodeActionOptions, provideCodeActions } from '../service/codeActions.js';
import { provideCodeLenses, resolveCodeLens } from '../service/codeLens.js';
import { provideCompletion, resolveCompletionItem } from '../service/completion.js';
import { provideDefinition } from '../service/definition.js';
import { provideDocumentLinks } from '../service/documentLinks.js';
import { provideDocumentSymbols } from '../service/documentSymbols.js';
import { prepareRules } from '../service/findings.js';
import { provideFoldingRanges } from '../service/foldingRanges.js';
import { provideGhostText } from '../service/ghostText.js';
import { provideHover } from '../service/hover.js';
import { provideInlayHints, resolveInlayHint } from '../service/inlayHints.js';
import { provideReferences } from '../service/references.js';
import { provideRenumbering } from '../service/renumber.js';
import { provideWorkspaceSymbols } from '../service/workspaceSymbols.js';
import { t } from '../util/l10n.js';
import { finishInTurns, othersFirst } from '../util/steps.js';
import { answer, answerForDraft, send, type Session } from './session.js';

/** Connects LSP's language requests to the services. */
export function registerFeatures(session: Session): void {
  const { connection, client } = session;
  const { turnRuleOffCommand, recordDepartureCommand } = client;
  const codeActionOptions = (): CodeActionOptions => ({
    ...(session.workspace.folder === undefined ? {} : { folder: session.workspace.folder }),
    ...(turnRuleOffCommand === undefined ? {} : { turnRuleOffCommand }),
    ...(recordDepartureCommand === undefined ? {} : { recordDepartureCommand }),
  });
  connection.onHover(
    answerForDraft<HoverParams, Hover | null>(session, t('show precedents'), null, (draft, { position }, context) =>
      provideHover(draft, position, context, client.hoverFormat, client.hoverLinks),
    ),
  );
  connection.onCompletion(
    answerForDraft<CompletionParams, CompletionList | null>(
      session,
      t('suggest phrases'),
      null,
      (draft, { position }, context) => {
        const list = provideCompletion(draft, position, context, client.completionForm);
        if (client.asksForEvidence) return list;
        return {
          ...list,
          items: list.items.map((item) => resolveCompletionItem(item, context, client.evidenceFormat)),
        };
      },
    ),
  );
  connection.onCompletionResolve(
    answer<CompletionItem, CompletionItem>(session, t('show the evidence for this phrase'), (item, context) =>
      resolveCompletionItem(item, context, client.evidenceFormat),
    ),
  );
  connection.languages.inlineCompletion.on(
    answerForDraft<InlineCompletionParams, InlineCompletionItem[]>(
      session,
      t('suggest how to go on'),
      [],
      (draft, { position, context: asked }, context) => provideGhostText(draft, position, context, asked),
    ),
  );
  connection.onDefinition(
    answerForDraft<DefinitionParams, Location[] | LocationLink[]>(
      session,
      t('find the source passage'),
      [],
      (draft, { position }, context) => {
        const links = provideDefinition(draft, position, context);
        if (client.definitionLinks) return links;
        return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
      },
    ),
  );
  connection.onReferences(
    answerForDraft<ReferenceParams, Location[]>(
      session,
      t('find the passages that use this wording'),
      [],
      (draft, { position }, context) => provideReferences(draft, position, context),
    ),
  );
  connection.onDocumentSymbol(
    answerForDraft<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(
      session,
      t('outline the draft'),
      [],
      (draft, { textDocument }) => {
        const symbols = provideDocumentSymbols(draft);
        return client.nestedSymbols ? symbols : symbols.flatMap((symbol) => flatten(symbol, textDocument.uri));
      },
    ),
  );
  connection.onFoldingRanges(
    answerForDraft<FoldingRangeParams, FoldingRange[] | null>(session, t('fold the draft'), null, (draft) =>
      provideFoldingRanges(draft),
    ),
  );
  connection.onWorkspaceSymbol(
    answer<WorkspaceSymbolParams, WorkspaceSymbol[] | SymbolInformation[]>(
      session,
      t('search the corpus'),
      ({ query }, context) => provideWorkspaceSymbols(query, context),
    ),
  );
  connection.onDocumentLinks(
    answerForDraft<DocumentLinkParams, DocumentLink[]>(session, t('link document symbols'), [], (draft, _, context) =>
      provideDocumentLinks(draft, context),
    ),
  );
  connection.onCodeLens(
    answerForDraft<CodeLensParams, CodeLens[]>(session, t('count precedents'), [], (draft, _, context) =>
      provideCodeLenses(draft, context),
    ),
  );
  connection.onCodeLensResolve(
    answer<CodeLens, CodeLens>(session, t('count precedents'), (lens, context) => {
      const uri: unknown = (lens.data as { uri?: unknown } | undefined)?.uri;
      const document = typeof uri === 'string' ? session.documents.get(uri) : undefined;
      if (document === undefined) return lens;
      return resolveCodeLens(lens, session.drafts.draftOf(document, context.tokenize), context, client.similarCommand);
    }),
  );
  if (client.refreshesCodeLenses) {
    session.workspace.onRevision(() => send(() => connection.sendRequest(CodeLensRefreshRequest.type)));
  }
  connection.languages.inlayHint.on(
    answerForDraft<InlayHintParams, InlayHint[]>(
      session,
      t('name the authority'),
      [],
      (draft, { range }, context, token) => finishInTurns(provideInlayHints(draft, range, context), token),
    ),
  );
  connection.languages.inlayHint.resolve(
    answer<InlayHint, InlayHint>(session, t('show the source'), (hint, context) =>
      resolveInlayHint(hint, context, client.hoverFormat),
    ),
  );
  if (client.refreshesInlayHints) {
    session.workspace.onRevision(() => send(() => connection.sendRequest(InlayHintRefreshRequest.type)));
  }
  connection.onCodeAction(
    answerForDraft<CodeActionParams, CodeAction[]>(
      session,
      t('offer corrections'),
      [],
      async (draft, params, context, token) => {
        if (!client.codeActions) return [];
        // The record may have changed since the diagnostics were made.
        if (params.context.diagnostics.length > 0) await prepareRules(context, othersFirst, token);
        const actions = await finishInTurns(provideCodeActions(draft, params, context, codeActionOptions()), token);
        return [...(actions ?? []), ...provideRenumbering(draft, params.context.only)];
      },
    ),
  );
}

function flatten(symbol: DocumentSymbol, uri: string, containerName?: string): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  const own = { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) };
  return [own, ...children.flatMap((child) => flatten(child, uri, name))];
}
