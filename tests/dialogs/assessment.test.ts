import { describe, expect, test } from 'vitest';
import { assessment } from '../../dialogs/assessment.ts';
import {
  answersOf,
  atQuestion,
  atResult,
  atReview,
  partsOf,
  wording,
} from '../support/assessment.ts';
import {
  aPass,
  aSheet,
  aSmallCatalogue,
  MONDAY,
  minutesLater,
  theCatalogue,
} from '../support/builders.ts';
import { play, talkWith, type World } from '../support/dialogs.ts';

describe('Beginning', () => {
  test('asks for a reference and suggests a free one; one tap takes it', () => {
    const talk = talkWith(assessment, { suggestion: 'K-2026-14' });
    expect(talk.state).toBe('reference');
    expect(talk.texts).toEqual(expect.arrayContaining(['assessment:askReference']));
    play(talk, [
      [
        '[assessment:useSuggestion]',
        'question',
        ['assessment:begun', 'K-2026-14', wording('wohnen.gesundheitsgefaehrdend')],
      ],
    ]);
    expect(talk.sheet).toEqual(
      aSheet({
        id: 'sheet-new',
        passes: [aPass({ startedAt: minutesLater(1) })],
        changedAt: minutesLater(1),
      }),
    );
  });

  test.each([
    ['typed', 'Dorenkamp-12', {}],
    ['entered in the field', '[assessment:create]', { reference: ' Dorenkamp-12 ' }],
  ])('takes a reference that is %s', (_name, input, inputs) => {
    const talk = talkWith(assessment);
    play(talk, [[input, 'question', ['Dorenkamp-12'], inputs]]);
    expect(talk.sheet.reference).toBe('Dorenkamp-12');
  });

  test.each([
    ['', 'short'],
    ['K1', 'short'],
    ['x'.repeat(41), 'long'],
    ['Maria Popescu', 'name'],
    ['12.03.1987', 'birthdate'],
    ['Maria Popescu 12.03.1987', 'nameAndBirthdate'],
  ])('asks again for "%s": %s', (reference, problem) => {
    play(talkWith(assessment), [
      ['[assessment:create]', 'reference', [`assessment:problem.${problem}`], { reference }],
      ['Fall 12', 'question', ['Fall 12']],
    ]);
  });

  test('never shows the name again that was typed by mistake', () => {
    const talk = talkWith(assessment);
    talk.type('Maria Popescu');
    expect(JSON.stringify(talk.context)).not.toContain('Popescu');
    expect(JSON.stringify(talk.reply)).not.toContain('Popescu');
  });

  test('offers the sheet that already has this reference, and goes on with it where it was left', () => {
    const world: World = { inUse: [{ reference: 'K-2026-14', sheet: 'sheet-1' }] };
    const talk = talkWith(assessment, world);
    world.sheet = aSheet({ position: 22 });
    play(talk, [
      ['k-2026-14', 'reference', ['assessment:problem.inUse']],
      ['[assessment:openExisting]', 'question', ['assessment:resumed', 'K-2026-14']],
    ]);
    expect(talk.sheet.position).toBe(22);
  });

  test.each(['[common:cancel]', 'zurück', 'Menü', 'Pause'])(
    '%s leaves without a trace',
    (input) => {
      const talk = talkWith(assessment);
      play(talk, [[input, 'closed']]);
      expect(talk.effect).toEqual({ type: 'close' });
      expect(talk.context.sheet).toBeUndefined();
    },
  );

  test.each(['weiter', 'löschen', 'Übersicht'])('"%s" is no reference', (line) => {
    const talk = talkWith(assessment);
    talk.type(line);
    expect(talk.state).toBe('reference');
  });
});

