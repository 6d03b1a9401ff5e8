import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../dialogs/dialog.ts';
import {
  activitySchema,
  LONGEST_LINE,
  type Read,
  readActivity,
} from '../../../src/channels/web-chat/read.ts';
import { LOCALES } from '../../../src/domain/locale.ts';
import { MASK } from '../../../src/domain/masking.ts';
import { staffEvents } from '../../support/web-chat.ts';

/** Reads what a client sent as the channel does. */
function read(activity: object): Read {
  return readActivity(activitySchema.parse({ type: 'message', ...activity }));
}

const press = (event: unknown, card: unknown = 'c.1.0') => ({ value: { event, card } });

describe('When somebody writes', () => {
  test('it is a line, which stands in the chat as it was written', () => {
    expect(read({ text: 'Was kostet der Kurs?' })).toEqual({
      kind: 'message',
      body: { kind: 'text', text: 'Was kostet der Kurs?' },
      shown: 'Was kostet der Kurs?',
    });
  });

  test.each([
    ['blanks around it', '  Hallo \n', 'Hallo'],
    ['line breaks of Windows', 'eins\r\nzwei\rdrei', 'eins\nzwei\ndrei'],
    ['control characters', 'Ha\u0000l\u0007lo\u001b[31m', 'Hallo[31m'],
    ['half a surrogate pair', 'Hallo \ud83d', 'Hallo \ufffd'],
    ['tabs and line breaks', 'eins\n\tzwei', 'eins\n\tzwei'],
    ['marks of direction', 'a\u202eb\u2067c', 'a\u202eb\u2067c'],
    ['joiners of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['markup', '<b>fett</b> [a](b) *c*', '<b>fett</b> [a](b) *c*'],
    ['emoji', '👩‍👩‍👧 👍🏽', '👩‍👩‍👧 👍🏽'],
  ])('with %s, only what no client shows is taken out', (_name, text, shown) => {
    const result = read({ text });
    expect(result).toMatchObject({ body: { kind: 'text', text: shown }, shown });
  });

  test.each([
    ['a telephone number', 'Ruf an: 0171 2345678', `Ruf an: ${MASK}`],
    ['an address of mail', 'ich@example.org bitte', `${MASK} bitte`],
    ['a name', 'Ich heiße Maria', `Ich heiße ${MASK}`],
    ['a number with a zero byte in it', '0171\u00002345678', MASK],
  ])(
    'what looks personal is not shown, but the line is understood as it is: %s',
    (_name, text, shown) => {
      expect(read({ text })).toEqual({
        kind: 'message',
        body: { kind: 'text', text: text.replace('\u0000', '') },
        shown,
      });
    },
  );

  test.each([
    ['no text', {}],
    ['a text that is null', { text: null }],
    ['an empty text', { text: '' }],
    ['blanks', { text: ' \n ' }],
    ['a picture', { attachments: [{ contentType: 'image/png' }] }],
  ])('%s is an empty line', (_name, activity) => {
    expect(read(activity)).toMatchObject({ body: { kind: 'text', text: '' }, shown: '' });
  });

  test('the longest line is taken, a longer one is not', () => {
    expect(LONGEST_LINE).toBe(1000);
    expect(read({ text: 'ä'.repeat(1000) })).toMatchObject({ shown: 'ä'.repeat(1000) });
    expect(read({ text: 'ä'.repeat(1001) })).toEqual({ kind: 'tooLong' });
    expect(read({ text: ' '.repeat(1001) })).toEqual({ kind: 'tooLong' });
    expect(read({ text: 'x'.repeat(1001), ...press({ type: 'HOME' }) })).toEqual({
      kind: 'tooLong',
    });
  });
});

describe('When a button was tapped', () => {
  test.each<Choice>([
    ...LOCALES.map((locale): Choice => ({ type: 'LANGUAGE', locale })),
    { type: 'TOPIC', topic: 'ik.kosten' },
    { type: 'GROUP', group: 'courses' },
    { type: 'HELPFUL', topic: 'ik.kosten', helpful: true },
    { type: 'PICK', pick: 'b1' },
    ...(
      ['LANGUAGES', 'TOPICS', 'NONE_OF_THESE', 'COURSE', 'ADVICE', 'FORGET', 'FORGET_NOW'] as const
    ).map((type): Choice => ({ type })),
    ...(['CALLBACK', 'SHOW', 'UNDO', 'HOME', 'HELP', 'PERSON', 'CONTINUE'] as const).map(
      (type): Choice => ({ type }),
    ),
  ])('its event and card are read: %j', (event) => {
    expect(read({ text: 'Titel', ...press(event) })).toEqual({
      kind: 'message',
      body: { kind: 'choice', event, card: 'c.1.0', inputs: {} },
      shown: 'Titel',
    });
  });

  test('clients that know texts only may send it as one, which does not stand in the chat', () => {
    const text = JSON.stringify(press({ type: 'COURSE' }).value);
    expect(read({ text })).toEqual({
      kind: 'message',
      body: { kind: 'choice', event: { type: 'COURSE' }, card: 'c.1.0', inputs: {} },
      shown: '',
    });
  });

  test('what looks personal in its words is unreadable too', () => {
    expect(read({ text: '0171 2345678', ...press({ type: 'HOME' }) })).toMatchObject({
      body: { kind: 'choice' },
      shown: MASK,
    });
  });

  test('fields beside it are none that anybody asked for', () => {
    const value = { event: { type: 'HOME' }, card: 'c', note: 'x', phone: '0171' };
    expect(read({ value })).toMatchObject({ body: { kind: 'choice', inputs: {} } });
  });
});

describe('When a press is none that a button of the public chat makes', () => {
  test.each(staffEvents)('an event of the staff means nothing: %j', (event) => {
    for (const activity of [press(event), { text: JSON.stringify(press(event).value) }]) {
      expect(read(activity)).toMatchObject({ kind: 'message', body: { kind: 'unreadable' } });
    }
  });

  test.each([
    ['no event', press(null)],
    ['an event that is a text', press('HOME')],
    ['an unknown event', press({ type: 'EXPLODE' })],
    ['an event in small letters', press({ type: 'home' })],
    ['an event of the shell', press({ type: 'HEARD', reading: {} })],
    ['an event of the state machine', press({ type: 'xstate.init' })],
    [
      'an event with more than it has',
      press({ type: 'HOME', principal: { roles: ['caseWorker'] } }),
    ],
    ['an event with keys of prototypes', press(JSON.parse('{"type":"HOME","__proto__":{"a":1}}'))],
    ['a language that does not exist', press({ type: 'LANGUAGE', locale: 'fr' })],
    ['the other language of the staff', press({ type: 'LANGUAGE', locale: 'other' })],
    ['a group that does not exist', press({ type: 'GROUP', group: '__proto__' })],
    ['an empty topic', press({ type: 'TOPIC', topic: '' })],
    ['a topic of 65 characters', press({ type: 'TOPIC', topic: 'x'.repeat(65) })],
    ['a pick of 101 characters', press({ type: 'PICK', pick: 'x'.repeat(101) })],
    ['a pick that is a list', press({ type: 'PICK', pick: ['b1'] })],
    ['help that is a text', press({ type: 'HELPFUL', topic: 'a', helpful: 'yes' })],
    ['a card that is a number', press({ type: 'HOME' }, 5)],
    ['a card of 65 characters', press({ type: 'HOME' }, 'x'.repeat(65))],
    ['JSON of something else', { text: '{"a":1}' }],
  ])('it is unreadable: %s', (_name, activity) => {
    expect(read(activity)).toMatchObject({ kind: 'message', body: { kind: 'unreadable' } });
  });

  test.each([
    ['an object of another client', { value: { action: 'submit' } }],
    ['a text', { value: 'HOME' }],
    ['a list', { value: [{ event: { type: 'HOME' }, card: 'c' }] }],
    ['an event without a card', { value: { event: { type: 'HOME' } } }],
    ['null', { value: null }],
  ])('a value of another form is passed over for the words: %s', (_name, activity) => {
    expect(read({ text: 'Hallo', ...activity })).toMatchObject({
      body: { kind: 'text', text: 'Hallo' },
    });
  });

  test.each(['{', '{"event":', '{Hallo}', '{}}'])(
    'a line that looks like JSON is a line: %s',
    (text) => {
      expect(read({ text })).toMatchObject({ body: { kind: 'text', text }, shown: text });
    },
  );
});

describe('When an activity is no message', () => {
  test.each([
    'typing',
    'event',
    'endOfConversation',
    'conversationUpdate',
    'invoke',
    'messageReaction',
    'trace',
    'MESSAGE',
    '__proto__',
  ])('it is passed over: %s', (type) => {
    expect(read({ type, text: 'Hallo', ...press({ type: 'FORGET_NOW' }) })).toEqual({
      kind: 'ignored',
    });
  });
});

describe('What a client sends', () => {
  test('only what is used is kept', () => {
    const activity = {
      type: 'message',
      text: 'Hallo',
      from: { id: 'visitor', name: 'Maria', role: 'bot' },
      channelData: { clientActivityID: 'id-1', clientTimestamp: 'now' },
      locale: 'de-DE',
      recipient: { id: 'x' },
      conversation: { id: 'of somebody else' },
      timestamp: '1999-01-01',
      id: '1',
    };
    expect(activitySchema.parse(activity)).toEqual({
      type: 'message',
      text: 'Hallo',
      from: { id: 'visitor' },
      channelData: { clientActivityID: 'id-1' },
    });
  });

  test.each([
    ['no type', { text: 'Hallo' }],
    ['an empty type', { type: '' }],
    ['a type that is a number', { type: 5 }],
    ['a type of 101 characters', { type: 'x'.repeat(101) }],
    ['a text that is an object', { type: 'message', text: { de: 'Hallo' } }],
    ['a text that is a number', { type: 'message', text: 5 }],
    ['null', null],
    ['a list', [{ type: 'message' }]],
    ['a text by itself', 'message'],
  ])('is no activity: %s', (_name, value) => {
    expect(activitySchema.safeParse(value).success).toBe(false);
  });

  test.each([
    ['a text', 'x'],
    ['a number', 5],
    ['null', null],
    ['a list', []],
    ['an id that is a number', { clientActivityID: 5 }],
    ['an empty id', { clientActivityID: '' }],
    ['an id of 101 characters', { clientActivityID: 'x'.repeat(101) }],
  ])('has no id of its own in %s', (_name, channelData) => {
    const parsed = activitySchema.parse({ type: 'message', text: 'Hallo', channelData });
    expect(parsed.channelData?.clientActivityID).toBeUndefined();
    expect(parsed.text).toBe('Hallo');
  });

  test.each([
    ['a text', 'visitor'],
    ['null', null],
    ['no id', { name: 'Maria' }],
    ['an empty id', { id: '' }],
    ['an id that is a number', { id: 5 }],
    ['an id of 65 characters', { id: 'x'.repeat(65) }],
    ['an address of mail', { id: 'maria@example.org' }],
    ['a whole name', { id: 'Maria Muster' }],
    ['markup', { id: '<b>' }],
  ])('has no sender of its own in %s', (_name, from) => {
    const parsed = activitySchema.parse({ type: 'message', text: 'Hallo', from });
    expect(parsed).toEqual({ type: 'message', text: 'Hallo', from: undefined });
  });

  test('is a message, passed over or too long, whatever else it is', () => {
    const activity = fc.record(
      {
        type: fc.oneof(fc.constant('message'), fc.string()),
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.jsonValue()),
        value: fc.oneof(
          fc.jsonValue(),
          fc.record({ event: fc.jsonValue(), card: fc.jsonValue() }),
          fc.record({ event: fc.record({ type: fc.string() }), card: fc.string() }),
        ),
        from: fc.jsonValue(),
        channelData: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(activity, (given) => {
        const parsed = activitySchema.safeParse(given);
        if (!parsed.success) return;
        const result = readActivity(parsed.data);
        expect(['message', 'ignored', 'tooLong']).toContain(result.kind);
        if (result.kind === 'message') expect(['text', 'unreadable']).toContain(result.body.kind);
      }),
      { numRuns: 500, seed: 2026 },
    );
  });
});
