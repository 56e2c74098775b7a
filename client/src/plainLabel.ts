import { withoutDirections } from '../../server/src/api/directions.js';

/** Text for a picker, where `$(name)` would otherwise turn into an icon. */
export function plainLabel(text: string): string {
  return withoutDirections(text.replaceAll('$(', '\\$('));
}

/** Text for a message, where `[words](address)` would otherwise turn into a link, which may be to a command. */
export function plainMessage(text: string): string {
  return withoutDirections(text.replaceAll('](', '] ('));
}
