import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadQuestions } from '../../src/content/guide.ts';
import { EMERGENCY } from '../../src/domain/guide.ts';
import { TONGUES, type Tongue } from '../../src/domain/locale.ts';
import type { AllQuestions } from '../../src/domain/understanding/questions.ts';
import {
  createUnderstanding,
  learn,
  type Meaning,
} from '../../src/domain/understanding/reading.ts';

/*
 * How well the chat understands questions that it was not taught. They are written by other people than the examples
 * it learns from. Short questions happen to be among these in the same words, so it is measured without them as well.
 */

type Asked = {
  q: string;
  lang: Tongue;
  /** The topic that answers it; null where the chat is not to answer. */
  topic: string | null;
  /** Topics that answer it as well. */
  also: string[];
  kind: string;
};

const read = (file: string): readonly Asked[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** How people ask; they use the words of what they ask for. */
const asked = read('questions.jsonl');
/** How people tell what has happened to them, and everyday lines with words of danger. Harder, and three times as many. */
const situations = read('situations.jsonl');
/** Questions that were written when everything else was there, without sight of it. */
const later = read('later.jsonl');

const questions = loadQuestions(join(import.meta.dirname, '../../content'));

/** The same questions without the examples that are asked in the same words. */
function withoutAsked(all: AllQuestions): AllQuestions {
  const known = new Set([...asked, ...situations, ...later].map(({ q }) => q.toLowerCase()));
  const others = (texts: readonly string[]) =>
    texts.filter((text) => !known.has(text.toLowerCase()));
  return Object.fromEntries(
    TONGUES.map((tongue) => {
      const { topics, none } = all[tongue];
      const kept = Object.entries(topics).map(([topic, texts]) => [topic, others(texts)]);
      return [tongue, { ...all[tongue], topics: Object.fromEntries(kept), none: others(none) }];
    }),
  ) as AllQuestions;
}

/** The topics that somebody is answered with, asked back about, or offered, the first one first. */
function topicsOf(meaning: Meaning): readonly string[] {
  if (meaning.kind === 'emergency') return [EMERGENCY];
  return 'topics' in meaning ? meaning.topics : [];
}

const isAnswered = ({ kind }: Meaning): boolean => ['topic', 'meant', 'emergency'].includes(kind);

/** The topic that counts as the answer; undefined where it was declined. */
const firstOf = (meaning: Meaning): string | undefined =>
  isAnswered(meaning) ? topicsOf(meaning)[0] : undefined;

const rightOf = ({ topic, also }: Asked): string[] => [topic ?? '', ...also];

const share = (part: readonly unknown[], whole: readonly unknown[]): number =>
  part.length / whole.length;

/** What went wrong, so that a bar that is missed names the lines. */
const listed = (all: readonly { asked: Asked; meaning: Meaning }[]): string =>
  all
    .map(
      ({ asked: { lang, q, topic }, meaning }) =>
        `${lang} ${q} (${topic}): ${JSON.stringify(meaning)}`,
    )
    .join('\n');

describe.each([
  { name: 'questions', all: asked, atLeast: 300 },
  { name: 'situations', all: situations, atLeast: 1000 },
  { name: 'later questions', all: later, atLeast: 300 },
])('The $name that are asked here', ({ all, atLeast }) => {
  const inScope = all.filter(({ topic }) => topic !== null);

  test('are of every language and of every kind', () => {
    expect(all.length).toBeGreaterThanOrEqual(atLeast);
    expect(new Set(all.map(({ lang }) => lang))).toEqual(new Set(TONGUES));
    expect(all.length - inScope.length).toBeGreaterThanOrEqual(30);
    expect(inScope.filter(({ kind }) => kind === 'emergency').length).toBeGreaterThan(10);
  });

  test('are about topics that there are', () => {
    const topics = new Set(Object.keys(questions.de.topics));
    expect(inScope.flatMap(rightOf).filter((topic) => !topics.has(topic))).toEqual([]);
  });
});

/**
 * `missed` emergencies, those of them without the numbers (`unnamed`), and false `alarms` are allowed in shares: nobody
 * finds all of a thousand situations.
 */
const BARS = [
  {
    name: 'of questions, as it is shipped',
    all: asked,
    of: questions,
    missed: 0,
    unnamed: 0,
    alarms: 0,
  },
  {
    name: 'of questions, without examples in the words of a question',
    all: asked,
    of: withoutAsked(questions),
    missed: 0,
    unnamed: 0,
    alarms: 0,
  },
  {
    name: 'of situations',
    all: situations,
    of: questions,
    missed: 0.05,
    unnamed: 0.02,
    alarms: 0.015,
  },
  {
    name: 'of later questions',
    all: later,
    of: questions,
    missed: 0.05,
    unnamed: 0.05,
    alarms: 0.01,
  },
];

describe.each(BARS)('The understanding $name', ({ all, of, missed, unnamed, alarms }) => {
  let told: { asked: Asked; meaning: Meaning; danger: boolean }[] = [];
  beforeAll(async () => {
    const { understand } = createUnderstanding(learn(of));
    told = await Promise.all(
      all.map(async (each) => {
        const { meaning, danger = false } = await understand(each.q, each.lang);
        return { asked: each, meaning, danger };
      }),
    );
  });

  const inside = () => told.filter(({ asked: { topic } }) => topic !== null);
  const outside = () => told.filter(({ asked: { topic } }) => topic === null);
  const isRight = (each: { asked: Asked; meaning: Meaning }): boolean =>
    rightOf(each.asked).includes(firstOf(each.meaning) ?? '');

  test('has the right topic first for at least 90 of 100 questions', () => {
    const wrong = inside().filter((each) => !isRight(each));
    expect(1 - share(wrong, inside()), listed(wrong)).toBeGreaterThanOrEqual(0.9);
  });

  test('has it among three for at least 97 of 100', () => {
    const wrong = inside().filter(
      ({ asked: each, meaning }) =>
        !topicsOf(meaning)
          .slice(0, 3)
          .some((topic) => rightOf(each).includes(topic)),
    );
    expect(1 - share(wrong, inside()), listed(wrong)).toBeGreaterThanOrEqual(0.97);
  });

  test('never names more than three', () => {
    expect(told.filter(({ meaning }) => topicsOf(meaning).length > 3)).toEqual([]);
  });

  test('declines at least 90 of 100 questions that are not for it', () => {
    const answered = outside().filter(({ meaning }) => isAnswered(meaning));
    expect(1 - share(answered, outside()), listed(answered)).toBeGreaterThanOrEqual(0.9);
  });

  test('recognises emergencies', () => {
    const emergencies = inside().filter(({ asked: { kind } }) => kind === 'emergency');
    const unseen = emergencies.filter(({ meaning }) => meaning.kind !== 'emergency');
    expect(share(unseen, emergencies), listed(unseen)).toBeLessThanOrEqual(missed);
  });

  test('names the numbers in nearly every one that it does not recognise', () => {
    const emergencies = inside().filter(({ asked: { kind } }) => kind === 'emergency');
    const passed = emergencies.filter(
      ({ meaning, danger }) => meaning.kind !== 'emergency' && !danger,
    );
    expect(share(passed, emergencies), listed(passed)).toBeLessThanOrEqual(unnamed);
  });

  test('takes nothing else for an emergency', () => {
    const others = told.filter(({ asked: each }) => !rightOf(each).includes(EMERGENCY));
    const alarmed = others.filter(({ meaning }) => meaning.kind === 'emergency');
    expect(share(alarmed, others), listed(alarmed)).toBeLessThanOrEqual(alarms);
  });

  test.each(TONGUES)('has the right topic first for at least 80 of 100 in %s', (tongue) => {
    const own = inside().filter(({ asked: { lang } }) => lang === tongue);
    const wrong = own.filter((each) => !isRight(each));
    expect(own.length).toBeGreaterThan(10);
    expect(1 - share(wrong, own), listed(wrong)).toBeGreaterThanOrEqual(0.8);
  });
});
