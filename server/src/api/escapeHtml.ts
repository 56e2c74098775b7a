import { DIRECTIONS } from './directions.js';

const UNFIT = new RegExp(`[^\\P{Cc}\\t\\n\\r]|[${DIRECTIONS}]`, 'gu');
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML between tags and in quoted attributes. Characters that may not stand in HTML, or turn its direction, are replaced. */
export function escapeHtml(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
