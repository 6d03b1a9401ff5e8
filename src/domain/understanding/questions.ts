import { z } from 'zod';
import type { Tongue } from '../locale.ts';

/*
 * How people ask, in one language: examples for every topic, what the chat does not answer, small talk, and the rules
 * by which an emergency is recognised before anything else. One file a language in `content/faq/questions`.
 */

const lines = z.array(z.string().min(1).max(300));

const PHRASES = [
  'greeting',
  'thanks',
  'bye',
  'yes',
  'no',
  'skip',
  'back',
  'restart',
  'delete',
  'dontKnow',
] as const;

/** A whole line that means the same wherever it is written. */
export type Phrase = (typeof PHRASES)[number];

const WISH_WORDS = [
  'morning',
  'afternoon',
  'evening',
  'weekend',
  'shift',
  'childcare',
  'women',
  'teenagers',
  'work',
  'online',
  'alphabet',
  'beginner',
  'advanced',
] as const;

export type WishWord = (typeof WISH_WORDS)[number];

export const questionsSchema = z.strictObject({
  /** By topic. */
  topics: z.record(z.string(), lines.min(8)),
  /** What is asked of the chat and is not for it. */
  none: lines.min(60),
  smalltalk: z.record(z.enum(PHRASES), lines.min(1)),
  emergency: z.strictObject({
    /** Stems and phrases that are an emergency whatever stands around them. */
    alone: lines,
    /** An emergency when one of `any` and one of `and` stand in the line. */
    together: z.array(z.strictObject({ any: lines.min(1), and: lines.min(1) })),
    /** Everyday phrases that contain such words; they are taken out first. */
    harmless: lines,
  }),
  /** What denies a wish when it stands before or after its word. */
  negations: z.strictObject({ before: lines, after: lines }),
  /** Stems by what they wish of a course. */
  wishes: z.record(z.enum(WISH_WORDS), lines),
});

export type Questions = z.infer<typeof questionsSchema>;

export type AllQuestions = Readonly<Record<Tongue, Questions>>;
