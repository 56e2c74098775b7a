const BODY =
  /\b(?:GGEs?|OEWG|Groups? of Governmental Experts|Working Group|General Assembly|Security Council|Assembly|Conference)\b/;
const SUBJECT =
  /^((?:[Tt]he\s+)?(?:[\w’'()/-]+\s+){0,10}?(?:report|resolution|decision|declaration)(?:\s+[\w’'()/-]+){0,6}?)\s+(?:(?:has|had)\s+)?(?:affirmed|agreed|concluded|emphasized|noted|reaffirmed|recognized|recommended|stated|stressed|underlined|underscored)\s+that\s/;

const DOUBT = /\b(?:not|never|no|nor|neither|nowhere|if|unless|whether|draft)\b/i;

/**
 * The adopted text to which a sentence itself attributes what follows ("The 2015 GGE report has emphasized that ..."),
 * in the sentence's words; `undefined` when the wording at `offset` stands elsewhere in the sentence, or when the
 * sentence names no body, or neither year nor number: then nothing says which text it was.
 */
export function agreedTextNamed(sentence: string, offset: number): string | undefined {
  const match = SUBJECT.exec(sentence);
  const subject = match?.[1];
  if (match === null || subject === undefined || offset < match[0].length) return undefined;
  if (
    !BODY.test(subject) ||
    !/\d/.test(subject) ||
    DOUBT.test(subject) ||
    /[.?!;]/.test(sentence.slice(match[0].length, offset))
  )
    return undefined;
  return subject.replace(/^The\s/, 'the ');
}
