import { stemmer } from 'stemmer';

/**
 * Words that mean something else than others of their Porter stem, each on a line with those it would be taken for:
 * an expression of the lexicon must not be found in a word that is no form of it.
 */
const APART = `
  developing developed existing united
  government governance govern
  industrial industrialize
  information informal inform
  access accession
  openness open
  attribute attribution
  decisive
  president presidency
  annexation
  evident evidence
  substantial substantiate
  sensitive sensitization
  expensive
  research researcher
  equip
  production productive product
  good
  hospitality
  elect
  competent compete competence
  except exceptional
  account
  answer
  sustain
  precedent precede
  integration integrate integral
  instrument
  according accordance
  weaponize weaponization
  confrontation
  design
  consume
  condition
  option
  authority author authorize
  representative
  initial initiative
  useful
  general generous generation generate
  activity
  likely
  practice
  import
  reason
  constitute constitution
  operation operate
  success successive successor
  critic critical criticism
  commentator
  observer observance
  confidence
  ignorance
  adviser
  effect
  response
  stated state
  organization organic
  university universe
  community communicate communication
  execution executive
  relation relative relatively
`;

/** Forms that no ending tells, behind their verb. */
const IRREGULAR = `
  have has had, make made, take taken took, give given gave, hold held, build built, undertake undertaken undertook, bring brought,
  seek sought, keep kept, lead led, meet met, leave left, show shown, see seen saw, draw drawn drew, choose chosen chose,
  break broken broke, fall fallen fell, grow grown grew, rise risen rose, begin begun began, say said, forbid forbidden
  forbade, withdraw withdrawn withdrew, lose lost, speak spoken spoke, write written wrote, become became, arise arisen
  arose, stand stood, understand understood, uphold upheld, deal dealt, spend spent, send sent, lay laid, pay paid,
  sell sold, teach taught, think thought, win won, drive driven drove, tell told, hide hidden hid, know known knew, overcome overcame
`;

const KEPT = new Map([...irregularForms(), ...keptForms(APART.split(/\s+/).filter(Boolean))]);

/** Adjectives that mean something else than their noun: "national" and "nation", "conventional" and "convention". */
const RELATIONAL = /^\p{L}{2,}(?:ional|mental|ernal)(?=ly$|$)/u;

/** Porter makes one word of "responsible" and "response". */
const RESPONSIBLE = /^(?:ir)?responsib/;

/** Stems that have been worked out, for texts and word lists repeat few words most of the time; emptied when full. */
const KNOWN_STEMS = new Map<string, string>();
const REMEMBERED = 1 << 14;

/** The stem by which inflections of a term are taken for one word (Porter 1980, but for what it confuses). */
export function stemOf(term: string): string {
  const known = KNOWN_STEMS.get(term);
  if (known !== undefined) return known;
  const stem = findStem(term);
  if (KNOWN_STEMS.size === REMEMBERED) KNOWN_STEMS.clear();
  KNOWN_STEMS.set(term, stem);
  return stem;
}

function findStem(term: string): string {
  return KEPT.get(term) ?? RELATIONAL.exec(term)?.[0] ?? RESPONSIBLE.exec(term)?.[0] ?? stemmer(term);
}

function irregularForms(): readonly (readonly [form: string, stem: string])[] {
  return IRREGULAR.split(',').flatMap((verb) => {
    const [base = '', ...forms] = verb.trim().split(/\s+/);
    return forms.map((form) => [form, stemmer(base)] as const);
  });
}

/** The inflections of words, each with its word. */
function keptForms(words: readonly string[]): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const word of words) {
    const stem = word.replace(/[ey]$/, '');
    const endings = word.endsWith('y') ? ['ies', 'ied', 'ying'] : word.endsWith('e') ? ['es', 'ed', 'ing'] : [];
    for (const form of [...['s', 'ed', 'ing'].map((ending) => word + ending), ...endings.map((each) => stem + each)])
      if (!forms.has(form)) forms.set(form, word);
  }
  for (const word of words) forms.set(word, word);
  return forms;
}
