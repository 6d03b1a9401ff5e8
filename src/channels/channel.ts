import { z } from 'zod';
import type { Choice, Inputs } from '../../dialogs/dialog.ts';

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

export const choiceSchema: z.ZodType<Choice> = z.union([
  z.strictObject({ type: z.literal('ANSWER'), answer: z.enum(['yes', 'no', 'open']) }),
  z.strictObject({ type: z.literal('MODE'), mode: z.enum(['question', 'area']) }),
  z.strictObject({ type: z.literal('GO_TO_AREA'), area: id }),
  z.strictObject({ type: z.literal('GO_TO_QUESTION'), number: z.number().int().min(1).max(999) }),
  z.strictObject({ type: z.literal('LANGUAGE'), locale: z.enum(['de', 'en', 'other']) }),
  z.strictObject({ type: z.literal('OPEN'), sheet: id }),
  z.strictObject({ type: z.literal('SELECT'), sheet: id }),
  z.strictObject({ type: z.literal('PAGE'), page: z.number().int().min(0).max(9999) }),
  z.strictObject({ type: plain }),
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

const pressSchema = z.object({ event: choiceSchema, card: z.string().max(64) });

export type Press = { event: Choice; card: string; inputs: Inputs };

/** What a button sent, or undefined where it is nothing that we ever put on a button. */
export function readPress(value: unknown): Press | undefined {
  const press = pressSchema.safeParse(value);
  const inputs = inputsSchema.safeParse(value);
  if (!press.success || !inputs.success) return undefined;
  const given = Object.entries(inputs.data).filter((entry) => entry[1] !== undefined);
  return { ...press.data, inputs: Object.fromEntries(given) as Inputs };
}
