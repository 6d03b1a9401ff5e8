import {
  type Course,
  type CourseKind,
  LEVELS,
  type Match,
  matchCourses,
  quartersOf,
  TIMES,
  WHOM,
  type Wish,
  type Wishes,
} from '../src/domain/courses.ts';
import { dayOf } from '../src/domain/retention.ts';
import { sourceWords } from './answer-reply.ts';
import { contactCards } from './contact-card.ts';
import {
  type AnySnapshot,
  asOf,
  type Button,
  button,
  type Part,
  type Reply,
  say,
  type Words,
} from './dialog.ts';
import { homeButton, personButton, type VisitorContext } from './visitor.ts';

/* What the course finder asks, and what it shows. */

export type CourseContext = VisitorContext & { wishes: Wishes };

/** What a button for a quarter carries in front of its name. */
export const QUARTER = 'quarter:';

type Asking = 'whom' | 'level' | 'reads' | 'speaks' | 'when' | 'childcare' | 'place';
type State = Asking | 'results';

const pick = (key: string, value: string): Button => ({
  words: say(key),
  event: { type: 'PICK', pick: value },
});

const OPTIONS: Readonly<Record<Asking, readonly string[]>> = {
  whom: WHOM,
  level: [...LEVELS, 'unsure'],
  reads: ['yes', 'no'],
  speaks: ['yes', 'no'],
  when: TIMES,
  childcare: ['needed', 'none'],
  place: ['onsite', 'online'],
};

function optionsOf(state: Asking, { courses, at }: CourseContext): Button[] {
  const fixed = OPTIONS[state].map((option) => pick(`course:${state}.${option}`, option));
  if (state !== 'place') return fixed;
  const quarters = quartersOf(courses, dayOf(at)).map(
    (quarter): Button => ({
      words: say('course:place.quarter', { quarter: { plain: quarter } }),
      event: { type: 'PICK', pick: `${QUARTER}${quarter}` },
    }),
  );
  return [...quarters, ...fixed];
}

function question(state: Asking, context: CourseContext): Part[] {
  const parts: Part[] = state === 'whom' ? [{ kind: 'text', words: say('course:intro') }] : [];
  return [
    ...parts,
    { kind: 'question', words: say(`course:${state}.question`) },
    {
      kind: 'buttons',
      main: [...optionsOf(state, context), pick('course:any', 'any')],
      also: [
        button('course:undo', { type: 'UNDO' }),
        button('course:show', { type: 'SHOW' }),
        button('course:stop', { type: 'HOME' }),
      ],
    },
  ];
}

function wishWords(wish: Wish, wishes: Wishes): Words {
  switch (wish) {
    case 'whom':
    case 'level':
    case 'when':
      return say(`course:wish.${wishes[wish]}`);
    case 'childcare':
      return say('course:wish.childcare');
    case 'online':
      return say(wishes.online ? 'course:wish.online' : 'course:wish.onsite');
    case 'quarter':
      return say('course:wish.quarter', { quarter: { plain: wishes.quarter ?? '' } });
    default:
      return wish satisfies never;
  }
}

const all = (list: readonly Wish[], wishes: Wishes): Words => ({
  list: list.map((wish) => wishWords(wish, wishes)),
});

const CHILDCARE = {
  yes: 'course:yes',
  no: 'course:no',
  partly: 'course:partly',
} as const;

const childcareLine = ({ childcare }: CourseKind | Course): Words =>
  say('course:childcare_', {
    childcare: say(childcare ? CHILDCARE[childcare] : 'course:notKnown'),
  });

function kindLines(kind: CourseKind): Words[] {
  return [
    say('course:place_', { place: say(`course:${kind.place}`) }),
    say('course:time_', { time: say(`course:${kind.rhythm}`) }),
    childcareLine(kind),
  ];
}

function courseLines(course: Course): Words[] {
  const times: Words = {
    list: course.days.map(({ weekday, from, to }) =>
      say('visit:hoursOf', { day: say(`visit:weekday.${weekday}`), from, to }),
    ),
  };
  const place: Words = {
    list: [{ plain: course.place }, ...(course.quarter ? [{ plain: course.quarter }] : [])],
  };
  return [
    say('course:place_', { place }),
    say('course:time_', { time: times }),
    say('course:period_', {
      from: { date: course.from, style: 'day' },
      to: { date: course.to, style: 'day' },
    }),
    childcareLine(course),
    ...(course.seats === undefined ? [] : [say('course:seats_', { seats: course.seats })]),
  ];
}

function matchCard({ offer, fits, misses, unknown }: Match, context: CourseContext): Part {
  const { wishes, courses } = context;
  const told: [string, readonly Wish[]][] = [
    ['course:fits', fits],
    ['course:misses', misses],
    ['course:unknown', unknown],
  ];
  const isCourse = 'days' in offer;
  return {
    kind: 'card',
    title: say(`course:kind.${isCourse ? offer.kind : offer.id}`),
    lines: [
      ...told.flatMap(([key, list]) =>
        list.length > 0 ? say(key, { wishes: all(list, wishes) }) : [],
      ),
      ...(isCourse ? courseLines(offer) : kindLines(offer)),
      say('course:cost_'),
      say('course:register_'),
      say('course:asOf', { date: asOf(courses.asOf) }),
    ],
    links: [],
  };
}

function results(context: CourseContext): Part[] {
  const { wishes, courses, guide, at } = context;
  const wanted = Object.keys(wishes) as Wish[];
  const found = matchCourses(courses, wishes, dayOf(at));
  const understood: Part[] =
    wanted.length > 0
      ? [{ kind: 'text', words: say('course:understood', { wishes: all(wanted, wishes) }) }]
      : [];
  const sources = new Set(
    found.matches.flatMap(({ offer }) => ('source' in offer ? offer.source : [])),
  );
  return [
    ...understood,
    { kind: 'text', words: say(found.all ? 'course:found' : 'course:nearest') },
    ...found.matches.map((match) => matchCard(match, context)),
    { kind: 'text', words: say('course:dates') },
    { kind: 'provenance', sources: sourceWords([...sources].map((id) => guide.sources[id])) },
    ...contactCards(guide, ['sprachoffensive'], at),
    {
      kind: 'buttons',
      main: [button('course:change', { type: 'COURSE' }, 'primary'), personButton, homeButton],
    },
  ];
}

export function read({ value, context }: AnySnapshot): Reply {
  const state = value as State;
  return { parts: state === 'results' ? results(context) : question(state, context) };
}
