import { join } from 'node:path';
import { loadQuestions } from '../src/content/guide.ts';
import { keptModel, learnedModel } from '../src/content/learned.ts';
import { EMERGENCY } from '../src/domain/guide.ts';
import { createUnderstanding } from '../src/domain/understanding/reading.ts';
import {
  type Example,
  examplesOf,
  foldsOf,
  heldApart,
  NONE,
  type Question,
  readQuestions,
} from './examples.ts';
import { median, progress, ROUNDS } from './figures.ts';
import { installPeers } from './install-peers.ts';
import { hire, type Measured, type Told } from './learner.ts';
import { type Answered, answered } from './scores.ts';
import {
  printBars,
  printCrossed,
  printFigures,
  printQuality,
  printSituations,
} from './understanding-tables.ts';

/*
 * Measures the understanding of the public chat beside NLP.js and MiniSearch, which learn from the same examples and
 * are asked the same questions. Quality is measured three times: with the questions of the project, and with situations
 * that people describe, both after taking away the examples that are one of them word for word; and by asking for each
 * fifth of the examples after learning the others.
 */

const FOLDS = 5;

const content = loadQuestions(join(import.meta.dirname, '../content'));

/** What is measured, by the name that stands in the tables. */
const CONTENDERS = new Map([
  ['this project', new URL('./learner-ours.ts', import.meta.url)],
  ['NLP.js', new URL('./peers/nlp.ts', import.meta.url)],
  ['MiniSearch', new URL('./peers/minisearch.ts', import.meta.url)],
]);
const [OURS = ''] = CONTENDERS.keys();

type ByContender<T> = Map<string, T>;

const asQuestion = ({ text, label, tongue }: Example): Question => ({
  text,
  tongue,
  topic: label === NONE ? null : label,
  also: [],
});

/** Time and memory with all examples, contenders in turns; and what ours answers as it is shipped. */
async function measure(examples: readonly Example[], asked: readonly Question[]) {
  const figures: ByContender<Measured[]> = new Map();
  let shipped: Told[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, script] of CONTENDERS) {
      progress(`time and memory, round ${round + 1} of ${ROUNDS}: ${name}`);
      const result = await hire(script, { examples, asked, measured: true });
      figures.set(name, [
        ...(figures.get(name) ?? []),
        ...(result.figures ? [result.figures] : []),
      ]);
      if (name === OURS) shipped = result.told;
    }
  }
  return { figures, shipped };
}

async function askAll(examples: readonly Example[], asked: readonly Question[]) {
  const all: ByContender<Answered[]> = new Map();
  for (const [name, script] of CONTENDERS) {
    progress(`questions: ${name}`);
    const { told } = await hire(script, { examples, asked, measured: false });
    all.set(name, answered(asked, told));
  }
  return all;
}

/** Milliseconds until questions are understood by what was learned before, as at every start without new questions. */
function readingMs(): number {
  learnedModel();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    createUnderstanding(keptModel() ?? learnedModel());
    return performance.now() - start;
  });
  return median(times);
}

const partOf = (all: ByContender<Answered[]>, from: number, to?: number): ByContender<Answered[]> =>
  new Map([...all].map(([name, answers]) => [name, answers.slice(from, to)]));

/** Learns from all folds but one and is asked for the last, in turns. */
async function crossValidate(examples: readonly Example[]) {
  const folds = foldsOf(examples, FOLDS);
  const all: ByContender<Answered[]> = new Map();
  for (const [index, fold] of folds.entries()) {
    const learned = folds.filter((other) => other !== fold).flat();
    // The rules for emergencies were written with all these examples in sight.
    const asked = fold.filter(({ label }) => label !== EMERGENCY).map(asQuestion);
    for (const [name, script] of CONTENDERS) {
      progress(`cross-validation, fold ${index + 1} of ${FOLDS}: ${name}`);
      const { told } = await hire(script, { examples: learned, asked, measured: false });
      all.set(name, [...(all.get(name) ?? []), ...answered(asked, told)]);
    }
  }
  return all;
}

export async function understanding(): Promise<void> {
  installPeers();
  const examples = examplesOf(content);
  const questions = readQuestions('questions');
  const situations = readQuestions('situations');
  const apart = heldApart(examples, [...questions, ...situations]);
  const { figures, shipped } = await measure(examples, questions);
  const asked = await askAll(apart, [...questions, ...situations]);
  const quality = partOf(asked, 0, questions.length);
  const ofSituations = partOf(asked, questions.length);
  const crossed = await crossValidate(examples);
  progress('');

  const answers = {
    ours: quality.get(OURS) ?? [],
    shipped: answered(questions, shipped),
    all: quality,
    taken: examples.length - apart.length,
  };
  printFigures(figures, examples.length);
  printQuality(answers);
  printSituations(ofSituations);
  printCrossed(crossed, FOLDS);
  printBars(figures.get(OURS) ?? [], readingMs(), answers);
}