describe('Leaving', () => {
  test('a pause says where it goes on', () => {
    const talk = atQuestion(22);
    play(talk, [['[assessment:pause]', 'closed']]);
    expect(talk.effect).toEqual({
      type: 'close',
      remark: {
        key: 'assessment:paused',
        params: {
          reference: { plain: 'K-2026-14' },
          number: 23,
          of: 47,
          area: { content: theCatalogue.areas[3]?.title },
        },
      },
    });
  });

  test('coming back says where one is', () => {
    expect(atQuestion(22).texts).toEqual(
      expect.arrayContaining(['assessment:resumed', 'K-2026-14', wording('kinder.auffaelligkeit')]),
    );
  });

  test.each([
    ['[assessment:keep]', 'closed'],
    ['[common:continue]', 'question'],
    ['zurück', 'question'],
    ['weiter', 'question'],
    ['Menü', 'closed'],
  ])('cancel asks first; %s keeps everything', (input, state) => {
    const talk = atQuestion(9);
    play(talk, [
      ['ja', 'question'],
      ['[common:cancel]', 'leaving', ['assessment:leave', 'K-2026-14']],
      [input, state],
    ]);
    expect(answersOf(talk.sheet)).toEqual({ 'sprache.analphabet': 'yes' });
  });

  test('cancel and delete deletes the sheet and says so', () => {
    const talk = atQuestion(9);
    play(talk, [
      ['[common:cancel]', 'leaving'],
      ['[assessment:deleteForever]', 'closed'],
    ]);
    expect(talk.effect).toEqual({ type: 'close', remark: { key: 'assessment:deleted' } });
  });

  test('cancel a second time does what the first asked about', () => {
    const talk = atQuestion(9);
    play(talk, [
      ['abbrechen', 'leaving'],
      ['abbrechen', 'closed'],
    ]);
  });

  test('from an area that was opened in the overview, coming back goes on with the questions', () => {
    const talk = atReview();
    play(talk, [
      ['[Sprache]', 'area'],
      ['[common:cancel]', 'leaving'],
      ['[common:continue]', 'question'],
      ['[assessment:wholeArea]', 'area'],
      ['[assessment:saveArea]', 'area', [], { marks: '', open: '' }],
    ]);
  });
});

describe('A sheet', () => {
  test('that is gone is said to be gone', () => {
    const talk = talkWith(assessment, { sheet: aSheet(), gone: true });
    expect(talk.state).toBe('closed');
    expect(talk.effect).toEqual({ type: 'close', remark: { key: 'assessment:gone' } });
  });

  test('that is finished opens with its result', () => {
    expect(atResult().texts).toContain('assessment:notRecommended');
  });

  test('is asked and evaluated with the catalogue it was begun with', () => {
    const talk = talkWith(assessment, {
      catalogue: theCatalogue,
      sheetCatalogue: aSmallCatalogue(),
      sheet: aSheet({ catalogueVersion: 'klein.1', position: 2 }),
    });
    expect(talk.texts).toContain('Dritte Frage');
    play(talk, [
      ['ja', 'question', ['Vierte Frage']],
      ['ja', 'review', ['Schutzhinweis']],
      ['[assessment:finish]', 'result', ['Bereich Eins', 'Bereich Zwei']],
    ]);
    expect(talk.texts).not.toContain('Wohnen');
  });

  test('begun with an older catalogue is reassessed with the same', () => {
    const talk = talkWith(assessment, {
      sheetCatalogue: aSmallCatalogue(),
      sheet: aSheet({
        catalogueVersion: 'klein.1',
        passes: [aPass({ finishedAt: MONDAY, answers: { 'eins.a': 'yes' } })],
      }),
    });
    play(talk, [['[assessment:reassess]', 'question', ['Erste Frage', 'assessment:before']]]);
    expect(talk.sheet.catalogueVersion).toBe('klein.1');
  });

  test('of an older catalogue shows its figures out of its own number of areas', () => {
    const talk = talkWith(assessment, {
      sheetCatalogue: aSmallCatalogue(),
      sheet: aSheet({ passes: [aPass({ finishedAt: MONDAY })] }),
    });
    expect(partsOf(talk, 'facts')[0]?.facts).toMatchObject([
      { value: { params: { number: 0, of: 2 } } },
      { value: { params: { number: 0, of: 2 } } },
    ]);
  });
});
