import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { getMicrosteps } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import { assessment } from '../../dialogs/assessment.ts';
import { cases } from '../../dialogs/cases.ts';
import type {
  AnySnapshot,
  Choice,
  Dialog,
  DialogEvent,
  DomainAnswer,
  Effect,
  Inputs,
  Opening,
  Question,
  Reply,
  Returned,
  TextEvent,
} from '../../dialogs/dialog.ts';
import { menu } from '../../dialogs/menu.ts';
import { step, withContext } from '../../dialogs/step.ts';
import { questionAt } from '../../src/domain/catalogue.ts';
import { currentPass, isFinished, type Sheet } from '../../src/domain/sheet.ts';
import {
  aPass,
  aSheet,
  aSmallCatalogue,
  aSummary,
  MONDAY,
  minutesLater,
} from '../support/builders.ts';
import { aStamp, pressablesIn, stored, wordsIn } from '../support/dialogs.ts';
import { placeholdersOf, tags, textsOf, withoutPlural } from '../support/locales.ts';

const catalogue = aSmallCatalogue();
const small = { catalogueVersion: catalogue.version };
const complete = { 'eins.a': 'no', 'eins.b': 'no', 'zwei.a': 'yes', 'zwei.b': 'open' } as const;
const finished = aPass({ finishedAt: MONDAY, answers: { 'eins.a': 'yes' } });
const twenty = Array.from({ length: 20 }, (_, index) => aSummary({ id: `sheet-${index + 1}` }));

/** Everything the domain may answer to a question. */
const answersTo: Record<Question['kind'], readonly DomainAnswer[]> = {
  prepare: [
    {
      type: 'PREPARED',
      suggestion: 'K-2026-15',
      inUse: [{ reference: 'K-2026-14', sheet: 'sheet-1' }],
    },
  ],
  open: [
    { type: 'OPENED', sheet: aSheet(small), catalogue },
    { type: 'OPENED', sheet: aSheet({ ...small, mode: 'area', position: 2 }), catalogue },
    {
      type: 'OPENED',
      sheet: aSheet({ ...small, passes: [aPass({ answers: complete })] }),
      catalogue,
    },
    { type: 'OPENED', sheet: aSheet({ ...small, passes: [finished] }), catalogue },
    {
      type: 'OPENED',
      sheet: aSheet({ ...small, passes: [finished, aPass({ ...finished, answers: complete })] }),
      catalogue,
    },
    { type: 'NOT_FOUND' },
  ],
  list: [
    { type: 'LISTED', sheets: [] },
    { type: 'LISTED', sheets: [aSummary()] },
    { type: 'LISTED', sheets: [aSummary({ finished: true, expiring: true })] },
    { type: 'LISTED', sheets: twenty },
  ],
  delete: [{ type: 'LISTED', sheets: [] }],
  callbacks: [],
  callbackDone: [],
  requestCallback: [],
  export: [
    { type: 'EXPORTED', url: 'https://lotse.example/bogen/abc', minutes: 15 },
    { type: 'NOT_FOUND' },
  ],
};

/** Everything that can be typed, or comes from a card that is not the present one. */
const typed: readonly (Choice | TextEvent | Returned)[] = [
  { type: 'ANSWER', answer: 'yes' },
  { type: 'ANSWER', answer: 'no' },
  { type: 'ANSWER', answer: 'open' },
  { type: 'AREA_NONE' },
  { type: 'BACK' },
  { type: 'CONTINUE' },
  { type: 'UNDO' },
  { type: 'PAUSE' },
  { type: 'CANCEL' },
  { type: 'HELP' },
  { type: 'DATA' },
  { type: 'PERSON' },
  { type: 'HOME' },
  { type: 'NEW' },
  { type: 'CASES' },
  { type: 'REVIEW' },
  { type: 'FINISH' },
  { type: 'EXPLAIN' },
  { type: 'TRAIL' },
  { type: 'EXPORT' },
  { type: 'REASSESS' },
  { type: 'DELETE' },
  { type: 'MODE', mode: 'area' },
  { type: 'MODE', mode: 'question' },
  { type: 'GO_TO_AREA', area: 'zwei' },
  { type: 'GO_TO_AREA', area: 'drei' },
  { type: 'GO_TO_QUESTION', number: 2 },
  { type: 'GO_TO_QUESTION', number: 5 },
  { type: 'LANGUAGE', locale: 'en' },
  { type: 'OPEN', sheet: 'sheet-1' },
  { type: 'SELECT', sheet: 'sheet-9' },
  { type: 'PAGE', page: 99 },
  { type: 'SUBMIT' },
  { type: 'TEXT', text: 'Fall 12' },
  { type: 'TEXT', text: 'K-2026-14' },
  { type: 'TEXT', text: 'Maria Popescu' },
  { type: 'TEXT', text: 'x' },
  { type: 'RETURNED' },
  { type: 'RETURNED', remark: { key: 'assessment:deleted' } },
];

