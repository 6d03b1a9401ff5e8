import { z } from 'zod';
import { dayAfter, dayOf } from '../domain/retention.ts';
import { inOrder } from '../in-order.ts';
import { filedFor } from './expiry.ts';
import type { Change, Store } from './store.ts';

/*
 * What helps to make the answers better, without who said it: questions that had no answer, and how often an answer
 * was found helpful.
 */

/** A question that the chat could not answer, already without anything personal. */
type Unanswered = { text: string; locale: string; day: string };

type Helpful = { yes: number; no: number };

export type Feedback = {
  /** What is to be committed for a question without an answer. */
  unanswered: (id: string, question: { text: string; locale: string }, at: string) => Change[];
  /** The questions without an answer, oldest first. */
  listUnanswered: () => Promise<Unanswered[]>;
  /**
   * Counts what somebody said about the answer to a topic. It is no part of the turn, because many may say it at once
   * and must not get into each other's way.
   */
  helped: (topic: string, yes: boolean) => Promise<void>;
};

/** Questions are looked at by people within this time. */
const DAYS = 90;
const LONGEST = 300;

const unansweredSchema: z.ZodType<Unanswered> = z.object({
  text: z.string(),
  locale: z.string(),
  day: z.iso.date(),
});
const helpfulSchema: z.ZodType<Helpful> = z.object({ yes: z.number(), no: z.number() });

export function feedbackIn(store: Store): Feedback {
  const oneByOne = inOrder();
  return {
    unanswered: (id, { text, locale }, at) => {
      const key = `unanswered/${dayOf(at)}-${id}`;
      const value: Unanswered = {
        text: text.slice(0, LONGEST).toWellFormed(),
        locale,
        day: dayOf(at),
      };
      return [{ key, value, expected: 'any' }, filedFor(dayAfter(at, DAYS), key)];
    },
    listUnanswered: async () => {
      const keys = await store.list('unanswered');
      const stored = await Promise.all(keys.map((key) => store.read(key)));
      return stored.flatMap((each) => unansweredSchema.safeParse(each?.value).data ?? []);
    },
    helped: (topic, yes) =>
      oneByOne(topic, async () => {
        const key = `helpful/${topic}`;
        const stored = await store.read(key);
        const before = helpfulSchema.safeParse(stored?.value).data ?? { yes: 0, no: 0 };
        const value = { yes: before.yes + (yes ? 1 : 0), no: before.no + (yes ? 0 : 1) };
        await store.write(key, value, stored?.version ?? 0);
      }),
  };
}
