import { describe, expect, test } from 'vitest';
import { assessment } from '../../dialogs/assessment.ts';
import { currentPass } from '../../src/domain/sheet.ts';
import { answersOf, atResult, atReview, partsOf, wording } from '../support/assessment.ts';
import {
  all,
  aPass,
  aSheet,
  firstOf,
  MONDAY,
  marked,
  minutesLater,
  theIndicators,
} from '../support/builders.ts';
import { play, type Talk, talkWith, textOf, type World } from '../support/dialogs.ts';

describe('The result', () => {
  const fourAreas = firstOf('wohnen', 1).concat(
    firstOf('lebensunterhalt', 1),
    firstOf('sprache', 1),
    firstOf('gesundheit', 1),
  );

  test.each([
    ['no mark', [], 'notRecommended', 'neither', 'nextNotOpen'],
    ['four areas, one point', fourAreas, 'notRecommended', 'onlyAreas', 'nextNotOpen'],
    [
      'two areas, two points',
      [...firstOf('wohnen', 4), ...firstOf('kinder', 3)],
      'notRecommended',
      'onlyPoints',
      'nextNotOpen',
    ],
    [
      'four areas, two points',
      [...fourAreas, 'sprache.sprachkurs'],
      'recommended',
      'both',
      'nextOpen',
    ],
  ])('for %s says %s%s', (_name, marks, advice, why, next) => {
    const talk = atReview(marked(...marks));
    play(talk, [
      [
        '[assessment:finish]',
        'result',
        [`assessment:${advice}`, `assessment:why.${why}`, `assessment:${next}`],
      ],
    ]);
  });

  test('shows the figures with their levels', () => {
    const talk = atResult(marked(...fourAreas, 'sprache.sprachkurs'));
    expect(partsOf(talk, 'facts')[0]?.facts).toMatchObject([
      {
        label: { key: 'assessment:affected' },
        value: { params: { number: 4, of: 7, level: { key: 'assessment:level.high' } } },
      },
      {
        label: { key: 'assessment:complexity' },
        value: { params: { number: 2, of: 7, level: { key: 'assessment:level.high' } } },
      },
    ]);
  });

  test('names the marks that led to a point', () => {
    const talk = atResult(marked('wohnen.rechtswidrig', 'lebensunterhalt.verschuldung'));
    const crossed = partsOf(talk, 'rows').find(
      ({ title }) => title && textOf(title) === 'assessment:crossed',
    );
    expect(crossed?.rows.map(({ words }) => textOf(words))).toEqual([
      wording('wohnen.rechtswidrig'),
    ]);
  });

  test.each([
    ['could change it', { ...marked(...fourAreas), 'sprache.sprachkurs': 'open' }, 'openChanges'],
    ['could not change it', { ...marked(), 'sprache.sprachkurs': 'open' }, 'openKeeps'],
  ] as const)('lists what is open and says that it %s', (_name, answers, key) => {
    expect(atResult(answers).texts).toEqual(
      expect.arrayContaining([`assessment:${key}`, wording('sprache.sprachkurs')]),
    );
  });

  test('says what the council said in words, whatever the score', () => {
    expect(atResult().texts).toContain('assessment:wordsOfTheCouncil');
    expect(atResult(all('yes')).texts).toContain('assessment:wordsOfTheCouncil');
  });

  test('can no longer be changed', () => {
    const talk = atResult();
    for (const line of ['ja', 'nichts', 'rückgängig', 'Frage 3', 'zu Gesundheit']) talk.type(line);
    expect(talk.state).toBe('result');
    expect(answersOf(talk.sheet)).toEqual(marked());
  });

  test('gives the result sheet as a link', () => {
    const talk = atResult();
    play(talk, [['[assessment:export]', 'result', ['assessment:openSheet']]]);
    expect(partsOf(talk, 'link')).toMatchObject([{ url: 'https://lotse.example/bogen/abc' }]);
  });

  test('closes where the sheet is gone by then', () => {
    const world: World = { sheet: aSheet({ passes: [aPass({ finishedAt: MONDAY })] }) };
    const talk = talkWith(assessment, world);
    world.gone = true;
    play(talk, [['[assessment:export]', 'closed']]);
  });

  test('explains how it is calculated, with threshold and every decision, and comes back', () => {
    play(atResult(), [
      [
        '[assessment:explain]',
        'explaining',
        [
          'assessment:rule',
          'assessment:threshold',
          'assessment:decisions.exactlyFourAreas',
          'assessment:decisions.affectedFromOneMark',
          'assessment:decisions.onePointForAnArea',
          'assessment:decisions.noAreaAffected',
          'assessment:decisions.twoBoxes',
          'assessment:decisions.openIsNoMark',
          'common:source',
        ],
      ],
      ['[common:back]', 'result'],
    ]);
  });

  test.each(['[common:home]', 'zurück', 'weiter', 'abbrechen', 'Pause'])('%s closes', (input) => {
    const talk = atResult();
    play(talk, [[input, 'closed']]);
    expect(talk.effect).toEqual({ type: 'close' });
  });
});

