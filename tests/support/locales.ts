import { readdirSync, readFileSync } from 'node:fs';
import type { Locale } from '../../src/domain/locale.ts';

const FOLDER = new URL('../../locales/', import.meta.url);

/** The languages of the staff's dialogs. */
export const tags = ['de', 'en'] as const;

/** What the public chat says; these are there in every language. */
export const PUBLIC = ['visit', 'course', 'advice', 'voucher', 'web'];

function flat(value: unknown, path: string): [key: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(Object(value)).flatMap(([name, inside]) =>
    flat(inside, path.endsWith(':') ? `${path}${name}` : `${path}.${name}`),
  );
}

/** Every text of a language by its key, "menu:title". */
export const textsOf = (tag: Locale): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(new URL(`${tag}/`, FOLDER))
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) =>
        flat(
          JSON.parse(readFileSync(new URL(`${tag}/${file}`, FOLDER), 'utf8')),
          `${file.slice(0, -'.json'.length)}:`,
        ),
      ),
  );

/** The key that code names: without the suffix of its plural. */
export const withoutPlural = (key: string): string => key.replace(/_(zero|one|other)$/, '');

export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
