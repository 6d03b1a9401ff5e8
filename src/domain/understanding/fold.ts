import anyAscii from 'any-ascii';

/*
 * One spelling for all the ways in which people write the same word: with and without accents, in Cyrillic or Arabic
 * letters or in Latin ones, with the slips that are common. Only used for comparing, never shown.
 */

/** Sounds that are written in several ways when Cyrillic or Arabic is typed in Latin letters, and umlauts. */
const SPELLINGS: Readonly<Record<string, string>> = {
  shch: 's',
  sch: 's',
  sh: 's',
  tch: 'c',
  ch: 'c',
  cz: 'c',
  ts: 'c',
  tz: 'c',
  zh: 'z',
  kh: 'h',
  x: 'h',
  ph: 'f',
  th: 't',
  ck: 'k',
  q: 'k',
  w: 'v',
  y: 'i',
  j: 'i',
  ae: 'a',
  oe: 'o',
  ue: 'u',
};
const SPELLED = new RegExp(Object.keys(SPELLINGS).join('|'), 'g');
const DOUBLED = /(.)\1+/g;
const NOT_ASCII_WORD = /[^a-z0-9]/g;

const ARABIC_SCRIPT = /[\u0600-\u06FF\u200C-\u200F]/;

/** Vowel marks, lengthening and joiners of Arabic script, and letters that are typed for one another. */
function plainArabic(text: string): string {
  if (!ARABIC_SCRIPT.test(text)) return text;
  return text
    .replace(/[\u064B-\u065F\u0670\u0640\u200C-\u200F]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىئ]/g, 'ي')
    .replace(/ی/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ة/g, 'ه')
    .replace(/ؤ/g, 'و');
}

/** Letters that are more than their usual transcription tells, as people type them in Latin letters. */
const ARABIC: Readonly<Record<string, string>> = { ا: 'a', و: 'v', ي: 'i', ه: 'h', ع: '3' };

/** A word in its common spelling; empty where it has no letter or digit of ours. Digits stay. */
export function foldWord(word: string): string {
  const ascii = anyAscii(word.replace(/[اويهع]/g, (letter) => ARABIC[letter] ?? letter))
    .toLowerCase()
    .replace(NOT_ASCII_WORD, '');
  return ascii.replace(SPELLED, (sound) => SPELLINGS[sound] ?? sound).replace(DOUBLED, '$1');
}

/** Letters and digits; marks above letters belong to them, and so does an apostrophe within a word. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a line, in lower case and composed, still in their own script. */
export function wordsOf(text: string): string[] {
  return (
    plainArabic(
      text.replace(/[`´]/g, "'").normalize('NFKC').toLowerCase().replaceAll('ı', 'i'),
    ).match(WORD) ?? []
  );
}

/** The words of a line in their common spelling; words without any letter or digit of ours are left out. */
export function foldedWords(text: string): string[] {
  return wordsOf(text).map(foldWord).filter(Boolean);
}
