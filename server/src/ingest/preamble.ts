const MODIFIER = String.raw`(?:(?:Also|Further|Again|\p{Lu}\p{Ll}+ly)\s+)?`;
/** A draft may leave a whole paragraph open: "[Recalling ...,]", "Option 1: Recalling ...,". */
const OPEN_WORDING = String.raw`(?:[[(]*(?:Option|Alternative|Alt\.?|Variant)\s\S{1,5}:?\s)?[[(]*`;
const PREAMBULAR = new RegExp(
  String.raw`^${OPEN_WORDING}${MODIFIER}(?:\p{L}\p{Ll}+(?:ing|ed)|(?:[Bb]eing )?(?:[Aa]ware|[Cc]onscious|[Cc]ognizant|[Mm]indful|[Dd]esirous)|[Pp]ursuant|[Ii]n pursu(?:it|ance))\b[^]*[,;][\])]*(?: and)?$`,
  'u',
);
const OPERATIVE = new RegExp(
  String.raw`^${OPEN_WORDING}${MODIFIER}\p{L}[\p{Ll}-]+(?<!s)s(?=[\s:,])[^]*[.;:][\])]*(?: and)?$`,
  'u',
);

/**
 * Whether a paragraph has the form of a preambular one: it opens with a participle or what stands for one ("Recalling",
 * "Deeply concerned", "Mindful of") and ends with a comma (United Nations Editorial Manual, resolutions).
 */
export function isPreambular(text: string): boolean {
  return PREAMBULAR.test(text);
}

/**
 * Whether a paragraph behind a preamble has the form of an operative one: it opens with a verb in the third person
 * ("Decides", "Also requests", "Strongly condemns") and ends with a semicolon or full stop, or leads into a list.
 */
export function isOperative(text: string): boolean {
  return OPERATIVE.test(text);
}
