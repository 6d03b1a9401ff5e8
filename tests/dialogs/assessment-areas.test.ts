import { describe, expect, test } from 'vitest';
import { assessment } from '../../dialogs/assessment.ts';
import {
  answersOf,
  atArea,
  atQuestion,
  atReview,
  partsOf,
  shownTicks,
  wording,
} from '../support/assessment.ts';
import { aPass, aSheet, firstOf, marked, theCatalogue } from '../support/builders.ts';
import { play, talkWith } from '../support/dialogs.ts';

describe('Area by area', () => {
  test('takes the whole form in at most 20 taps, ten ticks among them', () => {
    const talk = talkWith(assessment);
    talk.tap('assessment:useSuggestion');
    talk.tap('assessment:wholeArea');
    const ticks = theCatalogue.areas.map(({ id }, index) => firstOf(id, index < 3 ? 2 : 1));
    for (const marks of ticks) {
      expect(talk.state).toBe('area');
      talk.tap('assessment:saveArea', { marks: marks.join(','), open: '' });
    }
    expect(talk.state).toBe('review');
    talk.tap('assessment:finish');
    expect(talk.state).toBe('result');
    expect(answersOf(talk.sheet)).toEqual(marked(...ticks.flat()));
    expect(talk.taps + ticks.flat().length).toBeLessThanOrEqual(20);
  });

  test('ticked is yes, still open is open, the rest is no', () => {
    const talk = atArea('sprache');
    play(talk, [
      [
        '[assessment:saveArea]',
        'area',
        ['assessment:areaSaved', 'Kinder und Erziehung (bis 18 Jahre)'],
        { marks: 'sprache.analphabet,sprache.sprachkurs', open: 'sprache.motivation' },
      ],
    ]);
    expect(answersOf(talk.sheet)).toEqual({
      'sprache.analphabet': 'yes',
      'sprache.sprachkurs': 'yes',
      'sprache.behinderung': 'no',
      'sprache.motivation': 'open',
    });
  });

  test('shows what was answered before', () => {
    const answers = { 'sprache.analphabet': 'yes', 'sprache.motivation': 'open' } as const;
    const talk = atArea('sprache', { passes: [aPass({ answers })] });
    expect(shownTicks(talk)).toEqual([['sprache.analphabet'], ['sprache.motivation']]);
  });

  test('saving can be taken back as one', () => {
    const talk = atArea('sprache');
    play(talk, [
      ['[assessment:saveArea]', 'area', ['assessment:undo'], { marks: 'sprache.analphabet' }],
      ['[assessment:undo]', 'area', ['assessment:undone', 'Sprache']],
    ]);
    expect(answersOf(talk.sheet)).toEqual({});
  });

  test('saving ticks only, with everything else answered, can be taken back too', () => {
    const talk = atArea('sprache', { passes: [aPass({ answers: marked() })] });
    talk.tap('assessment:saveArea', { marks: 'sprache.analphabet', open: '' });
    expect(talk.buttons).toContain('assessment:undo');
  });

  test('something both ticked and open is named, and nothing is saved', () => {
    const talk = atArea('sprache');
    play(talk, [
      [
        '[assessment:saveArea]',
        'area',
        ['assessment:contradiction', 'Sprache'],
        { marks: 'sprache.analphabet,sprache.sprachkurs', open: 'sprache.analphabet' },
      ],
    ]);
    expect(talk.sheet).toEqual(aSheet({ position: 9, mode: 'area' }));
    play(talk, [['[assessment:saveArea]', 'area', [], { marks: 'sprache.analphabet', open: '' }]]);
    expect(talk.texts).not.toContain('assessment:contradiction');
    expect(answersOf(talk.sheet)['sprache.analphabet']).toBe('yes');
  });

  test('a contradiction leaves the ticks on the card', () => {
    const talk = atArea('sprache');
    talk.tap('assessment:saveArea', {
      marks: 'sprache.analphabet,sprache.sprachkurs',
      open: 'sprache.analphabet',
    });
    expect(shownTicks(talk)).toEqual([
      ['sprache.analphabet', 'sprache.sprachkurs'],
      ['sprache.analphabet'],
    ]);
  });

  test('back shows the area before', () => {
    play(atArea('sprache'), [
      ['[common:back]', 'area', ['Sicherung des Lebensunterhalts / Existenzsicherung']],
      ['[common:back]', 'area', ['Wohnen']],
      ['zurück', 'area', ['Wohnen']],
    ]);
  });

  test('a typed answer is explained and changes nothing', () => {
    const talk = atArea('sprache');
    play(talk, [['ja', 'area', ['Sprache']]]);
    expect(answersOf(talk.sheet)).toEqual({});
  });

  test('"zu Gesundheit" goes there and stays with areas', () => {
    play(atArea('sprache'), [['zu Gesundheit', 'area', ['Gesundheit']]]);
  });

  test('"Frage 12" goes there, one by one', () => {
    const talk = atArea('sprache');
    play(talk, [['Frage 12', 'question', [wording('sprache.behinderung')]]]);
    expect(talk.sheet.mode).toBe('question');
  });
});

