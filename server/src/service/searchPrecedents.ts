import type { SearchAnswer, SearchParams } from '../api/protocol.js';
import { isRestricted, remarksOnWithheld, wholeOf } from './circulation.js';
import type { ServiceContext } from './context.js';
import { remarksOnPart } from './part.js';
import { describePassage } from './passageInfo.js';
import { searchPassages } from './search.js';

/** The answer to a search, ready to show. */
export function searchPrecedents({ query, limit }: SearchParams, context: ServiceContext): SearchAnswer {
  const { found, problems, remarks } = searchPassages(query, limit, context);
  return {
    precedents: found.map((passage) => describePassage(passage, context)),
    problems,
    remarks: [...remarks, ...remarksOnWithheld(countWithheld(query, limit, context)), ...remarksOnPart(context)],
  };
}

/** How many of the best passages are not among those found because the context hides their documents. */
export function countWithheld(query: string, limit: number, context: ServiceContext): number {
  const whole = wholeOf(context);
  if (whole === undefined) return 0;
  return searchPassages(query, limit, whole).found.filter(({ document }) => isRestricted(document)).length;
}
