import { assign, setup } from 'xstate';
import {
  type AnySnapshot,
  button,
  type Callback,
  type Desk,
  type Dialog,
  type DialogEvent,
  type Opening,
  type Part,
  type Question,
  type Reply,
  say,
} from './dialog.ts';
import { languageName } from './visitor.ts';

/** "Rückrufe": people who wish to be called, and who of them was. */
type CallbacksContext = Desk & { callbacks?: readonly Callback[] | undefined };

/** A card holds so many; the oldest come first. */
const SHOWN = 8;

const machine = setup({
  types: { context: {} as CallbacksContext, events: {} as DialogEvent, input: {} as Opening },
  actions: {
    ask: (_, _question: Question) => {},
    close: (_, _closing: object) => {},
    keepCallbacks: assign(({ event }) =>
      event.type === 'CALLBACKS_LISTED' ? { callbacks: event.callbacks } : {},
    ),
  },
}).createMachine({
  id: 'callbacks',
  context: ({ input }) => ({ ...input }),
  initial: 'arriving',
  on: {
    BACK: { actions: { type: 'close', params: {} } },
    HOME: { actions: { type: 'close', params: {} } },
    CANCEL: { actions: { type: 'close', params: {} } },
    CALLBACKS: '.arriving',
    RETURNED: '.arriving',
    CALLBACK_DONE: {
      target: '.deleting',
      actions: {
        type: 'ask',
        params: ({ event }) => ({ kind: 'callbackDone' as const, callback: event.callback }),
      },
    },
  },
  states: {
    arriving: {
      entry: { type: 'ask', params: { kind: 'callbacks' } },
      on: { CALLBACKS_LISTED: { target: 'list', actions: 'keepCallbacks' } },
    },
    deleting: { on: { CALLBACKS_LISTED: { target: 'list', actions: 'keepCallbacks' } } },
    list: {},
  },
});

const wish = ({ id, phone, locale, time, at }: Callback): Part[] => [
  {
    kind: 'facts',
    facts: [
      { label: say('callbacks:phone'), value: { plain: phone } },
      { label: say('callbacks:language'), value: languageName(locale) },
      { label: say('callbacks:time'), value: say(`callbacks:at.${time}`) },
      { label: say('callbacks:since'), value: { date: at, style: 'moment' } },
    ],
  },
  {
    kind: 'buttons',
    main: [],
    also: [button('callbacks:done', { type: 'CALLBACK_DONE', callback: id })],
  },
];

function read({ context }: AnySnapshot): Reply {
  const { callbacks = [] }: CallbacksContext = context;
  const shown = callbacks.slice(0, SHOWN);
  const left = callbacks.length - shown.length;
  return {
    parts: [
      { kind: 'text', size: 'title', words: say('callbacks:title') },
      {
        kind: 'text',
        words: say(callbacks.length > 0 ? 'callbacks:intro' : 'callbacks:none'),
      },
      ...shown.flatMap(wish),
      ...(left > 0 ? [{ kind: 'text', words: say('callbacks:more', { left }) } as const] : []),
      { kind: 'buttons', main: [button('common:home', { type: 'HOME' })] },
    ],
  };
}

export const callbacks: Dialog = {
  name: 'callbacks',
  version: 1,
  roles: ['caseWorker'],
  machine,
  read,
};
