/** Text as Markdown that shows it on one line as it stands: no emphasis, link, image, icon, HTML or address comes of it. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()#+\-.!|~$@^:]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
