import { EMERGENCY } from '../src/domain/guide.ts';
import type { Question } from './examples.ts';
import type { Told } from './learner.ts';

/** A question with what was answered to it. */
export type Answered = { question: Question; told: Told };

export const answered = (questions: readonly Question[], told: readonly Told[]): Answered[] =>
  questions.flatMap((question, index) => {
    const own = told[index];
    return own ? [{ question, told: own }] : [];
  });

const share = (all: readonly Answered[], isGood: (each: Answered) => boolean): number =>
  all.length === 0 ? Number.NaN : all.filter(isGood).length / all.length;

const isRight = ({ question }: Answered, topic: string | null | undefined): boolean =>
  typeof topic === 'string' && (topic === question.topic || question.also.includes(topic));

/** All shares that are of interest; not a number where nothing of the kind was asked. */
export function scores(all: readonly Answered[]) {
  const ours = all.filter(({ question }) => question.topic !== null);
  const others = all.filter(({ question }) => question.topic === null);
  const emergencies = ours.filter(({ question }) => question.topic === EMERGENCY);
  const calm = all.filter(({ question }) => question.topic !== EMERGENCY);
  return {
    first: share(ours, (each) => isRight(each, each.told.topic)),
    exactly: share(ours, ({ question, told }) => told.topic === question.topic),
    three: share(ours, (each) => each.told.three.some((topic) => isRight(each, topic))),
    declined: share(others, ({ told }) => told.topic === null),
    emergencies: share(emergencies, ({ told }) => told.topic === EMERGENCY),
    falseAlarms: calm.filter(({ told }) => told.topic === EMERGENCY).length,
  };
}

export type Scores = ReturnType<typeof scores>;
