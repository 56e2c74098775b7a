import type {
  Coverage,
  DraftReport,
  PillarCoverage,
  ReportedFinding,
  ReportSource,
  StandingAsk,
  UsedPrecedent,
} from '../../../server/src/api/report.js';
import type { Localizer } from '../localizer.js';
import { passesFilter } from './filter.js';

type Place = Pick<ReportSource, 'uri' | 'range'>;
type Severity = ReportedFinding['severity'];

const LONGEST_LABEL = 60;

/** An entry of the view of a draft. All texts are plain. */
export interface DraftNode {
  /** Stays the same while the same thing is told of the draft, whatever changes around it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Paragraphs. */
  readonly tooltip?: readonly string[];
  /** Name of a codicon. */
  readonly icon?: string;
  readonly severity?: Severity;
  /** What the icon says, in words, before the label. */
  readonly iconInWords?: string;
  /** What can be done with it: its menus go by this. */
  readonly kind:
    | 'group'
    | 'finding'
    | 'decided'
    | 'pillar'
    | 'ask'
    | 'insertableAsk'
    | 'precedent'
    | 'source'
    | 'remark';
  /** What a click selects in the draft. */
  readonly inDraft?: Place['range'];
  /** What a click opens of the record. */
  readonly inRecord?: Place;
  /** Words of what is opened, to quote in the draft. */
  readonly words?: string;
  readonly children: readonly DraftNode[];
  /** Shown open at first. */
  readonly isOpen?: true;
}

const SEVERITY_ICONS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'circle-outline',
};

/** The view of a draft: its findings, what was decided and silenced, what it covers and what it uses of the record. */
export function draftTree(
  { findings, departures, silenced, coverage, precedents }: DraftReport,
  l10n: Localizer,
): readonly DraftNode[] {
  const byRule = findings.map(({ rule, name, why, findings: of }): DraftNode => {
    const id = `findings/${rule}`;
    const children = withIds(id, of, (finding) => findingNode(finding, l10n));
    return {
      id,
      label: name,
      description: String(of.length),
      tooltip: [why],
      kind: 'group',
      children,
      isOpen: true,
    };
  });
  const decided = withIds('departures', departures, (departure) => {
    const { by, date, reason } = departure;
    const why = l10n.t('Decided by {0} on {1}: {2}', by, date, reason);
    return decidedNode(departure, 'pass', l10n.t('recorded departure'), why, l10n);
  });
  const quiet = withIds('silenced', silenced, (finding) => {
    const why = finding.reason === '' ? l10n.t('No reason is given.') : l10n.t('Reason: {0}', finding.reason);
    return decidedNode(finding, 'bell-slash', l10n.t('silenced'), why, l10n);
  });
  const used = withIds('precedents', precedents, (precedent) => precedentNode(precedent, l10n));
  return [
    {
      ...groupNode('findings', l10n.t('Findings'), byRule, countFindings(findings)),
      isOpen: true,
      ...(byRule.length === 0 ? { description: l10n.t('none') } : {}),
    },
    ...(decided.length === 0 ? [] : [groupNode('departures', l10n.t('Recorded departures'), decided)]),
    ...(quiet.length === 0 ? [] : [groupNode('silenced', l10n.t('Silenced'), quiet)]),
    coverageNode(coverage, l10n),
    ...(used.length === 0 ? [] : [groupNode('precedents', l10n.t('Precedents used'), used)]),
  ];
}

/** How many findings stand: decided and silenced ones do not. */
export function countFindings(findings: DraftReport['findings']): number {
  return findings.reduce((sum, each) => sum + each.findings.length, 0);
}

/** The entries that a filter lets through, with the groups above them. */
export function filterTree(nodes: readonly DraftNode[], words: string): readonly DraftNode[] {
  return nodes.flatMap((node) => {
    if (passesFilter(words, node.label, node.description, ...(node.tooltip ?? []))) return [node];
    const children = filterTree(node.children, words);
    return children.length === 0 ? [] : [{ ...node, children }];
  });
}

function groupNode(id: string, label: string, children: readonly DraftNode[], count = children.length): DraftNode {
  return { id, label, description: String(count), kind: 'group', children };
}

