import type { Localizer } from '../localizer.js';

/** A way to narrow a search, shown while nothing is asked for. */
export interface SearchHelp {
  /** As it is written; what choosing it puts into the search, up to where the drafter goes on. */
  readonly written: string;
  readonly inserted: string;
  readonly meaning: string;
}

/** What the search understands besides words. */
export function searchHelp(l10n: Localizer): readonly SearchHelp[] {
  return [
    { written: '"exact wording"', inserted: '"', meaning: l10n.t('these words as they stand') },
    { written: '-word', inserted: '-', meaning: l10n.t('not this word; -"exact wording" for several') },
    {
      written: 'from:2021',
      inserted: 'from:',
      meaning: l10n.t('of that year or later; from:2021-12 or from:2021-12-13 as well'),
    },
    { written: 'to:2023', inserted: 'to:', meaning: l10n.t('of that year or earlier') },
    { written: 'by:Pakistan', inserted: 'by:', meaning: l10n.t('that holder; by:"Non-Aligned Movement", by:NAM') },
    {
      written: 'by:own',
      inserted: 'by:own ',
      meaning: l10n.t('your delegation; by:group for your groups, by:other for everyone else'),
    },
    { written: 'in:OEWG', inserted: 'in:', meaning: l10n.t('that forum, session or title; in:"fourth session"') },
    {
      written: 'tier:adopted',
      inserted: 'tier:',
      meaning: l10n.t('that authority: adopted, chair, group, own or other'),
    },
  ];
}

/** The search with the help's beginning behind it. */
export function withHelp(query: string, { inserted }: SearchHelp): string {
  return query === '' || /\s$/.test(query) ? `${query}${inserted}` : `${query} ${inserted}`;
}
