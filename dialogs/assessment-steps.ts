import type { Answer, Answers } from '../src/domain/assessment.ts';
import {
  firstPositionOf,
  protectiveNotesFor,
  questionAt,
  questionsOf,
} from '../src/domain/catalogue.ts';
import { type ReferenceProblem, referenceProblem } from '../src/domain/reference.ts';
import {
  answerRestOfArea,
  currentPass,
  isFinished,
  moveTo,
  newSheet,
  nextAreaPosition,
  recordAnswers,
  type Sheet,
} from '../src/domain/sheet.ts';
import { type Desk, type DialogEvent, say, type UsedReference, type Words } from './dialog.ts';

/** The assessment: from the reference of the case, through the catalogue, to the result. */
export type AssessmentContext = Desk & {
  sheetId?: string | undefined;
  suggestion?: string | undefined;
  inUse?: readonly UsedReference[] | undefined;
  problem?: ReferenceProblem | 'inUse' | undefined;
  /** The sheet that already bears the reference that was given. */
  sameReference?: string | undefined;
  /** Whether the last action answered several questions at once and can be taken back as one. */
  undoable?: boolean | undefined;
  /** Whether the area at hand was opened from the overview and leads back to it. */
  fromReview?: boolean | undefined;
  /** What was ticked on an area card that cannot be taken, because something is both marked and open. */
  contradiction?: { marks: readonly string[]; open: readonly string[] } | undefined;
  decision?: { openCase: boolean } | undefined;
  page?: number | undefined;
  link?: { url: string; minutes: number } | undefined;
};

export type Given = { context: AssessmentContext; event: DialogEvent };

export const FORGOTTEN = {
  problem: undefined,
  sameReference: undefined,
  undoable: undefined,
  contradiction: undefined,
  link: undefined,
} satisfies Partial<AssessmentContext>;

/** The sheet at work. Only states that are reached with a sheet ask for it. */
export function sheetOf({ sheet }: Desk): Sheet {
  if (!sheet) throw new RangeError('this state of the assessment needs a sheet');
  return sheet;
}

/** The reference that was given, in the field or as a line. */
export function givenReference({ event }: Given): string {
  if (event.type === 'TEXT') return event.text;
  return event.inputs['reference'] ?? '';
}

export function useOf(context: AssessmentContext, reference: string): UsedReference | undefined {
  const same = (each: UsedReference) =>
    each.reference.toLocaleLowerCase('de') === reference.trim().toLocaleLowerCase('de');
  return context.inUse?.find(same);
}

export function problemWith({ context, event }: Given): AssessmentContext['problem'] {
  const reference = givenReference({ context, event });
  return referenceProblem(reference) ?? (useOf(context, reference) ? 'inUse' : undefined);
}

export function begin(
  context: AssessmentContext,
  event: DialogEvent,
  reference: string,
): Partial<AssessmentContext> {
  const sheet = newSheet(
    {
      id: event.newId,
      reference: reference.trim(),
      responsible: event.principal.name,
      at: event.at,
    },
    context.catalogue,
  );
  return {
    ...FORGOTTEN,
    sheet,
    suggestion: undefined,
    inUse: undefined,
    remark: say('assessment:begun', { reference: { plain: sheet.reference } }),
  };
}

export function go(
  context: AssessmentContext,
  position: number | undefined,
): Partial<AssessmentContext> {
  return { ...FORGOTTEN, sheet: moveTo(sheetOf(context), context.catalogue, position ?? 0) };
}

export function answerQuestion({ context, event }: Given): Partial<AssessmentContext> {
  if (event.type !== 'ANSWER') return {};
  const sheet = sheetOf(context);
  const { indicator } = questionAt(context.catalogue, sheet.position);
  const answered = recordAnswers(sheet, { [indicator.id]: event.answer }, event.at);
  return {
    ...FORGOTTEN,
    alerts: event.answer === 'yes' ? newAlerts(context, [indicator.id]) : [],
    sheet: moveTo(answered, context.catalogue, sheet.position + 1),
  };
}

/** The protective notes that marks call up for the first time in this pass. */
function newAlerts({ catalogue, sheet }: AssessmentContext, marks: readonly string[]): Words[] {
  const answers = sheet ? currentPass(sheet).answers : {};
  return protectiveNotesFor(catalogue, marks)
    .filter((note) => !note.indicators.some((id) => answers[id] === 'yes'))
    .map((note) => say('assessment:alert', { note: { content: note.text } }));
}

