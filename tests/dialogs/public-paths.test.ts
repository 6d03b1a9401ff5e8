import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { getMicrosteps } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import { callback } from '../../dialogs/callback.ts';
import { course } from '../../dialogs/course.ts';
import {
  type AnySnapshot,
  CALLBACK_TIMES,
  type Choice,
  type Dialog,
  type DialogEvent,
  type Effect,
  type Reply,
  type Returned,
  type VisitorDesk,
} from '../../dialogs/dialog.ts';
import { advice, voucher } from '../../dialogs/guidance.ts';
import { begin, step } from '../../dialogs/step.ts';
import { welcome } from '../../dialogs/welcome.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Phrase } from '../../src/domain/understanding/questions.ts';
import type { Reading } from '../../src/domain/understanding/reading.ts';
import { aPrincipal, MONDAY } from '../support/builders.ts';
import { aStamp, pressablesIn, wordsIn } from '../support/dialogs.ts';
import { PUBLIC, placeholdersOf, textsOf } from '../support/locales.ts';
import {
  aCourse,
  aDesk,
  aPhrase,
  aQuestion,
  aReading,
  looksOf,
  perhaps,
  someCourses,
  somethingElse,
  storedVisit,
  wishing,
} from '../support/visitors.ts';

const desk: VisitorDesk = aDesk({
  courses: someCourses([aCourse()]),
  offersCallback: true,
});

const PHRASES: readonly Phrase[] = [
  'greeting',
  'thanks',
  'bye',
  'yes',
  'no',
  'skip',
  'back',
  'restart',
  'delete',
  'dontKnow',
];

/** Everything that may be understood of a line. */
const heard: readonly Reading[] = [
  ...PHRASES.map(aPhrase),
  aReading(),
  aReading({ meaning: { kind: 'emergency' } }),
  aQuestion('so.kosten'),
  aQuestion('so.wer', 'be.wo'),
  aQuestion('bot.mensch'),
  aQuestion('bot.sprache'),
  perhaps('so.wer', 'be.wo'),
  somethingElse(),
  somethingElse('be.wo'),
  wishing({ when: 'evening' }),
  wishing({ whom: 'women', level: 'alphabet', childcare: true }),
  { ...aQuestion('so.abend'), wishes: { when: 'evening', online: true } },
];

/** Everything that a button may carry, whether or not the present card has it. */
const pressed: readonly (Choice | Returned)[] = [
  ...['', 'any', 'yes', 'no', 'unsure', 'women', 'beginner', 'evening', 'needed', 'online'].map(
    (pick) => ({ type: 'PICK', pick }) as const,
  ),
  ...['german', 'everyday', 'municipal', 'quarter:Dorenkamp', 'quarter:Atlantis'].map(
    (pick) => ({ type: 'PICK', pick }) as const,
  ),
  ...CALLBACK_TIMES.map((pick) => ({ type: 'PICK', pick }) as const),
  { type: 'LANGUAGE', locale: 'uk' },
  { type: 'LANGUAGES' },
  { type: 'TOPIC', topic: 'so.kosten' },
  { type: 'TOPIC', topic: 'bot.mensch' },
  { type: 'TOPIC', topic: 'bot.hilfe' },
  { type: 'TOPIC', topic: 'so.nichts' },
  { type: 'TOPICS' },
  { type: 'GROUP', group: 'courses' },
  { type: 'GROUP', group: 'integration' },
  { type: 'NONE_OF_THESE' },
  { type: 'HELPFUL', topic: 'so.kosten', helpful: true },
  { type: 'HELPFUL', topic: 'so.nichts', helpful: false },
  { type: 'COURSE' },
  { type: 'ADVICE' },
  { type: 'VOUCHER' },
  { type: 'FORGET' },
  { type: 'FORGET_NOW' },
  { type: 'CALLBACK' },
  { type: 'SHOW' },
  { type: 'UNDO' },
  { type: 'HOME' },
  { type: 'HELP' },
  { type: 'PERSON' },
  { type: 'CONTINUE' },
  { type: 'RETURNED' },
];

