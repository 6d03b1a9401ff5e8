import { assign, setup } from 'xstate';
import {
  type AnySnapshot,
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
  type Words,
} from './dialog.ts';

/** "Meine Einschätzungen": the list of one's own sheets, and what can be done with one of them. */
type CasesContext = Desk & {
  sheets?: readonly SheetSummary[] | undefined;
  selected?: string | undefined;
  page?: number | undefined;
  link?: { url: string; minutes: number } | undefined;
};

const ROWS = 8;

function selectedOf({ sheets, selected }: CasesContext): SheetSummary | undefined {
  return sheets?.find(({ id }) => id === selected);
}

/** What "weiter" goes on with: the sheet that was looked at last, else the last changed, which the list has first. */
function toContinue(context: CasesContext): SheetSummary | undefined {
  const unfinished = (context.sheets ?? []).filter(({ finished }) => !finished);
  return unfinished.find(({ id }) => id === context.selected) ?? unfinished[0];
}

const machine = setup({
  types: { context: {} as CasesContext, events: {} as DialogEvent, input: {} as Opening },
  guards: {
    isListed: ({ context, event }) =>
      event.type === 'SELECT' && (context.sheets ?? []).some(({ id }) => id === event.sheet),
    hasUnfinished: ({ context }) => toContinue(context) !== undefined,
    isUnfinished: ({ context }) => selectedOf(context)?.finished === false,
    saysYes: ({ event }) => event.type === 'ANSWER' && event.answer === 'yes',
    saysNo: ({ event }) => event.type === 'ANSWER' && event.answer !== 'yes',
  },
  actions: {
    ask: (_, _question: Question) => {},
    open: (_, _opening: { dialog: DialogName; sheet?: string | undefined }) => {},
    close: (_, _closing: { remark?: Words | undefined }) => {},
    keepList: assign(({ event }) => (event.type === 'LISTED' ? { sheets: event.sheets } : {})),
    select: assign(({ event }) =>
      event.type === 'SELECT' ? { selected: event.sheet, link: undefined } : {},
    ),
    keepRemark: assign(({ event }) => (event.type === 'RETURNED' ? { remark: event.remark } : {})),
    turnPage: assign(({ event }) => (event.type === 'PAGE' ? { page: event.page } : {})),
    sayGone: assign({ remark: say('common:gone'), selected: undefined }),
    sayDeleted: assign({ remark: say('cases:deleted'), selected: undefined }),
    keepLink: assign(({ event }) =>
      event.type === 'EXPORTED' ? { link: { url: event.url, minutes: event.minutes } } : {},
    ),
  },
}).createMachine({
  id: 'cases',
  context: ({ input }) => ({ ...input }),
  initial: 'listing',
  states: {
    listing: {
      entry: { type: 'ask', params: { kind: 'list' } },
      on: { LISTED: { target: 'list', actions: 'keepList' } },
    },
    list: {
      on: {
        SELECT: { guard: 'isListed', target: 'sheet', actions: 'select' },
        PAGE: { actions: 'turnPage' },
        NEW: { actions: { type: 'open', params: { dialog: 'assessment' } } },
        CASES: 'listing',
        CONTINUE: [
          {
            guard: 'hasUnfinished',
            actions: {
              type: 'open',
              params: ({ context }) => ({
                dialog: 'assessment' as const,
                sheet: toContinue(context)?.id,
              }),
            },
          },
          { target: 'listing' },
        ],
        RETURNED: { target: 'listing', actions: 'keepRemark' },
        BACK: 'closing',
        HOME: 'closing',
        CANCEL: 'closing',
      },
    },
    sheet: {
      on: {
        OPEN: {
          actions: {
            type: 'open',
            params: ({ context }) => ({ dialog: 'assessment' as const, sheet: context.selected }),
          },
        },
        CONTINUE: {
          guard: 'isUnfinished',
          actions: {
            type: 'open',
            params: ({ context }) => ({ dialog: 'assessment' as const, sheet: context.selected }),
          },
        },
        EXPORT: 'exporting',
        DELETE: 'confirming',
        RETURNED: { target: 'listing', actions: 'keepRemark' },
        CASES: 'listing',
        BACK: 'listing',
        HOME: 'closing',
        CANCEL: 'listing',
      },
    },
    exporting: {
      entry: {
        type: 'ask',
        params: ({ context }): Question => ({ kind: 'export', sheet: context.selected ?? '' }),
      },
      on: {
        EXPORTED: { target: 'sheet', actions: 'keepLink' },
        NOT_FOUND: { target: 'listing', actions: 'sayGone' },
      },
    },
    confirming: {
      on: {
        DELETE: 'deleting',
        ANSWER: [
          { guard: 'saysYes', target: 'deleting' },
          { guard: 'saysNo', target: 'sheet' },
        ],
        BACK: 'sheet',
        CANCEL: 'sheet',
        HOME: 'closing',
      },
    },
    deleting: {
      entry: {
        type: 'ask',
        params: ({ context }): Question => ({ kind: 'delete', sheet: context.selected ?? '' }),
      },
      on: {
        LISTED: { target: 'list', actions: ['keepList', 'sayDeleted'] },
        NOT_FOUND: { target: 'listing', actions: 'sayGone' },
      },
    },
    closing: { always: { target: 'closed', actions: { type: 'close', params: {} } } },
    closed: { type: 'final' },
  },
});

