import { describe, expect, it } from 'vitest';
import { extractCommitments } from '../../../server/src/positions/extractCommitments.js';
import { readSentence } from '../../../server/src/positions/readSentence.js';
import { readStances, takesStance } from '../../../server/src/positions/stance.js';
import { mentionsTopic, topicLabel, topicNamed, topicsOf } from '../../../server/src/positions/topics.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { loadBundledLexicon } from '../../support/bundled.js';

const lexicon = loadBundledLexicon();
const tokenize = createTokenizer(lexicon.spelling);

/** The topics on which a sentence of Pakistan's takes a stand. */
function topics(text: string): string[] {
  const stances = readStances(readSentence(text, tokenize, lexicon), 'Pakistan', lexicon);
  return extractCommitments(text, { lexicon, tokenize, holder: 'Pakistan' })
    .filter((commitment) => takesStance(commitment, stances))
    .flatMap((commitment) => topicsOf(commitment, lexicon, stances.asides));
}

describe('a stand', () => {
  it.each([
    ['an obligation', 'Capacity-building should be demand-driven.', 'capacity-building'],
    ['a need', 'There is a need to adapt international law.', 'international-law'],
    ['a judgement', 'Capacity-building has a crucial role to play.', 'capacity-building'],
    ['an ask of whomever', 'The country is advocating for a treaty.', 'legally-binding-instrument'],
    ['a belief of the author’s', 'We believe that capacity-building works.', 'capacity-building'],
    ['a refusal', 'Pakistan opposes offensive cyber weapons.', 'offensive-cyber-weapons'],
    ['a noun of the author’s own', 'Our proposal for a treaty is known.', 'legally-binding-instrument'],
    ['a list of the author’s own', 'These are recommendations by Pakistan on capacity-building.', 'capacity-building'],
    ['what is asked of somebody', 'States are urged to support capacity-building.', 'capacity-building'],
    ['what the author has said all along', 'We have always supported a treaty.', 'legally-binding-instrument'],
    [
      'the author again, after others',
      'The experts concluded that all is well; we need a treaty.',
      'legally-binding-instrument',
    ],
    ['thanks with a stand', 'We commend the work done, and endorse the Directory.', 'directory'],
  ])('is taken by %s', (_, text, topic) => {
    expect(topics(text)).toEqual([topic]);
  });

  it.each([
    ['a description', 'Attacks can result in the compromise of critical infrastructure.'],
    ['a harm', 'Offensive cyber capabilities contribute to an erosion of peace and security.'],
    ['somebody else’s belief', 'Some States believe that a treaty is needed.'],
    ['a question', 'Should capacity-building be demand-driven?'],
    ['a condition', 'If a treaty is needed, work should begin.'],
    ['thanks', 'Pakistan commends your work on the Directory.'],
    ['somebody’s proposals', 'We appreciate the detailed proposals on capacity-building.'],
    ['what others did', 'Previous reports have recommended capacity-building.'],
    ['what others said', 'Previous GGEs have concluded that international law is essential to peace.'],
    ['what the author did once', 'Pakistan welcomed the treaty.'],
    ['somebody’s hope', 'We carry the hope of those who wrote the treaty.'],
    ['a document’s likeness to another', 'We believe that the paper is in line with our views on the Directory.'],
    ['a mere mention of the author', 'Pakistan hosts a meeting on capacity-building.'],
  ])('is not taken by %s', (_, text) => {
    expect(topics(text)).toEqual([]);
  });
});

describe('the topics of a clause', () => {
  it('are those of one line', () => {
    expect(topics('We need binding rules.')).toEqual(['legally-binding-instrument']);
    expect(topics('A multilateral institutional platform is necessary.')).toEqual(['institutional-dialogue']);
  });

  it('are a body and the matter that it should deal with', () => {
    expect(topics('The OEWG must discuss the challenge of attribution.')).toEqual(['oewg', 'attribution']);
    expect(topics('The Directory should be voluntary.')).toEqual(['directory']);
  });

  it('are all that a list names first, and the first matter of a body', () => {
    expect(topics('We attach great importance to the development of rules, norms and principles.')).toEqual(['norms']);
    expect(topics('The OEWG should deliberate on threats and norms, and mitigate the gaps.')).toEqual([
      'oewg',
      'norms',
    ]);
  });

  it('are what it speaks of, not what it is measured by', () => {
    expect(topics('States should not conduct attacks contrary to international law.')).toEqual([]);
    expect(topics('Attribution should be in accordance with international law.')).toEqual(['attribution']);
  });

  it('are its own, not those of the clause before', () => {
    expect(topics('We need a treaty that should set standards.')).toEqual(['legally-binding-instrument']);
  });

  it('are no look-alikes', () => {
    expect(topics('States should not respond with conventional weapons.')).toEqual([]);
    expect(topics('We need rules that reflect the unique attributes of cyberspace.')).toEqual([]);
  });
});

describe('a mention of a topic', () => {
  const mentions = (topic: string, text: string): boolean =>
    mentionsTopic(readSentence(text, tokenize, lexicon), topic, lexicon);

  it.each([
    ['legally-binding-instrument', 'A treaty exists.'],
    ['legally-binding-instrument', 'Binding rules exist.'],
    ['institutional-dialogue', 'The institutional platform exists.'],
    ['directory', 'PoCs exist.'],
    ['water-sharing', 'Water-sharing is old.'],
  ])('of %s is “%s”', (topic, text) => {
    expect(mentions(topic, text)).toBe(true);
    expect(mentions('digital-divide', text)).toBe(false);
  });

  it('needs all of its words', () => {
    expect(mentions('water-sharing', 'Sharing water is old.')).toBe(false);
    expect(mentions('institutional-dialogue', 'The platform is institutional.')).toBe(false);
  });
});

describe('a topic’s name', () => {
  const named = (written: string): string => topicNamed(written, tokenize, lexicon);

  it('is the lexicon’s, whatever expression is used', () => {
    expect(named('Treaty')).toBe('legally-binding-instrument');
    expect(named('binding rules')).toBe('legally-binding-instrument');
    expect(named('PoC Directory')).toBe('directory');
    expect(named('legally-binding-instrument')).toBe('legally-binding-instrument');
    expect(topicLabel(named('treaty'))).toBe('legally binding instrument');
  });

  it('is made of the words where the lexicon has none', () => {
    expect(named('Water sharing')).toBe('water-sharing');
    expect(named('treaty on bread')).toBe('treaty-on-bread');
  });
});
