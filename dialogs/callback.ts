import { assign, setup } from 'xstate';
import {
  type AnySnapshot,
  type Button,
  button,
  CALLBACK_TIMES,
  type CallbackTime,
  type Dialog,
  type DialogEvent,
  type Part,
  type Question,
  type Reply,
  say,
  type VisitorDesk,
} from './dialog.ts';
import { homeButton, isPhrase, languageName, type VisitorContext } from './visitor.ts';

/**
 * A wish to be called, where the city offers it: when, and under which number. The number comes last and goes straight
 * to where wishes are kept; the conversation does not remember it.
 */
type CallbackContext = VisitorContext & { time?: CallbackTime; failed?: boolean; locale?: string };

const timeIn = (event: DialogEvent): CallbackTime | undefined =>
  event.type === 'PICK' ? CALLBACK_TIMES.find((time) => time === event.pick) : undefined;

/** The channel takes telephone numbers out of a line and hands them over beside it. */
const phoneIn = (event: DialogEvent): string => event.inputs['phone'] ?? '';

const machine = setup({
  types: { context: {} as CallbackContext, events: {} as DialogEvent, input: {} as VisitorDesk },
  guards: {
    isTime: ({ event }) => timeIn(event) !== undefined,
    hasPhone: ({ event }) => phoneIn(event) !== '',
    skips: isPhrase('skip', 'dontKnow'),
    goesBack: isPhrase('back', 'no'),
    /** A question is answered above, and the number asked for again. */
    isNoQuestion: ({ event }) =>
      event.type === 'HEARD' && !['topic', 'meant'].includes(event.reading.meaning.kind),
  },
  actions: {
    ask: (_, _question: Question) => {},
    close: (_, _closing: object) => {},
    keepTime: assign(({ event }) => ({ time: timeIn(event) ?? ('any' as const), failed: false })),
    sayUnclear: assign({ failed: true }),
    keepLanguage: assign(({ event }) => ({ locale: event.locale })),
  },
}).createMachine({
  id: 'callback',
  context: ({ input }) => ({ ...input }),
  initial: 'time',
  on: {
    HOME: { actions: { type: 'close', params: {} } },
    CANCEL: { actions: { type: 'close', params: {} } },
    LANGUAGE: {},
  },
  states: {
    time: {
      on: {
        PICK: { guard: 'isTime', target: 'number', actions: 'keepTime' },
        HEARD: [
          { guard: 'skips', target: 'number', actions: 'keepTime' },
          { guard: 'goesBack', actions: { type: 'close', params: {} } },
        ],
        UNDO: { actions: { type: 'close', params: {} } },
      },
    },
    number: {
      on: {
        HEARD: [
          {
            guard: 'hasPhone',
            target: 'storing',
            actions: [
              'keepLanguage',
              {
                type: 'ask',
                params: ({ context, event }) => ({
                  kind: 'requestCallback' as const,
                  phone: phoneIn(event),
                  time: context.time ?? 'any',
                }),
              },
            ],
          },
          { guard: 'goesBack', target: 'time' },
          { guard: 'isNoQuestion', actions: 'sayUnclear' },
        ],
        UNDO: 'time',
      },
    },
    storing: { on: { REQUESTED: 'done' } },
    done: {},
  },
});

const TIME_WORDS = {
  morning: 'visit:callbackMorning',
  afternoon: 'visit:callbackAfternoon',
  any: 'visit:callbackAny',
} as const;

const ways: Part = {
  kind: 'buttons',
  main: [button('visit:back', { type: 'UNDO' }), button('visit:cancel', { type: 'HOME' })],
};

function read({ value, context }: AnySnapshot): Reply {
  const { failed, locale }: CallbackContext = context;
  if (value === 'time') {
    const times = CALLBACK_TIMES.map(
      (time): Button => ({ words: say(TIME_WORDS[time]), event: { type: 'PICK', pick: time } }),
    );
    return {
      parts: [
        { kind: 'text', words: say('visit:callbackIntro') },
        { kind: 'question', words: say('visit:callbackTime') },
        { kind: 'buttons', main: [...times, button('visit:cancel', { type: 'HOME' })] },
      ],
    };
  }
  if (value === 'number') {
    return {
      parts: [
        ...(failed ? [{ kind: 'text', words: say('visit:callbackBadNumber') } as const] : []),
        { kind: 'question', words: say('visit:callbackNumber') },
        ways,
      ],
    };
  }
  const words = say('visit:callbackDone', { language: languageName(locale ?? 'de') });
  return {
    parts: [
      { kind: 'text', words },
      { kind: 'buttons', main: [homeButton] },
    ],
  };
}

export const callback: Dialog = { name: 'callback', version: 1, roles: ['visitor'], machine, read };