/** These are answered above the dialogs, in every state. */
const ANSWERED_ABOVE = ['HELP', 'DATA', 'PERSON', 'LANGUAGE'];

const PROPER: Inputs = { reference: 'Fall 12', note: 'Notiz', reason: 'weil es eilt' };

/** Ways to fill in the fields of a card: not at all, properly, and with each kind of slip. */
function fillingsOf(reply: Reply): Inputs[] {
  const inputs = reply.parts.flatMap((part) =>
    part.kind === 'question' ? (part.inputs ?? []) : [],
  );
  if (inputs.length === 0) return [{}];
  const [first = ''] = inputs.flatMap((each) =>
    each.kind === 'choices' ? [each.options[0]?.id] : [],
  );
  const filled = (choices: Inputs): Inputs =>
    Object.fromEntries(
      inputs.map(({ id, kind }) => [id, (kind === 'text' ? PROPER[id] : choices[id]) ?? '']),
    );
  const empty = Object.fromEntries(inputs.map(({ id }) => [id, '']));
  if (!first) return [filled({}), empty];
  return [
    filled({ marks: first }),
    filled({ open: first }),
    filled({ marks: first, open: first }),
    empty,
  ];
}

const sheetOn = ({ context }: AnySnapshot): Sheet | undefined => context.sheet;
const stampAt = (snapshot: AnySnapshot, inputs: Inputs = {}) => {
  const sheet = sheetOn(snapshot);
  return aStamp({ at: minutesLater(1 + (sheet ? currentPass(sheet).trail.length : 0)), inputs });
};

const isAsk = (action: unknown): boolean =>
  typeof action === 'object' && action !== null && 'type' in action && action.type === 'ask';
const isAsking = (dialog: Dialog, name: string): boolean =>
  dialog.machine.states[name]?.entry.some(isAsk) ?? false;
const isFinal = (dialog: Dialog, name: string): boolean =>
  dialog.machine.states[name]?.type === 'final';
const isPassing = (dialog: Dialog, name: string): boolean =>
  (dialog.machine.states[name]?.always?.length ?? 0) > 0;
const restsIn = (dialog: Dialog, name: string): boolean =>
  !isAsking(dialog, name) && !isFinal(dialog, name) && !isPassing(dialog, name);

const tapsIn = (dialog: Dialog, snapshot: AnySnapshot): DialogEvent[] => {
  const reply = dialog.read(snapshot);
  return pressablesIn(reply).flatMap(({ event }) =>
    fillingsOf(reply).map((inputs) => ({ ...event, ...stampAt(snapshot, inputs) })),
  );
};

function eventsIn(dialog: Dialog, snapshot: AnySnapshot): DialogEvent[] {
  const name = String(snapshot.value);
  if (isFinal(dialog, name)) return [];
  if (isAsking(dialog, name)) {
    return Object.values(answersTo)
      .flat()
      .map((answer) => ({ ...answer, ...stampAt(snapshot) }));
  }
  return [
    ...tapsIn(dialog, snapshot),
    ...typed.map((event) => ({ ...event, ...stampAt(snapshot) })),
  ];
}

