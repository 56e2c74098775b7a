import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';

/** What a drafter should know of answers from a record that is still being read; none once all of it is. */
export function remarksOnPart({ part }: ServiceContext): readonly string[] {
  if (part === undefined) return [];
  const { done, total } = part;
  return [
    t('The record is still being read: this is from {0} of its {1} files.', inThousands(done), inThousands(total)),
  ];
}

const THOUSANDS = t({ message: ',', comment: ['Between thousands'] });

/** 10954 as "10,954". The system's own way is slow the first time, and a first hover is waited for. */
export function inThousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, THOUSANDS);
}
