// What a document says stays text: in every Markdown and label that the server gives, in pages and in the terminal. That the
// editor agrees is shown by the session `hostile` of test/vscode.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainLabel, plainMessage } from '../../client/src/plainLabel.js';
import { plainMarkdown } from '../../client/src/plainMarkdown.js';
import { reportPage } from '../../client/src/report/reportPage.js';
import { captionOf, writePage, writePicture } from '../../client/src/webview/timelineHtml.js';
import { pointsOf, topicsOf } from '../../client/src/webview/timelinePoints.js';
import type { PositionStepInfo } from '../../server/src/api/protocol.js';
import { provideCompletion, resolveCompletionItem } from '../../server/src/service/completion.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { provideDiagnostics } from '../../server/src/service/diagnostics.js';
import { provideHover } from '../../server/src/service/hover.js';
import { provideInlayHints, resolveInlayHint } from '../../server/src/service/inlayHints.js';
import { finishSteps } from '../../server/src/util/steps.js';
import { escapeMarkdown } from '../../server/src/service/markdown.js';
import { provideTimeline } from '../../server/src/service/positions.js';
import { provideReport } from '../../server/src/service/report.js';
import { writeHtmlReport, writeReportMain } from '../../server/src/service/reportHtml.js';
import { writeMarkdownReport } from '../../server/src/service/reportMarkdown.js';
import { provideWorkspaceSymbols } from '../../server/src/service/workspaceSymbols.js';
import { liveMarkdown, liveOutput, liveText, outlineOf, TRICKS } from '../support/inert.js';
import { ENGLISH } from '../support/localizer.js';
import { positionOf, stepOf } from '../support/positions.js';
import { createContextOf } from '../support/record.js';
import { ROOT } from '../support/server.js';
import { draftOf } from '../support/textFunctions.js';
import { Count, tries } from '../support/trust.js';
import { WORDS } from '../unit/client/webview/words.js';

/** Tricks one after another and into one another. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...TRICKS), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((parts) => fc.constantFrom('', ' ', '\n').map((joint) => parts.join(joint)));

const SHARED = 'develop a legally binding international instrument on outer space';

/** A record whose every field is hostile, and a draft that contradicts it, repeats it and quotes the trick. */
function hostileRecord(trick: string): { readonly context: ServiceContext; readonly text: string } {
  const context = createContextOf([
    {
      id: trick,
      title: trick,
      holder: 'Pakistan',
      symbol: trick,
      forum: trick,
      speaker: trick,
      date: '2021-12-13',
      text: `# ${trick.replaceAll('\n', ' ')}\n\nPakistan supports efforts to ${SHARED} ${trick.replaceAll('\n', ' ')}.`,
    },
    { id: 'b', holder: trick, tier: 'other', date: '2022', text: `We ${SHARED} ${trick.replaceAll('\n', ' ')}.` },
  ]);
  const text = `# ${trick}\n\n1. Pakistan opposes efforts to ${SHARED} ${trick}.\n\n2. [may][shall] ${SHARED}`;
  return { context: { ...context, settings: { ...context.settings, inlayHints: { enable: true } } }, text };
}

/** Everything in Markdown, and every plain label, that the server says about the draft. */
function saidOf({ context, text }: ReturnType<typeof hostileRecord>) {
  const draft = draftOf(text, context);
  const { document } = draft;
  const markdown: string[] = [];
  const plain: string[] = [];
  const takeIn = (contents: unknown): void => {
    if (typeof contents === 'string') plain.push(contents);
    else if (typeof contents === 'object' && contents !== null && 'value' in contents && 'kind' in contents) {
      (contents.kind === 'markdown' ? markdown : plain).push(String(contents.value));
    }
  };
  const diagnostics = provideDiagnostics(draft, context);
  for (const at of [
    text.indexOf('opposes'),
    text.indexOf('binding'),
    text.lastIndexOf('shall'),
    text.lastIndexOf('outer'),
  ]) {
    const position = document.positionAt(at);
    for (const format of ['markdown', 'plaintext'] as const) {
      takeIn(provideHover(draft, position, context, format)?.contents);
    }
  }
  const end = document.positionAt(text.indexOf('binding') + 'binding int'.length);
  const typed = draftOf(document.getText({ start: { line: 0, character: 0 }, end }), context);
  for (const item of provideCompletion(typed, end, context).items) {
    takeIn(resolveCompletionItem(item, context).documentation);
  }
  const whole = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  for (const hint of finishSteps(provideInlayHints(draft, whole, context)))
    takeIn(resolveInlayHint(hint, context).tooltip);
  markdown.push(provideTimeline(draft, document.positionAt(text.indexOf('binding')), context).markdown);
  plain.push(
    ...provideWorkspaceSymbols('instrument', context).flatMap(({ name, containerName = '' }) => [name, containerName]),
  );
  return { draft, markdown, plain, diagnostics };
}

