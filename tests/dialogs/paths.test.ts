import { describe, expect, test } from 'vitest';
import { getMicrosteps } from 'xstate';
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import { assessment } from '../../dialogs/assessment.ts';
import { cases } from '../../dialogs/cases.ts';
import type {
  AnySnapshot,
  Choice,
  Dialog,
  DialogEvent,
  DomainAnswer,
  Inputs,
  Question,
  Reply,
  Returned,
  TextEvent,
} from '../../dialogs/dialog.ts';
import { menu } from '../../dialogs/menu.ts';
import { step } from '../../dialogs/step.ts';
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
    { type: 'OPENED', sheet: aSheet({ ...small, passes: [finished] }), catalogue },
    { type: 'OPENED', sheet: aSheet({ ...small, passes: [finished, finished] }), catalogue },
    { type: 'NOT_FOUND' },
  ],
  list: [
    { type: 'LISTED', sheets: [] },
    { type: 'LISTED', sheets: [aSummary()] },
    { type: 'LISTED', sheets: [aSummary({ finished: true, expiring: true })] },
    { type: 'LISTED', sheets: twenty },
  ],
  delete: [{ type: 'LISTED', sheets: [] }],
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

const isAsking = (dialog: Dialog, name: string): boolean =>
  dialog.machine.states[name]?.entry.some(({ type }: { type: string }) => type === 'ask') ?? false;
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

/** What makes a difference for what can happen next; texts, times and remarks do not. */
function abstract(snapshot: AnySnapshot): string {
  const { catalogue: _catalogue, remark: _remark, ...memory } = snapshot.context;
  const sheet = sheetOn(snapshot);
  const view = sheet && {
    position: sheet.position,
    mode: sheet.mode,
    passes: sheet.passes.length,
    finished: isFinished(sheet),
    decided: currentPass(sheet).decision !== null,
    answers: ['none', 'some', 'some', 'some', 'all'][
      Object.keys(currentPass(sheet).answers).length
    ],
  };
  return JSON.stringify([snapshot.value, { ...memory, sheet: view }]);
}

type Place = {
  snapshot: AnySnapshot;
  /** Where an event leads; `tap` where a button of the present card stands for it. */
  ways: { event: DialogEvent; to: string; tap: boolean }[];
};

/** Every place that a dialog can come to, with every way on from there. */
function explore(dialog: Dialog): ReadonlyMap<string, Place> {
  const map = getAdjacencyMap(dialog.machine, {
    input: { catalogue },
    events: (snapshot: AnySnapshot) => eventsIn(dialog, snapshot),
    serializeState: abstract,
    limit: 200_000,
  });
  return new Map(
    Object.entries(map).map(([key, { state, transitions }]) => {
      const snapshot: AnySnapshot = state;
      const taps = pressablesIn(dialog.read(snapshot)).map(({ event }) => JSON.stringify(event));
      const ways = Object.values(transitions).map(({ event, state: next }) => {
        const { at: _at, newId: _id, principal: _who, inputs: _inputs, ...bare } = event;
        return { event, to: abstract(next), tap: taps.includes(JSON.stringify(bare)) };
      });
      return [key, { snapshot, ways }];
    }),
  );
}

