import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type {
  AnySnapshot,
  Choice,
  Dialog,
  DialogEvent,
  Effect,
  Inputs,
  Part,
  Question,
  Reply,
  Returned,
  VisitorDesk,
} from '../../dialogs/dialog.ts';
import { begin, type Step, step, withContext } from '../../dialogs/step.ts';
import type { Course, Courses, Wishes } from '../../src/domain/courses.ts';
import {
  CENTRAL,
  type Centre,
  EMERGENCY,
  type Guide,
  type Source,
  type Topic,
} from '../../src/domain/guide.ts';
import { type Rules, rulesSchema } from '../../src/domain/responsibility.ts';
import type { Phrase } from '../../src/domain/understanding/questions.ts';
import type { Meaning, Reading } from '../../src/domain/understanding/reading.ts';
import { aPrincipal, MONDAY, minutesLater } from './builders.ts';
import { aStamp, pressablesIn, textOf, wordsIn } from './dialogs.ts';

/*
 * The public dialogs with a small guide, a few courses and few rules of their own, so that a test names what matters.
 */

const weekdays = (days: readonly number[], from: string, to: string) =>
  days.map((weekday) => ({ weekday, from, to }));

export const aCentre = (given: Partial<Centre> = {}): Centre => ({
  id: 'caritas',
  name: 'Caritas',
  hours: [],
  source: 'flyer',
  grade: 'S',
  toBeConfirmed: false,
  ...given,
});

/** The central team with a number and hours, the coordination with more, and one without a telephone. */
const theCentres: readonly Centre[] = [
  aCentre({
    id: CENTRAL,
    name: 'Team',
    phone: '05971 939-390',
    address: 'Klosterstraße 14',
    hours: [...weekdays([1, 2, 3, 4], '09:00', '16:00'), ...weekdays([5], '09:00', '12:00')],
    toBeConfirmed: true,
  }),
  aCentre({
    id: 'sprachoffensive',
    name: 'Koordination',
    phone: '05971 939-141',
    mail: 'kurse@example.org',
    hours: [...weekdays([1], '14:30', '15:30'), ...weekdays([4], '11:00', '12:30')],
  }),
  aCentre({ address: 'Lingener Straße 11', toBeConfirmed: true }),
  aCentre({ id: 'polizei', name: 'Polizei', phone: '110' }),
  aCentre({ id: 'rettung', name: 'Rettungsdienst', phone: '112' }),
];

export const aTopic = (given: Partial<Topic> = {}): Topic => ({
  id: 'so.kosten',
  group: 'courses',
  sources: ['flyer'],
  grade: 'S',
  centres: [],
  followUps: [],
  ...given,
});

const theTopics: readonly Topic[] = [
  aTopic({ opens: 'course', followUps: ['so.wer', 'so.abend', 'be.wo'] }),
  aTopic({ id: 'so.wer', centres: ['sprachoffensive'] }),
  aTopic({ id: 'so.abend', centres: ['sprachoffensive'] }),
  aTopic({ id: 'be.wo', group: 'advice', opens: 'advice', centres: [CENTRAL, 'caritas'] }),
  aTopic({ id: 'be.asyl', group: 'advice', grade: 'I' }),
  aTopic({ id: EMERGENCY, group: 'authorities', centres: ['polizei', 'rettung'] }),
  aTopic({ id: 'bot.mensch', group: 'bot', opens: 'person', centres: [CENTRAL] }),
  aTopic({ id: 'bot.hilfe', group: 'bot', opens: 'home' }),
  aTopic({ id: 'bot.sprache', group: 'bot', opens: 'language' }),
];

type GuideGiven = {
  sources?: Readonly<Record<string, Source>>;
  centres?: readonly Centre[];
  topics?: readonly Topic[];
};

/** The small guide. Centres and topics that are given take the place of those with the same id, or are added. */
export const aGuide = ({ sources, centres = [], topics = [] }: GuideGiven = {}): Guide => ({
  sources: sources ?? { flyer: { name: 'Flyer', date: '2024-07' } },
  centres: new Map([...theCentres, ...centres].map((each) => [each.id, each])),
  topics: new Map([...theTopics, ...topics].map((each) => [each.id, each])),
});

const kind = {
  place: 'spread',
  rhythm: 'twiceAWeek',
  source: 'flyer',
  grade: 'S',
} as const;