describe('the checks of these tests', () => {
  it.each(TRICKS)('see %j, or leave it as text', (trick) => {
    expect([
      ...liveMarkdown(trick),
      ...liveOutput(trick),
      ...outlineOf(trick),
      ...(/\n|\$\(|a@|&lt|\u200b|`|'/.exec(trick) ?? []),
    ]).not.toEqual([]);
    expect(liveMarkdown(escapeMarkdown(trick))).toEqual([]);
  });

  it('let our own marks pass', () => {
    const ours = '# Title\n\n**a** ~~b~~ *c*  \n> “d” \\[e\\] &lt;f&gt;\n\n- g\n\n1. h\n\n---';
    expect(liveMarkdown(ours)).toEqual([]);
    expect(liveOutput('\u001b[1mbold\u001b[22m\n')).toEqual([]);
    expect(outlineOf('<p class="a">b</p><a href="#place-1">c</a>')).toEqual(['p class', 'a href=#place-1']);
  });
});

describe('whatever a document says', () => {
  it('is text in every hover, suggestion, hint, timeline and report', async ({ task }) => {
    const count = new Count('hostile documents and drafts, as the server shows them');
    try {
      await fc.assert(
        fc.asyncProperty(hostile, async (trick) => {
          count.tried++;
          const { draft, markdown, plain } = saidOf(hostileRecord(trick));
          const { context } = hostileRecord(trick);
          const report = await provideReport(draft, '2026-01-01', context);
          expect(markdown.length).toBeGreaterThan(2);
          for (const each of [...markdown, writeMarkdownReport(report)]) expect(liveMarkdown(each), each).toEqual([]);
          for (const each of plain.flatMap((text) => text.split('\n'))) expect(liveText(each), each).toEqual([]);
          count.survived++;
        }),
        { numRuns: tries(60, 1500), examples: TRICKS.map((trick) => [trick]) },
      );
    } finally {
      count.tell(task);
    }
  });

  it('adds no element, attribute or address to a page', ({ task }) => {
    const count = new Count('hostile words in pages');
    const [plain, ...rest] = pagesOf('words').map(outlineOf);
    try {
      fc.assert(
        fc.property(hostile, (trick) => {
          count.tried++;
          expect(pagesOf(trick).map(outlineOf)).toEqual([plain, ...rest]);
          for (const page of pagesOf(trick)) expect(page).not.toMatch(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u);
          count.survived++;
        }),
        { numRuns: tries(300, 8000), examples: TRICKS.map((trick) => [trick]) },
      );
    } finally {
      count.tell(task);
    }
  });

  it('is no icon, link or turn of direction in a label, message or tooltip of the editor', ({ task }) => {
    const count = new Count('hostile labels');
    try {
      fc.assert(
        fc.property(hostile, (trick) => {
          count.tried++;
          expect(plainLabel(trick)).not.toMatch(/(?<!\\)\$\(|[\u202a-\u202e\u2066-\u2069]/);
          expect(plainMessage(trick)).not.toMatch(/\]\(|[\u202a-\u202e\u2066-\u2069]/);
          const tooltip = plainMarkdown(trick);
          expect(tooltip.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(
            /[!-/:-@[-`{-~]|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u,
          );
          count.survived++;
        }),
        { numRuns: tries(2000, 20_000), examples: TRICKS.map((trick) => [trick]) },
      );
    } finally {
      count.tell(task);
    }
  });
});

