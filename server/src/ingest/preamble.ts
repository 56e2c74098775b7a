const PREAMBULAR =
  /^(?:(?:Also|Further|Again|\p{Lu}\p{Ll}+ly)\s+)?(?:\p{L}\p{Ll}+(?:ing|ed)|(?:[Bb]eing )?(?:[Aa]ware|[Cc]onscious|[Cc]ognizant|[Mm]indful|[Dd]esirous)|[Pp]ursuant|[Ii]n pursu(?:it|ance))\b[^]*[,;](?: and)?$/u;

/**
 * Whether a paragraph has the form of a preambular one: it opens with a participle or what stands for one ("Recalling",
 * "Deeply concerned", "Mindful of") and ends with a comma (United Nations Editorial Manual, resolutions).
 */
export function isPreambular(text: string): boolean {
  return PREAMBULAR.test(text);
}
