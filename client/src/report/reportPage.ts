import type { Localizer } from '../localizer.js';
import { escapeHtml } from '../../../server/src/api/escapeHtml.js';
import { webPage } from '../webview/webPage.js';

/** The command behind a link to a place in the draft or the record; its one argument is the place's number. */
export const OPEN_REPORT_PLACE = 'aideMemoire.openReportPlace';
/** Makes the report anew. */
export const REFRESH_REPORT = 'aideMemoire.refreshReport';
/** Writes the report into a file; its argument is the format. */
export const EXPORT_REPORT = 'aideMemoire.exportReport';

/** What a page of the report is made of. */
export interface ReportPage {
  /** Of our words: "fr". */
  readonly language: string;
  /** The report's `main` element, as the server writes it; else what is to be said in its place. */
  readonly content: { readonly main: string } | { readonly message: string };
  /** Of which version of the draft it is. */
  readonly notice: string;
  /** Where the page may take its style from, and the style itself. */
  readonly cspSource: string;
  readonly style: string;
}

/** The page of a panel: no script, nothing loaded but our style, and no link but to our own commands. */
export function reportPage({ language, content, notice, cspSource, style }: ReportPage, l10n: Localizer): string {
  const button = (command: string, label: string, ...values: string[]) =>
    `<a class="button" href="${commandUri(command, values)}" title="${escapeHtml(label)}">${escapeHtml(label)}</a>`;
  const title = l10n.t('Clearance report');
  const body = `<header>
<p>${escapeHtml(notice)}</p>
<nav aria-label="${escapeHtml(l10n.t('Report'))}">
${button(REFRESH_REPORT, l10n.t('Refresh'))}
${button(EXPORT_REPORT, l10n.t('Export HTML...'), 'html')}
${button(EXPORT_REPORT, l10n.t('Export Markdown...'), 'markdown')}
</nav>
</header>
${'main' in content ? withCommands(content.main, l10n) : `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(content.message)}</p></main>`}`;
  return webPage({ language, title, body, cspSource, style });
}

/** Which version of the draft the report speaks of. `time` in words; `isSaved`: no change of it was only in the editor. */
export function versionNotice(
  { time, version, isSaved }: { readonly time: string; readonly version: number; readonly isSaved: boolean },
  now: number,
  l10n: Localizer,
): string {
  return [
    isSaved
      ? l10n.t('Of the draft as it stood at {0} (version {1}, saved).', time, version)
      : l10n.t('Of the draft as it stood at {0} (version {1}, not saved).', time, version),
    ...(now === version ? [] : [l10n.t('The draft has changed since: choose Refresh for a new report.')]),
  ].join(' ');
}

/** Every text in the element is escaped, so that nothing but the server's own links can look like one. */
function withCommands(main: string, l10n: Localizer): string {
  // Without a title the editor shows the address.
  const title = escapeHtml(l10n.t('Show this passage'));
  return main.replace(/href="#place-(\d+)"/g, (_, number: string) => {
    return `href="${commandUri(OPEN_REPORT_PLACE, [Number(number)])}" title="${title}"`;
  });
}

function commandUri(command: string, values: readonly (string | number)[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(values))}`;
}