function stateWords({ finished, answered, total, passes }: SheetSummary): Words {
  if (finished) return say(passes > 1 ? 'cases:reassessed' : 'cases:finished');
  return say(passes > 1 ? 'cases:reassessing' : 'cases:unfinished', { answered, of: total });
}

function listReply(context: CasesContext): Reply {
  const sheets = context.sheets ?? [];
  const pages = Math.max(1, Math.ceil(sheets.length / ROWS));
  const page = Math.min(Math.max(0, context.page ?? 0), pages - 1);
  const rows = sheets.slice(page * ROWS, (page + 1) * ROWS).map((sheet) => ({
    words: { plain: sheet.reference },
    detail: say(sheet.expiring ? 'cases:rowExpiring' : 'cases:row', {
      state: stateWords(sheet),
      changed: { date: sheet.changedAt, style: 'day' } as const,
      deleted: { date: sheet.deletionDay, style: 'day' } as const,
    }),
    event: { type: 'SELECT', sheet: sheet.id } as const,
  }));
  const parts: Part[] = [{ kind: 'text', size: 'title', words: say('cases:title') }];
  if (context.remark) parts.push({ kind: 'notice', tone: 'good', words: context.remark });
  parts.push(
    sheets.length > 0 ? { kind: 'rows', rows } : { kind: 'text', words: say('cases:empty') },
    {
      kind: 'buttons',
      main: [
        ...(sheets.length > 0 ? [] : [button('menu:new', { type: 'NEW' }, 'primary')]),
        button('common:home', { type: 'HOME' }),
      ],
      also: [
        ...(page > 0 ? [button('cases:newer', { type: 'PAGE', page: page - 1 })] : []),
        ...(page < pages - 1 ? [button('cases:older', { type: 'PAGE', page: page + 1 })] : []),
      ],
    },
  );
  return { parts };
}

function sheetReply(context: CasesContext, sheet: SheetSummary): Reply {
  const reassessable = sheet.finished && sheet.passes < context.catalogue.passes.length;
  const openKey = sheet.finished ? 'cases:view' : 'cases:continue';
  return {
    parts: [
      { kind: 'text', size: 'title', words: { plain: sheet.reference } },
      {
        kind: 'facts',
        facts: [
          { label: say('cases:state'), value: stateWords(sheet) },
          { label: say('cases:changed'), value: { date: sheet.changedAt, style: 'moment' } },
          { label: say('cases:deletion'), value: { date: sheet.deletionDay, style: 'day' } },
        ],
      },
      ...(reassessable
        ? [{ kind: 'text', size: 'small', words: say('cases:reassessHint') } as const]
        : []),
      ...(context.link
        ? [
            {
              kind: 'link',
              words: say('assessment:openSheet', { minutes: context.link.minutes }),
              url: context.link.url,
            } as const,
          ]
        : []),
      {
        kind: 'buttons',
        main: [
          button(openKey, { type: 'OPEN', sheet: sheet.id }, 'primary'),
          button('assessment:export', { type: 'EXPORT' }),
        ],
        also: [
          button('common:back', { type: 'BACK' }),
          button('cases:delete', { type: 'DELETE' }, 'danger'),
        ],
      },
    ],
  };
}

function confirmReply(sheet: SheetSummary): Reply {
  return {
    parts: [
      {
        kind: 'question',
        words: say('cases:confirmDelete', { reference: { plain: sheet.reference } }),
      },
      {
        kind: 'buttons',
        main: [
          button('cases:deleteNow', { type: 'DELETE' }, 'danger'),
          button('cases:keep', { type: 'BACK' }),
        ],
      },
    ],
  };
}

function read({ value, context }: AnySnapshot): Reply {
  const selected = selectedOf(context);
  if (value === 'sheet' && selected) return sheetReply(context, selected);
  if (value === 'confirming' && selected) return confirmReply(selected);
  return listReply(context);
}

export const cases: Dialog = { name: 'cases', version: 1, roles: ['caseWorker'], machine, read };
