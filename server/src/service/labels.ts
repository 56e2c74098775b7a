import type { DocumentKind, DocumentMetadata, Tier } from '../ingest/corpusDocument.js';
import { LANGUAGE, t } from '../util/l10n.js';

const KINDS: Readonly<Record<DocumentKind, string>> = {
  'working-paper': t('working paper'),
  statement: t({ message: 'statement', comment: ['Kind of document'] }),
  resolution: t({ message: 'resolution', comment: ['Kind of document'] }),
  report: t({ message: 'report', comment: ['Kind of document'] }),
  draft: t({ message: 'draft', comment: ['Kind of document'] }),
  other: t({ message: 'document', comment: ['Kind of document'] }),
};

const TIERS: Readonly<Record<Tier, string>> = {
  adopted: t('adopted text'),
  chair: t('chair’s text'),
  group: t('group position'),
  own: t('own position'),
  other: t('another delegation’s position'),
};

/** Diplomats write the day first, in English too. */
const LOCALE = LANGUAGE === 'en' ? 'en-GB' : LANGUAGE;
const MONTHS = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', year: 'numeric', month: 'long' });
const DAYS = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' });

/** What sort of document it is, in words. */
export function kindLabel(kind: DocumentKind): string {
  return KINDS[kind];
}

/** A document's authority, in words. Only an adopted text is called adopted. */
export function tierLabel(tier: Tier): string {
  return TIERS[tier];
}

/** "13 December 2021", "March 2023" or "2020"; "undated", with the bounds where they are known. */
export function dateLabel({ date, between }: DocumentMetadata): string {
  if (date !== undefined) return dayLabel(date);
  if (between === undefined) return t('undated');
  return t('undated, between {0} and {1}', dayLabel(between[0]), dayLabel(between[1]));
}

/** An ISO date, as precise as it is, in words: "13 December 2021", "March 2023". */
export function dayLabel(date: string): string {
  const [year = '', month, day] = date.split('-');
  const time = Date.parse(date);
  if (month === undefined || Number.isNaN(time)) return year;
  return (day === undefined ? MONTHS : DAYS).format(time);
}
