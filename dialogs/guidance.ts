import { assign, setup } from 'xstate';
import { nextFact, UNSURE } from '../src/domain/responsibility.ts';
import type { Dialog, DialogEvent, Table, VisitorDesk } from './dialog.ts';
import { BEGINS, type GuidanceContext, reader } from './guidance-reply.ts';
import { isPhrase } from './visitor.ts';

/*
 * Dialogs that are led by a table of rules: they ask only for the facts that the table still needs, and show whom it
 * leads to. They ask nothing personal, and every question may be answered with "weiß ich nicht".
 */

const pickIn = (event: DialogEvent): string => {
  if (event.type === 'PICK') return event.pick;
  if (event.type !== 'HEARD' || event.reading.meaning.kind !== 'phrase') return '';
  const { phrase } = event.reading.meaning;
  if (phrase === 'yes' || phrase === 'no') return phrase;
  return phrase === 'skip' || phrase === 'dontKnow' ? UNSURE : '';
};

/** A dialog over one of the tables. */
function guidance(table: Table): Dialog {
  const asked = ({ tables, facts }: GuidanceContext): string | undefined =>
    nextFact(tables[table], facts);

  const machine = setup({
    types: { context: {} as GuidanceContext, events: {} as DialogEvent, input: {} as VisitorDesk },
    guards: {
      isDecided: ({ context }) => asked(context) === undefined,
      isPossible: ({ context, event }) => {
        const values = context.tables[table].facts[asked(context) ?? ''] ?? [];
        return pickIn(event) === UNSURE || values.includes(pickIn(event));
      },
      hasFacts: ({ context }) => Object.keys(context.facts).length > 0,
      goesBack: ({ context, event }) =>
        isPhrase('back')({ event }) && Object.keys(context.facts).length > 0,
      leaves: isPhrase('back'),
    },
    actions: {
      close: (_, _closing: object) => {},
      keepFact: assign(({ context, event }) => ({
        facts: { ...context.facts, [asked(context) ?? '']: pickIn(event) },
      })),
      dropLastFact: assign(({ context }) => ({
        facts: Object.fromEntries(Object.entries(context.facts).slice(0, -1)),
      })),
      forgetFacts: assign({ facts: {} }),
    },
  }).createMachine({
    id: table,
    context: ({ input }) => ({ ...input, facts: {} }),
    initial: 'asking',
    on: {
      HOME: { actions: { type: 'close', params: {} } },
      CANCEL: { actions: { type: 'close', params: {} } },
      [BEGINS[table]]: { target: '.asking', actions: 'forgetFacts' },
      LANGUAGE: {},
      UNDO: [
        { guard: 'hasFacts', target: '.asking', actions: 'dropLastFact' },
        { actions: { type: 'close', params: {} } },
      ],
      HEARD: [
        { guard: 'goesBack', target: '.asking', actions: 'dropLastFact' },
        { guard: 'leaves', actions: { type: 'close', params: {} } },
      ],
    },
    states: {
      asking: {
        always: { guard: 'isDecided', target: 'result' },
        on: {
          PICK: { guard: 'isPossible', target: 'asking', actions: 'keepFact' },
          HEARD: { guard: 'isPossible', target: 'asking', actions: 'keepFact' },
        },
      },
      result: {},
    },
  });

  return { name: table, version: 1, roles: ['visitor'], machine, read: reader(table) };
}

/** "Beratung finden": who is responsible. */
export const advice = guidance('advice');

/** "Weg zum Berechtigungsschein": whom to ask for the entitlement to an Integrationskurs. */
export const voucher = guidance('voucher');
