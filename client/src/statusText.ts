import type { StatusParams } from '../../server/src/api/protocol.js';
import type { Localizer } from './localizer.js';

/** What the language status item shows. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: 'Information' | 'Warning' | 'Error';
  /** Whether something is named that was skipped, or is worth a look. */
  readonly hasProblems: boolean;
}

/** Lines of detail: the view of the record, or the output, has them all. */
const MOST_LINES = 5;

/** The server's state in the words of the status item. */
export function describeStatus(status: StatusParams, l10n: Localizer): StatusText {
  const problems = status.problems.map(({ file, message }) => l10n.t('{0}: {1}', nameOf(file), message));
  const duplicates = status.duplicates.map(({ document, of }) =>
    l10n.t('{0} is left out: same text as {1}', nameOf(document), nameOf(of)),
  );
  const hasProblems = problems.length > 0;
  const detail = firstOf([...describeShared(status, l10n), ...problems, ...duplicates], l10n);
  const size = [
    status.documents === 1 ? l10n.t('1 document') : l10n.t('{0} documents', spellCount(status.documents, l10n)),
    status.passages === 1 ? l10n.t('1 passage') : l10n.t('{0} passages', spellCount(status.passages, l10n)),
  ].join(' · ');
  switch (status.state) {
    case 'indexing':
      return { text: describeReading(status, l10n), detail, busy: true, severity: 'Information', hasProblems };
    case 'error':
      return { text: l10n.t('Error · {0}', size), detail, busy: false, severity: 'Error', hasProblems };
    case 'ready': {
      if (!hasProblems) return { text: size, detail, busy: false, severity: 'Information', hasProblems };
      const count =
        problems.length === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', spellCount(problems.length, l10n));
      return { text: `${size} · ${count}`, detail, busy: false, severity: 'Warning', hasProblems };
    }
  }
}

/** How the copy of a server's documents stands. */
function describeShared({ shared }: StatusParams, l10n: Localizer): readonly string[] {
  if (shared === undefined) return [];
  const { host, state, documents, restricted, at, copying } = shared;
  const count = spellCount(documents, l10n);
  const line =
    copying === undefined
      ? at === undefined
        ? l10n.t('Shared record of {0}: nothing is copied yet', host)
        : state === 'away'
          ? l10n.t('Shared record of {0}: {1} documents, away since {2}', host, count, spellTime(at))
          : l10n.t('Shared record of {0}: {1} documents, as of {2}', host, count, spellTime(at))
      : l10n.t(
          'Shared record of {0}: copying… {1} of {2} documents',
          host,
          spellCount(copying.done, l10n),
          spellCount(copying.total, l10n),
        );
  const { waiting = 0, kept = 0 } = shared.decisions ?? {};
  const counted = [
    [restricted, l10n.t('Restricted documents that stay on the server: {0}', spellCount(restricted, l10n))],
    [waiting, l10n.t('Decisions that wait until the server takes them: {0}', spellCount(waiting, l10n))],
    [kept, l10n.t('Decisions that stay here, since what they quote is restricted: {0}', spellCount(kept, l10n))],
  ] as const;
  return [line, ...counted.filter(([count]) => count > 0).map(([, text]) => text)];
}

/** "2026-03-01 14:05", where the user is. */
function spellTime(iso: string): string {
  const at = new Date(iso);
  const [year, ...others] = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()];
  const [month, day, hours, minutes] = others.map((part) => String(part).padStart(2, '0'));
  return `${year}-${month}-${day} ${hours}:${minutes}`;
}

function describeReading({ reading }: StatusParams, l10n: Localizer): string {
  if (reading === undefined) return l10n.t('Indexing…');
  return l10n.t('Indexing… {0} of {1} files', spellCount(reading.done, l10n), spellCount(reading.total, l10n));
}

function firstOf(lines: readonly string[], l10n: Localizer): string {
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES);
  return [...shown, ...(more > 0 ? [l10n.t('and {0} more', spellCount(more, l10n))] : [])].join('\n');
}

/** 10954 as "10,954". */
export function spellCount(count: number, l10n: Localizer): string {
  const separator = l10n.t({ message: ',', comment: ['Between thousands'] });
  return count.toLocaleString('en').replaceAll(',', separator);
}

/** The name of a file or folder given as a URI; what is no URI as it stands. */
export function nameOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return file.startsWith('file:') ? decodeURIComponent(name) : name;
}
