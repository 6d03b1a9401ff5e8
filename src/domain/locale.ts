/**
 * The languages of the bot, as BCP 47 tags; `de-x-simple` is German in simple words. The public chat speaks all of
 * them, staff German and English.
 */
export const LOCALES = [
  'de',
  'de-x-simple',
  'en',
  'uk',
  'ar',
  'ro',
  'ru',
  'tr',
  'bg',
  'pl',
  'fa',
  'ku',
  'pt',
] as const;

export type Locale = (typeof LOCALES)[number];

/** Languages that somebody may write in; simple German is German. */
export type Tongue = Exclude<Locale, 'de-x-simple'>;

export const TONGUES: readonly Tongue[] = LOCALES.filter((tag) => tag !== 'de-x-simple');

/** The language that a locale is written in. */
export const tongueOf = (locale: Locale): Tongue => (locale === 'de-x-simple' ? 'de' : locale);

const isLocale = (text: string): text is Locale => LOCALES.some((tag) => tag === text);

/** Tags that stand for a language of ours: Kurmanji and Dari by their own codes. */
const ALSO: Readonly<Record<string, Locale>> = { kmr: 'ku', prs: 'fa', pes: 'fa', mo: 'ro' };

/**
 * The first language of ours in a list of tags, as browsers send it in `Accept-Language` or as a single tag
 * ("uk-UA,uk;q=0.9,en"). The order of the list counts, weights do not: browsers send them in falling order.
 * Undefined where none of them is ours.
 */
export function localeFrom(tags: string): Locale | undefined {
  for (const each of tags.toLowerCase().slice(0, 500).split(',')) {
    const tag = each.replace(/;.*/, '').trim();
    if (isLocale(tag)) return tag;
    const base = tag.split('-')[0] ?? '';
    if (isLocale(base)) return base;
    if (Object.hasOwn(ALSO, base)) return ALSO[base];
  }
  return undefined;
}
