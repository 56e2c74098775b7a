import { escapeHtml } from '../../../server/src/api/escapeHtml.js';

/** What a panel's page is made of. */
export interface WebPage {
  /** Of our words: "fr". */
  readonly language: string;
  readonly title: string;
  /** HTML: whatever text is in it is escaped. */
  readonly body: string;
  /** Where the page may take its style from, and the style's address. */
  readonly cspSource: string;
  readonly style: string;
  /** Address of the one script that may run; without it none may. */
  readonly script?: string;
}

/** The page of a panel: nothing is loaded but our own style and, where there is one, our own script. */
export function webPage({ language, title, body, cspSource, style, script }: WebPage): string {
  const nonce = crypto.randomUUID();
  const scripts = script === undefined ? '' : `; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource}${scripts}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
${body}
${script === undefined ? '' : `<script nonce="${nonce}" src="${escapeHtml(script)}"></script>\n`}</body>
</html>
`;
}