/** Nodes with ids of what they say: the same words twice are told apart by their order. */
function withIds<T>(above: string, items: readonly T[], make: (item: T) => Omit<DraftNode, 'id'>): DraftNode[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const node = make(item);
    const key = `${above}/${[node.label, ...(node.tooltip ?? [])].join('\n')}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { ...node, id: before === 0 ? key : `${key}\n${before}` };
  });
}

function findingNode(finding: ReportedFinding, l10n: Localizer): Omit<DraftNode, 'id'> {
  const { words, place, range, severity, confidence } = finding;
  const sure = confidence === undefined ? [] : [l10n.t('confidence: {0}', confidence)];
  return {
    label: shorten(words),
    description: [place, ...sure].join(' · '),
    tooltip: explain(finding),
    icon: SEVERITY_ICONS[severity],
    severity,
    iconInWords: severityInWords(severity, l10n),
    kind: 'finding',
    inDraft: range,
    children: [],
  };
}

function decidedNode(
  finding: ReportedFinding,
  icon: string,
  iconInWords: string,
  why: string,
  l10n: Localizer,
): Omit<DraftNode, 'id'> {
  const { confidence: _confidence, ...rest } = finding;
  const node = findingNode(rest, l10n);
  const { severity: _severity, ...plain } = node;
  return { ...plain, icon, iconInWords, kind: 'decided', tooltip: [why, ...explain(finding)] };
}

/** Room for the place beside the words. */
function shorten(words: string): string {
  if (words.length <= LONGEST_LABEL) return words;
  const cut = words.slice(0, LONGEST_LABEL);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}

/** What differs, and from which words of the record. */
function explain({ differs, prior }: ReportedFinding): readonly string[] {
  return [differs, ...(prior === undefined ? [] : [`“${prior.quote}”`, prior.citation])];
}

function severityInWords(severity: Severity, l10n: Localizer): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'information':
      return l10n.t('note');
    case 'hint':
      return l10n.t('hint');
  }
}

function coverageNode(coverage: Coverage, l10n: Localizer): DraftNode {
  const treated = coverage.filter(({ paragraphs }) => paragraphs > 0).length;
  return {
    id: 'coverage',
    label: l10n.t('Coverage'),
    description: l10n.t('{0} of {1} subjects', treated, coverage.length),
    kind: 'group',
    children: coverage.map((each) => pillarNode(each, l10n)),
  };
}

function pillarNode(coverage: PillarCoverage, l10n: Localizer): DraftNode {
  const { pillar, paragraphs, present, absent, more } = coverage;
  const asks = present + absent.length + more;
  const id = `coverage/${pillar}`;
  const treated =
    paragraphs === 0
      ? l10n.t('not treated')
      : paragraphs === 1
        ? l10n.t('1 paragraph')
        : l10n.t('{0} paragraphs', paragraphs);
  const taken = asks === 0 ? l10n.t('no asks') : l10n.t('{0} of {1} asks', present, asks);
  const rest = more === 1 ? l10n.t('and 1 more ask') : l10n.t('and {0} more asks', more);
  return {
    id,
    label: pillar,
    description: `${taken} · ${treated}`,
    tooltip: [l10n.t('Standing asks that the draft takes up, and paragraphs on the subject: {0}, {1}', taken, treated)],
    icon: paragraphs === 0 ? 'circle-slash' : present === asks ? 'pass' : 'circle-large-outline',
    kind: 'pillar',
    children: [
      ...withIds(id, absent, (ask) => askNode(ask, l10n)),
      ...(more === 0 ? [] : [{ id: `${id}/more`, label: rest, kind: 'remark' as const, children: [] }]),
    ],
  };
}

function askNode(
  { quote, citation, holder, topic, uri, range, words }: StandingAsk,
  l10n: Localizer,
): Omit<DraftNode, 'id'> {
  return {
    label: quote,
    description: citation,
    tooltip: [`“${quote}”`, citation, l10n.t('Asked for by {0}, on: {1}', holder, topic)],
    icon: 'circle-small',
    iconInWords: l10n.t('left out'),
    inRecord: { uri, range },
    children: [],
    ...(words === undefined ? { kind: 'ask' } : { kind: 'insertableAsk', words }),
  };
}

function precedentNode({ wording, range, sources, more }: UsedPrecedent, l10n: Localizer): Omit<DraftNode, 'id'> {
  const [newest, ...older] = sources;
  const rest = older.length + more;
  const besides = rest === 0 ? [] : [l10n.t('and {0} more', rest)];
  return {
    label: wording,
    description: [...(newest === undefined ? [] : [newest.citation]), ...besides].join(' '),
    tooltip: [`“${wording}”`],
    icon: 'quote',
    kind: 'precedent',
    ...(newest === undefined ? { inDraft: range } : { inRecord: newest }),
    children: older.length === 0 ? [] : withIds(`precedents/${wording}`, sources, sourceNode),
  };
}

function sourceNode(source: ReportSource): Omit<DraftNode, 'id'> {
  return { label: source.citation, icon: 'circle-small', kind: 'source', inRecord: source, children: [] };
}