export const aCourse = (given: Partial<Course> = {}): Course => ({
  id: 'dorenkamp-1',
  kind: 'beginner',
  levels: ['beginner'],
  times: ['morning'],
  childcare: 'yes',
  online: false,
  days: [{ weekday: 1, from: '09:00', to: '10:30' }],
  place: 'Familienzentrum, Raum 1',
  quarter: 'Dorenkamp',
  from: '2026-11-02',
  to: '2026-12-18',
  seats: 4,
  ...given,
});

/** Three kinds of courses, and single courses where a test has some. */
export const someCourses = (courses: readonly Course[] = []): Courses => ({
  asOf: '2026-11',
  kinds: [
    { ...kind, id: 'beginner', levels: ['beginner'] },
    { ...kind, id: 'women', whom: ['women'], childcare: 'partly' },
    { ...kind, id: 'evening', whom: ['work', 'adults'], times: ['evening'], rhythm: 'evenings' },
  ],
  courses: [...courses],
});

const rule = { grade: 'S', source: 'flyer' } as const;

/** The table as it is in the content: its texts are its own. */
const voucherRules = rulesSchema.parse(
  JSON.parse(readFileSync(new URL('../../content/course-voucher.json', import.meta.url), 'utf8')),
);

/** German courses are decided at once, everyday matters by two more facts, and everything else by nothing. */
export const someRules = (): Rules => ({
  version: 'test',
  facts: {
    concern: ['german', 'everyday', 'return'],
    advised: ['yes', 'no'],
    housing: ['municipal', 'private'],
  },
  rules: [
    {
      ...rule,
      id: 'german',
      when: { concern: ['german'] },
      centres: ['sprachoffensive'],
      topic: 'so.kosten',
    },
    {
      ...rule,
      id: 'back',
      when: { concern: ['everyday'], advised: ['yes'] },
      centres: [CENTRAL],
      says: 'goBack',
    },
    {
      ...rule,
      id: 'home',
      when: { concern: ['everyday'], housing: ['municipal'] },
      centres: ['caritas'],
      also: [CENTRAL],
      topic: 'be.wo',
    },
    { ...rule, id: 'all', when: {}, centres: [CENTRAL] },
  ],
});

export const aDesk = (given: Partial<VisitorDesk> = {}): VisitorDesk => ({
  guide: aGuide(),
  courses: someCourses(),
  tables: { advice: someRules(), voucher: voucherRules },
  offersCallback: false,
  at: MONDAY,
  ...given,
});

/** What was understood of a line. */
export const aReading = (given: Partial<Reading> = {}): Reading => ({
  meaning: { kind: 'nothing' },
  wishes: {},
  ...given,
});

export const aPhrase = (phrase: Phrase): Reading =>
  aReading({ meaning: { kind: 'phrase', phrase } });
export const aQuestion = (...topics: string[]): Reading =>
  aReading({ meaning: { kind: 'topic', topics } });
export const perhaps = (...topics: string[]): Reading =>
  aReading({ meaning: { kind: 'meant', topics } });

const notUnderstood = (given: Partial<Extract<Meaning, { kind: 'unknown' }>> = {}): Meaning => ({
  kind: 'unknown',
  topics: [],
  ...given,
});
export const somethingElse = (...topics: string[]): Reading =>
  aReading({ meaning: notUnderstood({ topics }) });

/** A line of which only these wishes were understood. */
export const wishing = (wishes: Wishes, meaning: Meaning = notUnderstood()): Reading => ({
  meaning,
  wishes,
});

/** What a stored public dialog comes back with: its memory went through JSON, the desk is laid anew. */
export function storedVisit(dialog: Dialog, snapshot: AnySnapshot, desk: VisitorDesk): AnySnapshot {
  const memory = Object.entries<unknown>(snapshot.context).filter(
    ([name]) => !Object.hasOwn(desk, name),
  );
  return withContext(dialog, snapshot, {
    ...JSON.parse(JSON.stringify(Object.fromEntries(memory))),
    ...desk,
  });
}

/** Buttons of a reply in their order, each by its words, with how it looks where that is special. */
export const looksOf = (reply: Reply): string[] =>
  reply.parts.flatMap((part) =>
    part.kind === 'buttons'
      ? [...part.main, ...(part.also ?? []), ...(part.more ?? [])].map(({ words, style }) =>
          style ? `${textOf(words)} (${style})` : textOf(words),
        )
      : [],
  );

type CardPart = Extract<Part, { kind: 'card' }>;

const cardsIn = ({ parts }: Reply): CardPart[] => parts.filter((part) => part.kind === 'card');

