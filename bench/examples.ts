import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TONGUES, type Tongue } from '../src/domain/locale.ts';
import type { AllQuestions } from '../src/domain/understanding/questions.ts';

const root = join(import.meta.dirname, '..');

/** The label of examples that are for nobody here. */
export const NONE = 'none';

export type Example = { text: string; label: string; tongue: Tongue };

/** A question with its right topic (null: none of ours) and others that would be right as well. */
export type Question = {
  text: string;
  tongue: Tongue;
  topic: string | null;
  also: readonly string[];
};

export const examplesOf = (questions: AllQuestions): Example[] =>
  TONGUES.flatMap((tongue) => {
    const { topics, none } = questions[tongue];
    return [...Object.entries(topics), [NONE, none] as const].flatMap(([label, texts]) =>
      texts.map((text) => ({ text, label, tongue })),
    );
  });

/** The same questions with nothing but these examples in them. */
export function withExamples(questions: AllQuestions, examples: readonly Example[]): AllQuestions {
  const of = (tongue: Tongue, label: string): string[] =>
    examples
      .filter((each) => each.tongue === tongue && each.label === label)
      .map(({ text }) => text);
  return Object.fromEntries(
    TONGUES.map((tongue) => {
      const own = questions[tongue];
      const labels = Object.keys(own.topics);
      const topics = Object.fromEntries(labels.map((label) => [label, of(tongue, label)]));
      return [tongue, { ...own, topics, none: of(tongue, NONE) }];
    }),
  ) as AllQuestions;
}

type Line = { q: string; lang: Tongue; topic: string | null; also?: string[] };

/** The questions of a file that nobody learns from. */
export const readQuestions = (file: 'questions' | 'situations'): Question[] =>
  readFileSync(join(root, `tests/understanding/${file}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line): Line => JSON.parse(line))
    .map(({ q, lang, topic, also = [] }) => ({ text: q, tongue: lang, topic, also }));

/** A text without what does not tell texts apart: capitals, marks and blanks. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The examples that are no question word for word; who has learned a question does not answer it by understanding. */
export function heldApart(examples: readonly Example[], questions: readonly Question[]): Example[] {
  const asked = new Set(questions.map(({ text }) => bare(text)));
  return examples.filter(({ text }) => !asked.has(bare(text)));
}

/**
 * Deals the examples into folds, each language and topic evenly. Those that are the same word for word get into the
 * same fold.
 */
export function foldsOf(examples: readonly Example[], many: number): Example[][] {
  const folds: Example[][] = Array.from({ length: many }, () => []);
  const known = new Map<string, number>();
  const dealt = new Map<string, number>();
  for (const example of examples) {
    const group = `${example.tongue} ${example.label}`;
    const count = dealt.get(group) ?? 0;
    dealt.set(group, count + 1);
    const fold = known.get(bare(example.text)) ?? count % many;
    known.set(bare(example.text), fold);
    folds[fold]?.push(example);
  }
  return folds;
}
