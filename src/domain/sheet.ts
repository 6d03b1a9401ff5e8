import { z } from 'zod';
import type { Answer, Answers } from './assessment.ts';
import { type Catalogue, firstPositionOf, questionAt, questionsOf } from './catalogue.ts';

const answer = z.enum(['yes', 'no', 'open']);
const timestamp = z.iso.datetime();

const change = z.object({
  at: timestamp,
  indicator: z.string(),
  from: answer.nullable(),
  to: answer.nullable(),
});

const decision = z.object({ openCase: z.boolean(), reason: z.string(), at: timestamp });

const pass = z.object({
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  answers: z.record(z.string(), answer),
  notes: z.record(z.string(), z.string()),
  /** Every change of an answer, oldest first. Changes of one action share their time. */
  trail: z.array(change),
  /** The case worker's own decision, where it differs from the recommendation or confirms it. */
  decision: decision.nullable(),
});

/**
 * One assessment (Erfassungsbogen) of one case. It is pseudonymous: `reference` is a Fallkürzel, never a name.
 * `catalogueVersion` is frozen when the sheet is made, so that a newer catalogue never changes an old result.
 * `passes` has one element per filled column of the form; the last one is the one at work.
 */
export const sheetSchema = z.object({
  id: z.string(),
  reference: z.string(),
  responsible: z.string(),
  catalogueVersion: z.string(),
  passes: z.array(pass).min(1),
  /** Position of the current question, from 0. 0 <= position < number of questions. */
  position: z.number().int().nonnegative(),
  mode: z.enum(['question', 'area']),
  changedAt: timestamp,
});

export type Sheet = z.infer<typeof sheetSchema>;
export type Pass = z.infer<typeof pass>;

function emptyPass(at: string): Pass {
  return { startedAt: at, finishedAt: null, answers: {}, notes: {}, trail: [], decision: null };
}

/** A new, empty sheet for its first assessment (Ersterfassung). */
export function newSheet(
  given: { id: string; reference: string; responsible: string; at: string },
  catalogue: Catalogue,
): Sheet {
  return {
    id: given.id,
    reference: given.reference,
    responsible: given.responsible,
    catalogueVersion: catalogue.version,
    passes: [emptyPass(given.at)],
    position: 0,
    mode: 'question',
    changedAt: given.at,
  };
}

/** The column of the form that is being filled, or was filled last. */
export function currentPass(sheet: Sheet): Pass {
  const last = sheet.passes.at(-1);
  if (!last) throw new RangeError('a sheet has at least one pass');
  return last;
}

/** The column before the current one, which a reassessment is compared with. */
export function previousPass(sheet: Sheet): Pass | undefined {
  return sheet.passes.at(-2);
}

export function isFinished(sheet: Sheet): boolean {
  return currentPass(sheet).finishedAt !== null;
}

function withPass(sheet: Sheet, changed: Partial<Pass>, at: string): Sheet {
  const last = { ...currentPass(sheet), ...changed };
  return { ...sheet, passes: [...sheet.passes.slice(0, -1), last], changedAt: at };
}

/**
 * Records answers given in one action. An answer that is the same as before leaves no trace in the trail; nothing
 * changes on a finished pass. The position stays.
 */
export function recordAnswers(sheet: Sheet, given: Answers, at: string): Sheet {
  const { answers, trail, finishedAt } = currentPass(sheet);
  if (finishedAt) return sheet;
  const changes = Object.entries(given)
    .filter(([indicator, to]) => answers[indicator] !== to)
    .map(([indicator, to]) => ({ at, indicator, from: answers[indicator] ?? null, to }));
  if (changes.length === 0) return sheet;
  return withPass(sheet, { answers: { ...answers, ...given }, trail: [...trail, ...changes] }, at);
}

/** Sets the note of an indicator; an empty text takes it away. */
export function recordNote(sheet: Sheet, indicator: string, text: string, at: string): Sheet {
  const { notes, finishedAt } = currentPass(sheet);
  const note = text.trim();
  if (finishedAt || note === (notes[indicator] ?? '')) return sheet;
  const { [indicator]: _replaced, ...others } = notes;
  return withPass(sheet, { notes: note ? { ...others, [indicator]: note } : others }, at);
}

