import { describe, expect, test } from 'vitest';
import { menu } from '../../dialogs/menu.ts';
import { aSummary, minutesLater } from '../support/builders.ts';
import { play, talkWith, type World } from '../support/dialogs.ts';

describe('The menu', () => {
  test('greets, says what it is and what happens with the data, and offers what it can do', () => {
    const talk = talkWith(menu);
    expect(talk.state).toBe('home');
    expect(talk.texts).toEqual(
      expect.arrayContaining(['menu:title', 'menu:intro', 'menu:data', 'menu:dataMore']),
    );
    expect(talk.buttons).toEqual([
      'menu:new',
      'menu:cases',
      'common:help',
      'menu:dataMore',
      'menu:person',
      'menu:otherLanguage',
    ]);
  });

  test.each([
    ['[menu:new]', { type: 'open', dialog: 'assessment' }],
    ['neue Einschätzung', { type: 'open', dialog: 'assessment' }],
    ['[menu:cases]', { type: 'open', dialog: 'cases' }],
    ['meine Fälle', { type: 'open', dialog: 'cases' }],
  ])('%s opens a dialog', (input, effect) => {
    const talk = talkWith(menu);
    play(talk, [[input, 'home']]);
    expect(talk.effect).toEqual(effect);
  });

  test.each(['Hallo', 'Menü', 'zurück', 'abbrechen'])('"%s" shows it again', (line) => {
    const talk = talkWith(menu);
    play(talk, [[line, 'home', ['menu:title']]]);
    expect([talk.understood, talk.effect]).toEqual([true, undefined]);
  });

  test.each(['ja', 'löschen', 'wann kommt der Bus?'])('"%s" means nothing here', (line) => {
    const talk = talkWith(menu);
    play(talk, [[line, 'home', ['menu:title']]]);
    expect(talk.understood).toBe(false);
  });
});

describe('What was begun', () => {
  const sheets = [
    aSummary({ id: 'older', reference: 'K-2026-1', changedAt: minutesLater(1) }),
    aSummary({ id: 'newest', reference: 'K-2026-2', changedAt: minutesLater(2) }),
    aSummary({ id: 'done', reference: 'K-2026-3', changedAt: minutesLater(3), finished: true }),
  ];

  test('last and is not finished is one tap away', () => {
    const talk = talkWith(menu, { sheets });
    expect(talk.texts).toEqual(expect.arrayContaining(['menu:resume', 'K-2026-2']));
    play(talk, [['[menu:resume]', 'home']]);
    expect(talk.effect).toEqual({ type: 'open', dialog: 'assessment', sheet: 'newest' });
  });

  test('goes on with "weiter"', () => {
    const talk = talkWith(menu, { sheets });
    play(talk, [['weiter', 'home']]);
    expect(talk.effect).toEqual({ type: 'open', dialog: 'assessment', sheet: 'newest' });
  });

  test('since the menu was shown is found by "weiter" too', () => {
    const world: World = { sheets: [] };
    const talk = talkWith(menu, world);
    world.sheets = sheets;
    play(talk, [['weiter', 'home']]);
    expect(talk.effect).toEqual({ type: 'open', dialog: 'assessment', sheet: 'newest' });
  });

  test.each([
    ['nothing was begun', []],
    ['everything is finished', [aSummary({ finished: true })]],
  ])('is not offered where %s', (_name, none) => {
    const talk = talkWith(menu, { sheets: none });
    expect(talk.buttons).not.toContain('menu:resume');
    play(talk, [['weiter', 'home', ['menu:nothingToContinue']]]);
    expect(talk.effect).toBeUndefined();
  });
});

describe('Coming back to the menu', () => {
  test('says once what the other dialog had to say', () => {
    const talk = talkWith(menu);
    talk.send({ type: 'RETURNED', remark: { key: 'assessment:deleted' } });
    expect(talk.texts).toContain('assessment:deleted');
    play(talk, [['Menü', 'home']]);
    expect(talk.texts).not.toContain('assessment:deleted');
  });

  test('offers what was begun in between', () => {
    const world: World = { sheets: [] };
    const talk = talkWith(menu, world);
    world.sheets = [aSummary()];
    talk.send({ type: 'RETURNED' });
    expect(talk.buttons).toContain('menu:resume');
  });
});

describe('Sheets that will be deleted soon', () => {
  test('are announced, with their number', () => {
    const talk = talkWith(menu, {
      sheets: [
        aSummary({ id: 'a', expiring: true }),
        aSummary({ id: 'b' }),
        aSummary({ id: 'c', expiring: true, finished: true }),
      ],
    });
    expect(talk.reply.parts).toContainEqual({
      kind: 'notice',
      tone: 'warning',
      words: { key: 'menu:expiring', params: { count: 2 } },
    });
  });

  test('are no news where there are none', () => {
    expect(talkWith(menu, { sheets: [aSummary()] }).texts).not.toContain('menu:expiring');
  });
});
