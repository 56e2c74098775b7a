const BULLETS = '[•●▪◦‣·\\uf0b7–—-]';
const MARK = `(?:\\d{1,3}[.)]|\\((?:[a-z]{1,2}|[ivxl]{1,6}|\\d{1,2})\\)|[a-z]\\)|[ivx]{1,5}\\.|[IVX]{1,5}\\.|[A-Z]\\.|${BULLETS})`;
const ALONE = new RegExp(`^${MARK}$`);
const AT_START = new RegExp(`^${MARK}\\s`);
const BULLET_AT_START = new RegExp(`^${BULLETS}\\s+`);

/** Whether the text is nothing but the number, letter or bullet of a paragraph. */
export function isEnumerator(text: string): boolean {
  return ALONE.test(text);
}

/** Whether the line begins with a number, letter or bullet of its own. */
export function isEnumerated(text: string): boolean {
  return AT_START.test(text);
}

/** The paragraph with whatever bullet it has as "- ". */
export function withPlainBullet(text: string): string {
  return text.replace(BULLET_AT_START, '- ');
}
