/** Why a text cannot be the reference of a case, or undefined if it can. */
export type ReferenceProblem = 'short' | 'long' | 'name' | 'birthdate' | 'nameAndBirthdate';

const LONGEST = 40;
const MONTH = 'jan|feb|mär|mae|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec';
const BIRTHDATE = new RegExp(
  [
    String.raw`(?<!\d)\d{1,2}[./ -] ?\d{1,2}[./ -] ?(?:19|20)\d{2}(?!\d)`,
    String.raw`(?<!\d)\d{1,2}[./] ?\d{1,2}[./] ?\d{2}(?!\d)`,
    String.raw`(?<!\d)(?:19|20)\d{2}[./ -]\d{1,2}[./ -]\d{1,2}(?!\d)`,
    String.raw`(?<!\d)\d{1,2}\.? ?(?:${MONTH})\p{L}*\.? ?(?:19|20)\d{2}(?!\d)`,
  ].join('|'),
  'iu',
);
/** Words of everyday file marks that are no part of a name. */
const MARK_WORDS = new Set(['fall', 'case', 'akte', 'file', 'nr', 'no', 'cm', 'team', 'kim']);
/** Words after which a name comes. */
const FORMS_OF_ADDRESS = new Set(['familie', 'family', 'fam', 'frau', 'herr', 'mrs', 'mr', 'ms']);

function looksLikeName(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}'’]*(?:-\p{L}[\p{L}'’]+)*/gu) ?? [];
  const plain = words.map((word) => word.toLocaleLowerCase('de'));
  const names = words.filter((word, index) => {
    const lower = plain[index] ?? '';
    const long = word.length >= 3 || (word.length === 2 && /^\p{Lu}\p{Ll}/u.test(word));
    return long && !MARK_WORDS.has(lower) && !FORMS_OF_ADDRESS.has(lower);
  });
  const hasInitial = /\p{Lu}\. ?\p{Lu}\p{Ll}+/u.test(text);
  const isAddressed = hasInitial || plain.some((word) => FORMS_OF_ADDRESS.has(word));
  return names.length >= (isAddressed ? 1 : 2);
}

/**
 * Checks a Fallkürzel. A text that looks like a full name, a date of birth, or both is refused, so that nobody can be
 * recognised by it; the check is a heuristic and errs on the side of asking again.
 */
export function referenceProblem(text: string): ReferenceProblem | undefined {
  const trimmed = text.trim();
  const birthdate = BIRTHDATE.test(trimmed);
  const name = looksLikeName(trimmed);
  if (name && birthdate) return 'nameAndBirthdate';
  if (birthdate) return 'birthdate';
  if (name) return 'name';
  if ([...trimmed].length < 3) return 'short';
  return [...trimmed].length > LONGEST ? 'long' : undefined;
}

/** The first free reference of the form K-2026-14: one more than the highest number in use in that year. */
export function suggestReference(inUse: readonly string[], year: number): string {
  const numbers = inUse
    .map((each) => /^K-(\d{4})-(\d+)$/i.exec(each.trim()))
    .filter((match) => match !== null && Number(match[1]) === year)
    .map((match) => Number(match?.[2]));
  return `K-${year}-${Math.max(0, ...numbers) + 1}`;
}
