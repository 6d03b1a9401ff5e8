import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Answers } from '../../src/domain/assessment.ts';
import {
  answerRestOfArea,
  canReassess,
  comparePasses,
  currentPass,
  decide,
  finish,
  isFinished,
  moveTo,
  newSheet,
  nextAreaPosition,
  previousPass,
  reassess,
  recordAnswers,
  recordNote,
  type Sheet,
  sheetSchema,
  undoLast,
} from '../../src/domain/sheet.ts';
import {
  all,
  aPass,
  aSheet,
  firstOf,
  MONDAY,
  minutesLater,
  theCatalogue,
  theIndicators,
} from '../support/builders.ts';

const later = minutesLater(5);
const answersOf = (sheet: Sheet): Answers => currentPass(sheet).answers;
const aFinishedSheet = (answers: Answers = {}) =>
  aSheet({ passes: [aPass({ finishedAt: MONDAY, answers })] });

describe('A new sheet', () => {
  const given = { id: 'sheet-1', reference: 'K-2026-14', responsible: 'Anna Berger', at: MONDAY };

  test('is empty, stands at the first question and keeps the version of its catalogue', () => {
    expect(newSheet(given, theCatalogue)).toEqual(aSheet());
  });

  test('is of the form in which sheets are stored', () => {
    expect(sheetSchema.safeParse(newSheet(given, theCatalogue)).success).toBe(true);
  });

  test('is not finished', () => {
    expect(isFinished(newSheet(given, theCatalogue))).toBe(false);
  });
});

describe('A stored sheet is refused', () => {
  test.each([
    ['without a pass', { passes: [] }],
    ['before its first question', { position: -1 }],
    ['in an unknown mode', { mode: 'both' }],
    [
      'with an unknown answer',
      { passes: [{ ...aPass(), answers: { 'wohnen.rechtswidrig': 'maybe' } }] },
    ],
    ['with a time that is none', { changedAt: '23.11.2026' }],
  ])('%s', (_name, changed) => {
    expect(sheetSchema.safeParse({ ...aSheet(), ...changed }).success).toBe(false);
  });
});

describe('An answer', () => {
  test('is kept, with a line in the trail, and the sheet counts as changed', () => {
    const sheet = recordAnswers(aSheet(), { 'wohnen.rechtswidrig': 'yes' }, later);
    expect(answersOf(sheet)).toEqual({ 'wohnen.rechtswidrig': 'yes' });
    expect(currentPass(sheet).trail).toEqual([
      { at: later, indicator: 'wohnen.rechtswidrig', from: null, to: 'yes' },
    ]);
    expect(sheet.changedAt).toBe(later);
  });

  test('may be changed, and the trail tells from what', () => {
    const first = recordAnswers(aSheet(), { 'wohnen.rechtswidrig': 'yes' }, MONDAY);
    const second = recordAnswers(first, { 'wohnen.rechtswidrig': 'open' }, later);
    expect(answersOf(second)).toEqual({ 'wohnen.rechtswidrig': 'open' });
    expect(currentPass(second).trail.at(-1)).toEqual({
      at: later,
      indicator: 'wohnen.rechtswidrig',
      from: 'yes',
      to: 'open',
    });
  });

  test('that is the same as before leaves no trace', () => {
    const sheet = recordAnswers(aSheet(), { 'wohnen.rechtswidrig': 'no' }, MONDAY);
    expect(recordAnswers(sheet, { 'wohnen.rechtswidrig': 'no' }, later)).toBe(sheet);
  });

  test('changes nothing on a finished sheet', () => {
    const sheet = aFinishedSheet();
    expect(recordAnswers(sheet, { 'wohnen.rechtswidrig': 'yes' }, later)).toBe(sheet);
  });

  test('does not move the place', () => {
    const sheet = aSheet({ position: 20 });
    expect(recordAnswers(sheet, { 'wohnen.rechtswidrig': 'yes' }, later).position).toBe(20);
  });

  test('leaves the sheet that was given as it was', () => {
    const sheet = aSheet();
    recordAnswers(sheet, { 'wohnen.rechtswidrig': 'yes' }, later);
    expect(sheet).toEqual(aSheet());
  });
});

