import type { Wishes } from '../courses.ts';
import { EMERGENCY } from '../guide.ts';
import { type Locale, TONGUES, type Tongue, tongueOf } from '../locale.ts';
import { type Model, type Ranked, ranking, train } from './classifier.ts';
import { emergencyBy } from './emergency.ts';
import { featureReader, type Numbering, vocabularyOf } from './features.ts';
import { foldedWords } from './fold.ts';
import type { AllQuestions, Phrase, Questions, WishWord } from './questions.ts';
import { comparable, stemIndex } from './stems.ts';
import { countTongues, type TongueModel, tongueRanking } from './tongue.ts';

/*
 * What a line of a visitor means. Only reviewed topics are ever an answer: a line is ranked against them, and what is
 * not sure is asked back or declined.
 */

/** What was understood. `topics` are ids, the likeliest first, at most three. */
export type Meaning =
  | { kind: 'nothing' }
  | { kind: 'emergency' }
  | { kind: 'phrase'; phrase: Phrase }
  /** Sure enough to be answered. */
  | { kind: 'topic'; topics: string[] }
  /** Likely; the visitor is asked. */
  | { kind: 'meant'; topics: string[] }
  /** Not for this chat; `topics` are perhaps near. `danger` tells that the words are near those of an emergency. */
  | { kind: 'unknown'; topics: string[]; danger: boolean };

export type Reading = {
  meaning: Meaning;
  /** What the line wishes of a German course. */
  wishes: Wishes;
  /** The language in which it is certainly written. */
  tongue?: Tongue;
};

/** The label of examples that are for nobody here. */
const NONE = 'none';

/** A share below which a topic is no answer, and one from which it need not be asked back. */
const LEAST = 0.27;
const SURE = 0.45;
/** Nothing below this is offered as perhaps meant. */
const WORTH_OFFERING = 0.05;

/** From this share on, a line that no rule knows is an emergency. */
const CERTAIN_DANGER = 0.45;
/** From this share of an emergency on, the numbers are named although the line was not understood. */
const NEAR_DANGER = 0.08;

/** A line is taken as written in a language from this share on, and from this many words. */
const CERTAIN_TONGUE = 0.95;
const ENOUGH_WORDS = 3;

/** Longer lines are cut; what matters stands at their beginning. */
const LONGEST = 600;

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

/**
 * Ranks topics (and `none`) for a line. The narrow seam of the understanding: a city that has a server for embeddings
 * can rank with it instead, and everything else stays as it is.
 */
export type Rank = (line: string, locale: Locale) => Ranked[] | Promise<Ranked[]>;

/**
 * `clean` is the line without what looks personal. Topics are ranked by it alone, because a name or a number says
 * nothing about them; an emergency is looked for in the whole line, so that no name hides it.
 */
export type Understand = (line: string, locale: Locale, clean?: string) => Promise<Reading>;

const cut = (line: string): string => line.slice(0, LONGEST).toWellFormed();

/** A line of nothing but letters, so that "Danke!!!" and "danke" are the same. */
const bare = (line: string): string => foldedWords(line).join(' ');

/** What is learned from the questions of all languages, as plain data that can be handed to another thread. */
export type Learned = {
  numbering: Numbering;
  topics: Model;
  tongues: TongueModel;
  /** By language, what is looked up rather than learned. */
  rules: Readonly<Record<Tongue, Pick<Questions, 'smalltalk' | 'emergency' | 'wishes'>>>;
};

/** Learns from the questions of all languages. */
export function learn(questions: AllQuestions): Learned {
  const examples = TONGUES.flatMap((tongue) => {
    const { topics, none } = questions[tongue];
    return [
      ...Object.entries(topics).flatMap(([label, texts]) =>
        texts.map((text) => ({ text, label, tongue })),
      ),
      ...none.map((text) => ({ text, label: NONE, tongue })),
    ];
  });
  const vocabulary = vocabularyOf(examples.map(({ text }) => text));
  const { numbering, features } = vocabulary;
  const seen = features.map((own, index) => ({
    features: own,
    tongue: examples[index]?.tongue ?? 'de',
  }));
  const rules = Object.fromEntries(
    TONGUES.map((tongue) => {
      const { smalltalk, emergency, wishes } = questions[tongue];
      return [tongue, { smalltalk, emergency, wishes }];
    }),
  ) as Learned['rules'];
  const topics = train(
    vocabulary,
    examples.map(({ label }) => label),
  );
  return { numbering, topics, tongues: countTongues(seen, numbering.rarity.length), rules };
}

