import { describe, expect, it } from 'vitest';
import { webPage } from '../../../../client/src/webview/webPage.js';

const PAGE = {
  title: 'Timeline <1>',
  body: '<main></main>',
  language: 'fr',
  cspSource: 'https://*.host',
  style: 'https://x.host/"a".css',
};

const policyOf = (html: string): string | undefined => /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];

describe('the page of a panel', () => {
  it('runs nothing and loads nothing but its style', () => {
    const html = webPage(PAGE);
    expect(policyOf(html)).toBe("default-src 'none'; style-src https://*.host");
    expect(html).not.toContain('<script');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<title>Timeline &lt;1&gt;</title>');
    expect(html).toContain('href="https://x.host/&quot;a&quot;.css"');
  });

  it('runs the one script that it is given, under a word that no other page has', () => {
    const [one, other] = [webPage({ ...PAGE, script: 'a.js' }), webPage({ ...PAGE, script: 'a.js' })];
    const nonce = /<script nonce="([^"]{36})" src="a.js"><\/script>/.exec(one)?.[1];
    expect(policyOf(one)).toBe(`default-src 'none'; style-src https://*.host; script-src 'nonce-${nonce}'`);
    expect(other).not.toContain(nonce);
  });
});
