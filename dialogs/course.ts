import { assign, setup } from 'xstate';
import { LEVELS, quartersOf, TIMES, WHOM, type Wish, type Wishes } from '../src/domain/courses.ts';
import { dayOf } from '../src/domain/retention.ts';
import { type CourseContext, QUARTER, read } from './course-reply.ts';
import type { Dialog, DialogEvent, VisitorDesk } from './dialog.ts';
import { isPhrase } from './visitor.ts';

/**
 * "Kurs finden": some plain questions, each of which may be skipped, and what comes nearest. Whoever wrote her wishes
 * already sees the result at once.
 */

const pickIn = (event: DialogEvent): string => (event.type === 'PICK' ? event.pick : '');

const among = (values: readonly string[], event: DialogEvent): boolean =>
  values.includes(pickIn(event));

const withWishes = (wishes: Wishes, more: Wishes): { wishes: Wishes } => ({
  wishes: { ...wishes, ...more },
});

/** Who comes back to a question and skips it takes back what she had answered before. */
const dropping = (...params: Wish[]) => ({ type: 'drop', params }) as const;

const withoutWishes = (wishes: Wishes, dropped: readonly Wish[]): { wishes: Wishes } => ({
  wishes: Object.fromEntries(
    Object.entries(wishes).filter(([wish]) => !dropped.includes(wish as Wish)),
  ),
});

/** Topics that are themselves about what somebody wishes of a course; a line about another topic is a question. */
const WISH_TOPICS = new Set([
  'so.was',
  'so.ort',
  'so.zeiten',
  'so.abend',
  'so.kinderbetreuung',
  'so.alphabetisierung',
  'so.niveau',
  'so.frauen',
  'so.jugend',
  'so.beruf',
  'so.online',
]);

/** What the wish words of a line add. */
function heardWishes(event: DialogEvent): Wishes {
  if (event.type !== 'HEARD') return {};
  const { meaning, wishes } = event.reading;
  const isQuestion = meaning.kind === 'topic' && !WISH_TOPICS.has(meaning.topics[0] ?? '');
  return isQuestion ? {} : wishes;
}

