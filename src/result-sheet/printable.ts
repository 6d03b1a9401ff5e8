/** Stands where a text has a character that cannot be printed, so that the gap is seen. */
export const PLACEHOLDER = '□';

/** A letter with more accents than this is meant to break the layout ("Zalgo"). */
const LONGEST_CHARACTER = 4;
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACES = /[\t\p{Zs}]+/gu;
const INVISIBLE = /\p{Cf}|[\uFE00-\uFE0F]/gu;

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });

function printableCharacter(raw: string, isInFont: (codePoint: number) => boolean): string {
  if (raw === '\n') return raw;
  const character = raw.replace(INVISIBLE, '');
  const codePoints = [...character].map((each) => each.codePointAt(0) ?? 0);
  const shown =
    codePoints.length <= LONGEST_CHARACTER && codePoints.every(isInFont) && !/\p{Cc}/u.test(raw);
  return shown ? character : PLACEHOLDER;
}

/**
 * Makes a text that somebody wrote fit for print. Line breaks stay, other white space becomes single spaces, marks
 * that are invisible (direction, joiners, soft hyphens) go, and every character that the font lacks, control
 * characters and broken surrogates among them, becomes one {@link PLACEHOLDER}. Never throws.
 */
export function printable(text: string, isInFont: (codePoint: number) => boolean): string {
  const tidy = text.toWellFormed().normalize('NFC').replace(BREAKS, '\n').replace(SPACES, ' ');
  const characters = Array.from(graphemes.segment(tidy), ({ segment }) =>
    printableCharacter(segment, isInFont),
  );
  return characters
    .join('')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
