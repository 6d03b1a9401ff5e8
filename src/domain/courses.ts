import { z } from 'zod';
import { gradeSchema } from './guide.ts';
import { comparable } from './understanding/stems.ts';

/*
 * German courses. What the sources support are kinds of courses; single courses of a term come from the coordination
 * and are optional. Whatever is not said about a course is unknown, never "no".
 */

export const WHOM = ['adults', 'women', 'teenagers', 'work'] as const;
export const LEVELS = ['alphabet', 'beginner', 'advanced'] as const;
export const TIMES = ['morning', 'afternoon', 'evening', 'weekend', 'shift'] as const;

type Whom = (typeof WHOM)[number];
type Level = (typeof LEVELS)[number];
type Time = (typeof TIMES)[number];

/** What somebody looks for; what is left out does not matter to her. */
export type Wishes = {
  whom?: Whom;
  level?: Level;
  when?: Time;
  childcare?: true;
  online?: boolean;
  /** A quarter of the town, as it is named in the courses. */
  quarter?: string;
};

export type Wish = keyof Wishes;

const day = z.iso.date();
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const id = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** What a kind of course or a single course offers. A list that is left out says nothing; an empty one is refused. */
const offerShape = {
  id,
  whom: z.array(z.enum(WHOM)).min(1).optional(),
  levels: z.array(z.enum(LEVELS)).min(1).optional(),
  times: z.array(z.enum(TIMES)).min(1).optional(),
  childcare: z.enum(['yes', 'no', 'partly']).optional(),
  online: z.boolean().optional(),
};

/** A kind of course; `id` names its words in the locales. */
const kindSchema = z.strictObject({
  ...offerShape,
  /** How place and time are described, as keys of the locales. */
  place: z.enum(['spread', 'inKitas', 'notKnown']),
  rhythm: z.enum(['twiceAWeek', 'evenings', 'holidays', 'notKnown']),
  source: z.string(),
  grade: gradeSchema,
});

/** A single course of a term, as the coordination names it. */
const courseSchema = z
  .strictObject({
    ...offerShape,
    kind: id,
    /** Such as "Mo 09:00–10:30, Mi 09:00–10:30". */
    days: z
      .array(
        z
          .strictObject({ weekday: z.number().int().min(1).max(7), from: clock, to: clock })
          .refine(({ from, to }) => from < to, 'ends before it begins'),
      )
      .min(1),
    place: z.string().min(1).max(200),
    quarter: z.string().min(1).max(60).optional(),
    from: day,
    to: day,
    seats: z.number().int().nonnegative().optional(),
  })
  .refine(({ from, to }) => from <= to, 'ends before it begins');

export const coursesSchema = z.strictObject({
  /** The day on which this list was right. */
  asOf: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  /** True in the file that only shows the form. */
  sample: z.literal(true).optional(),
  kinds: z.array(kindSchema).min(1),
  courses: z.array(courseSchema),
});

export type CourseKind = z.infer<typeof kindSchema>;
export type Course = z.infer<typeof courseSchema>;
export type Courses = z.infer<typeof coursesSchema>;
type Offer = CourseKind | Course;

/** Courses that name a kind that is not there, as a list of sentences. */
export function gapsInCourses({ kinds, courses }: Courses): string[] {
  const known = new Set(kinds.map((kind) => kind.id));
  const ids = [...kinds, ...courses].map((offer) => offer.id);
  return [
    ...courses
      .filter(({ kind }) => !known.has(kind))
      .map((course) => `course ${course.id}: no kind ${course.kind}`),
    ...ids
      .filter((each, index) => ids.indexOf(each) !== index)
      .map((each) => `${each} comes twice`),
  ];
}

/** Whether an offer meets one wish: it does, it does not, or nobody has said. */
type Fit = 'fits' | 'misses' | 'unknown';

