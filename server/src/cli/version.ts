import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the product that this bundle lies in, as package.json has it. */
export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
