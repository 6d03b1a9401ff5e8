import { describe, expect, test } from 'vitest';
import { callback } from '../../dialogs/callback.ts';
import {
  aDesk,
  aPhrase,
  aQuestion,
  aReading,
  looksOf,
  perhaps,
  playVisit,
  put,
  somethingElse,
  storedVisit,
  type Visit,
  type VisitLine,
  visitOf,
} from '../support/visitors.ts';

const PHONE = '+4917612345678';

/** How one comes to each state. The number itself is masked, so nothing is left of the line to be understood. */
const WAYS: Readonly<Record<string, readonly VisitLine[]>> = {
  time: [],
  number: [['[visit:callbackMorning]', 'number']],
  done: [['[visit:callbackMorning]', 'number']],
};
const STATES = Object.keys(WAYS);

function visitAt(state: string): Visit {
  const visit = visitOf(callback, { offersCallback: true });
  playVisit(visit, WAYS[state] ?? []);
  if (state === 'done') visit.hear(aReading(), { phone: PHONE });
  expect(visit.state).toBe(state);
  return visit;
}

describe('The wish to be called', () => {
  test('says first what happens with the number, and asks when', () => {
    const visit = visitOf(callback);
    expect(visit.texts.slice(0, 2)).toEqual(['visit:callbackIntro', 'visit:callbackTime']);
    expect(looksOf(visit.reply)).toEqual([
      'visit:callbackMorning',
      'visit:callbackAfternoon',
      'visit:callbackAny',
      'visit:cancel',
    ]);
  });

  test.each([
    ['[visit:callbackMorning]', 'morning'],
    ['[visit:callbackAfternoon]', 'afternoon'],
    ['[visit:callbackAny]', 'any'],
    ['skip', 'any'],
    ['dontKnow', 'any'],
  ])('at %s is handed over with its number', (input, time) => {
    const visit = visitOf(callback);
    playVisit(visit, [[input, 'number', ['visit:callbackNumber']]]);
    visit.hear(aReading(), { phone: PHONE });
    expect(visit.state).toBe('done');
    expect(visit.asked).toEqual([{ kind: 'requestCallback', phone: PHONE, time }]);
  });

  test('is confirmed with the language in which one will speak', () => {
    const visit = visitAt('done');
    expect(visit.reply.parts[0]).toEqual({
      kind: 'text',
      words: { key: 'visit:callbackDone', params: { language: { key: 'languages:de' } } },
    });
    expect(visit.buttons).toEqual(['visit:home']);
  });

  test('is handed over once, whatever comes afterwards', () => {
    const visit = visitAt('done');
    visit.hear(aReading(), { phone: '+4917687654321' });
    visit.send({ type: 'PICK', pick: 'afternoon' });
    visit.send({ type: 'UNDO' });
    visit.hear(aPhrase('back'));
    expect([visit.state, visit.understood, visit.asked.length]).toEqual(['done', false, 1]);
  });

  test('is handed over with a number in the middle of a sentence', () => {
    const visit = visitAt('number');
    visit.hear(aQuestion('bot.mensch'), { phone: PHONE });
    expect([visit.state, visit.asked.length]).toEqual(['done', 1]);
  });
});