const among = <T>(wanted: T, offered: readonly T[] | undefined): Fit => {
  if (!offered) return 'unknown';
  return offered.includes(wanted) ? 'fits' : 'misses';
};

const CHILDCARE = { yes: 'fits', partly: 'fits', no: 'misses' } as const;

function fitOf(wish: Wish, wishes: Wishes, offer: Offer): Fit {
  switch (wish) {
    case 'whom':
      // A course for everybody is open to women and adults; it is only not for them alone.
      return offer.whom ? among(wishes.whom, offer.whom) : fitOfEverybody(wishes.whom);
    case 'level':
      return among(wishes.level, offer.levels);
    case 'when':
      return among(wishes.when, offer.times);
    case 'childcare':
      return offer.childcare ? CHILDCARE[offer.childcare] : 'unknown';
    case 'online':
      if (offer.online === undefined) return 'unknown';
      return offer.online === wishes.online ? 'fits' : 'misses';
    case 'quarter':
      if (!('quarter' in offer)) return 'unknown';
      return offer.quarter === wishes.quarter ? 'fits' : 'misses';
    default:
      return wish satisfies never;
  }
}

const fitOfEverybody = (whom: Whom | undefined): Fit => (whom === 'adults' ? 'fits' : 'unknown');

/** An offer with what it meets of the wishes, what it does not, and what nobody has said. */
export type Match = { offer: Offer; fits: Wish[]; misses: Wish[]; unknown: Wish[] };

const MOST_MATCHES = 3;

const isCourse = (offer: Offer): offer is Course => 'days' in offer;

/** The single courses that are not over on a day (YYYY-MM-DD). */
export function currentCourses({ courses }: Courses, today: string): Course[] {
  return courses.filter(({ to }) => to >= today);
}

/** The quarters in which there are courses now, in alphabetical order; empty where none is known. */
export function quartersOf(courses: Courses, today: string): string[] {
  const quarters = currentCourses(courses, today).flatMap(({ quarter }) => quarter ?? []);
  return [...new Set(quarters)].sort((a, b) => a.localeCompare(b, 'de'));
}

/** The quarter that a line names, of those in which there are courses now; undefined where it names none of them. */
export function quarterIn(courses: Courses, today: string, line: string): string | undefined {
  const said = ` ${comparable(line)} `;
  return quartersOf(courses, today).find((quarter) => said.includes(` ${comparable(quarter)} `));
}

/**
 * The offers that come nearest to the wishes, best first, at most three: single courses where there are any now, and
 * kinds of courses otherwise. `all` tells whether the first of them meets every wish for certain. Offers that miss more
 * than they meet are left out, unless there is nothing else.
 */
export function matchCourses(
  courses: Courses,
  wishes: Wishes,
  today: string,
): { all: boolean; matches: Match[] } {
  const wanted = (Object.keys(wishes) as Wish[]).filter((wish) => wishes[wish] !== undefined);
  const running = currentCourses(courses, today);
  const offers: readonly Offer[] = running.length > 0 ? running : courses.kinds;
  const ranked = offers
    .map((offer): Match => {
      const of = (fit: Fit) => wanted.filter((wish) => fitOf(wish, wishes, offer) === fit);
      return { offer, fits: of('fits'), misses: of('misses'), unknown: of('unknown') };
    })
    .sort((a, b) => worth(b) - worth(a) || Number(isCourse(b.offer)) - Number(isCourse(a.offer)));
  const whole = ranked.filter(({ fits }) => fits.length === wanted.length);
  const near = ranked.filter(({ fits, misses }) => fits.length > 0 && fits.length >= misses.length);
  const best = [whole, near, ranked].find((list) => list.length > 0) ?? [];
  return { all: whole.length > 0, matches: best.slice(0, MOST_MATCHES) };
}

/** A miss weighs more than what is not known: somebody may still ask about that. */
const worth = ({ fits, misses }: Match): number => fits.length * 2 - misses.length * 3;