type Phrases = ReadonlyMap<string, Phrase>;

const phrasesOf = (smalltalk: Questions['smalltalk']): [string, Phrase][] =>
  Object.entries(smalltalk).flatMap(([phrase, texts]) =>
    texts.map((text): [string, Phrase] => [bare(text), phrase as Phrase]),
  );

/** Understands by what was learned. `rank` replaces the built-in ranking of topics. */
export function createUnderstanding(
  { numbering, topics, tongues, rules }: Learned,
  rank?: Rank,
): { understand: Understand; rank: Rank } {
  const read = featureReader(numbering);
  const rankTopics = ranking(topics);
  const rankTongues = tongueRanking(tongues);
  const ranked: Rank = rank ?? ((line) => rankTopics(read(line)));
  const isEmergency = emergencyBy(TONGUES.map((tongue) => rules[tongue].emergency));
  const ownPhrases = new Map<Tongue, Phrases>(
    TONGUES.map((tongue) => [tongue, new Map(phrasesOf(rules[tongue].smalltalk))]),
  );
  // German last, so that it wins where two languages have the same word.
  const phrases: Phrases = new Map(
    [...TONGUES].reverse().flatMap((tongue) => phrasesOf(rules[tongue].smalltalk)),
  );
  const wishWords = stemIndex(
    TONGUES.flatMap((tongue) =>
      Object.entries(rules[tongue].wishes).flatMap(([word, texts]) =>
        texts.map((text): [string, WishWord] => [text, word as WishWord]),
      ),
    ),
  );

  function wishesIn(line: string, all: readonly Ranked[]): Wishes {
    const likely = all
      .filter(({ share }) => share >= ENOUGH_FOR_A_WISH)
      .map(({ label }) => WISH_OF_TOPIC[label] ?? {});
    const said = wishWords(comparable(line)).map(({ value }) => WISH_OF[value]);
    return Object.assign({}, ...likely.reverse(), ...said.reverse());
  }

  function tongueIn(line: string): Tongue | undefined {
    if (foldedWords(line).length < ENOUGH_WORDS) return undefined;
    const [first] = rankTongues(read(line));
    return first && first.share >= CERTAIN_TONGUE ? first.tongue : undefined;
  }

  function meaningOf(all: readonly Ranked[]): Meaning {
    const topics = all.filter(({ label }) => label !== NONE);
    const [first] = all;
    const near = topics.slice(0, 3).filter(({ share }) => share >= WORTH_OFFERING);
    const ids = near.map(({ label }) => label);
    if (!first || first.label === NONE || first.share < LEAST) {
      const danger = all.some(({ label, share }) => label === EMERGENCY && share >= NEAR_DANGER);
      return { kind: 'unknown', topics: ids.filter((id) => id !== EMERGENCY).slice(0, 2), danger };
    }
    if (first.label === EMERGENCY) {
      const others = ids.filter((id) => id !== EMERGENCY).slice(0, 2);
      return first.share >= CERTAIN_DANGER
        ? { kind: 'emergency' }
        : { kind: 'unknown', topics: others, danger: true };
    }
    return { kind: first.share >= SURE ? 'topic' : 'meant', topics: ids };
  }

  async function understand(whole: string, locale: Locale, clean = whole): Promise<Reading> {
    const line = cut(clean);
    const tongue = tongueIn(line);
    const written = tongue ? { tongue } : {};
    if (isEmergency(cut(whole))) return { meaning: { kind: 'emergency' }, wishes: {}, ...written };
    const words = bare(line);
    if (!words) return { meaning: { kind: 'nothing' }, wishes: {} };
    const phrase = ownPhrases.get(tongueOf(locale))?.get(words) ?? phrases.get(words);
    if (phrase) return { meaning: { kind: 'phrase', phrase }, wishes: {}, ...written };
    const all = await ranked(line, locale);
    return { meaning: meaningOf(all), wishes: wishesIn(line, all), ...written };
  }

  return { understand, rank: ranked };
}
