import { formatNumber } from '../listLabels.js';

/** An item of a list. */
export interface ListItem {
  /**
   * "12.", "b.", "-" for a bullet; `undefined` when the list shows none. To be asked when the whole list has been read,
   * since some lists count down.
   */
  readonly label: () => string | undefined;
}

/** A list while its items come in. */
export interface List {
  readonly add: (attributes: Readonly<Record<string, string>>) => ListItem;
}

const TYPES: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  'lower-alpha': 'lowerLetter',
  'lower-latin': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'upper-latin': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
};

const HIDES_LABELS = /list-style(?:-type)?\s*:[^;]*\bnone\b/i;

/** Starts a list; an item's own `value` is counted on from (HTML standard, 4.4.5 and 4.4.8). */
export function createList(ordered: boolean, attributes: Readonly<Record<string, string>>): List {
  const step = attributes.reversed === undefined ? 1 : -1;
  const start = integer(attributes.start);
  let items = 0;
  let counted = { from: undefined as number | undefined, at: 0 };
  return {
    add(own) {
      const value = integer(own.value);
      if (value !== undefined) counted = { from: value, at: items };
      const { from, at } = counted;
      const place = items++ - at;
      const format = formatOf(own) ?? formatOf(attributes) ?? 'decimal';
      const shown = !HIDES_LABELS.test(own.style ?? attributes.style ?? '');
      return {
        label: () =>
          !shown
            ? undefined
            : ordered
              ? `${formatNumber((from ?? start ?? (step > 0 ? 1 : items)) + step * place, format)}.`
              : '-',
      };
    },
  };
}

function formatOf(attributes: Readonly<Record<string, string>>): string | undefined {
  const style = /list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman))\b/i.exec(
    attributes.style ?? '',
  );
  const type = style?.[1]?.toLowerCase() ?? attributes.type;
  return type !== undefined && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}
