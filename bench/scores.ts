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

const isRight = ({ question }: Answered, topic: string | null | undefined): boolean =>
  typeof topic === 'string' && (topic === question.topic || question.also.includes(topic));

const isOurs = ({ question }: Answered): boolean => question.topic !== null;
const isEmergency = ({ question }: Answered): boolean => question.topic === EMERGENCY;

/** What can be counted as good, and among which questions. */
const SHARES = {
  first: { among: isOurs, isGood: (each) => isRight(each, each.told.topic) },
  exactly: { among: isOurs, isGood: ({ question, told }) => told.topic === question.topic },
  three: { among: isOurs, isGood: (each) => each.told.three.some((topic) => isRight(each, topic)) },
  declined: { among: (each) => !isOurs(each), isGood: ({ told }) => told.topic === null },
  emergencies: { among: isEmergency, isGood: ({ told }) => told.topic === EMERGENCY },
} satisfies Record<string, Record<'among' | 'isGood', (each: Answered) => boolean>>;

export type Share = keyof typeof SHARES;

/** How many questions a share is of. */
export const countOf = (what: Share, all: readonly Answered[]): number =>
  all.filter(SHARES[what].among).length;

/** Not a number where nothing of the kind was asked. */
export function shareOf(what: Share, all: readonly Answered[]): number {
  const { among, isGood } = SHARES[what];
  const asked = all.filter(among);
  return asked.filter(isGood).length / asked.length;
}

/** How many questions were taken for an emergency and are none. */
export const falseAlarms = (all: readonly Answered[]): number =>
  all.filter((each) => !isEmergency(each) && each.told.topic === EMERGENCY).length;