export function closeArea({ context, event }: Given): Partial<AssessmentContext> {
  const sheet = sheetOf(context);
  const { area } = questionAt(context.catalogue, sheet.position);
  const closed = answerRestOfArea(sheet, context.catalogue, area.id, event.at);
  const changed = currentPass(closed).trail.length - currentPass(sheet).trail.length;
  const next = nextAreaPosition(closed, context.catalogue);
  return {
    ...FORGOTTEN,
    undoable: changed > 0,
    remark: say('assessment:areaClosed', { count: changed, area: { content: area.title } }),
    sheet: next === undefined ? closed : moveTo(closed, context.catalogue, next),
  };
}

function ids(text: string | undefined): string[] {
  return (text ?? '').split(',').filter(Boolean);
}

export function contradicts({ event }: Given): boolean {
  const open = new Set(ids(event.inputs['open']));
  return ids(event.inputs['marks']).some((id) => open.has(id));
}

/** Keeps what was ticked, so that the card comes back as it was sent. */
export function nameContradiction({ event }: Given): Partial<AssessmentContext> {
  return { contradiction: { marks: ids(event.inputs['marks']), open: ids(event.inputs['open']) } };
}

/** An area card says all at once: ticked is yes, "noch offen" is open, the rest is no. */
export function answerArea({ context, event }: Given): Partial<AssessmentContext> {
  const sheet = sheetOf(context);
  const { area } = questionAt(context.catalogue, sheet.position);
  const marks = new Set(ids(event.inputs['marks']));
  const open = new Set(ids(event.inputs['open']));
  const answers: Answers = Object.fromEntries(
    area.indicators.map(({ id }): [string, Answer] => [
      id,
      marks.has(id) ? 'yes' : open.has(id) ? 'open' : 'no',
    ]),
  );
  const answered = recordAnswers(sheet, answers, event.at);
  const next = context.fromReview ? undefined : nextAreaPosition(answered, context.catalogue);
  return {
    ...FORGOTTEN,
    alerts: newAlerts(context, [...marks]),
    undoable: answered !== sheet,
    remark: say('assessment:areaSaved', { area: { content: area.title } }),
    sheet: next === undefined ? answered : moveTo(answered, context.catalogue, next),
  };
}

/**
 * Keeps what was ticked on an area card that is left without being sent. What stays empty is no answer then, but a
 * tick that was taken away is a no.
 */
export function keepTicks({ context, event }: Given): Partial<AssessmentContext> {
  if (event.type === 'UNDO' || event.type === 'SUBMIT') return {};
  if (event.inputs['marks'] === undefined) return {};
  const sheet = sheetOf(context);
  const { area } = questionAt(context.catalogue, sheet.position);
  const marks = new Set(ids(event.inputs['marks']));
  const open = new Set(ids(event.inputs['open']));
  const { answers } = currentPass(sheet);
  const kept = area.indicators.flatMap(({ id }): [string, Answer][] => {
    if (marks.has(id)) return [[id, 'yes']];
    if (open.has(id)) return [[id, 'open']];
    return answers[id] === undefined ? [] : [[id, 'no']];
  });
  return {
    alerts: newAlerts(context, [...marks]),
    sheet: recordAnswers(sheet, Object.fromEntries(kept), event.at),
  };
}

export function areaBefore({ context }: Given): Partial<AssessmentContext> {
  const { areaNumber } = questionAt(context.catalogue, sheetOf(context).position);
  const before = context.catalogue.areas[areaNumber - 2];
  return before ? go(context, firstPositionOf(context.catalogue, before.id)) : FORGOTTEN;
}

export function inMode(
  context: AssessmentContext,
  mode: Sheet['mode'],
): Partial<AssessmentContext> {
  return { ...FORGOTTEN, fromReview: undefined, sheet: { ...sheetOf(context), mode } };
}

export const isLastQuestion = ({ context }: Given) =>
  sheetOf(context).position === questionsOf(context.catalogue).length - 1;
export const isLastArea = ({ context }: Given) =>
  nextAreaPosition(sheetOf(context), context.catalogue) === undefined;

/** Where the case worker is: said when she leaves ("paused") and when she comes back ("resumed"). */
export function whereabouts(
  { catalogue, sheet }: AssessmentContext,
  key: 'assessment:paused' | 'assessment:resumed',
): Words | undefined {
  if (!sheet || isFinished(sheet)) return undefined;
  const { number, area } = questionAt(catalogue, sheet.position);
  return say(key, {
    reference: { plain: sheet.reference },
    number,
    of: questionsOf(catalogue).length,
    area: { content: area.title },
  });
}