describe('A note', () => {
  test.each([
    [
      'is kept without white space around it',
      {},
      '  Vermieter angerufen \n',
      'Vermieter angerufen',
    ],
    ['replaces an earlier one', { 'wohnen.rechtswidrig': 'alt' }, 'neu', 'neu'],
    ['is taken away by an empty text', { 'wohnen.rechtswidrig': 'alt' }, '  ', undefined],
  ])('%s', (_name, notes, text, kept) => {
    const sheet = aSheet({ passes: [aPass({ notes })] });
    const noted = recordNote(sheet, 'wohnen.rechtswidrig', text, later);
    expect(currentPass(noted).notes['wohnen.rechtswidrig']).toBe(kept);
    expect(noted.changedAt).toBe(later);
  });

  test.each([
    ['that says the same', { 'wohnen.rechtswidrig': 'alt' }, 'alt '],
    ['that is empty where there was none', {}, ''],
  ])('%s changes nothing', (_name, notes, text) => {
    const sheet = aSheet({ passes: [aPass({ notes })] });
    expect(recordNote(sheet, 'wohnen.rechtswidrig', text, later)).toBe(sheet);
  });

  test('changes nothing on a finished sheet', () => {
    const sheet = aFinishedSheet();
    expect(recordNote(sheet, 'wohnen.rechtswidrig', 'zu spät', later)).toBe(sheet);
  });
});

describe('"In diesem Bereich nichts"', () => {
  test('answers with no what has no answer, and takes nothing back', () => {
    const given: Answers = { 'sprache.analphabet': 'yes', 'sprache.sprachkurs': 'open' };
    const sheet = aSheet({ passes: [aPass({ answers: given })] });
    expect(answersOf(answerRestOfArea(sheet, theCatalogue, 'sprache', later))).toEqual({
      'sprache.analphabet': 'yes',
      'sprache.sprachkurs': 'open',
      'sprache.behinderung': 'no',
      'sprache.motivation': 'no',
    });
  });

  test('touches no other area', () => {
    const closed = answerRestOfArea(aSheet(), theCatalogue, 'sprache', later);
    expect(Object.keys(answersOf(closed))).toEqual(firstOf('sprache', 4));
  });

  test('changes nothing where everything is answered', () => {
    const sheet = aSheet({ passes: [aPass({ answers: all('no') })] });
    expect(answerRestOfArea(sheet, theCatalogue, 'sprache', later)).toBe(sheet);
  });
});

describe('Taking back', () => {
  test('takes back all answers of one action and goes to the first of their questions', () => {
    const before = recordAnswers(aSheet({ position: 9 }), { 'sprache.analphabet': 'yes' }, MONDAY);
    const closed = moveTo(
      answerRestOfArea(before, theCatalogue, 'sprache', later),
      theCatalogue,
      13,
    );
    const undone = undoLast(closed, theCatalogue, minutesLater(6));
    expect(answersOf(undone)).toEqual({ 'sprache.analphabet': 'yes' });
    expect(undone.position).toBe(10);
  });

  test('gives back what stood there before', () => {
    const first = recordAnswers(aSheet(), { 'sprache.analphabet': 'open' }, MONDAY);
    const second = recordAnswers(first, { 'sprache.analphabet': 'no' }, later);
    expect(answersOf(undoLast(second, theCatalogue, minutesLater(6)))).toEqual({
      'sprache.analphabet': 'open',
    });
  });

  test('keeps the action and its reversal in the trail', () => {
    const answered = recordAnswers(aSheet(), { 'sprache.analphabet': 'yes' }, MONDAY);
    expect(currentPass(undoLast(answered, theCatalogue, later)).trail).toEqual([
      { at: MONDAY, indicator: 'sprache.analphabet', from: null, to: 'yes' },
      { at: later, indicator: 'sprache.analphabet', from: 'yes', to: null },
    ]);
  });

  test.each([
    ['there is nothing to take back', aSheet()],
    ['the sheet is finished', aFinishedSheet({ 'sprache.analphabet': 'yes' })],
  ])('changes nothing where %s', (_name, sheet) => {
    expect(undoLast(sheet, theCatalogue, later)).toBe(sheet);
  });

  test('restores the answers from before the last action, whatever was done', () => {
    const action = fc.oneof(
      fc.record({
        indicator: fc.constantFrom(...theIndicators),
        answer: fc.constantFrom<Answer>('yes', 'no', 'open'),
      }),
      fc.record({ area: fc.constantFrom(...theCatalogue.areas.map(({ id }) => id)) }),
    );
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 20 }), (actions) => {
        const states = [aSheet()];
        for (const [index, each] of actions.entries()) {
          const sheet = states.at(-1) ?? aSheet();
          const at = minutesLater(index);
          const next =
            'area' in each
              ? answerRestOfArea(sheet, theCatalogue, each.area, at)
              : recordAnswers(sheet, { [each.indicator]: each.answer }, at);
          if (next !== sheet) states.push(next);
        }
        const [before, last] = [states.at(-2) ?? aSheet(), states.at(-1) ?? aSheet()];
        const undone = undoLast(last, theCatalogue, minutesLater(60));
        expect(answersOf(undone)).toEqual(answersOf(before));
      }),
    );
  });
});