describe('A decision of one’s own', () => {
  test('is asked for, then its reason, then it stands in the result', () => {
    const talk = atResult();
    play(talk, [
      ['[assessment:decide]', 'deciding', ['assessment:askDecision']],
      ['[assessment:openCase]', 'deciding', ['assessment:decidingOpen', 'assessment:askReason']],
      [
        '[assessment:recordDecision]',
        'result',
        ['assessment:decisionRecorded', 'assessment:decidedOpen', 'eilt sehr'],
        { reason: ' eilt sehr ' },
      ],
    ]);
    expect(currentPass(talk.sheet).decision).toEqual({
      openCase: true,
      reason: 'eilt sehr',
      at: minutesLater(3),
    });
  });

  test('may be typed', () => {
    const talk = atResult(all('yes'));
    play(talk, [
      ['[assessment:decide]', 'deciding'],
      ['nein', 'deciding', ['assessment:decidingNot']],
      ['Die Familie zieht im März um.', 'result', ['assessment:decidedNot']],
    ]);
  });

  test.each(['', '  ', 'ok'])('needs a reason; "%s" is none', (reason) => {
    const talk = atResult();
    play(talk, [
      ['[assessment:decide]', 'deciding'],
      ['[assessment:openCase]', 'deciding'],
      ['[assessment:recordDecision]', 'deciding', ['assessment:askReason'], { reason }],
    ]);
    expect(currentPass(talk.sheet).decision).toBeNull();
  });

  test.each(['[common:back]', 'abbrechen'])('%s leads back without one', (input) => {
    const talk = atResult();
    play(talk, [
      ['[assessment:decide]', 'deciding'],
      ['[assessment:openNoCase]', 'deciding'],
      [input, 'result'],
      ['[assessment:decide]', 'deciding', ['assessment:askDecision']],
    ]);
    expect(currentPass(talk.sheet).decision).toBeNull();
  });

  test('does not change the recommendation', () => {
    const talk = atResult();
    play(talk, [
      ['[assessment:decide]', 'deciding'],
      ['[assessment:openCase]', 'deciding'],
      ['eilt sehr', 'result', ['assessment:notRecommended', 'assessment:decidedOpen']],
    ]);
  });

  test('is not made by a line typed before it was chosen', () => {
    const talk = atResult();
    talk.tap('assessment:decide');
    talk.type('Die Familie braucht mehr Hilfe');
    expect(currentPass(talk.sheet).decision).toBeNull();
  });

  test('is not made by "weiß nicht"', () => {
    const talk = atResult();
    talk.tap('assessment:decide');
    talk.type('weiß nicht');
    expect(talk.texts).toContain('assessment:askDecision');
  });

  test.each(['Pause', 'weiter', 'Übersicht'])('is not given the reason "%s"', (line) => {
    const talk = atResult();
    talk.tap('assessment:decide');
    talk.tap('assessment:openCase');
    talk.type(line);
    expect(currentPass(talk.sheet).decision).toBeNull();
  });
});

describe('The history of the answers', () => {
  const trail = Array.from({ length: 32 }, (_, index) => ({
    at: minutesLater(index),
    indicator: theIndicators[index] ?? '',
    from: null,
    to: 'no' as const,
  }));
  const withTrail = () =>
    talkWith(assessment, {
      sheet: aSheet({ passes: [aPass({ answers: marked(), trail, finishedAt: MONDAY })] }),
    });
  const shown = (talk: Talk) => partsOf(talk, 'rows')[0]?.rows.length;

  test('is shown a page at a time, the newest first', () => {
    const talk = withTrail();
    play(talk, [
      [
        '[assessment:trail]',
        'trail',
        ['assessment:trailCount', wording(theIndicators[31] ?? ''), minutesLater(31)],
      ],
    ]);
    expect(shown(talk)).toBe(15);
    expect(talk.buttons).toEqual(['common:back', 'assessment:older']);
    play(talk, [['[assessment:older]', 'trail', [wording(theIndicators[16] ?? '')]]]);
    expect(talk.buttons).toEqual(['common:back', 'assessment:newer', 'assessment:older']);
    play(talk, [['[assessment:older]', 'trail', [wording(theIndicators[1] ?? '')]]]);
    expect(shown(talk)).toBe(2);
    expect(talk.buttons).toEqual(['common:back', 'assessment:newer']);
  });

  test('begins at the newest again when it is opened again', () => {
    const talk = withTrail();
    play(talk, [
      ['[assessment:trail]', 'trail'],
      ['[assessment:older]', 'trail'],
      ['[common:back]', 'result'],
      ['[assessment:trail]', 'trail', [wording(theIndicators[31] ?? '')]],
    ]);
  });

  test.each([-1, 3, 99])('page %i, which does not exist, shows the nearest', (page) => {
    const talk = withTrail();
    talk.tap('assessment:trail');
    talk.send({ type: 'PAGE', page });
    expect(shown(talk)).toBeGreaterThan(0);
  });

  test('of a sheet without a change is empty, with a way back', () => {
    const talk = atResult();
    play(talk, [
      ['[assessment:trail]', 'trail', ['assessment:trailCount']],
      ['[common:back]', 'result'],
    ]);
  });
});