const machine = setup({
  types: {
    context: {} as CourseContext,
    events: {} as DialogEvent,
    input: {} as VisitorDesk & { wishes?: Wishes },
  },
  guards: {
    hasWishes: ({ context }) => Object.keys(context.wishes).length > 0,
    isWhom: ({ event }) => among(WHOM, event),
    isLevel: ({ event }) => among(LEVELS, event),
    isUnsure: ({ event }) => pickIn(event) === 'unsure',
    isTime: ({ event }) => among(TIMES, event),
    isYes: ({ event }) => pickIn(event) === 'yes',
    isNo: ({ event }) => pickIn(event) === 'no',
    isNeeded: ({ event }) => pickIn(event) === 'needed',
    isNone: ({ event }) => pickIn(event) === 'none',
    isOnline: ({ event }) => among(['online', 'onsite'], event),
    isQuarter: ({ context, event }) =>
      quartersOf(context.courses, dayOf(context.at)).some(
        (quarter) => `${QUARTER}${quarter}` === pickIn(event),
      ),
    saysWishes: ({ event }) => Object.keys(heardWishes(event)).length > 0,
    skips: ({ event }) => event.type === 'PICK' && event.pick === 'any',
    skipsInWords: isPhrase('skip', 'dontKnow'),
    doesNotKnow: isPhrase('dontKnow'),
    agrees: isPhrase('yes'),
    refuses: isPhrase('no'),
    goesBack: isPhrase('back'),
  },
  actions: {
    close: (_, _closing: object) => {},
    keepWhom: assign(({ context, event }) =>
      withWishes(context.wishes, { whom: pickIn(event) as NonNullable<Wishes['whom']> }),
    ),
    keepLevel: assign(({ context, event }) =>
      withWishes(context.wishes, { level: pickIn(event) as NonNullable<Wishes['level']> }),
    ),
    levelAlphabet: assign(({ context }) => withWishes(context.wishes, { level: 'alphabet' })),
    levelBeginner: assign(({ context }) => withWishes(context.wishes, { level: 'beginner' })),
    levelAdvanced: assign(({ context }) => withWishes(context.wishes, { level: 'advanced' })),
    keepTime: assign(({ context, event }) =>
      withWishes(context.wishes, { when: pickIn(event) as NonNullable<Wishes['when']> }),
    ),
    keepChildcare: assign(({ context }) => withWishes(context.wishes, { childcare: true })),
    keepOnline: assign(({ context, event }) =>
      withWishes(withoutWishes(context.wishes, ['quarter']).wishes, {
        online: pickIn(event) === 'online',
      }),
    ),
    keepQuarter: assign(({ context, event }) =>
      withWishes(withoutWishes(context.wishes, ['online']).wishes, {
        quarter: pickIn(event).slice(QUARTER.length),
      }),
    ),
    keepHeard: assign(({ context, event }) => withWishes(context.wishes, heardWishes(event))),
    drop: assign(({ context }, dropped: readonly Wish[]) => withoutWishes(context.wishes, dropped)),
    forgetWishes: assign({ wishes: {} }),
  },
}).createMachine({
  id: 'course',
  context: ({ input }) => ({ ...input, wishes: input.wishes ?? {} }),
  initial: 'beginning',
  on: {
    SHOW: '.results',
    HOME: { actions: { type: 'close', params: {} } },
    CANCEL: { actions: { type: 'close', params: {} } },
    COURSE: { target: '.whom', actions: 'forgetWishes' },
    LANGUAGE: {},
    HEARD: [{ guard: 'saysWishes', target: '.results', actions: 'keepHeard' }],
  },
  states: {
    beginning: { always: [{ guard: 'hasWishes', target: 'results' }, { target: 'whom' }] },
    whom: {
      on: {
        PICK: [
          { guard: 'isWhom', target: 'level', actions: 'keepWhom' },
          { guard: 'skips', target: 'level', actions: dropping('whom') },
        ],
        HEARD: [
          { guard: 'saysWishes', target: 'level', actions: 'keepHeard' },
          { guard: 'skipsInWords', target: 'level', actions: dropping('whom') },
          { guard: 'goesBack', actions: { type: 'close', params: {} } },
        ],
        UNDO: { actions: { type: 'close', params: {} } },
      },
    },
    level: {
      on: {
        PICK: [
          { guard: 'isLevel', target: 'when', actions: 'keepLevel' },
          { guard: 'isUnsure', target: 'reads' },
          { guard: 'skips', target: 'when', actions: dropping('level') },
        ],
        HEARD: [
          { guard: 'saysWishes', target: 'when', actions: 'keepHeard' },
          { guard: 'doesNotKnow', target: 'reads' },
          { guard: 'skipsInWords', target: 'when', actions: dropping('level') },
          { guard: 'goesBack', target: 'whom' },
        ],
        UNDO: 'whom',
      },
    },
    reads: {
      on: {
        PICK: [
          { guard: 'isYes', target: 'speaks' },
          { guard: 'isNo', target: 'when', actions: 'levelAlphabet' },
          { guard: 'skips', target: 'when', actions: dropping('level') },
        ],
        HEARD: [
          { guard: 'agrees', target: 'speaks' },
          { guard: 'refuses', target: 'when', actions: 'levelAlphabet' },
          { guard: 'skipsInWords', target: 'when', actions: dropping('level') },
          { guard: 'goesBack', target: 'level' },
        ],
        UNDO: 'level',
      },
    },
    speaks: {
      on: {
        PICK: [
          { guard: 'isYes', target: 'when', actions: 'levelAdvanced' },
          { guard: 'isNo', target: 'when', actions: 'levelBeginner' },
          { guard: 'skips', target: 'when', actions: dropping('level') },
        ],
        HEARD: [
          { guard: 'agrees', target: 'when', actions: 'levelAdvanced' },
          { guard: 'refuses', target: 'when', actions: 'levelBeginner' },
          { guard: 'skipsInWords', target: 'when', actions: dropping('level') },
          { guard: 'goesBack', target: 'reads' },
        ],
        UNDO: 'reads',
      },
    },
    when: {
      on: {
        PICK: [
          { guard: 'isTime', target: 'childcare', actions: 'keepTime' },
          { guard: 'skips', target: 'childcare', actions: dropping('when') },
        ],
        HEARD: [
          { guard: 'saysWishes', target: 'childcare', actions: 'keepHeard' },
          {
            guard: 'skipsInWords',
            target: 'childcare',
            actions: dropping('when'),
          },
          { guard: 'goesBack', target: 'level' },
        ],
        UNDO: 'level',
      },
    },
    childcare: {
      on: {
        PICK: [
          { guard: 'isNeeded', target: 'place', actions: 'keepChildcare' },
          { guard: 'isNone', target: 'place', actions: dropping('childcare') },
          { guard: 'skips', target: 'place', actions: dropping('childcare') },
        ],
        HEARD: [
          { guard: 'agrees', target: 'place', actions: 'keepChildcare' },
          { guard: 'refuses', target: 'place', actions: dropping('childcare') },
          { guard: 'saysWishes', target: 'place', actions: 'keepHeard' },
          {
            guard: 'skipsInWords',
            target: 'place',
            actions: dropping('childcare'),
          },
          { guard: 'goesBack', target: 'when' },
        ],
        UNDO: 'when',
      },
    },
    place: {
      on: {
        PICK: [
          { guard: 'isOnline', target: 'results', actions: 'keepOnline' },
          { guard: 'isQuarter', target: 'results', actions: 'keepQuarter' },
          {
            guard: 'skips',
            target: 'results',
            actions: dropping('online', 'quarter'),
          },
        ],
        HEARD: [
          { guard: 'saysWishes', target: 'results', actions: 'keepHeard' },
          {
            guard: 'skipsInWords',
            target: 'results',
            actions: dropping('online', 'quarter'),
          },
          { guard: 'goesBack', target: 'childcare' },
        ],
        UNDO: 'childcare',
      },
    },
    results: { on: { HEARD: { guard: 'goesBack', target: 'whom' }, UNDO: 'whom' } },
  },
});

export const course: Dialog = { name: 'course', version: 1, roles: ['visitor'], machine, read };