/** What can differ from place to place within a state. What a state has no use for is left out, so that they stay few. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  starting: ['sheetId'],
  reference: ['problem', 'sameReference'],
  question: ['position', 'mode', 'passes', 'undoable', 'ticked', 'answer'],
  area: ['position', 'mode', 'passes', 'undoable', 'ticked', 'fromReview', 'contradiction'],
  review: ['mode', 'passes', 'undoable', 'ticked', 'complete'],
  result: ['passes', 'decided', 'link', 'complete'],
  deciding: ['passes', 'decision'],
  explaining: ['mode', 'passes', 'finished'],
  trail: ['passes', 'page'],
  leaving: ['mode', 'passes', 'fromReview'],
  home: ['unfinished', 'expiring'],
  list: ['sheets', 'page'],
  sheet: ['selected', 'sheets', 'link'],
  confirming: ['selected', 'sheets'],
};

function abstract(snapshot: AnySnapshot): string {
  const { catalogue: _catalogue, ...memory } = snapshot.context;
  const sheet = sheetOn(snapshot);
  const facts: Readonly<Record<string, unknown>> = {
    ...memory,
    ticked: memory.ticked !== undefined,
    ...(sheet && {
      position: sheet.position,
      mode: sheet.mode,
      passes: sheet.passes.length,
      finished: isFinished(sheet),
      decided: currentPass(sheet).decision !== null,
      answer: currentPass(sheet).answers[questionAt(catalogue, sheet.position).indicator.id],
      complete: Object.keys(currentPass(sheet).answers).length === 4,
    }),
  };
  const name = String(snapshot.value);
  return JSON.stringify([name, ...(DIFFERENCES[name] ?? []).map((each) => facts[each] ?? null)]);
}

type Way = {
  event: DialogEvent;
  /** Whether a button, or a row, of the present card stands for it. */
  tap: boolean;
  to: string;
  next: AnySnapshot;
  effects: Effect[];
};
type Place = { snapshot: AnySnapshot; ways: Way[] };

