import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n, type ResourceLanguage } from 'i18next';
import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Words } from '../dialogs/dialog.ts';
import { LOCALES, type Locale, tongueOf } from './domain/locale.ts';

const languagesSchema = z.array(
  z.object({
    tag: z.enum(LOCALES),
    /** In the language itself. */
    name: z.string().min(1),
    direction: z.enum(['ltr', 'rtl']),
    /** Where a text of the staff is missing. The public chat has every text in every language. */
    fallback: z.enum(LOCALES).nullable(),
  }),
);

/** Texts of a language by namespace and key. */
export type Texts = Readonly<Partial<Record<Locale, ResourceLanguage>>>;

/** Turns words into text of a language. `user` is applied to what people wrote, so that a channel can mask markup. */
export type Translate = (words: Words, locale: Locale, user?: (text: string) => string) => string;

/** Figures of this installation that texts may name, such as how long something is kept. */
export type Facts = Readonly<Record<string, string | number>>;

type DateFormat = 'year' | 'month' | 'day' | 'moment';

const MONTH = { de: 'MMMM yyyy', 'de-x-simple': 'MMMM yyyy', en: 'MMMM yyyy' };

const FORMATS: Readonly<Record<DateFormat, Partial<Record<Locale, string>>>> = {
  year: {},
  month: MONTH,
  day: { de: 'd. MMMM yyyy', 'de-x-simple': 'd. MMMM yyyy', en: 'd MMMM yyyy' },
  moment: { de: "d. MMMM yyyy, HH:mm 'Uhr'", en: 'd MMMM yyyy, HH:mm' },
};

/** In other languages dates are written in figures, as they stand on German papers. */
const IN_FIGURES: Readonly<Record<DateFormat, string>> = {
  year: 'yyyy',
  month: 'MM.yyyy',
  day: 'dd.MM.yyyy',
  moment: 'dd.MM.yyyy, HH:mm',
};

/** How exact a date is, by its length: 2022, 2022-05, 2022-05-25. */
const EXACTNESS: Readonly<Record<number, DateFormat>> = { 4: 'year', 7: 'month' };

const COMMA: Partial<Record<Locale, string>> = { ar: '، ', fa: '، ' };

const asWritten = (text: string): string => text;

function resourcesIn(folder: string, tag: string): ResourceLanguage {
  const files = readdirSync(join(folder, tag)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -5),
      JSON.parse(readFileSync(join(folder, tag, file), 'utf8')),
    ]),
  );
}

function load(folder: string, facts: Facts, more: Texts): i18n {
  const languages = languagesSchema.parse(
    JSON.parse(readFileSync(join(folder, 'languages.json'), 'utf8')),
  );
  const names = Object.fromEntries(languages.map(({ tag, name }) => [tag, name]));
  const instance = i18next.createInstance();
  instance.init({
    resources: Object.fromEntries(
      languages.map(({ tag }) => [
        tag,
        { ...resourcesIn(folder, tag), ...more[tag], languages: names },
      ]),
    ),
    fallbackLng: {
      ...Object.fromEntries(
        languages.map(({ tag, fallback }) => [tag, fallback ? [fallback] : []]),
      ),
      default: ['de'],
    },
    load: 'currentOnly',
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: facts },
  });
  return instance;
}

/**
 * Reads the locales of a folder once and returns the translation; `more` are texts from elsewhere, such as the answers
 * of the public chat.
 * A key that no language has is given back as it is; a test keeps that from happening.
 */
export function createTranslate(folder: string, facts: Facts, more: Texts = {}): Translate {
  const instance = load(folder, facts, more);
  const fixed = new Map(LOCALES.map((locale) => [locale, instance.getFixedT(locale)]));
  const known = new LRUCache<string, string>({ max: 5000 });

  /** i18next looks a text up in some microseconds; a card has twenty of them, mostly the ones of the card before. */
  function keyed(key: string, locale: Locale, params: Readonly<Record<string, string | number>>) {
    const name = `${locale}\n${key}\n${Object.values(params).join('\n')}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const text = String(fixed.get(locale)?.(key, params) ?? key);
    known.set(name, text);
    return text;
  }

  const translate: Translate = (words, locale, user = asWritten) => {
    if ('plain' in words) return user(words.plain);
    if ('content' in words) return words.content[locale === 'en' ? 'en' : 'de'];
    if ('date' in words) {
      const date = DateTime.fromISO(words.date, {
        zone: 'Europe/Berlin',
        locale: tongueOf(locale),
        numberingSystem: 'latn',
      });
      const format = words.style === 'asOf' ? (EXACTNESS[words.date.length] ?? 'day') : words.style;
      return date.toFormat(FORMATS[format][locale] ?? IN_FIGURES[format]);
    }
    if ('list' in words) {
      const texts = words.list.map((each) => translate(each, locale, user));
      return texts.join(words.by ?? COMMA[locale] ?? ', ');
    }
    const params: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(words.params ?? {})) {
      params[name] = typeof value === 'object' ? translate(value, locale, user) : value;
    }
    return keyed(words.key, locale, params);
  };
  return translate;
}