/** The places from which taps alone, and the answers of the domain, lead to an end. */
function leadingTo(
  places: ReadonlyMap<string, Place>,
  dialog: Dialog,
  isEnd: (snapshot: AnySnapshot) => boolean,
): Set<string> {
  const leading = new Set(
    [...places].filter(([, { snapshot }]) => isEnd(snapshot)).map(([key]) => key),
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

const locales = tags.map((tag) => ({ tag, texts: textsOf(tag) }));
/** Figures of the installation, which the translation fills in by itself. */
const FACTS = ['finishedMonths', 'unfinishedDays'];

/** Keys that a language lacks, and placeholders that nothing fills. */
function unsaid(value: unknown): string[] {
  return wordsIn(value).flatMap((words) => {
    if (!('key' in words)) return [];
    const filled = [...Object.keys(words.params ?? {}), ...FACTS];
    return locales.flatMap(({ tag, texts }) => {
      const found = [...texts].filter(
        ([key]) => key === words.key || withoutPlural(key) === words.key,
      );
      const empty = found
        .flatMap(([, text]) => placeholdersOf(text))
        .filter((name) => !filled.includes(name));
      if (found.length === 0) return [`${words.key} is missing in ${tag}`];
      return empty.map((name) => `${words.key} in ${tag} lacks {{${name}}}`);
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
  const states = Object.keys(dialog.machine.states);

  test('every state is reached, by taps alone', () => {
    const reached = new Set<string>();
    const paths = getShortestPaths(dialog.machine, {
      input: { catalogue },
      events: (snapshot: AnySnapshot) =>
        isAsking(dialog, String(snapshot.value))
          ? eventsIn(dialog, snapshot)
          : tapsIn(dialog, snapshot),
      serializeState: abstract,
    });
    for (const { state, steps } of paths) {
      reached.add(String(state.value));
      const [from, last] = [steps.at(-2)?.state, steps.at(-1)?.event];
      if (!from || !last) continue;
      for (const [passed] of getMicrosteps(dialog.machine, from, last)) {
        reached.add(String(passed.value));
      }
    }
    expect(states.filter((name) => !reached.has(name))).toEqual([]);
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
      return pressablesIn(reply)
        .filter(({ event }) => !ANSWERED_ABOVE.includes(event.type))
        .filter(({ event }) => {
          const [inputs = {}] = fillingsOf(reply);
          return !step(dialog, snapshot, { ...event, ...stampAt(snapshot, inputs) }).understood;
        })
        .map(({ event }) => `${event.type} in ${abstract(snapshot)}`);
    });
    expect(dead).toEqual([]);
  });

  test('everything that is said exists in German and English, with every placeholder filled', () => {
    const lacking = [...places().values()].flatMap(({ snapshot, ways }) => [
      ...unsaid(dialog.read(snapshot)),
      ...ways.flatMap(({ event }) => unsaid(step(dialog, snapshot, event).effects)),
    ]);
    expect([...new Set(lacking)]).toEqual([]);
  });

  test(`taps alone lead to ${end} from everywhere`, () => {
    const leading = leadingTo(places(), dialog, ({ value }) => value === end);
    expect([...places().keys()].filter((key) => !leading.has(key))).toEqual([]);
  });

  test('at most one thing is asked of the shell at a time', () => {
    const busy = [...places().values()].flatMap(({ snapshot, ways }) =>
      ways.filter(({ event }) => step(dialog, snapshot, event).effects.length > 1),
    );
    expect(busy).toEqual([]);
  });

  test('it goes on, whatever the domain answers', () => {
    const stuck = [...places().values()].flatMap(({ snapshot, ways }) =>
      ways.flatMap(({ event }) => {
        const asked = step(dialog, snapshot, event);
        return asked.effects.flatMap((effect) =>
          effect.type !== 'ask'
            ? []
            : answersTo[effect.question.kind]
                .map((answer) => ({ ...answer, ...stampAt(snapshot) }))
                .filter((answer) => !step(dialog, asked.snapshot, answer).understood)
                .map((answer) => `${answer.type} in ${String(asked.snapshot.value)}`),
        );
      }),
    );
    expect([...new Set(stuck)]).toEqual([]);
  });

  test('it takes up again when a dialog that it opened has closed', () => {
    const deaf = [...places().values()].flatMap(({ snapshot, ways }) =>
      ways.filter(({ event }) => {
        const opened = step(dialog, snapshot, event);
        if (!opened.effects.some(({ type }) => type === 'open')) return false;
        const back = { type: 'RETURNED' as const, ...stampAt(snapshot) };
        return !step(dialog, opened.snapshot, back).understood;
      }),
    );
    expect(deaf).toEqual([]);
  });

  test('what was stored on Friday says the same on Monday', () => {
    for (const { snapshot } of resting()) {
      const friday = { ...snapshot, context: { ...snapshot.context, remark: undefined } };
      expect(dialog.read(stored(dialog, snapshot))).toEqual(dialog.read(friday as AnySnapshot));
    }
  });

  describe.each(states.filter((name) => restsIn(dialog, name)))('in %s', (name) => {
    test.each(['BACK', 'CANCEL', 'HOME'] as const)('%s means something', (type) => {
      const here = resting().filter(({ snapshot }) => snapshot.value === name);
      const deaf = here.filter(
        ({ snapshot }) => !step(dialog, snapshot, { type, ...stampAt(snapshot) }).understood,
      );
      expect(here.length).toBeGreaterThan(0);
      expect(deaf.map(({ snapshot }) => abstract(snapshot))).toEqual([]);
    });
  });
});
