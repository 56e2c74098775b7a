import type { Span } from '../../text/span.js';

/** A value that a sentence gives to something that has only one. The span is that of the value, in the sentence. */
export interface Fact extends Span {
  /** What sort of value: a day, month or year; the number of an article; a count of things; the symbol of a document. */
  readonly kind: 'date' | 'article' | 'count' | 'symbol';
  /** What has the value: "resolution 73/27", "self defence", "norms", "established". */
  readonly key: string;
  /**
   * Whether two things may bear the key. Only a value that is easily taken for the other one is then a mistake, and only
   * an article whose subject shares another word is the same.
   */
  readonly isLoose: boolean;
  /** Names and years beside the value, by which things of one key are told apart. */
  readonly setting: ReadonlySet<string>;
  /** Whose it is, as far as the sentence names States and groups. */
  readonly owners: ReadonlySet<string>;
  /** In canonical form: "2018-12", "51", "2(4)", "11", "73/27". */
  readonly value: string;
}

/** What facts are filed under: those that concern the same thing have it in common. */
export function drawerOf({ kind, key }: Fact): string {
  return kind === 'article' ? kind : `${kind} ${key}`;
}

/** Whether two values can both be true: equal, or one of them less precise than the other. */
export function factsAgree(a: Fact, b: Fact): boolean {
  if (a.kind === 'date') return a.value.startsWith(b.value) || b.value.startsWith(a.value);
  if (a.kind === 'article')
    return baseOf(a.value) === baseOf(b.value) && (isBase(a) || isBase(b) || a.value === b.value);
  return a.value === b.value;
}

/** Whether two facts of a draft and the record are about the same thing, as far as words can tell. When in doubt, not. */
export function concernSame(draft: Fact, known: Fact): boolean {
  if (draft.kind !== known.kind) return false;
  if (draft.owners.size > 0 && known.owners.size > 0 && isDisjoint(draft.owners, known.owners)) return false;
  switch (draft.kind) {
    case 'date':
      return draft.key === known.key && (!(draft.isLoose || known.isLoose) || areYearsNear(draft.value, known.value));
    case 'article':
      return shareSubject(draft, known) && !isDisjoint(draft.setting, known.setting);
    case 'count':
      return draft.key === known.key && shareSetting(draft.setting, known.setting) && !isPart(draft, known);
    case 'symbol':
      return (
        draft.key === known.key && shareSetting(draft.setting, known.setting) && areMistakable(draft.value, known.value)
      );
  }
}

/** "3 norms" may be some of eleven; "the 3 norms" are all. */
function isPart(draft: Fact, known: Fact): boolean {
  return draft.isLoose && Number(draft.value) < Number(known.value);
}

/** Articles' subjects: the heads, which come first, stand in both, and where a head is a plain word, another word does. */
function shareSubject(draft: Fact, known: Fact): boolean {
  const [here, there] = [draft.key.split(' '), known.key.split(' ')];
  const shared = here.filter((word) => there.includes(word));
  const heads = new Set([here[0] ?? '', there[0] ?? '']);
  return [...heads].every((head) => shared.includes(head)) && (!draft.isLoose || shared.length >= 2);
}

/** A shared year where both name years ("the GGE report of 2015" is not that of 2021), and a shared name where both have one. */
function shareSetting(here: ReadonlySet<string>, there: ReadonlySet<string>): boolean {
  const years = [here, there].map((setting) => new Set([...setting].filter(isYear)));
  const names = [here, there].map((setting) => new Set([...setting].filter((name) => !isYear(name))));
  const [dated, named] = [years, names].map((sides) => sides.every(({ size }) => size > 0));
  if (dated && isDisjoint(years[0] ?? EMPTY, years[1] ?? EMPTY)) return false;
  if (named && isDisjoint(names[0] ?? EMPTY, names[1] ?? EMPTY)) return false;
  return dated === true || named === true;
}

const EMPTY: ReadonlySet<string> = new Set();

/** Whether four figures are read as a year: "2015", in "the 2030 goals" too. */
export function isYear(name: string): boolean {
  return /^(?:19|20)\d{2}$/.test(name);
}

function isDisjoint(here: ReadonlySet<string>, there: ReadonlySet<string>): boolean {
  return ![...here].some((name) => there.has(name));
}

/** A year is misremembered by one; what is further off is another thing of that name. */
function areYearsNear(here: string, there: string): boolean {
  return Math.abs(Number(here.slice(0, 4)) - Number(there.slice(0, 4))) <= 1;
}

/** Whether one symbol is easily written for the other: one part of it is the same, or its figures stand in another order. */
function areMistakable(here: string, there: string): boolean {
  const [ours, theirs] = [here.split('/'), there.split('/')];
  if (ours.length !== theirs.length) return false;
  const same = ours.filter((part, i) => part === theirs[i]).length;
  return same >= ours.length - 1 || [...here].toSorted().join('') === [...there].toSorted().join('');
}

function baseOf(article: string): string {
  return article.replace(/\(.*/, '');
}

function isBase({ value }: Fact): boolean {
  return !value.includes('(');
}
