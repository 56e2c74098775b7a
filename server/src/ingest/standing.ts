import { isState } from './states.js';
import { type DocumentKind, type Handling, type Tier, UNKNOWN_HOLDER } from './corpusDocument.js';
import type { Fragment } from './fragments.js';
import type { Letterhead } from './letterhead.js';

/** Whose document it is and what authority it has, as far as its title block says so outright. */
export interface Standing {
  readonly holder: string;
  readonly tier: Tier;
}

const PLACE = String.raw`((?:the )?\p{Lu}[\p{L}'’-]+(?: (?:(?:of|and|the) )*(?!Open-)(?:d['’])?\p{Lu}[\p{L}'’-]+){0,8})`;
const SEVERAL = String.raw`(${PLACE.slice(1, -1)}(?:(?:, | and |, and )${PLACE.slice(1, -1)})+)`;
const HOLDER: readonly RegExp[] = [
  new RegExp(String.raw`\bPermanent (?:Representative|Mission|Observer)s? of ${PLACE}`, 'u'),
  new RegExp(
    String.raw`\b[Ww]orking [Pp]aper (?:submitted |presented |prepared )?by (?:the delegations? of )?${SEVERAL}`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:[Ww]orking [Pp]aper|[Ss]ubmission|[Pp]roposal) (?:submitted |presented |prepared )?(?:by|of|from) ${PLACE}`,
    'u',
  ),
  new RegExp(String.raw`\b(?:[Dd]elegation|behalf|[Nn]ational [Ss]tatement) of ${PLACE}`, 'u'),
  new RegExp(String.raw`\bMinistry of Foreign Affairs(?: of|,) ${PLACE}`, 'u'),
];
/** Who speaks may be a person, so that only a State's name counts. */
const STATEMENT_BY = new RegExp(String.raw`\b[Ss]tatement (?:delivered |made )?by ${PLACE}`, 'u');
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:NAM|Non-Aligned Movement)\b/, 'Non-Aligned Movement'],
  [/\b(?:G-?77|Group of 77)\b/, 'Group of 77 and China'],
  [/\b(?:OIC|Organi[sz]ation of Islamic Cooperation)\b/, 'Organization of Islamic Cooperation'],
];
const ON_BEHALF_OF_GROUP =
  /\bon behalf of (?:the )?((?:[\p{L}’'-]+ )*?(?:Group|Movement|Union|Organi[sz]ation|League|Association|Forum|Community|Alliance|States|Countries)(?: (?:of|for) (?:the )?(?:(?:and|of|the) )?\p{Lu}[\p{L}'’-]*(?: (?:(?:and|of|the) )?\p{Lu}[\p{L}'’-]*)*)?)/u;
const SECRETARY_GENERAL = /^(?:Report|Note) (?:of|by) the Secretary-General\b/;
const ADOPTED =
  /^(?:Resolution|Decision) adopted by (?:the )?\p{Lu}|^Adopted by (?:the )?\p{Lu}[\p{L} ]+ (?:at its|on)\b/u;
const ADOPTED_SYMBOL = /\/(?:RES|DEC)\//;
const DRAFT_SYMBOL = /\/(?:L|CRP|WP)\.\d/;
const DRAFT = /\bdraft\b/i;
const PRESIDING = String.raw`(?:Co-?)?(?:Chair(?:s|man|woman|person|persons)?|Facilitators?|President)`;
const CHAIRS_TEXT = new RegExp(
  String.raw`\b${PRESIDING}(?:’s|'s|’|') (?:non-?paper|summary|text|proposal|draft|paper|report|discussion paper)\b|\b(?:non-?paper|summary|text|proposal|draft|paper)s? (?:(?:submitted|presented|prepared|circulated) )?by the ${PRESIDING}\b`,
  'i',
);

/**
 * Reads holder and tier from the title block. Adopted is only what says that it was adopted, or carries the symbol of a
 * resolution, and is no draft. Line by line first, because a name must not run on into the next line; then across lines.
 */
export function readStanding(titleBlock: readonly Fragment[], letterhead: Letterhead | undefined): Standing {
  const lines = titleBlock.map((fragment) => fragment.prose);
  const whole = lines.join(' ');
  const symbol = letterhead?.symbol ?? '';
  const isDraft = DRAFT_SYMBOL.test(symbol) || lines.some((line) => DRAFT.test(line));
  if (!isDraft && (ADOPTED_SYMBOL.test(symbol) || lines.some((line) => ADOPTED.test(line)))) {
    return { holder: adopter(whole) ?? letterhead?.organs[0] ?? UNKNOWN_HOLDER, tier: 'adopted' };
  }
  const group = GROUPS.find(([pattern]) => pattern.test(whole))?.[1] ?? ON_BEHALF_OF_GROUP.exec(whole)?.[1];
  if (group !== undefined) return { holder: group, tier: 'group' };
  const holder = namedHolder([...lines, whole]);
  if (lines.some((line) => CHAIRS_TEXT.test(line))) return { holder: holder ?? 'Chair', tier: 'chair' };
  if (holder !== undefined) return { holder, tier: 'other' };
  return {
    holder: lines.some((line) => SECRETARY_GENERAL.test(line)) ? 'Secretary-General' : UNKNOWN_HOLDER,
    tier: 'other',
  };
}

function adopter(whole: string): string | undefined {
  return /\b[Aa]dopted by (?:the )?(\p{Lu}[\p{L}-]+(?: (?:(?:and|of|on|the) )*\p{Lu}[\p{L}-]+)*)/u.exec(whole)?.[1];
}

function shortName(place: string): string {
  return place.replace(/^the (?:(?:Islamic )?Republic of )?/, '');
}

function namedHolder(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    for (const pattern of HOLDER) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) return shortName(found);
    }
    const speaker = STATEMENT_BY.exec(text)?.[1];
    if (speaker !== undefined && isState(shortName(speaker))) return shortName(speaker);
  }
  return undefined;
}

const RESTRICTED = /^(?:strictly )?(?:confidential|restricted|secret)(?: document)?$/i;
const INTERNAL =
  /^(?:for )?(?:internal(?: use)?(?: only)?|official use(?: only)?)$|^not for (?:circulation|distribution|publication|release)$/i;

/**
 * The handling that a marking on a line of its own asks for: "Confidential", "Secret", "Restricted" and the distribution
 * "Restricted" are `restricted`; "Internal", "For official use only", "Not for circulation" are `internal`. `undefined`
 * without a marking: that nothing is said does not make a document open.
 */
export function readHandling(
  titleBlock: readonly Fragment[],
  letterhead: Letterhead | undefined,
): Handling | undefined {
  const lines = titleBlock.map(({ prose }) => prose.replace(/^[[(*\s]+|[\])*.!\s]+$/g, ''));
  if (lines.some((line) => RESTRICTED.test(line)) || letterhead?.distribution?.toLowerCase() === 'restricted') {
    return 'restricted';
  }
  return lines.some((line) => INTERNAL.test(line)) ? 'internal' : undefined;
}

const KINDS: readonly (readonly [RegExp, DocumentKind])[] = [
  [/\bworking paper\b/i, 'working-paper'],
  [/\bstatements?\b/i, 'statement'],
  [
    /\bA\/(?:C\.\d\/)?(?:\d+\/)?L\.\d|\bdraft (?:negotiating )?(?:resolution|report|decision|agreement|text)\b/i,
    'draft',
  ],
  [/\/RES\/\d|\bresolution adopted\b|^Resolution \d/im, 'resolution'],
  [/\breport\b/i, 'report'],
];

/** What sort of document the lines name; `undefined` when they name none. */
export function kindIn(text: string): DocumentKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(text))?.[1];
}