describe('The number', () => {
  test('is in no memory of the conversation, at no time', () => {
    const memories: string[] = [];
    const visit = visitOf(callback, { offersCallback: true });
    const note = () =>
      memories.push(
        JSON.stringify(visit.snapshot),
        JSON.stringify(visit.snapshot.context),
        JSON.stringify(visit.reply),
        JSON.stringify(storedVisit(callback, visit.snapshot, aDesk()).context),
      );
    note();
    visit.hear(aReading(), { phone: PHONE });
    note();
    visit.tap('visit:callbackMorning');
    note();
    visit.hear(somethingElse());
    note();
    visit.hear(aReading(), { phone: PHONE });
    note();
    visit.hear(aReading(), { phone: PHONE });
    note();
    expect(visit.asked).toHaveLength(1);
    expect(memories).toHaveLength(24);
    expect(memories.filter((memory) => memory.includes('17612345678'))).toEqual([]);
  });

  test('that comes before it is asked for is not taken', () => {
    const visit = visitAt('time');
    visit.hear(aReading(), { phone: PHONE });
    expect([visit.state, visit.understood, visit.asked]).toEqual(['time', false, []]);
  });

  test.each([
    ['a line of something else', somethingElse()],
    ['a line without words', aReading()],
    ['yes', aPhrase('yes')],
    ['I do not know', aPhrase('dontKnow')],
  ])('is asked for again, with an example, after %s', (_name, reading) => {
    const visit = visitAt('number');
    visit.hear(reading);
    expect(visit.state).toBe('number');
    expect(visit.texts.slice(0, 2)).toEqual(['visit:callbackBadNumber', 'visit:callbackNumber']);
    visit.hear(reading);
    expect(visit.state).toBe('number');
    visit.hear(aReading(), { phone: PHONE });
    expect(visit.state).toBe('done');
  });

  test.each([
    ['a question', aQuestion('bot.datenschutz')],
    ['a question that may mean several', perhaps('bot.datenschutz')],
  ])('is not what %s is taken for; it is left to be answered above', (_name, reading) => {
    const visit = visitAt('number');
    visit.hear(reading);
    expect([visit.state, visit.understood]).toEqual(['number', false]);
    expect(visit.texts).not.toContain('visit:callbackBadNumber');
  });

  test('was not wrong any more after the time was chosen anew', () => {
    const visit = visitAt('number');
    playVisit(visit, [
      ['yes', 'number', ['visit:callbackBadNumber']],
      ['back', 'time'],
      ['[visit:callbackAny]', 'number'],
    ]);
    expect(visit.texts).not.toContain('visit:callbackBadNumber');
  });
});

describe('Going back', () => {
  test.each(['[visit:back]', 'back', 'no'])(
    'from the number asks for the time again: %s',
    (input) => {
      playVisit(visitAt('number'), [[input, 'time', ['visit:callbackTime']]]);
    },
  );

  test.each(['back', 'no'])('from the time leaves: %s', (input) => {
    const visit = visitAt('time');
    put(visit, input);
    expect(visit.effect).toEqual({ type: 'close' });
  });

  test('from the time leaves by an event too', () => {
    const visit = visitAt('time');
    visit.send({ type: 'UNDO' });
    expect(visit.effect).toEqual({ type: 'close' });
  });

  test('keeps nothing that was asked of the city', () => {
    const visit = visitAt('number');
    playVisit(visit, [
      ['back', 'time'],
      ['[visit:cancel]', 'time'],
    ]);
    expect([visit.effect, visit.asked]).toEqual([{ type: 'close' }, []]);
  });
});

describe('From every state', () => {
  test.each(STATES)('it can be left: %s', (state) => {
    for (const type of ['HOME', 'CANCEL'] as const) {
      const visit = visitAt(state);
      visit.send({ type });
      expect(visit.effect).toEqual({ type: 'close' });
    }
  });

  test.each(STATES)('another language keeps the place: %s', (state) => {
    const visit = visitAt(state);
    const before = visit.reply;
    visit.send({ type: 'LANGUAGE', locale: 'fa' });
    expect([visit.state, visit.reply]).toEqual([state, before]);
  });

  test.each(STATES)('what is no answer changes nothing: %s', (state) => {
    for (const event of [
      { type: 'PICK', pick: 'midnight' },
      { type: 'PICK', pick: '' },
      { type: 'SHOW' },
      { type: 'CALLBACK' },
      { type: 'COURSE' },
      { type: 'PERSON' },
      { type: 'FORGET' },
      { type: 'CALLBACKS' },
      { type: 'CALLBACK_DONE', callback: 'x' },
    ] as const) {
      const visit = visitAt(state);
      const before = visit.asked.length;
      visit.send(event);
      expect([visit.state, visit.understood, visit.asked.length]).toEqual([state, false, before]);
    }
  });

  test('a question before the number is left to be answered above', () => {
    const visit = visitAt('time');
    visit.hear(aQuestion('bot.datenschutz'));
    expect([visit.state, visit.understood]).toEqual(['time', false]);
  });
});
