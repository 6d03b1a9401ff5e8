import type { Wishes } from '../courses.ts';
import { EMERGENCY } from '../guide.ts';
import { type Locale, TONGUES, type Tongue, tongueOf } from '../locale.ts';
import { type Model, type Ranked, ranking, train } from './classifier.ts';
import { emergencyBy } from './emergency.ts';
import { featureReader, type Numbering, vocabularyOf } from './features.ts';
import { foldedWords } from './fold.ts';
import type { AllQuestions, Phrase, Questions } from './questions.ts';
import { countTongues, type TongueModel, tongueRanking } from './tongue.ts';
import { wishesBy } from './wishes.ts';

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
  /** Not for this chat; `topics` are perhaps near. */
  | { kind: 'unknown'; topics: string[] };

export type Reading = {
  meaning: Meaning;
  /** What the line wishes of a German course. */
  wishes: Wishes;
  /** Whether its words are near those of an emergency: the numbers are named, whatever it means. */
  danger?: boolean;
  /** The language in which it is certainly written. */
  tongue?: Tongue;
};

/** The label of examples that are for nobody here. */
const NONE = 'none';

/**
 * What is for nobody here is more varied than any topic, so examples alone would find it too seldom. An emergency that
 * is overlooked costs more than one too many.
 */
const BOOSTS = { [NONE]: 3.4, [EMERGENCY]: 1.5 };

/** A share below which a topic is no answer, and one from which it need not be asked back. */
const LEAST = 0.2;
const SURE = 0.6;
/** Nothing below this is offered as perhaps meant. */
const WORTH_OFFERING = 0.02;

/** From this share on, a line that no rule knows is an emergency. */
const CERTAIN_DANGER = 0.55;
/** From this share of an emergency on, the numbers are named above the answer. */
const NEAR_DANGER = 0.08;
/** From this share of `none` on, words of danger are taken as those of a film, a game or a saying. */
const CERTAINLY_HARMLESS = 0.9;

/** A line is taken as written in a language from this share on, and from this many words. */
const CERTAIN_TONGUE = 0.95;
const ENOUGH_WORDS = 3;

/** Longer lines are cut; what matters stands at their beginning. */
const LONGEST = 600;

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
  rules: Readonly<
    Record<Tongue, Pick<Questions, 'smalltalk' | 'emergency' | 'negations' | 'wishes'>>
  >;
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
  const { numbering, lines } = vocabulary;
  const rules = Object.fromEntries(
    TONGUES.map((tongue) => {
      const { smalltalk, emergency, negations, wishes } = questions[tongue];
      return [tongue, { smalltalk, emergency, negations, wishes }];
    }),
  ) as Learned['rules'];
  const topics = train(
    vocabulary,
    examples.map(({ label }) => label),
  );
  const tongues = countTongues(
    lines,
    examples.map(({ tongue }) => tongue),
    numbering.rarity.length,
  );
  return { numbering, topics, tongues, rules };
}

type Phrases = ReadonlyMap<string, Phrase>;

const phrasesOf = (smalltalk: Questions['smalltalk']): [string, Phrase][] =>
  Object.entries(smalltalk).flatMap(([phrase, texts]) =>
    texts.map((text): [string, Phrase] => [bare(text), phrase as Phrase]),
  );

/** What looks things up rather than having learned them. Of the rules themselves nothing is held afterwards. */
function readerOf(rules: Learned['rules']) {
  const own = new Map<Tongue, Phrases>(
    TONGUES.map((tongue) => [tongue, new Map(phrasesOf(rules[tongue].smalltalk))]),
  );
  // German last, so that it wins where two languages have the same word.
  const all: Phrases = new Map(
    [...TONGUES].reverse().flatMap((tongue) => phrasesOf(rules[tongue].smalltalk)),
  );
  return {
    isEmergency: emergencyBy(TONGUES.map((tongue) => rules[tongue].emergency)),
    wishesIn: wishesBy(TONGUES.map((tongue) => rules[tongue])),
    phraseIn: (words: string, tongue: Tongue): Phrase | undefined =>
      own.get(tongue)?.get(words) ?? all.get(words),
  };
}

/** Understands by what was learned. `rank` replaces the built-in ranking of topics. */
export function createUnderstanding(
  { numbering, topics, tongues, rules }: Learned,
  rank?: Rank,
): { understand: Understand; rank: Rank } {
  const read = featureReader(numbering);
  const rankTopics = ranking(topics, BOOSTS);
  const rankTongues = tongueRanking(tongues);
  const ranked: Rank = rank ?? ((line) => rankTopics(read(line)));
  const { isEmergency, phraseIn, wishesIn } = readerOf(rules);

  function tongueIn(line: string): Tongue | undefined {
    if (foldedWords(line).length < ENOUGH_WORDS) return undefined;
    const [first] = rankTongues(read(line));
    return first && first.share >= CERTAIN_TONGUE ? first.tongue : undefined;
  }

  function meaningOf(all: readonly Ranked[]): Meaning {
    if (all[0]?.label === EMERGENCY && all[0].share >= CERTAIN_DANGER) return { kind: 'emergency' };
    const others = all.filter(({ label }) => label !== EMERGENCY);
    const topics = others
      .filter(({ label }) => label !== NONE)
      .slice(0, 3)
      .filter(({ share }) => share >= WORTH_OFFERING)
      .map(({ label }) => label);
    const [first] = others;
    if (!first || first.label === NONE || first.share < LEAST) {
      return { kind: 'unknown', topics: topics.slice(0, 2) };
    }
    return { kind: first.share >= SURE ? 'topic' : 'meant', topics };
  }

  /** What a line with words of danger means: an emergency, unless it is certainly about a film, a game or the like. */
  function inDanger([first]: readonly Ranked[]): Meaning {
    const isHarmless = first?.label === NONE && first.share >= CERTAINLY_HARMLESS;
    return isHarmless ? { kind: 'unknown', topics: [] } : { kind: 'emergency' };
  }

  const isNearDanger = (all: readonly Ranked[]): boolean =>
    all.some(({ label, share }) => label === EMERGENCY && share >= NEAR_DANGER);

  async function understand(whole: string, locale: Locale, clean = whole): Promise<Reading> {
    const line = cut(clean);
    const tongue = tongueIn(line);
    const written = tongue ? { tongue } : {};
    const speaksOfDanger = isEmergency(cut(whole));
    const words = bare(line);
    if (!words && !speaksOfDanger) return { meaning: { kind: 'nothing' }, wishes: {} };
    const phrase = phraseIn(words, tongueOf(locale));
    if (phrase && !speaksOfDanger) {
      return { meaning: { kind: 'phrase', phrase }, wishes: {}, ...written };
    }
    const all = await ranked(line, locale);
    const meaning = speaksOfDanger ? inDanger(all) : meaningOf(all);
    if (meaning.kind === 'emergency') return { meaning, wishes: {}, ...written };
    const danger = speaksOfDanger || isNearDanger(all);
    const wishes = wishesIn(line, all);
    return { meaning, wishes, ...(danger ? { danger } : {}), ...written };
  }

  return { understand, rank: ranked };
}
