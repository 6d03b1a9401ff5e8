import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPublicContent } from '../../src/content/guide.ts';
import { decisions } from '../../src/domain/assessment.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { faultCodes } from '../../src/faults.ts';
import { PUBLIC, placeholdersOf, tags, textsOf, withoutPlural } from '../support/locales.ts';

const german = textsOf('de');
const english = textsOf('en');
/** The public chat's part of a language. */
const publicTexts = (tag: (typeof LOCALES)[number]) =>
  new Map([...textsOf(tag)].filter(([key]) => PUBLIC.includes(key.replace(/:.*/, ''))));
const germanPublic = publicTexts('de');
const keys = new Set([...german.keys()].map(withoutPlural));
/** The texts of the widget are used by the browser's code, under their names alone. */
const namespaces = [...new Set([...keys].map((key) => key.replace(/:.*/, '')))].filter(
  (namespace) => namespace !== 'web',
);

const code = ['dialogs', 'src']
  .flatMap((folder) => {
    const root = new URL(`../../${folder}/`, import.meta.url);
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(file, root), 'utf8'));
  })
  .join('\n');

const inCode = (pattern: string): string[] => {
  const found = code.matchAll(
    new RegExp(pattern.replace('NS', `(?:${namespaces.join('|')})`), 'g'),
  );
  return [...new Set([...found].map(([, key]) => key ?? ''))];
};
/** What the dialogs over tables of rules say: their words are named by the tables. */
const tabled = Object.entries(
  loadPublicContent(join(import.meta.dirname, '../../content')).tables,
).flatMap(([table, { facts, rules }]) => [
  ...['intro', 'again'].map((name) => `${table}:${name}`),
  ...Object.entries(facts).flatMap(([fact, values]) =>
    ['question', ...values].map((name) => `${table}:${fact}.${name}`),
  ),
  ...rules.map(({ says = 'result' }) => `${table}:${says}`),
]);
/** Keys that stand in the code as they are, or in a table. */
const named = [...inCode('[\'"`](NS:[\\w.]+)[\'"`]'), ...tabled];
/** The part before `${…}` of keys that are put together. */
const prefixes = inCode('`(NS:[\\w.]*)\\$\\{');

/** The names of a subtree, "answer" -> yes, no, open, none. */
const below = (prefix: string): string[] =>
  [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

describe('The texts', () => {
  test('have the same keys in every language', () => {
    expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
  });

  test('have the same placeholders in every language', () => {
    const different = [...german].filter(
      ([key, text]) =>
        placeholdersOf(text).join() !== placeholdersOf(english.get(key) ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test.each(tags)('are never empty and have no broken placeholder: %s', (tag) => {
    const odd = [...textsOf(tag)].filter(
      ([, text]) => text.trim() === '' || /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
    );
    expect(odd.map(([key]) => key)).toEqual([]);
  });

  test('that count have a form for one and for more', () => {
    const counting = [...german.keys()].filter((key) => withoutPlural(key) !== key);
    const halves = [...new Set(counting.map(withoutPlural))].filter(
      (key) => !german.has(`${key}_one`) || !german.has(`${key}_other`) || german.has(key),
    );
    expect(counting.length).toBeGreaterThan(0);
    expect(halves).toEqual([]);
  });
});

describe('The texts of the public chat', () => {
  test.each(LOCALES)('are there in every language, with the same placeholders: %s', (tag) => {
    const texts = publicTexts(tag);
    expect([...texts.keys()].sort()).toEqual([...germanPublic.keys()].sort());
    const different = [...germanPublic].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(texts.get(key) ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test.each(LOCALES)('are never empty and have no broken placeholder: %s', (tag) => {
    const odd = [...publicTexts(tag)].filter(
      ([, text]) => text.trim() === '' || /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
    );
    expect(odd.map(([key]) => key)).toEqual([]);
  });

  test.each(LOCALES.filter((tag) => tag !== 'de'))('are translated: %s', (tag) => {
    const texts = publicTexts(tag);
    const same = [...germanPublic].filter(([key, text]) => texts.get(key) === text);
    // Names, figures and words that are the same in both languages.
    expect(same.length).toBeLessThan(tag === 'de-x-simple' ? germanPublic.size * 0.8 : 15);
  });
});

describe('The code', () => {
  test('is read at all', () => {
    expect(named).toContain('menu:title');
    expect(prefixes).toContain('assessment:problem.');
  });

  test('names no key that does not exist', () => {
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });

  test('puts together no key below which there is nothing', () => {
    expect(prefixes.filter((prefix) => below(prefix).length === 0)).toEqual([]);
  });

  test('uses every key', () => {
    const unused = [...keys].filter(
      (key) =>
        !key.startsWith('web:') &&
        !named.includes(key) &&
        !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  test('uses every text of the widget', () => {
    const folder = new URL('../../src/web/chat/', import.meta.url);
    const widget = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
    const unused = [...keys]
      .filter((key) => key.startsWith('web:'))
      .map((key) => key.slice('web:'.length))
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(widget));
    expect(unused).toEqual([]);
  });

  test.each([
    ['faults:', faultCodes],
    ['assessment:decisions.', decisions],
    ['assessment:answer.', ['yes', 'no', 'open', 'none']],
    ['assessment:level.', ['none', 'low', 'medium', 'high']],
    ['assessment:problem.', ['short', 'long', 'name', 'birthdate', 'nameAndBirthdate', 'inUse']],
  ])('can make exactly the keys that stand below %s', (prefix, names) => {
    expect(below(prefix).sort()).toEqual([...names].sort());
  });
});
