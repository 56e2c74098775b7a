import * as v from 'valibot';
import {
  CITATION_STYLES,
  type CorpusLimits,
  DEFAULT_SETTINGS,
  JUDGE_USES,
  RULE_IDS,
  type RuleId,
  type RuleSeverity,
  type Settings,
} from '../api/settings.js';
import { t } from '../util/l10n.js';

/** Settings that can be used, and what was wrong with what the user wrote. */
export interface ParsedSettings {
  readonly settings: Settings;
  /** One sentence for each value that was not usable: it names the setting, the value and what is used instead. */
  readonly problems: readonly string[];
}

const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly RuleSeverity[];
/** No text of more than some 500 million characters can be held in one piece. */
const MOST: CorpusLimits = {
  fileMegabytes: 500,
  unfoldedMegabytes: 500,
  characters: 100_000_000,
  pages: 100_000,
  secondsPerFile: 3600,
};
const NAME = v.pipe(v.string(), v.trim(), v.minLength(1));
const NAME_OR_NONE = v.pipe(v.string(), v.trim());
const NAMES = v.array(NAME);
/** A password is kept elsewhere: settings are read by others, and copied. */
const ADDRESS = v.pipe(v.string(), v.trim(), v.regex(/^(?:postgres(?:ql)?:\/\/(?![^/?#]*:[^/?#]*@)\S+)?$/));
const OBJECT = v.record(v.string(), v.unknown());

/**
 * The settings in `value`, which is whatever a client sent under `aideMemoire`. A missing value takes its default, a
 * wrong one too, with a problem. Names that are no setting of the server are left alone: clients keep their own there.
 */
export function parseSettings(value: unknown): ParsedSettings {
  const problems: string[] = [];
  const read = createReader(problems);
  const root = read.group(value, 'aideMemoire');
  const corpus = read.group(root['corpus'], 'aideMemoire.corpus');
  const limits = read.group(corpus['limits'], 'aideMemoire.corpus.limits');
  const decisions = read.group(root['decisions'], 'aideMemoire.decisions');
  const rules = read.group(root['rules'], 'aideMemoire.rules');
  const judge = read.group(root['judge'], 'aideMemoire.judge');
  const hover = read.group(root['hover'], 'aideMemoire.hover');
  const completion = read.group(root['completion'], 'aideMemoire.completion');
  const ghostText = read.group(root['ghostText'], 'aideMemoire.ghostText');
  const codeLens = read.group(root['codeLens'], 'aideMemoire.codeLens');
  const citation = read.group(root['citation'], 'aideMemoire.citation');
  const inlayHints = read.group(root['inlayHints'], 'aideMemoire.inlayHints');
  for (const name of Object.keys(rules)) {
    if (!RULE_IDS.some((id) => id === name)) {
      problems.push(t('aideMemoire.rules.{0}: there is no such rule; the rules are {1}', name, RULE_IDS.join(', ')));
    }
  }
  const yes = v.boolean();
  const defaults = DEFAULT_SETTINGS;
  const limit = (name: keyof CorpusLimits): number =>
    read.count(limits[name], `corpus.limits.${name}`, MOST[name], defaults.corpus.limits[name]);
  const settings: Settings = {
    delegation: read.value(root['delegation'], 'delegation', NAME, t('a name'), defaults.delegation),
    groups: read.value(root['groups'], 'groups', NAMES, t('a list of names'), defaults.groups),
    forum: read.value(root['forum'], 'forum', NAME_OR_NONE, t('a name'), defaults.forum),
    author: read.value(root['author'], 'author', v.pipe(v.string(), v.trim()), t('a name'), defaults.author),
    corpus: {
      bundled: read.value(corpus['bundled'], 'corpus.bundled', yes, t('true or false'), defaults.corpus.bundled),
      folders: read.value(corpus['folders'], 'corpus.folders', NAMES, t('a list of folders'), defaults.corpus.folders),
      server: read.value(
        corpus['server'],
        'corpus.server',
        ADDRESS,
        t('an address without a password, such as {0}', 'postgres://login@host/database'),
        defaults.corpus.server,
      ),
      limits: {
        fileMegabytes: limit('fileMegabytes'),
        unfoldedMegabytes: limit('unfoldedMegabytes'),
        characters: limit('characters'),
        pages: limit('pages'),
        secondsPerFile: limit('secondsPerFile'),
      },
    },
    decisions: {
      mission: read.value(
        decisions['mission'],
        'decisions.mission',
        NAME_OR_NONE,
        t('a name'),
        defaults.decisions.mission,
      ),
    },
    rules: Object.fromEntries(
      RULE_IDS.map((id) => {
        const severity = v.picklist(SEVERITIES);
        return [
          id,
          read.value(rules[id], `rules.${id}`, severity, t('one of {0}', SEVERITIES.join(', ')), defaults.rules[id]),
        ];
      }),
    ) as Record<RuleId, RuleSeverity>,
    judge: {
      use: read.value(
        judge['use'],
        'judge.use',
        v.picklist(JUDGE_USES),
        t('one of {0}', JUDGE_USES.join(', ')),
        defaults.judge.use,
      ),
      model: read.value(
        judge['model'],
        'judge.model',
        v.pipe(v.string(), v.trim()),
        t('a folder'),
        defaults.judge.model,
      ),
    },
    hover: {
      enable: read.value(hover['enable'], 'hover.enable', yes, t('true or false'), defaults.hover.enable),
      maxDocuments: read.count(hover['maxDocuments'], 'hover.maxDocuments', 20, defaults.hover.maxDocuments),
    },
    completion: {
      enable: read.value(
        completion['enable'],
        'completion.enable',
        yes,
        t('true or false'),
        defaults.completion.enable,
      ),
      maxItems: read.count(completion['maxItems'], 'completion.maxItems', 200, defaults.completion.maxItems),
    },
    ghostText: {
      enable: read.value(ghostText['enable'], 'ghostText.enable', yes, t('true or false'), defaults.ghostText.enable),
      minimumLikelihood: read.value(
        ghostText['minimumLikelihood'],
        'ghostText.minimumLikelihood',
        v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
        t('a number from 0 to 1'),
        defaults.ghostText.minimumLikelihood,
      ),
    },
    codeLens: {
      enable: read.value(codeLens['enable'], 'codeLens.enable', yes, t('true or false'), defaults.codeLens.enable),
    },
    citation: {
      style: read.value(
        citation['style'],
        'citation.style',
        v.picklist(CITATION_STYLES),
        t('one of {0}', CITATION_STYLES.join(', ')),
        defaults.citation.style,
      ),
    },
    inlayHints: {
      enable: read.value(
        inlayHints['enable'],
        'inlayHints.enable',
        yes,
        t('true or false'),
        defaults.inlayHints.enable,
      ),
    },
  };
  return { settings, problems };
}

/** What holds of settings in a workspace that the user does not trust: nothing that names a place. */
export function withoutPlaces(settings: Settings): Settings {
  const { corpus, judge } = settings;
  return { ...settings, corpus: { ...corpus, folders: [], server: '' }, judge: { ...judge, model: '' } };
}

const said = new WeakMap<Settings, string>();

/** Whether two settings say the same. Each is looked through once: every request asks. */
export function sameSettings(a: Settings, b: Settings): boolean {
  return a === b || whatIsSaid(a) === whatIsSaid(b);
}

function whatIsSaid(settings: Settings): string {
  const known = said.get(settings) ?? JSON.stringify(parseSettings(settings).settings);
  said.set(settings, known);
  return known;
}

function createReader(problems: string[]) {
  const value = <T>(
    given: unknown,
    name: string,
    schema: v.GenericSchema<unknown, T>,
    expected: string,
    fallback: T,
  ): T => {
    if (given === undefined || given === null) return fallback;
    const result = v.safeParse(schema, given);
    if (result.success) return result.output;
    problems.push(t('aideMemoire.{0}: {1} is not {2}; using {3}', name, show(given), expected, show(fallback)));
    return fallback;
  };
  return {
    value,
    count(given: unknown, name: string, most: number, fallback: number): number {
      const schema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
      return value(given, name, schema, t('a whole number from 1 to {0}', most), fallback);
    },
    group(given: unknown, name: string): Readonly<Record<string, unknown>> {
      if (given === undefined || given === null) return {};
      const result = v.safeParse(OBJECT, given);
      if (result.success && !Array.isArray(given)) return result.output;
      problems.push(t('{0}: {1} is not a group of settings; using the defaults', name, show(given)));
      return {};
    },
  };
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
