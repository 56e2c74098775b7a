import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { reportPage, versionNotice } from '../../../../client/src/report/reportPage.js';
import { ENGLISH } from '../../../support/localizer.js';

const page = (content: Parameters<typeof reportPage>[0]['content'], notice = 'Of version 3.') =>
  reportPage(
    { language: 'en', content, notice, cspSource: 'https://*.host', style: 'https://x.host/report.css' },
    ENGLISH,
  );

/** Where the links of a page lead. */
function links(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({ onopentag: (name, { href }) => void (name === 'a' && found.push(href ?? '')) });
  parser.end(html);
  return found;
}

describe('the page of a report', () => {
  it('runs nothing and loads nothing but its style', () => {
    const html = page({ main: '<main></main>' });
    expect(html).toContain(`content="default-src 'none'; style-src https://*.host"`);
    expect(html).not.toMatch(/<script|<style|<img|\son\w+=/);
    expect(html).toContain('<html lang="en">');
  });

  it('leads to the places of the report and to our own commands', () => {
    const html = page({ main: '<main><a href="#place-12">para. 5</a> &quot;href=&quot;#place-1&quot;</main>' });
    expect(links(html)).toEqual([
      'command:aideMemoire.refreshReport?%5B%5D',
      'command:aideMemoire.exportReport?%5B%22html%22%5D',
      'command:aideMemoire.exportReport?%5B%22markdown%22%5D',
      'command:aideMemoire.openReportPlace?%5B12%5D',
    ]);
  });

  it('shows a message as it stands', () => {
    const html = page({ message: '<a href="command:x">"&' }, '</p><a href="command:y">');
    expect(links(html).filter((href) => !href.startsWith('command:aideMemoire.'))).toEqual([]);
    expect(html).toContain('&lt;a href=&quot;command:x&quot;&gt;&quot;&amp;');
  });
});

describe('the notice of a report', () => {
  it('says of which version of the draft it is, and whether that has changed', () => {
    const report = { time: '14:05', version: 3, isSaved: true };
    expect(versionNotice(report, 3, ENGLISH)).toBe('Of the draft as it stood at 14:05 (version 3, saved).');
    expect(versionNotice({ ...report, isSaved: false }, 4, ENGLISH)).toBe(
      'Of the draft as it stood at 14:05 (version 3, not saved). The draft has changed since: choose Refresh for a new report.',
    );
  });
});
