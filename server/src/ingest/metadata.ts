import * as v from 'valibot';
import { t } from '../util/l10n.js';

const Line = v.pipe(
  v.string(t('write plain text after the colon, in quotation marks if it looks like a number')),
  v.transform((text) => text.replace(/\s+/gu, ' ').trim()),
  v.minLength(1, t('write some text after the colon, or take the line out')),
);

/** A year, a month or a day, ISO 8601. */
export const PartialDateSchema = v.pipe(
  v.union([v.pipe(v.number(), v.transform(String)), v.string()], t('write a date such as 2023, 2023-03 or 2023-03-06')),
  v.regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    t('write a date such as 2023, 2023-03 or 2023-03-06'),
  ),
);

/** The earliest and latest date an undated document can have. */
const Between = v.pipe(
  v.tuple([PartialDateSchema, PartialDateSchema], t('write the earliest and the latest date: [2019, 2021-03]')),
  v.check(([earliest, latest]) => earliest <= latest, t('the earliest date must come first: [2019, 2021-03]')),
  v.readonly(),
);

const Kind = v.picklist(
  ['working-paper', 'statement', 'resolution', 'report', 'draft', 'other'],
  t('write one of: working-paper, statement, resolution, report, draft, other'),
);

const Tier = v.picklist(
  ['adopted', 'chair', 'group', 'own', 'other'],
  t('write one of: adopted, chair, group, own, other'),
);

const Handling = v.picklist(['open', 'internal', 'restricted'], t('write one of: open, internal, restricted'));

const Language = v.pipe(
  Line,
  v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, t('write a language code such as en, fr or zh-Hans')),
);

/** Fields that a document's front matter, `corpus.yaml` and the seed catalogue share, by their names in YAML. Required: title, holder, kind, tier. */
export const metadataEntries = {
  title: Line,
  holder: Line,
  kind: Kind,
  tier: Tier,
  forum: v.exactOptional(Line),
  session: v.exactOptional(Line),
  date: v.exactOptional(PartialDateSchema),
  between: v.exactOptional(Between),
  undated: v.exactOptional(Line),
  symbol: v.exactOptional(Line),
  speaker: v.exactOptional(Line),
  handling: v.exactOptional(Handling),
  language: v.exactOptional(Language),
};

/** The same fields where each may be left out, as in front matter and `corpus.yaml`. */
export const optionalMetadataEntries = {
  ...metadataEntries,
  title: v.exactOptional(metadataEntries.title),
  holder: v.exactOptional(metadataEntries.holder),
  kind: v.exactOptional(metadataEntries.kind),
  tier: v.exactOptional(metadataEntries.tier),
};

/** One line of plain text, white space runs turned into one space. */
export const LineSchema = Line;
