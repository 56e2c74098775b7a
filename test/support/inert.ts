import { Parser } from 'htmlparser2';

/** Every trick that text can carry into a hover, a page or a terminal. */
export const TRICKS: readonly string[] = [
  '[click](command:workbench.action.quit)',
  '[a][b]\n\n[b]: command:workbench.action.quit',
  '![x](https://evil.example/pixel.png)',
  '![x](file:///etc/passwd)',
  '<img src="https://evil.example/pixel.png" onerror="alert(1)">',
  '<a href="command:workbench.action.quit">click</a>',
  '<script>alert(1)</script>',
  '</p></blockquote><iframe src=x>',
  '"><svg onload=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '<!-- x --><style>*{display:none}</style>',
  '&lt;img src=x&gt; &#60;b&#62; &amp;',
  'https://evil.example www.evil.example ftp://evil.example a@evil.example',
  '<https://evil.example> <a@evil.example>',
  '$(trash) $(sync~spin)',
  '`code` ``` ~~~ **bold** __bold__ _it_ *it* ~~struck~~',
  '\n# heading\n\n- item\n\n1. item\n\n> quote\n\n---\n',
  '| a | b |\n| - | - |\n| c | d |',
  '\\[a\\](command:x) \\',
  '[^1] [^1]: note',
  'abc\u202eexe.cod\u2066x\u2069',
  'tr\u200bea\u2060ty \ufeff\u00ad',
  '\u001b[2J\u001b[45mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u009b31m\u0085\u0000\u0007\b\r',
];

const ALLOWED_IN_MARKDOWN = [
  /** What is escaped, as CommonMark reads it. */
  /\\[!-/:-@[-`{-~]/g,
  /&(?:amp|lt|gt);/g,
  /** Our own marks: emphasis, quotations, headings, lists and rules, each where it stands for something. */
  /^(?:#{1,3} |> |- |\d{1,3}\. |---$)/gm,
  /\*{1,2}|~~/g,
];

/** What of a Markdown text of ours could act, load, or be taken for something else than text; empty when nothing could. */
export function liveMarkdown(markdown: string): readonly string[] {
  const bare = ALLOWED_IN_MARKDOWN.reduce((text, mark) => text.replace(mark, '\u{f0000}'), markdown);
  return bare.match(/[`_[\]{}<>|~$@^\\&]|:\/\/|www\.|[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/giu) ?? [];
}

/** What of a label or a line of plain text could; `$(` is an icon and `](` a link in some places of an editor. */
export function liveText(text: string): readonly string[] {
  return text.match(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu) ?? [];
}

/** What the terminal would do besides writing: everything but line breaks and the colours that the product uses. */
export function liveOutput(output: string): readonly string[] {
  // oxlint-disable-next-line no-control-regex
  const ours = /\u001b\[(?:[0-9]|2[2-9]|3[0-9])m/g;
  return output.replace(ours, '').match(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu) ?? [];
}

/** The elements of a page with their attributes; of those that could load or run something the values as well. */
export function outlineOf(html: string): readonly string[] {
  const outline: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const written = Object.entries(attributes).map(([key, value]) =>
        /^(?:href|src|srcset|style|action|data|on\w+)$/.test(key) ? `${key}=${value}` : key,
      );
      outline.push([name, ...written].join(' '));
    },
    oncomment: () => outline.push('comment'),
  });
  parser.end(html);
  return outline;
}
