import type { Wishes } from '../courses.ts';
import type { Ranked } from './classifier.ts';
import { denialBy } from './negation.ts';
import type { Questions, WishWord } from './questions.ts';
import { comparable, stemIndex } from './stems.ts';

/* What a line wishes of a German course, whatever else it means. */

const WISH_OF: Readonly<Record<WishWord, Wishes>> = {
  morning: { when: 'morning' },
  afternoon: { when: 'afternoon' },
  evening: { when: 'evening' },
  weekend: { when: 'weekend' },
  shift: { when: 'shift' },
  childcare: { childcare: true },
  women: { whom: 'women' },
  teenagers: { whom: 'teenagers' },
  work: { whom: 'work' },
  online: { online: true },
  alphabet: { level: 'alphabet' },
  beginner: { level: 'beginner' },
  advanced: { level: 'advanced' },
};

/** Topics that are a wish as well: who asks about evening courses wants one. */
const WISH_OF_TOPIC: Readonly<Record<string, Wishes>> = {
  'so.abend': { when: 'evening' },
  'so.kinderbetreuung': { childcare: true },
  'so.frauen': { whom: 'women' },
  'so.jugend': { whom: 'teenagers' },
  'so.online': { online: true },
  'so.alphabetisierung': { level: 'alphabet' },
};
/** From this share on, a topic is taken as a wish beside others. */
const ENOUGH_FOR_A_WISH = 0.12;

/** Wishes without those that were denied in the same line. */
const without = (wishes: Wishes, denied: readonly Wishes[]): Wishes =>
  Object.fromEntries(
    Object.entries(wishes).filter(
      ([wish, value]) => !denied.some((each) => each[wish as keyof Wishes] === value),
    ),
  );

type Words = Pick<Questions, 'negations' | 'wishes'>;

/** Finds wishes by the words of all languages at once, and by the topics that a line is near to. */
export function wishesBy(
  words: readonly Words[],
): (line: string, ranked: readonly Ranked[]) => Wishes {
  const isDenied = denialBy(words.map(({ negations }) => negations));
  const wishWords = stemIndex(
    words.flatMap(({ wishes }) =>
      Object.entries(wishes).flatMap(([word, texts]) =>
        texts.map((text): [string, WishWord] => [text, word as WishWord]),
      ),
    ),
  );
  return (line, ranked) => {
    const likely = ranked
      .filter(({ share }) => share >= ENOUGH_FOR_A_WISH)
      .map(({ label }) => WISH_OF_TOPIC[label] ?? {});
    const text = comparable(line);
    const found = wishWords(text).map((place) => ({
      wish: WISH_OF[place.value],
      isDenied: isDenied(text, place),
    }));
    const said = (denied: boolean) =>
      found.filter((each) => each.isDenied === denied).map(({ wish }) => wish);
    // What stands first in the line counts most, and what was said more than what is likely.
    const wishes: Wishes = Object.assign({}, ...likely.reverse(), ...said(false).reverse());
    return without(wishes, said(true));
  };
}
