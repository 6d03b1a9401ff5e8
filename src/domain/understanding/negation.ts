import type { Questions } from './questions.ts';
import { comparable } from './stems.ts';

type Negations = Questions['negations'];

/** An article or a preposition may stand between: "nicht am Abend". */
const SHORT = 3;

/** A place in a comparable line. */
type Place = { from: number; to: number };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A pattern that nothing matches takes the place of an empty list. */
const oneOf = (texts: readonly string[]): string =>
  texts.length > 0 ? `(?:${texts.map((text) => escaped(comparable(text))).join('|')})` : '(?!)';

/**
 * Tells whether what stands at a place of a comparable line is denied there, by the words of all languages at once:
 * "ohne Kinderbetreuung", "nicht am Abend", "çocuk bakımı gerek yok".
 */
export function denialBy(lists: readonly Negations[]): (line: string, place: Place) => boolean {
  const before = new RegExp(
    `(?:^| )${oneOf(lists.flatMap((list) => list.before))}(?: \\S{1,${SHORT}})? $`,
  );
  const after = new RegExp(`^\\S* ${oneOf(lists.flatMap((list) => list.after))}(?: |$)`);
  return (line, { from, to }) => before.test(line.slice(0, from)) || after.test(line.slice(to));
}
