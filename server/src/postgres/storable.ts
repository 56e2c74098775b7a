// PostgreSQL stores no NUL, and half a character has no form in UTF-8.
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A value of plain data as it can be stored: what PostgreSQL does not store in a text becomes U+FFFD. Offsets stay. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\ufffd') as T & string;
  if (Array.isArray(value)) return value.map(storable) as T & unknown[];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, storable(each)])) as T;
}
