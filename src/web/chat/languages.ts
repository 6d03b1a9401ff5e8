import languages from '../../../locales/languages.json' with { type: 'json' };
import { type Locale, localeFrom } from '../../domain/locale.ts';

export type Language = { tag: string; name: string; direction: string };

/** Every language of the chat, under its own name. */
export const LANGUAGES: readonly Language[] = languages;

export const directionOf = (tag: string | undefined): 'ltr' | 'rtl' =>
  LANGUAGES.find((language) => language.tag === tag)?.direction === 'rtl' ? 'rtl' : 'ltr';

/** The first language of ours among tags, the most wanted first; German where there is none. */
export function languageFrom(wanted: readonly (string | null | undefined)[]): Locale {
  for (const tag of wanted) {
    const found = localeFrom(tag ?? '');
    if (found) return found;
  }
  return 'de';
}