/** What a card says, with what is named in it: "visit:openUntil 16:00". */
export const linesOf = (card: CardPart | undefined): string[] =>
  (card?.lines ?? []).map((words) =>
    [
      textOf(words),
      ...('key' in words ? Object.values(words.params ?? {}) : []).map((value) =>
        typeof value === 'object' ? textOf(value) : value,
      ),
    ].join(' '),
  );

type Given = Partial<VisitorDesk> & { wishes?: Wishes };

/** Plays one public dialog: every line is a minute later than the one before, and between two lines it is stored. */
export function visitOf(dialog: Dialog, { wishes, ...given }: Given = {}) {
  const start = given.at ?? MONDAY;
  const effects: Effect[] = [];
  const asked: Question[] = [];
  let minute = 0;
  let understood = true;
  let snapshot: AnySnapshot;

  const desk = () => aDesk({ ...given, at: minutesLater(minute, start) });
  const stamp = (inputs: Inputs = {}) =>
    aStamp({
      at: minutesLater(minute, start),
      principal: aPrincipal({ name: '', roles: ['visitor'] }),
      inputs,
    });

  function settle(result: Step): void {
    snapshot = result.snapshot;
    for (const effect of result.effects) {
      if (effect.type !== 'ask') effects.push(effect);
      else {
        asked.push(effect.question);
        settle(step(dialog, snapshot, { type: 'REQUESTED', ...stamp() }));
      }
    }
  }
  settle(begin(dialog, { ...desk(), ...(wishes ? { wishes } : {}) }));

  function take(event: DialogEvent): void {
    const result = step(dialog, storedVisit(dialog, snapshot, desk()), event);
    understood = result.understood;
    settle(result);
  }

  function send(event: Choice | Returned): void {
    minute++;
    take({ ...event, ...stamp() });
  }

  return {
    send,
    /** A line of which this was understood, with what the channel took out of it. */
    hear(reading: Reading, inputs: Inputs = {}): void {
      minute++;
      take({ type: 'HEARD', reading, ...stamp(inputs) });
    },
    /** Presses the button, or taps the row, with these words. */
    tap(words: string): void {
      const pressable = pressablesIn(dialog.read(snapshot)).find(
        (each) => textOf(each.words) === words,
      );
      if (!pressable) throw new Error(`there is no "${words}" to tap in ${String(snapshot.value)}`);
      send(pressable.event);
    },
    get state(): string {
      return String(snapshot.value);
    },
    get snapshot(): AnySnapshot {
      return snapshot;
    },
    get wishes(): Wishes {
      return snapshot.context.wishes;
    },
    get facts(): Readonly<Record<string, string>> {
      return snapshot.context.facts;
    },
    get reply(): Reply {
      return dialog.read(snapshot);
    },
    get texts(): string[] {
      return wordsIn(dialog.read(snapshot)).map(textOf);
    },
    get buttons(): string[] {
      return pressablesIn(dialog.read(snapshot)).map(({ words }) => textOf(words));
    },
    get cards(): CardPart[] {
      return cardsIn(dialog.read(snapshot));
    },
    get understood(): boolean {
      return understood;
    },
    /** What the dialog asked of the shell last: to open another one, or to be closed. */
    get effect(): Effect | undefined {
      return effects.at(-1);
    },
    /** What the dialog asked the domain. */
    get asked(): readonly Question[] {
      return asked;
    },
  };
}

export type Visit = ReturnType<typeof visitOf>;

/** A line: `[words]` taps the button with these words, another word is a phrase, and a reading is what was understood. */
export type VisitLine = [input: string | Reading, state: string, says?: readonly string[]];

const nameOf = (input: string | Reading): string =>
  typeof input === 'string' ? input : JSON.stringify(input);

/** Taps, or writes, one thing. */
export function put(visit: Visit, input: string | Reading): void {
  const words = typeof input === 'string' ? /^\[(.+)\]$/.exec(input)?.[1] : undefined;
  if (words) visit.tap(words);
  else visit.hear(typeof input === 'string' ? aPhrase(input as Phrase) : input);
}

/** Plays lines one after the other and compares where the dialog rests and what it says. */
export function playVisit(visit: Visit, lines: readonly VisitLine[]): void {
  for (const [index, [input, state, says = []]] of lines.entries()) {
    put(visit, input);
    const line = `line ${index + 1}, ${nameOf(input)}`;
    expect(visit.state, line).toBe(state);
    expect(visit.texts, line).toEqual(expect.arrayContaining([...says]));
  }
}
