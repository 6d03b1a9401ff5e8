import type { Questions } from './questions.ts';
import { comparable, stemIndex } from './stems.ts';

type Rules = Questions['emergency'];

/** A stem alone, or one side of a pair of which both have to be there. */
type Sign = { rule: string; side: 'alone' | 'any' | 'and' };

const ALONE: Sign = { rule: 'alone', side: 'alone' };

/** Tells whether a line speaks of danger to somebody, by the rules of all languages at once. */
export function emergencyBy(rules: readonly Rules[]): (line: string) => boolean {
  const harmless = stemIndex(rules.flatMap((each) => each.harmless.map((text) => [text, true])));
  const signs = stemIndex<Sign>(
    rules.flatMap(({ alone, together }, language) => [
      ...alone.map((text) => [text, ALONE] as const),
      ...together.flatMap(({ any, and }, index) => {
        const rule = `${language}.${index}`;
        const [one, other]: [Sign, Sign] = [
          { rule, side: 'any' },
          { rule, side: 'and' },
        ];
        return [
          ...any.map((text) => [text, one] as const),
          ...and.map((text) => [text, other] as const),
        ];
      }),
    ]),
  );

  /** Blanks take the place of what is harmless, as many as it has letters: phrases may overlap. */
  const withoutHarmless = (line: string): string =>
    harmless(line).reduce(
      (rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to),
      line,
    );

  return (line) => {
    const found = signs(withoutHarmless(comparable(line)).trim());
    const anys = new Set(found.flatMap(({ value }) => (value.side === 'any' ? value.rule : [])));
    return found.some(
      ({ value }) => value.side === 'alone' || (value.side === 'and' && anys.has(value.rule)),
    );
  };
}
