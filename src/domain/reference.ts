/** Why a text cannot be the reference of a case, or undefined if it can. */
export type ReferenceProblem = 'short' | 'long' | 'name' | 'birthdate' | 'nameAndBirthdate';

const LONGEST = 40;
const BIRTHDATE =
  /\b(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}\.?\s?(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)\p{L}*\.?\s?(?:19|20)\d{2})\b/iu;
/** Words of everyday file marks that are no part of a name. */
const MARK_WORDS = new Set(
  ['fall', 'case', 'akte', 'file', 'nr', 'no', 'familie', 'family', 'cm', 'team', 'kim'].map((w) =>
    w.normalize('NFC'),
  ),
);

function looksLikeName(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}'’]*(?:-\p{L}[\p{L}'’]+)*/gu) ?? [];
  const names = words.filter(
    (word) => word.length >= 3 && !MARK_WORDS.has(word.toLocaleLowerCase('de')),
  );
  const hasDigits = /\d/.test(text.replace(BIRTHDATE, ''));
  if (names.length >= 2) return true;
  // "Familie Popescu" names somebody, "Fall 12" and "Dorenkamp-12" do not.
  return names.length === 1 && words.length > names.length && !hasDigits;
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
    .map((each) => /^K-(\d{4})-(\d+)$/.exec(each))
    .filter((match) => match !== null && Number(match[1]) === year)
    .map((match) => Number(match?.[2]));
  return `K-${year}-${Math.max(0, ...numbers) + 1}`;
}
