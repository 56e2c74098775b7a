import fc from 'fast-check';

// What a restricted document alone holds, in its text and in all that tells of it.
const MARKS = ['quillfeather', 'brambleworth', 'vandermolen', 'osterhagen', 'thistlewick'] as const;
/** The day of every restricted document. */
const DAY = '1961-04-17';
/** Of its symbol, which a draft may name itself. */
const SYMBOL = 'A/AC.290/1961';
// Digits of a digest are no year.
const SECRET = new RegExp([...MARKS, '(?<![\\da-f])1961(?![\\da-f])'].join('|'), 'gi');

/** One corpus, and how it is looked at. */
export interface Trial {
  /** The word that restricted documents alone hold. */
  readonly mark: (typeof MARKS)[number];
  /** What treaties are about. */
  readonly places: readonly string[];
  /** The top of the draft that is for open circulation. */
  readonly front: string;
  /** Whether findings are sent to the client rather than asked for. */
  readonly isPushed: boolean;
  /** Whether hovers are plain text. */
  readonly isPlain: boolean;
  /** As `InitializationOptions.briefDiagnostics`. */
  readonly isBrief: boolean;
  /** Which spare sentences the public statement has. */
  readonly more: readonly number[];
}

/** Any of them. */
export const trials: fc.Arbitrary<Trial> = fc.record({
  mark: fc.constantFrom(...MARKS),
  places: fc.shuffledSubarray(['outer space', 'the high seas', 'polar waters', 'orbital debris'], { minLength: 2 }),
  front: fc.constantFrom(
    '---\ncirculation: open\n---\n\n',
    '---\r\ntitle: Ours\r\nCirculation: "Open" # to all\r\n---\r\n\r\n',
    '---\n"circulation" : open\nforum: First Committee\n...\n\n',
    '---\ncirculation: opne\n---\n\n',
    '---\ncirculation: open\n\n',
  ),
  isPushed: fc.boolean(),
  isPlain: fc.boolean(),
  isBrief: fc.boolean(),
  more: fc.array(fc.nat(5), { maxLength: 6 }),
});

/** A document of the record in a file; a restricted one says so. */
function written(fields: Readonly<Record<string, string>>, paragraphs: readonly string[]): string {
  const front = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const body = paragraphs.map((text, i) => `${i + 1}. ${text}\n`);
  return ['---', ...front, 'layout: normalised', '---', '', ...body].join('\n');
}

