import { DIRECTIONS } from '../../server/src/api/directions.js';

const TURNING = new RegExp(`[${DIRECTIONS}]`, 'g');

/** Text for a picker, where `$(name)` would otherwise turn into an icon. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '\\$(').replace(TURNING, '\ufffd');
}

/** Text for a message, where `[words](address)` would otherwise turn into a link, which may be to a command. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (').replace(TURNING, '\ufffd');
}
