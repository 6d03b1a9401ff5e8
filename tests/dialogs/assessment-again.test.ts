import { describe, expect, test } from 'vitest';
import { assessment } from '../../dialogs/assessment.ts';
import { answersOf, atResult, partsOf, wording } from '../support/assessment.ts';
import { aPass, aSheet, MONDAY, marked, theCatalogue } from '../support/builders.ts';
import { type Line, play, talkWith, textOf } from '../support/dialogs.ts';

describe('A reassessment', () => {
  const before = marked('sprache.analphabet');

  test('asks every question again and shows what was answered then', () => {
    const talk = atResult(before);
    play(talk, [
      [
        '[assessment:reassess]',
        'question',
        ['assessment:reassessing', 'assessment:before', wording('wohnen.gesundheitsgefaehrdend')],
      ],
    ]);
    expect(talk.sheet.passes).toHaveLength(2);
    expect(answersOf(talk.sheet)).toEqual({});
  });

  test('shows on an area card what was marked then', () => {
    const talk = atResult(before);
    play(talk, [
      ['[assessment:reassess]', 'question'],
      ['[assessment:wholeArea]', 'area'],
      ['zu Sprache', 'area', ['assessment:markedBefore']],
    ]);
  });

  test('is compared with the first assessment in the result', () => {
    const talk = atResult(before);
    play(talk, [
      ['[assessment:reassess]', 'question'],
      ['[assessment:wholeArea]', 'area'],
      ...theCatalogue.areas.map(
        ({ id }): Line => [
          '[assessment:saveArea]',
          id === 'soziales' ? 'review' : 'area',
          [],
          { marks: id === 'gesundheit' ? 'gesundheit.diagnose' : '', open: '' },
        ],
      ),
      ['[assessment:finish]', 'result', ['assessment:comparison', 'assessment:changed']],
    ]);
    const changed = partsOf(talk, 'rows').find(
      ({ title }) => title && textOf(title) === 'assessment:changed',
    );
    expect(changed?.rows.map(({ words }) => textOf(words))).toEqual([
      wording('sprache.analphabet'),
      wording('gesundheit.diagnose'),
    ]);
    expect(talk.buttons).not.toContain('assessment:reassess');
  });

  test('is not offered, and not begun, where the form has no column left', () => {
    const finished = aPass({ answers: marked(), finishedAt: MONDAY });
    const talk = talkWith(assessment, { sheet: aSheet({ passes: [finished, finished] }) });
    expect(talk.buttons).not.toContain('assessment:reassess');
    talk.type('Folgeerfassung');
    expect([talk.state, talk.understood]).toEqual(['result', false]);
  });

  test('begins in the way of working that was chosen', () => {
    const talk = talkWith(assessment, {
      sheet: aSheet({ mode: 'area', passes: [aPass({ answers: before, finishedAt: MONDAY })] }),
    });
    play(talk, [['[assessment:reassess]', 'area', ['assessment:reassessing']]]);
  });
});