describe('Changing between questions and areas', () => {
  test('keeps the answers and the place', () => {
    const talk = atQuestion(9);
    play(talk, [
      ['ja', 'question'],
      ['offen', 'question'],
      ['[assessment:wholeArea]', 'area', ['Sprache']],
    ]);
    expect(shownTicks(talk)).toEqual([['sprache.analphabet'], ['sprache.sprachkurs']]);
    play(talk, [['[assessment:oneByOne]', 'question', [wording('sprache.behinderung')]]]);
    expect(answersOf(talk.sheet)).toEqual({
      'sprache.analphabet': 'yes',
      'sprache.sprachkurs': 'open',
    });
  });

  const ticks = { marks: 'sprache.analphabet', open: 'sprache.motivation' };
  test.each([
    ['[assessment:oneByOne]', 'question'],
    ['[assessment:overview]', 'review'],
    ['[assessment:pause]', 'closed'],
    ['[common:back]', 'area'],
    ['[common:help]', 'area'],
    ['[common:cancel]', 'leaving'],
  ])('%s keeps what is ticked on the card, and answers nothing else', (input, state) => {
    const talk = atArea('sprache');
    play(talk, [[input, state, [], ticks]]);
    expect(answersOf(talk.sheet)).toEqual({
      'sprache.analphabet': 'yes',
      'sprache.motivation': 'open',
    });
  });

  test('a tick that was taken away is a no', () => {
    const answers = { 'sprache.analphabet': 'yes' } as const;
    const talk = atArea('sprache', { passes: [aPass({ answers })] });
    play(talk, [['[assessment:oneByOne]', 'question', [], { marks: '', open: '' }]]);
    expect(answersOf(talk.sheet)).toEqual({ 'sprache.analphabet': 'no' });
  });

  test('comes back in the way of working that was chosen', () => {
    const talk = atQuestion(9);
    talk.tap('assessment:wholeArea');
    play(talkWith(assessment, { sheet: talk.sheet }), [['[common:help]', 'area', ['Sprache']]]);
  });
});

describe('The overview', () => {
  test('has a row for each area with its marks, threshold and what is open', () => {
    const talk = atReview({ ...marked(...firstOf('sprache', 2)), 'sprache.motivation': 'open' });
    expect(talk.texts).toContain('assessment:reviewOpen');
    const [rows] = partsOf(talk, 'rows');
    expect(rows?.rows).toHaveLength(7);
    expect(rows?.rows[2]).toMatchObject({
      dots: { marks: 2, threshold: 2, open: 1 },
      event: { type: 'GO_TO_AREA', area: 'sprache' },
    });
  });

  test('says that everything is answered', () => {
    expect(atReview().texts).toContain('assessment:reviewComplete');
  });

  test('a tap on a row opens the area, saving it leads back', () => {
    const talk = atReview();
    play(talk, [
      ['[Sprache]', 'area', ['Sprache']],
      [
        '[assessment:saveArea]',
        'review',
        ['assessment:areaSaved'],
        { marks: 'sprache.analphabet' },
      ],
    ]);
    expect(answersOf(talk.sheet)).toEqual(marked('sprache.analphabet'));
  });

  test('a tap on a row, then back, changes nothing', () => {
    const talk = atReview();
    play(talk, [
      ['[Sprache]', 'area'],
      ['[common:back]', 'review'],
    ]);
    expect(answersOf(talk.sheet)).toEqual(marked());
  });

  test('what was saved from it can be taken back', () => {
    const talk = atReview();
    play(talk, [
      ['[Sprache]', 'area'],
      ['[assessment:saveArea]', 'review', [], { marks: 'sprache.analphabet', open: '' }],
      ['[assessment:undo]', 'question', [wording('sprache.analphabet')]],
    ]);
    expect(answersOf(talk.sheet)).toEqual(marked());
  });

  test('leads back to the questions, where one was', () => {
    const talk = atQuestion(20);
    play(talk, [
      ['Übersicht', 'review'],
      ['[assessment:backToQuestions]', 'question', [wording('kinder.schulanmeldung')]],
    ]);
  });

  test('explains and comes back', () => {
    play(atReview(), [
      ['[assessment:explain]', 'explaining', ['assessment:rule']],
      ['[common:back]', 'review'],
    ]);
  });
});