/** What only the buttons and commands of the staff carry. */
const ofStaff: readonly Choice[] = [
  { type: 'ANSWER', answer: 'yes' },
  { type: 'AREA_NONE' },
  { type: 'BACK' },
  { type: 'PAUSE' },
  { type: 'DATA' },
  { type: 'NEW' },
  { type: 'CASES' },
  { type: 'CALLBACKS' },
  { type: 'REVIEW' },
  { type: 'FINISH' },
  { type: 'EXPLAIN' },
  { type: 'TRAIL' },
  { type: 'EXPORT' },
  { type: 'REASSESS' },
  { type: 'DELETE' },
  { type: 'MODE', mode: 'area' },
  { type: 'GO_TO_AREA', area: 'zwei' },
  { type: 'GO_TO_QUESTION', number: 2 },
  { type: 'OPEN', sheet: 'sheet-1' },
  { type: 'SELECT', sheet: 'sheet-1' },
  { type: 'PAGE', page: 1 },
  { type: 'KEEP' },
  { type: 'DECIDE' },
  { type: 'SUBMIT' },
  { type: 'USE_SUGGESTION' },
  { type: 'CALLBACK_DONE', callback: 'wish-1' },
];

/** These are answered above the dialogs, in every state. */
const ANSWERED_ABOVE = ['LANGUAGE', 'LANGUAGES', 'PERSON', 'FORGET_NOW', 'TOPIC'];

/** States in which a short farewell is all that is said. */
const FAREWELLS = ['thanked', 'left'];
/** States of the welcome with nothing of their own: there another language brings the greeting, or the last answer. */
const BARE = ['greeting', 'home', 'greeted', 'thanked', 'left', 'languages', 'praised'];

const stamp = (inputs = {}) =>
  aStamp({ at: MONDAY, principal: aPrincipal({ name: '', roles: ['visitor'] }), inputs });
const press = (event: Choice | Returned): DialogEvent => ({ ...event, ...stamp() });
const hear = (reading: Reading, inputs = {}): DialogEvent => ({
  type: 'HEARD',
  reading,
  ...stamp(inputs),
});
const REQUESTED: DialogEvent = { type: 'REQUESTED', ...stamp() };

const tapsIn = (dialog: Dialog, snapshot: AnySnapshot): DialogEvent[] =>
  pressablesIn(dialog.read(snapshot)).map(({ event }) => press(event));

const isWaiting = ({ value }: AnySnapshot): boolean => value === 'storing';

const eventsIn = (dialog: Dialog, snapshot: AnySnapshot): DialogEvent[] =>
  isWaiting(snapshot)
    ? [REQUESTED]
    : [
        ...tapsIn(dialog, snapshot),
        ...pressed.map(press),
        ...heard.map((reading) => hear(reading)),
        hear(aReading(), { phone: '+4917612345678' }),
      ];

/** What can differ from place to place within a state. What a state has no use for is left out, so that they stay few. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  answering: ['topic', 'askedHelpful'],
  asking: ['offered'],
  declining: ['offered', 'danger'],
  topics: ['group'],
  number: ['time', 'failed'],
  done: ['locale'],
};

/** Where a dialog stands, without what only changes its words: of wishes it matters which there are. */
function abstract({ value, context }: AnySnapshot): string {
  const name = String(value);
  const { facts, wishes, topic } = context;
  return JSON.stringify([
    name,
    ...(DIFFERENCES[name] ?? []).map((each) => context[each] ?? null),
    ...(facts ? [facts] : []),
    ...(wishes ? [Object.keys(wishes).sort()] : []),
    ...(BARE.includes(name) ? [topic !== undefined] : []),
  ]);
}

type Way = { event: DialogEvent; tap: boolean; to: string; next: AnySnapshot; effects: Effect[] };
type Place = { snapshot: AnySnapshot; ways: Way[] };

/** Every place that a dialog can come to, with every way on from there that means something. */
function explore(dialog: Dialog): ReadonlyMap<string, Place> {
  const map = getAdjacencyMap<AnySnapshot, DialogEvent, object>(dialog.machine, {
    input: desk,
    events: (snapshot) => eventsIn(dialog, snapshot),
    serializeState: abstract,
    limit: 200_000,
  });
  const places = new Map<string, Place>();
  const placeOf = (snapshot: AnySnapshot): Place => {
    const key = abstract(snapshot);
    const place = places.get(key) ?? { snapshot, ways: [] };
    places.set(key, place);
    return place;
  };
  for (const { state, event, nextState } of adjacencyMapToArray(map)) {
    const { snapshot, ways } = placeOf(state);
    const { snapshot: next, effects, understood } = step(dialog, snapshot, event);
    if (understood) {
      const tap = tapsIn(dialog, snapshot).some((each) => isDeepStrictEqual(each, event));
      ways.push({ event, tap, to: abstract(next), next, effects });
    }
    placeOf(nextState);
  }
  return places;
}