/** The record by the names of its files. Every restricted one has the mark wherever a document can have words. */
export function recordOf({ mark, places, more }: Trial): ReadonlyMap<string, string> {
  const named = {
    handling: 'restricted',
    title: `Talks on ${mark}`,
    date: DAY,
    forum: `Committee on ${mark}`,
    session: `${mark} session`,
    speaker: `Ambassador ${mark}`,
    symbol: `${SYMBOL}/CRP.9`,
  };
  const restricted = [
    ...places.map((place) => `Pakistan supports a treaty on ${place} as the ${mark} cable says.`),
    'States must share satellite data with their neighbours.',
    'States must not intentionally damage the dams of their neighbours.',
    `We call for the early conclusion of the ${mark} arrangement.`,
    `We see a recurring ${mark} pattern of conduct in all of this.`,
    `The group was established by resolution 73/27 of December 2018, the ${mark} year.`,
    `They promote an open, secure, stable, ${mark} and peaceful digital environment.`,
    `The security ${mark}s changes in every season of the year.`,
    'There is a hotline between the capitals of all States.',
    `We regret that the ${mark} channel was closed by the panel.`,
  ];
  const shared = [
    'They promote an open, secure, stable, accessible and peaceful digital environment.',
    'There is a hotline between the capitals of all States.',
    'We call for the early conclusion of the negotiations.',
  ];
  // Of higher authority where it is restricted than where it is not.
  const ranked = 'The mediators welcomed every effort of the observers in good faith.';
  const spare = [
    'Rivers carry boats to the harbours of the coast.',
    'Farmers grow wheat on the plains in summer.',
    'Music moves people in every part of the country.',
    'Libraries lend books to the children of the town.',
    'Engineers build bridges over the widest valleys.',
    'Doctors advise the villages on clean water.',
  ];
  return new Map([
    [`${mark}-own.md`, written({ ...named, holder: 'Pakistan', kind: 'statement', tier: 'own' }, restricted)],
    [
      `${mark}-chair.md`,
      written(
        {
          ...named,
          title: `Text of ${mark}`,
          symbol: `${SYMBOL}/CRP.8`,
          holder: `Chair ${mark}`,
          kind: 'report',
          tier: 'chair',
        },
        [
          `We see a recurring ${mark} pattern of conduct in all of this.`,
          `They promote an open, secure, stable, ${mark} and peaceful digital environment.`,
          ranked,
          ...shared,
        ],
      ),
    ],
    [
      `${mark}-other.md`,
      written(
        {
          ...named,
          title: `View of ${mark}`,
          symbol: `${SYMBOL}/CRP.7`,
          holder: `Republic of ${mark}`,
          kind: 'statement',
          tier: 'other',
        },
        [
          'There is a hotline between the capitals of all States.',
          ...places.map((place) => `We support a treaty on ${place} with the ${mark} annex.`),
        ],
      ),
    ],
    [
      `public.md`,
      written({ title: 'Remarks', holder: 'Pakistan', kind: 'statement', tier: 'own', date: '2021-03-04' }, [
        ranked,
        ...shared,
        ...more.flatMap((n) => spare[n] ?? []),
      ]),
    ],
    [
      'agreed.md',
      written(
        { title: 'Report', holder: 'Open-ended Working Group', kind: 'report', tier: 'adopted', date: '2020-03-04' },
        [...shared, ...spare],
      ),
    ],
  ]);
}

/** What the workspace itself keeps of restricted statements: one in other words, and a departure from one. */
export function ownFilesOf({ mark, places }: Trial): ReadonlyMap<string, string> {
  const confirmed = [
    {
      words: 'States must not intentionally damage the dams of their neighbours.',
      wording: `Pakistan supports the ${mark} inspection of dams.`,
    },
  ];
  const [place = ''] = places;
  const departures = [
    {
      rule: 'position-conflict',
      by: 'A. Drafter',
      date: '2024-01-02',
      reason: `the ${mark} instruction`,
      sentence: `Pakistan opposes a treaty on ${place}.`,
      from: {
        document: `${mark}-own`,
        citation: 'para. 1',
        quote: `Pakistan supports a treaty on ${place} as the ${mark} cable says.`,
      },
    },
  ];
  // JSON is YAML.
  return new Map([
    ['positions.yaml', JSON.stringify({ confirmed })],
    ['departures.yaml', JSON.stringify({ departures })],
  ]);
}

/** What the drafts say, paragraph by paragraph: wording, slips and departures that lead to the restricted documents, with no word of the marks. */
export function draftOf({ places, mark }: Trial): readonly string[] {
  return [
    '# Our paper',
    ...places.map((place) => `1. Pakistan opposes a treaty on ${place}.`),
    'States may share satellite data with their neighbours.',
    'Pakistan opposes the inspection of dams.',
    'It rests on resolution 73/27 of December 2019.',
    'An open, secure, stable and peaceful digital environment matters.',
    `The security ${slipIn(mark)}s worries us.`,
    'There is a hotline between the capitals of all States.',
    'The mediators welcomed every effort of the observers in good faith.',
    `See ${SYMBOL}/CRP.9 and the [treaty] [text].`,
    'They promote an open, secure, stable,',
    'We call for the early conclusion of the',
    'We see a recurring',
    'We regret that the',
  ];
}

/** The word with a letter left out. */
export function slipIn(mark: string): string {
  return mark.slice(0, 4) + mark.slice(5);
}

/** What of an answer only a restricted document can have said. */
export function secretsIn(answer: unknown): readonly string[] {
  return (
    JSON.stringify(answer ?? null)
      .replaceAll(SYMBOL, '')
      .match(SECRET) ?? []
  );
}