/**
 * Answers every question of an area that has no answer yet with no ("in diesem Bereich nichts"). Marks and open
 * questions stay as they are: a shortcut never takes back what was said.
 */
export function answerRestOfArea(
  sheet: Sheet,
  catalogue: Catalogue,
  areaId: string,
  at: string,
): Sheet {
  const { answers } = currentPass(sheet);
  const rest = questionsOf(catalogue)
    .filter(({ area, indicator }) => area.id === areaId && answers[indicator.id] === undefined)
    .map(({ indicator }): [string, Answer] => [indicator.id, 'no']);
  return recordAnswers(sheet, Object.fromEntries(rest), at);
}

/**
 * Takes back the last action on the answers and goes to the first question that it touched. The trail keeps both
 * the action and its reversal. Nothing happens where there is nothing to take back.
 */
export function undoLast(sheet: Sheet, catalogue: Catalogue, at: string): Sheet {
  const { answers, trail, finishedAt } = currentPass(sheet);
  const last = trail.at(-1);
  if (!last || finishedAt) return sheet;
  const batch = trail.filter((each) => each.at === last.at);
  const restored = { ...answers };
  for (const { indicator, from } of batch) {
    if (from === null) delete restored[indicator];
    else restored[indicator] = from;
  }
  const reversal = batch.map(({ indicator, from, to }) => ({ at, indicator, from: to, to: from }));
  const first = questionsOf(catalogue).findIndex(
    ({ indicator }) => indicator.id === batch[0]?.indicator,
  );
  return {
    ...withPass(sheet, { answers: restored, trail: [...trail, ...reversal] }, at),
    position: Math.max(0, first),
  };
}

export function moveTo(sheet: Sheet, catalogue: Catalogue, position: number): Sheet {
  const inside = Math.max(0, Math.min(position, questionsOf(catalogue).length - 1));
  return inside === sheet.position ? sheet : { ...sheet, position: inside };
}

/** Position of the first question of the area after the current one, or undefined in the last area. */
export function nextAreaPosition(sheet: Sheet, catalogue: Catalogue): number | undefined {
  const { areaNumber } = questionAt(catalogue, sheet.position);
  const next = catalogue.areas[areaNumber];
  return next && firstPositionOf(catalogue, next.id);
}

/** Closes the current pass. Open and missing answers stay open; the result lists them. */
export function finish(sheet: Sheet, at: string): Sheet {
  return isFinished(sheet) ? sheet : withPass(sheet, { finishedAt: at }, at);
}

/** Records what the case worker decided and why; a later decision replaces an earlier one. */
export function decide(sheet: Sheet, openCase: boolean, reason: string, at: string): Sheet {
  return withPass(sheet, { decision: { openCase, reason: reason.trim(), at } }, at);
}

/** Whether the form has a free column for a reassessment (Folgeerfassung) of this finished sheet. */
export function canReassess(sheet: Sheet, catalogue: Catalogue): boolean {
  return isFinished(sheet) && sheet.passes.length < catalogue.passes.length;
}

/** Opens the next column of the form, empty, at the first question. The earlier columns never change again. */
export function reassess(sheet: Sheet, catalogue: Catalogue, at: string): Sheet {
  if (!canReassess(sheet, catalogue)) return sheet;
  return { ...sheet, passes: [...sheet.passes, emptyPass(at)], position: 0, changedAt: at };
}

/** What differs between the last two passes, in the order of the form; an unanswered question is `null`. */
export function comparePasses(
  sheet: Sheet,
  catalogue: Catalogue,
): { indicator: string; before: Answer | null; now: Answer | null }[] {
  const before = previousPass(sheet)?.answers ?? {};
  const now = currentPass(sheet).answers;
  return questionsOf(catalogue)
    .map(({ indicator: { id } }) => ({
      indicator: id,
      before: before[id] ?? null,
      now: now[id] ?? null,
    }))
    .filter((each) => each.before !== each.now);
}