describe('The place', () => {
  test.each([
    [-3, 0],
    [12, 12],
    [99, 46],
  ])('moved to %i is %i', (wanted, position) => {
    expect(moveTo(aSheet({ position: 5 }), theCatalogue, wanted).position).toBe(position);
  });

  test.each([
    ['the first question', 0, 4],
    ['the last question of an area', 12, 13],
    ['the last area', 40, undefined],
  ])('after the area of %s is %s', (_name, position, next) => {
    expect(nextAreaPosition(aSheet({ position }), theCatalogue)).toBe(next);
  });

  test('may change without the sheet counting as changed', () => {
    expect(moveTo(aSheet(), theCatalogue, 12).changedAt).toBe(MONDAY);
  });
});

describe('Finishing', () => {
  test('closes the column and leaves what is open open', () => {
    const sheet = finish(
      aSheet({ passes: [aPass({ answers: { 'kinder.kitaplatz': 'open' } })] }),
      later,
    );
    expect(isFinished(sheet)).toBe(true);
    expect(currentPass(sheet)).toMatchObject({
      finishedAt: later,
      answers: { 'kinder.kitaplatz': 'open' },
    });
  });

  test('twice keeps the first time', () => {
    const sheet = aFinishedSheet();
    expect(finish(sheet, later)).toBe(sheet);
  });
});

describe('A decision', () => {
  test('is kept with its reason and time', () => {
    expect(currentPass(decide(aFinishedSheet(), true, ' eilt ', later)).decision).toEqual({
      openCase: true,
      reason: 'eilt',
      at: later,
    });
  });

  test('is replaced by a later one', () => {
    const first = decide(aFinishedSheet(), true, 'eilt', MONDAY);
    expect(currentPass(decide(first, false, 'hat sich geklärt', later)).decision).toMatchObject({
      openCase: false,
      reason: 'hat sich geklärt',
    });
  });
});

describe('A reassessment', () => {
  test.each([
    ['an unfinished sheet', aSheet(), false],
    ['a finished first column', aFinishedSheet(), true],
    [
      'a second column at work',
      aSheet({ passes: [aPass({ finishedAt: MONDAY }), aPass()] }),
      false,
    ],
    [
      'a form whose columns are all filled',
      aSheet({ passes: [aPass({ finishedAt: MONDAY }), aPass({ finishedAt: MONDAY })] }),
      false,
    ],
  ])('of %s: %s', (_name, sheet, possible) => {
    expect(canReassess(sheet, theCatalogue)).toBe(possible);
    expect(reassess(sheet, theCatalogue, later) !== sheet).toBe(possible);
  });

  test('opens an empty column at the first question and keeps the earlier one', () => {
    const first = aSheet({
      position: 46,
      passes: [aPass({ finishedAt: MONDAY, answers: { 'kinder.kitaplatz': 'yes' } })],
    });
    const sheet = reassess(first, theCatalogue, later);
    expect(sheet.position).toBe(0);
    expect(currentPass(sheet)).toEqual(aPass({ startedAt: later }));
    expect(previousPass(sheet)).toEqual(currentPass(first));
  });

  test('never changes the earlier column again', () => {
    const begun = reassess(aFinishedSheet({ 'kinder.kitaplatz': 'yes' }), theCatalogue, MONDAY);
    const answered = recordAnswers(begun, { 'kinder.kitaplatz': 'no' }, later);
    expect(previousPass(answered)?.answers).toEqual({ 'kinder.kitaplatz': 'yes' });
  });

  test('is compared in the order of the form; what was not answered is null', () => {
    const then: Answers = {
      'soziales.krise': 'yes',
      'wohnen.rechtswidrig': 'yes',
      'sprache.analphabet': 'no',
      'kinder.kitaplatz': 'open',
    };
    const now: Answers = {
      'wohnen.rechtswidrig': 'no',
      'sprache.analphabet': 'no',
      'kinder.kitaplatz': 'yes',
      'gesundheit.diagnose': 'yes',
    };
    const sheet = aSheet({
      passes: [aPass({ finishedAt: MONDAY, answers: then }), aPass({ answers: now })],
    });
    expect(comparePasses(sheet, theCatalogue)).toEqual([
      { indicator: 'wohnen.rechtswidrig', before: 'yes', now: 'no' },
      { indicator: 'kinder.kitaplatz', before: 'open', now: 'yes' },
      { indicator: 'gesundheit.diagnose', before: null, now: 'yes' },
      { indicator: 'soziales.krise', before: 'yes', now: null },
    ]);
  });

  test('a first assessment has nothing to be compared with', () => {
    expect(previousPass(aSheet())).toBeUndefined();
  });
});
