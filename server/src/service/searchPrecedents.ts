import type { SearchAnswer, SearchParams } from '../api/protocol.js';
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
    remarks: [...remarks, ...remarksOnPart(context)],
  };
}