const isText = ({ kind }: Reply['parts'][number]): boolean =>
  ['text', 'question', 'notice'].includes(kind);

const isClosing = (effects: readonly Effect[]): boolean =>
  effects.some(({ type }) => type === 'close');

/** The texts of each language, and the names that its texts leave open. */
const languages = LOCALES.map((tag) => ({ tag, texts: textsOf(tag) }));

/** Keys that a language lacks, and placeholders that nothing fills. */
const unsaid = (value: unknown): string[] =>
  wordsIn(value).flatMap((words) => {
    if (!('key' in words)) return [];
    const [namespace = '', name] = words.key.split(':');
    if (!name || !PUBLIC.includes(namespace)) {
      return ['faq', 'languages'].includes(namespace) ? [] : [`${words.key} is not for the public`];
    }
    const filled = Object.keys(words.params ?? {});
    return languages.flatMap(({ tag, texts }) => {
      const text = texts.get(words.key);
      if (text === undefined) return [`${words.key} is missing in ${tag}`];
      return placeholdersOf(text)
        .filter((each) => !filled.includes(each))
        .map((each) => `${words.key} in ${tag} lacks {{${each}}}`);
    });
  });

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

describe.each([
  { dialog: welcome },
  { dialog: course },
  { dialog: advice },
  { dialog: voucher },
  { dialog: callback },
])('On every path of the public dialog $dialog.name', ({ dialog }) => {
  const places = once(() => explore(dialog));
  const resting = () => [...places().values()].filter(({ snapshot }) => !isWaiting(snapshot));
  const ways = () => [...places().values()].flatMap((place) => place.ways);
  const nameOf = ({ snapshot }: Place) => abstract(snapshot);

  test('every state that it has is rested in, or passed', () => {
    const reached = new Set(
      [...places().values()].flatMap(({ snapshot, ways: from }) => [
        String(snapshot.value),
        ...from.flatMap(({ event }) =>
          getMicrosteps(dialog.machine, snapshot, event).map(([passed]) => String(passed.value)),
        ),
      ]),
    );
    const states: Record<string, { always?: readonly unknown[] | undefined }> =
      dialog.machine.states;
    const passing = Object.entries(states)
      .filter(([, { always }]) => (always?.length ?? 0) > 0)
      .map(([name]) => name);
    const missing = Object.keys(states).filter((name) => !reached.has(name));
    // A state that is only passed at the beginning is behind every path.
    expect(missing.filter((name) => !passing.includes(name))).toEqual([]);
  });

  test('it rests somewhere from the beginning', () => {
    const { snapshot, effects } = begin(dialog, desk);
    expect(places().has(abstract(snapshot as AnySnapshot))).toBe(true);
    expect(effects).toEqual([]);
  });

  test('every reply says something, and leads on unless it is a short farewell', () => {
    const bare = resting().filter(({ snapshot }) => {
      const reply = dialog.read(snapshot);
      const isFarewell = FAREWELLS.includes(String(snapshot.value));
      return !reply.parts.some(isText) || (!isFarewell && pressablesIn(reply).length === 0);
    });
    expect(resting().length).toBeGreaterThan(2);
    expect(bare.map(nameOf)).toEqual([]);
  });

  test('HOME leads to the ways on from everywhere', () => {
    const stuck = resting().filter(({ snapshot }) => {
      const { snapshot: next, effects } = step(dialog, snapshot, press({ type: 'HOME' }));
      return dialog === welcome ? next.value !== 'home' : !isClosing(effects);
    });
    expect(stuck.map(nameOf)).toEqual([]);
  });

  test('a button leads to the ways on, or is one of them, from everywhere', () => {
    const stuck = resting().filter(({ snapshot }) => {
      if (dialog === welcome && BARE.includes(String(snapshot.value))) return false;
      const buttons = pressablesIn(dialog.read(snapshot));
      return !buttons.some(({ event }) => event.type === 'HOME' || event.type === 'PERSON');
    });
    expect(stuck.map(nameOf)).toEqual([]);
  });

  test('every button means something there', () => {
    const dead = resting().flatMap(({ snapshot }) =>
      pressablesIn(dialog.read(snapshot))
        .filter(({ event }) => !ANSWERED_ABOVE.includes(event.type))
        .filter(({ event }) => !step(dialog, snapshot, press(event)).understood)
        .map(({ event }) => `${JSON.stringify(event)} in ${abstract(snapshot)}`),
    );
    expect(dead).toEqual([]);
  });

  test('no button stands twice', () => {
    const doubled = resting().flatMap(({ snapshot }) => {
      const events = pressablesIn(dialog.read(snapshot)).map(({ event }) => JSON.stringify(event));
      return events.filter((each, index) => events.indexOf(each) !== index);
    });
    expect([...new Set(doubled)]).toEqual([]);
  });

  test('at most one button is the way forward, and it is the first', () => {
    const odd = resting().filter(({ snapshot }) =>
      looksOf(dialog.read(snapshot)).some((look, index) => look.endsWith('(primary)') && index > 0),
    );
    expect(odd.map(nameOf)).toEqual([]);
  });

  test('everything that is said exists in all languages, with every placeholder filled', () => {
    const replies = resting().map(({ snapshot }) => dialog.read(snapshot));
    expect([...new Set(unsaid(replies))]).toEqual([]);
  });

  test('another language keeps the place', () => {
    const moved = resting().filter(({ snapshot }) => {
      const event = press({ type: 'LANGUAGE', locale: 'ar' });
      const { snapshot: next, effects } = step(dialog, snapshot, event);
      if (effects.length > 0) return true;
      if (dialog === welcome && BARE.includes(String(snapshot.value))) {
        return next.value !== (snapshot.context.topic ? 'answering' : 'greeting');
      }
      return abstract(next) !== abstract(snapshot);
    });
    expect(moved.map(nameOf)).toEqual([]);
  });

  test('what was stored says the same again', () => {
    for (const { snapshot } of resting()) {
      const again = storedVisit(dialog, snapshot, desk);
      expect(abstract(again)).toEqual(abstract(snapshot));
      expect(dialog.read(again)).toEqual(dialog.read(snapshot));
    }
  });

  test('nothing that can be tapped or written breaks it, wherever it stands', () => {
    let taken = 0;
    for (const { snapshot } of resting()) {
      for (const event of [...eventsIn(dialog, snapshot), REQUESTED, ...ofStaff.map(press)]) {
        const { snapshot: next } = step(dialog, snapshot, event);
        expect(next.status).toBe('active');
        expect(dialog.read(next).parts.some(isText)).toBe(true);
        taken++;
      }
    }
    expect(taken).toBeGreaterThan(100);
  });

  test('nothing of the staff means anything, and no dialog of theirs is opened', () => {
    const understood = resting().flatMap(({ snapshot }) =>
      ofStaff.filter((event) => step(dialog, snapshot, press(event)).understood),
    );
    expect(understood).toEqual([]);
    const opened = ways().flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.type === 'open' ? effect.dialog : [])),
    );
    expect(
      opened.filter((name) => !['course', 'advice', 'voucher', 'callback'].includes(name)),
    ).toEqual([]);
  });

  test('at most one thing is asked of the shell at a time', () => {
    expect(ways().filter(({ effects }) => effects.length > 1)).toEqual([]);
  });

  test('taps alone lead out of it, or to the ways on, from everywhere', () => {
    const leading = new Set(
      [...places()]
        .filter(([, { snapshot, ways: from }]) =>
          dialog === welcome
            ? snapshot.value === 'home' || BARE.includes(String(snapshot.value))
            : from.some(({ tap, effects }) => tap && isClosing(effects)),
        )
        .map(([key]) => key),
    );
    for (let before = -1; before !== leading.size; ) {
      before = leading.size;
      for (const [key, { snapshot, ways: from }] of places()) {
        if (from.some(({ to, tap }) => (tap || isWaiting(snapshot)) && leading.has(to))) {
          leading.add(key);
        }
      }
    }
    expect([...places().keys()].filter((key) => !leading.has(key))).toEqual([]);
  });

  test('a telephone number is nowhere in what is remembered', () => {
    const snapshots = [...places().values()].flatMap((place) => [
      place.snapshot,
      ...place.ways.map(({ next }) => next),
    ]);
    const memories = snapshots.map(({ context }) => JSON.stringify({ ...context, ...desk }));
    expect(memories.filter((memory) => memory.includes('17612345678'))).toEqual([]);
  });
});