/** Every page that shows words of documents, with these in all places. */
function pagesOf(words: string): readonly string[] {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const source = { uri: 'file:///record.md', range, citation: words };
  const finding = {
    ...{ place: words, range, sentence: words, words, severity: 'warning' as const },
    ...{ differs: words, confidence: words, prior: { quote: words, ...source } },
  };
  const report = {
    ...{ title: words, words: 1, date: words, delegation: words, groups: [words] },
    corpus: { documents: 1, passages: 1, digest: 'c0ffee' },
    findings: [
      {
        rule: 'position-conflict' as const,
        name: words,
        why: words,
        severity: 'warning' as const,
        findings: [finding],
      },
    ],
    departures: [{ ...finding, rule: 'position-shift' as const, by: words, date: words, reason: words }],
    silenced: [{ ...finding, rule: 'term-variant' as const, reason: words || 'words' }],
    coverage: [
      {
        pillar: words,
        paragraphs: 0,
        absent: [{ holder: words, topic: words, quote: words, ...source }],
        more: 2,
        present: 0,
      },
    ],
    precedents: [{ wording: words, words: 5, range, citations: [words], sources: [source], more: 2 }],
  };
  const step = (more: Partial<PositionStepInfo>): PositionStepInfo =>
    stepOf(words, { date: words, citation: words, grounds: [words], ...more });
  const positions = [
    positionOf(
      words,
      [
        step({ status: 'superseded', by: 1 }),
        step({ changed: { since: 0, words: [{ kind: 'later', words: words.trim() || 'words' }] } }),
      ],
      {
        holder: words,
        pillar: words,
      },
    ),
  ];
  const shown = { topics: topicsOf(positions), selected: 0, remarks: [words], words: WORDS, locale: 'en' };
  const [point] = shown.topics.flatMap(pointsOf);
  const main = writeReportMain(report, () => '#place-1', 'file:///draft.md');
  return [
    writeHtmlReport(report),
    reportPage({ language: 'en', content: { main }, notice: words, cspSource: 'x', style: 'y' }, ENGLISH),
    reportPage({ language: 'en', content: { message: words }, notice: words, cspSource: 'x', style: 'y' }, ENGLISH),
    writePage(shown),
    writePicture(shown, 600),
    point === undefined ? '' : captionOf(point, WORDS),
  ];
}

describe('the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-inert-'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  /** As a text file may hold it: with the controls of ASCII it would be a binary one, but for those that its front matter spells. */
  const inFile = (trick: string): string =>
    trick.replace(/(?![\t\n\v\f\r\u007f-\u009f])\p{Cc}/gu, (control) =>
      String.fromCharCode(control.charCodeAt(0) + 0x80),
    );
  /** What a file's name may hold. */
  const named = (trick: string): string => trick.replace(/[/\0]/g, '_').slice(0, 60);

  beforeAll(() => {
    mkdirSync(join(folder, 'record'));
    TRICKS.map(inFile).forEach((trick, n) => {
      const front = ['title', 'symbol', 'forum', 'speaker', 'session'].map(
        (field) => `${field}: ${JSON.stringify(TRICKS[n])}`,
      );
      const body = `# ${trick}\n\nPakistan supports efforts to ${SHARED} ${trick}.\n\n${trick}`;
      // Windows allows few of these in names.
      const name = process.platform === 'win32' ? `${n}` : `${n} ${named(trick)}`;
      write(
        join('record', `${name}.md`),
        `---\n${front.join('\n')}\nholder: Pakistan\ndate: "20${10 + (n % 12)}"\n---\n\n${body}\n`,
      );
      write(join('record', `${name}.unread.rtf`), trick);
    });
    write(
      'draft.md',
      inFile(`# ${TRICKS.join(' ')}\n\nPakistan opposes efforts to ${SHARED}. ${TRICKS.join('\n\n')}\n`),
    );
    write(
      'pairs.jsonl',
      `${JSON.stringify({ id: TRICKS.join(''), prior: `Pakistan supports a treaty ${TRICKS[22]}.`, draft: `Pakistan opposes a treaty ${TRICKS[22]}.` })}\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const RECORD = ['--no-bundled', '--corpus', 'record', '--delegation', 'Pakistan'];
  const COMMANDS: readonly (readonly string[])[] = [
    ['check', ...RECORD, '--', 'draft.md'],
    ['check', '--json', ...RECORD, '--', 'draft.md'],
    ['review', ...RECORD, '--', 'draft.md'],
    ['report', ...RECORD, '--', 'draft.md'],
    ['report', '--format', 'html', ...RECORD, '--', 'draft.md'],
    ['report', '--format', 'json', ...RECORD, '--', 'draft.md'],
    ['search', ...RECORD, '--', 'binding instrument'],
    ['search', '--json', ...RECORD, '--', 'binding instrument'],
    ['positions', ...RECORD],
    ['similar', ...RECORD, '--', `Pakistan supports efforts to ${SHARED}.`],
    ['counterparts', ...RECORD, '--', SHARED],
    ['compare', '--pairs', 'pairs.jsonl'],
    ['import', '--into', 'imported', '--', 'record'],
  ];

  it.each(COMMANDS.slice(0, tries(3, COMMANDS.length)).map((command) => [command[0] ?? '', command] as const))(
    'is driven by nothing in a document: %s',
    (_, command) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [join(ROOT, 'dist', 'cli.cjs'), ...command], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, FORCE_COLOR: '1' },
      });
      expect(stdout.length, stderr).toBeGreaterThan(10);
      expect([0, 1], stderr).toContain(status);
      expect(liveOutput(stdout)).toEqual([]);
      expect(liveOutput(stderr)).toEqual([]);
    },
  );
});
