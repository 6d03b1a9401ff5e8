import { z } from 'zod';
import type { Choice, Inputs } from '../../dialogs/dialog.ts';
import { GROUPS } from '../domain/guide.ts';
import { LOCALES } from '../domain/locale.ts';

/*
 * What channels share: the form of what may come back from a button. Everything that a client sends is parsed here
 * before a dialog sees it; events that only the shell may send (such as an opened sheet) have no place in it.
 */

const id = z.string().min(1).max(64);

const plain = z.enum([
  'AREA_NONE',
  'BACK',
  'CONTINUE',
  'UNDO',
  'PAUSE',
  'CANCEL',
  'HELP',
  'DATA',
  'PERSON',
  'HOME',
  'NEW',
  'CASES',
  'CALLBACKS',
  'REVIEW',
  'FINISH',
  'EXPLAIN',
  'TRAIL',
  'EXPORT',
  'REASSESS',
  'DELETE',
  'USE_SUGGESTION',
  'SUBMIT',
  'KEEP',
  'DECIDE',
]);

/** What the buttons of case workers carry. */
export const staffChoices: z.ZodType<Choice> = z.union([
  z.strictObject({ type: z.literal('ANSWER'), answer: z.enum(['yes', 'no', 'open']) }),
  z.strictObject({ type: z.literal('MODE'), mode: z.enum(['question', 'area']) }),
  z.strictObject({ type: z.literal('GO_TO_AREA'), area: id }),
  z.strictObject({ type: z.literal('GO_TO_QUESTION'), number: z.number().int().min(1).max(999) }),
  z.strictObject({ type: z.literal('LANGUAGE'), locale: z.enum(['de', 'en', 'other']) }),
  z.strictObject({ type: z.literal('OPEN'), sheet: id }),
  z.strictObject({ type: z.literal('SELECT'), sheet: id }),
  z.strictObject({ type: z.literal('CALLBACK_DONE'), callback: id }),
  z.strictObject({ type: z.literal('PAGE'), page: z.number().int().min(0).max(9999) }),
  z.strictObject({ type: plain }),
]);

/** What the buttons of the public chat carry. Nothing of the staff's dialogs is among them. */
const visitorChoices: z.ZodType<Choice> = z.union([
  z.strictObject({ type: z.literal('LANGUAGE'), locale: z.enum(LOCALES) }),
  z.strictObject({ type: z.literal('TOPIC'), topic: id }),
  z.strictObject({ type: z.literal('GROUP'), group: z.enum(GROUPS) }),
  z.strictObject({ type: z.literal('HELPFUL'), topic: id, helpful: z.boolean() }),
  z.strictObject({ type: z.literal('PICK'), pick: z.string().min(1).max(100) }),
  z.strictObject({
    type: z.enum([
      'LANGUAGES',
      'TOPICS',
      'NONE_OF_THESE',
      'COURSE',
      'ADVICE',
      'VOUCHER',
      'FORGET',
      'FORGET_NOW',
      'CALLBACK',
      'SHOW',
      'UNDO',
      'HOME',
      'HELP',
      'PERSON',
      'CONTINUE',
    ]),
  }),
]);

/** Longest text of a field, and of a typed line that is looked at; cards say so to their clients as well. */
export const LONGEST_INPUT = 2000;

/** What somebody wrote, without the control characters that no client shows. */
export const legible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');

const written = z.string().max(LONGEST_INPUT).transform(legible).optional();

const inputsSchema = z.object({
  reference: written,
  note: written,
  reason: written,
  marks: z.string().max(LONGEST_INPUT).optional(),
  open: z.string().max(LONGEST_INPUT).optional(),
});

const card = z.string().max(64);
const staffPress = z.object({ event: staffChoices, card });
const visitorPress = z.object({ event: visitorChoices, card });

export type Press = { event: Choice; card: string; inputs: Inputs };

/** What a button of a case worker sent, or undefined where it is nothing that we ever put on one. */
export function readStaffPress(value: unknown): Press | undefined {
  const press = staffPress.safeParse(value);
  const inputs = inputsSchema.safeParse(value);
  if (!press.success || !inputs.success) return undefined;
  const given = Object.entries(inputs.data).filter((entry) => entry[1] !== undefined);
  return { ...press.data, inputs: Object.fromEntries(given) as Inputs };
}

/** What a button of the public chat sent, or undefined where it is nothing that we ever put on one. */
export function readVisitorPress(value: unknown): Press | undefined {
  const press = visitorPress.safeParse(value);
  return press.success ? { ...press.data, inputs: {} } : undefined;
}
