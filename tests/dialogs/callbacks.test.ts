import { describe, expect, test } from 'vitest';
import { callbacks } from '../../dialogs/callbacks.ts';
import type { Callback } from '../../dialogs/dialog.ts';
import { menu } from '../../dialogs/menu.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { play, talkWith } from '../support/dialogs.ts';

const aWish = (given: Partial<Callback> = {}): Callback => ({
  id: 'wish-1',
  phone: '+4917612345678',
  locale: 'uk',
  time: 'morning',
  at: MONDAY,
  ...given,
});

const wishes = (count: number): Callback[] =>
  Array.from({ length: count }, (_, index) =>
    aWish({
      id: `wish-${index + 1}`,
      phone: `+49597100000${String(index + 1).padStart(2, '0')}`,
      at: minutesLater(index),
    }),
  );

const phonesIn = (texts: readonly string[]): string[] =>
  texts.filter((text) => text.startsWith('+49'));

describe('The menu of the staff', () => {
  test.each([0, 1, 12])('counts who wishes to be called: %i', (count) => {
    const talk = talkWith(menu, { callbacks: wishes(count) });
    expect(talk.reply.parts).toContainEqual(
      expect.objectContaining({
        main: expect.arrayContaining([
          { words: { key: 'menu:callbacks', params: { count } }, event: { type: 'CALLBACKS' } },
        ]),
      }),
    );
  });

  test.each(['[menu:callbacks]', 'Rückrufe', 'rueckrufe', 'callbacks'])(
    '%s opens them',
    (input) => {
      const talk = talkWith(menu, { callbacks: [aWish()] });
      play(talk, [[input, 'home']]);
      expect(talk.effect).toEqual({ type: 'open', dialog: 'callbacks' });
    },
  );

  test('does not offer them where the city does not call back, nor opens them when they are typed', () => {
    const talk = talkWith(menu);
    expect(talk.buttons).not.toContain('menu:callbacks');
    talk.type('Rückrufe');
    expect([talk.understood, talk.effect]).toEqual([false, undefined]);
  });
});

describe('The list of wishes', () => {
  test('says so where nobody waits', () => {
    const talk = talkWith(callbacks);
    expect(talk.state).toBe('list');
    expect(talk.texts).toEqual(['callbacks:title', 'callbacks:none', 'common:home']);
  });

  test('shows number, language, best time and since when, and how to be done with it', () => {
    const talk = talkWith(callbacks, { callbacks: [aWish()] });
    expect(talk.reply.parts.slice(0, 4)).toEqual([
      { kind: 'text', size: 'title', words: { key: 'callbacks:title' } },
      { kind: 'text', words: { key: 'callbacks:intro' } },
      {
        kind: 'facts',
        facts: [
          { label: { key: 'callbacks:phone' }, value: { plain: '+4917612345678' } },
          { label: { key: 'callbacks:language' }, value: { key: 'languages:uk' } },
          { label: { key: 'callbacks:time' }, value: { key: 'callbacks:at.morning' } },
          { label: { key: 'callbacks:since' }, value: { date: MONDAY, style: 'moment' } },
        ],
      },
      {
        kind: 'buttons',
        main: [],
        also: [
          {
            words: { key: 'callbacks:done' },
            event: { type: 'CALLBACK_DONE', callback: 'wish-1' },
          },
        ],
      },
    ]);
    expect(talk.buttons).toEqual(['callbacks:done', 'common:home']);
  });

  test.each(['morning', 'afternoon', 'any'] as const)('names the time: %s', (time) => {
    const talk = talkWith(callbacks, { callbacks: [aWish({ time })] });
    expect(talk.texts).toContain(`callbacks:at.${time}`);
  });

  test('shows the oldest eight, and says how many more there are', () => {
    const talk = talkWith(callbacks, { callbacks: wishes(11) });
    expect(phonesIn(talk.texts)).toEqual(wishes(8).map(({ phone }) => phone));
    expect(talk.reply.parts).toContainEqual({
      kind: 'text',
      words: { key: 'callbacks:more', params: { left: 3 } },
    });
  });

  test('says nothing of more where there are none', () => {
    const talk = talkWith(callbacks, { callbacks: wishes(8) });
    expect(talk.texts).not.toContain('callbacks:more');
    expect(talk.buttons.filter((each) => each === 'callbacks:done')).toHaveLength(8);
  });

  test('is asked for anew when it is typed again, and when one comes back', () => {
    const world = { callbacks: wishes(1) };
    const talk = talkWith(callbacks, world);
    world.callbacks = wishes(2);
    talk.type('Rückrufe');
    expect(phonesIn(talk.texts)).toHaveLength(2);
    world.callbacks = wishes(3);
    talk.send({ type: 'RETURNED' });
    expect(phonesIn(talk.texts)).toHaveLength(3);
  });
});

describe('A wish that is done', () => {
  test('is gone, and the others stay', () => {
    const talk = talkWith(callbacks, { callbacks: wishes(3) });
    talk.send({ type: 'CALLBACK_DONE', callback: 'wish-2' });
    expect(talk.state).toBe('list');
    expect(phonesIn(talk.texts)).toEqual(['+4959710000001', '+4959710000003']);
  });

  test('by its button is the one that the button stands at', () => {
    const talk = talkWith(callbacks, { callbacks: wishes(3) });
    talk.tap('callbacks:done');
    expect(phonesIn(talk.texts)).toEqual(['+4959710000002', '+4959710000003']);
  });

  test('makes room for the next', () => {
    const talk = talkWith(callbacks, { callbacks: wishes(9) });
    talk.tap('callbacks:done');
    expect(phonesIn(talk.texts)).toHaveLength(8);
    expect(talk.texts).toContain('+4959710000009');
    expect(talk.texts).not.toContain('callbacks:more');
  });

  test('by somebody else meanwhile, or that never was, changes nothing', () => {
    const talk = talkWith(callbacks, { callbacks: wishes(2) });
    talk.send({ type: 'CALLBACK_DONE', callback: 'of-yesterday' });
    expect([talk.state, phonesIn(talk.texts).length]).toEqual(['list', 2]);
  });

  test('and was the last says that nobody waits', () => {
    const world = { callbacks: [aWish()] };
    const talk = talkWith(callbacks, world);
    talk.tap('callbacks:done');
    expect(talk.texts).toEqual(['callbacks:title', 'callbacks:none', 'common:home']);
  });
});

describe('The list of wishes is left', () => {
  test.each(['[common:home]', 'zurück', 'abbrechen', 'Menü'])('with %s', (input) => {
    const talk = talkWith(callbacks, { callbacks: [aWish()] });
    play(talk, [[input, 'list']]);
    expect(talk.effect).toEqual({ type: 'close' });
  });

  test.each(['ja', 'löschen', 'weiter', 'wann kommt der Bus?', '+49 176 12345678'])(
    'not with %s, which means nothing here',
    (line) => {
      const talk = talkWith(callbacks, { callbacks: [aWish()] });
      play(talk, [[line, 'list', ['callbacks:intro']]]);
      expect([talk.understood, talk.effect]).toEqual([false, undefined]);
    },
  );
});

describe('Who may see it', () => {
  test('are case workers and nobody else', () => {
    expect(callbacks.roles).toEqual(['caseWorker']);
  });
});
