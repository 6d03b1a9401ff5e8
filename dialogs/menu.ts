import { assign, setup } from 'xstate';
import {
  type AnySnapshot,
  type Button,
  button,
  type Desk,
  type Dialog,
  type DialogEvent,
  type DialogName,
  type Opening,
  type Part,
  type Question,
  type Reply,
  type SheetSummary,
  say,
} from './dialog.ts';

/** The menu: always at the bottom of the stack, so that every dialog that ends leads back to it. */
type MenuContext = Desk & {
  unfinished?: SheetSummary | undefined;
  expiring?: number | undefined;
  callbacks?: number | undefined;
};

function newest(sheets: readonly SheetSummary[]): SheetSummary | undefined {
  return sheets
    .filter(({ finished }) => !finished)
    .sort((a, b) => b.changedAt.localeCompare(a.changedAt))[0];
}

const machine = setup({
  types: { context: {} as MenuContext, events: {} as DialogEvent, input: {} as Opening },
  guards: {
    offersCallbacks: ({ context }) => context.callbacks !== undefined,
    hasUnfinished: ({ event }) => event.type === 'LISTED' && newest(event.sheets) !== undefined,
  },
  actions: {
    ask: (_, _question: Question) => {},
    open: (_, _opening: { dialog: DialogName; sheet?: string | undefined }) => {},
    keepList: assign(({ event }) =>
      event.type === 'LISTED'
        ? {
            unfinished: newest(event.sheets),
            expiring: event.sheets.filter(({ expiring }) => expiring).length,
            callbacks: event.callbacks,
          }
        : {},
    ),
    keepRemark: assign(({ event }) => (event.type === 'RETURNED' ? { remark: event.remark } : {})),
    nothingToContinue: assign({ remark: say('menu:nothingToContinue') }),
  },
}).createMachine({
  id: 'menu',
  context: ({ input }) => ({ ...input }),
  initial: 'arriving',
  states: {
    arriving: {
      entry: { type: 'ask', params: { kind: 'list' } },
      on: { LISTED: { target: 'home', actions: 'keepList' } },
    },
    home: {
      on: {
        NEW: { actions: { type: 'open', params: { dialog: 'assessment' } } },
        CASES: { actions: { type: 'open', params: { dialog: 'cases' } } },
        CALLBACKS: {
          guard: 'offersCallbacks',
          actions: { type: 'open', params: { dialog: 'callbacks' } },
        },
        OPEN: {
          actions: {
            type: 'open',
            params: ({ event }) => ({ dialog: 'assessment' as const, sheet: event.sheet }),
          },
        },
        CONTINUE: 'continuing',
        HOME: 'arriving',
        BACK: 'arriving',
        CANCEL: 'arriving',
        RETURNED: { target: 'arriving', actions: 'keepRemark' },
      },
    },
    continuing: {
      entry: { type: 'ask', params: { kind: 'list' } },
      on: {
        LISTED: [
          {
            guard: 'hasUnfinished',
            target: 'home',
            actions: [
              'keepList',
              {
                type: 'open',
                params: ({ event }) => ({
                  dialog: 'assessment' as const,
                  sheet: newest(event.sheets)?.id,
                }),
              },
            ],
          },
          { target: 'home', actions: ['keepList', 'nothingToContinue'] },
        ],
      },
    },
  },
});

function read({ context }: AnySnapshot): Reply {
  const { unfinished, expiring = 0, callbacks, remark }: MenuContext = context;
  const resume: Button[] = unfinished
    ? [
        {
          words: say('menu:resume', { reference: { plain: unfinished.reference } }),
          event: { type: 'OPEN', sheet: unfinished.id },
        },
      ]
    : [];
  const calls: Button[] =
    callbacks === undefined
      ? []
      : [{ words: say('menu:callbacks', { count: callbacks }), event: { type: 'CALLBACKS' } }];
  const parts: Part[] = [];
  if (remark) parts.push({ kind: 'notice', tone: 'good', words: remark });
  if (expiring > 0) {
    parts.push({
      kind: 'notice',
      tone: 'warning',
      words: say('menu:expiring', { count: expiring }),
    });
  }
  parts.push(
    { kind: 'text', size: 'title', words: say('menu:title') },
    { kind: 'text', words: say('menu:intro') },
    {
      kind: 'buttons',
      main: [
        button('menu:new', { type: 'NEW' }, 'primary'),
        ...resume,
        button('menu:cases', { type: 'CASES' }),
        ...calls,
        button('common:help', { type: 'HELP' }),
      ],
    },
    { kind: 'text', size: 'small', words: say('menu:data') },
    {
      kind: 'buttons',
      main: [],
      also: [
        button('menu:dataMore', { type: 'DATA' }),
        button('menu:person', { type: 'PERSON' }),
        button('menu:otherLanguage', { type: 'LANGUAGE', locale: 'other' }),
      ],
    },
  );
  return { parts };
}

export const menu: Dialog = { name: 'menu', version: 1, roles: ['caseWorker'], machine, read };
