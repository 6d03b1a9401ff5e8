import { describe, expect, test } from 'vitest';
import { LOCALES, localeFrom, TONGUES, tongueOf } from '../../src/domain/locale.ts';

describe('The languages of the chat', () => {
  test('are twelve, and German in simple words besides', () => {
    expect(TONGUES).toHaveLength(12);
    expect(LOCALES).toHaveLength(13);
    expect(new Set(LOCALES).size).toBe(13);
    expect(TONGUES).not.toContain('de-x-simple');
  });

  test.each(LOCALES)('%s is found by its own tag', (locale) => {
    expect(localeFrom(locale)).toBe(locale);
    expect(localeFrom(locale.toUpperCase())).toBe(locale);
  });

  test('German in simple words is written in German, every other one in itself', () => {
    expect(tongueOf('de-x-simple')).toBe('de');
    for (const tongue of TONGUES) expect(tongueOf(tongue)).toBe(tongue);
  });
});

describe('The language of a browser', () => {
  test.each([
    ['uk-UA,uk;q=0.9,en;q=0.8', 'uk'],
    ['pt-BR', 'pt'],
    ['de-AT, de;q=0.9', 'de'],
    ['en', 'en'],
    ['ar-SY', 'ar'],
    ['  tr  ', 'tr'],
    ['pl;q=1.0', 'pl'],
    ['RO-MD', 'ro'],
  ])('"%s" is %s', (tags, locale) => {
    expect(localeFrom(tags)).toBe(locale);
  });

  test.each([
    ['the first one where ours comes later', 'lt,ti;q=0.9,ru;q=0.8,de;q=0.7', 'ru'],
    ['the first of two of ours', 'fa,de', 'fa'],
    ['the one that stands first, whatever its weight', 'bg;q=0.1,de;q=0.9', 'bg'],
    ['one behind an empty place', ',,en', 'en'],
    ['one behind the star', '*,ku', 'ku'],
  ])('is %s', (_name, tags, locale) => {
    expect(localeFrom(tags)).toBe(locale);
  });

  test.each([
    ['Kurmanji', 'kmr', 'ku'],
    ['Kurmanji of Turkey', 'kmr-TR', 'ku'],
    ['Dari', 'prs', 'fa'],
    ['Dari of Afghanistan', 'prs-AF', 'fa'],
    ['Persian of Iran', 'pes-IR', 'fa'],
    ['Moldovan', 'mo', 'ro'],
  ])('is ours under another name too: %s', (_name, tag, locale) => {
    expect(localeFrom(tag)).toBe(locale);
  });

  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['only the star', '*'],
    ['a language that the chat does not speak', 'ja'],
    ['several of them', 'ja,zh-CN;q=0.9,ti;q=0.8'],
    ['a language that only begins like one of ours', 'den'],
    ['nonsense', '<script>;;;,%00'],
    ['a word that every object knows', 'constructor'],
    ['another one', '__proto__,hasOwnProperty'],
    ['one that stands behind more than 500 characters', `${'ja,'.repeat(200)}de`],
  ])('is unknown for %s', (_name, tags) => {
    expect(localeFrom(tags)).toBeUndefined();
  });
});