/** Every place that a dialog can come to, with every way on from there that means something. */
function explore(dialog: Dialog): ReadonlyMap<string, Place> {
  const map = getAdjacencyMap<AnySnapshot, DialogEvent, Opening>(dialog.machine, {
    input: { catalogue },
    events: (snapshot) => eventsIn(dialog, snapshot),
    serializeState: abstract,
    limit: 100_000,
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

/** The places from which taps alone, and the answers of the domain, lead to an end. */
function leadingTo(
  places: ReadonlyMap<string, Place>,
  dialog: Dialog,
  end: string,
): ReadonlySet<string> {
  const leading = new Set(
    [...places].filter(([, { snapshot }]) => snapshot.value === end).map(([key]) => key),
  );
  for (let before = -1; before !== leading.size; ) {
    before = leading.size;
    for (const [key, { snapshot, ways }] of places) {
      const asks = isAsking(dialog, String(snapshot.value));
      if (ways.some(({ to, tap }) => (tap || asks) && leading.has(to))) leading.add(key);
    }
  }
  return leading;
}

/** Figures of the installation, which the translation fills in by itself. */
const FACTS = ['finishedMonths', 'unfinishedDays'];

/** The placeholders of each key that code may name, by language. */
const locales = tags.map((tag) => {
  const placeholders = new Map<string, string[]>();
  for (const [key, text] of textsOf(tag)) {
    const known = placeholders.get(withoutPlural(key)) ?? [];
    placeholders.set(withoutPlural(key), [...known, ...placeholdersOf(text)]);
  }
  return { tag, placeholders };
});

/** Keys that a language lacks, and placeholders that nothing fills. */
function unsaid(value: unknown): string[] {
  return wordsIn(value).flatMap((words) => {
    if (!('key' in words)) return [];
    const filled = [...Object.keys(words.params ?? {}), ...FACTS];
    return locales.flatMap(({ tag, placeholders }) => {
      const named = placeholders.get(words.key);
      if (!named) return [`${words.key} is missing in ${tag}`];
      return named
        .filter((name) => !filled.includes(name))
        .map((name) => `${words.key} in ${tag} lacks {{${name}}}`);
    });
  });
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

describe.each([
  { dialog: menu, end: 'home' },
  { dialog: cases, end: 'closed' },
  { dialog: assessment, end: 'closed' },
])('On every path of the dialog $dialog.name', ({ dialog, end }) => {
  const places = once(() => explore(dialog));
  const resting = () =>
    [...places().values()].filter(({ snapshot }) => restsIn(dialog, String(snapshot.value)));
  const ways = () => [...places().values()].flatMap((place) => place.ways);
  const states = Object.keys(dialog.machine.states);

  test('every state that it has is rested in, or passed', () => {
    const reached = new Set(
      [...places().values()].flatMap(({ snapshot, ways }) => [
        String(snapshot.value),
        ...ways.flatMap(({ event }) =>
          getMicrosteps(dialog.machine, snapshot, event).map(([passed]) => String(passed.value)),
        ),
      ]),
    );
    expect(states.filter((name) => !reached.has(name))).toEqual([]);
  });

  test('no state at rest is further than ten steps away', () => {
    const paths = getShortestPaths(dialog.machine, {
      input: { catalogue },
      events: (snapshot: AnySnapshot) => eventsIn(dialog, snapshot),
      serializeState: abstract,
    });
    expect(paths.map(({ state }) => abstract(state)).sort()).toEqual([...places().keys()].sort());
    expect(paths.filter(({ weight }) => weight > 10).map(({ state }) => abstract(state))).toEqual(
      [],
    );
  });

  test('there is something to tap, wherever it rests', () => {
    const bare = resting().filter(
      ({ snapshot }) => pressablesIn(dialog.read(snapshot)).length === 0,
    );
    expect(resting().length).toBeGreaterThan(0);
    expect(bare.map(({ snapshot }) => abstract(snapshot))).toEqual([]);
  });

  test('every button means something there, if its fields are filled in', () => {
    const dead = resting().flatMap(({ snapshot }) => {
      const reply = dialog.read(snapshot);
      const [inputs = {}] = fillingsOf(reply);
      return pressablesIn(reply)
        .filter(({ event }) => !ANSWERED_ABOVE.includes(event.type))
        .map(({ event }) => ({ ...event, ...stampAt(snapshot, inputs) }))
        .filter((event) => !step(dialog, snapshot, event).understood)
        .map(({ type }) => `${type} in ${abstract(snapshot)}`);
    });
    expect(dead).toEqual([]);
  });

  test('everything that is said exists in German and English, with every placeholder filled', () => {
    const replies = [...places().values()].map(({ snapshot }) => dialog.read(snapshot));
    const effects = ways().map((way) => way.effects);
    expect([...new Set([...unsaid(replies), ...unsaid(effects)])]).toEqual([]);
  });

  test(`taps alone lead to ${end} from everywhere`, () => {
    const leading = leadingTo(places(), dialog, end);
    expect([...places().keys()].filter((key) => !leading.has(key))).toEqual([]);
  });

  test('at most one thing is asked of the shell at a time', () => {
    expect(ways().filter(({ effects }) => effects.length > 1)).toEqual([]);
  });

  test('it goes on, whatever the domain answers', () => {
    const stuck = ways().flatMap(({ next, effects }) =>
      effects.flatMap((effect) =>
        effect.type !== 'ask'
          ? []
          : answersTo[effect.question.kind]
              .filter((answer) => !step(dialog, next, { ...answer, ...stampAt(next) }).understood)
              .map((answer) => `${answer.type} in ${String(next.value)}`),
      ),
    );
    expect([...new Set(stuck)]).toEqual([]);
  });

  test('it takes up again when a dialog that it opened has closed', () => {
    const deaf = ways()
      .filter(({ effects }) => effects.some(({ type }) => type === 'open'))
      .filter(({ next }) => !step(dialog, next, { type: 'RETURNED', ...stampAt(next) }).understood);
    expect(deaf.map(({ to }) => to)).toEqual([]);
  });

  test('what was stored on Friday says the same on Monday', () => {
    for (const { snapshot } of resting()) {
      const friday = withContext(dialog, snapshot, { ...snapshot.context, remark: undefined });
      expect(dialog.read(stored(dialog, snapshot))).toEqual(dialog.read(friday));
    }
  });

  describe.each(states.filter((name) => restsIn(dialog, name)))('in %s', (name) => {
    for (const type of ['BACK', 'CANCEL', 'HOME'] as const) {
      test(`${type} means something`, () => {
        const here = resting().filter(({ snapshot }) => snapshot.value === name);
        const deaf = here.filter(
          ({ snapshot }) =>
            !step(dialog, snapshot, { type, ...stampAt(snapshot) } as DialogEvent).understood,
        );
        expect(here.length).toBeGreaterThan(0);
        expect(deaf.map(({ snapshot }) => abstract(snapshot))).toEqual([]);
      });
    }
  });
});
