import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import shipped from '../../content/courses.json' with { type: 'json' };
import sample from '../../content/courses.sample.json' with { type: 'json' };
import {
  type Course,
  type CourseKind,
  type Courses,
  coursesSchema,
  currentCourses,
  gapsInCourses,
  LEVELS,
  matchCourses,
  quarterIn,
  quartersOf,
  TIMES,
  WHOM,
  type Wish,
  type Wishes,
} from '../../src/domain/courses.ts';

const TODAY = '2026-11-23';

const aKind = (given: Partial<CourseKind> = {}): CourseKind => ({
  id: 'beginner',
  place: 'spread',
  rhythm: 'twiceAWeek',
  source: 'brochure-2019',
  grade: 'S',
  ...given,
});

const aCourse = (given: Partial<Course> = {}): Course => ({
  id: 'kurs-1',
  kind: 'beginner',
  days: [{ weekday: 1, from: '09:00', to: '10:30' }],
  place: 'Familienzentrum',
  from: '2026-09-07',
  to: '2026-12-18',
  ...given,
});

/** Only kinds, as long as the coordination has named no single course. */
const kindsOnly = (...kinds: CourseKind[]): Courses => ({ asOf: '2019', kinds, courses: [] });

const theseCourses = (...courses: Course[]): Courses => ({
  asOf: '2026-11',
  kinds: [aKind()],
  courses,
});

const theCourses = coursesSchema.parse(shipped);

/** Found offers by their ids, best first. */
const idsOf = (courses: Courses, wishes: Wishes, today = TODAY): string[] =>
  matchCourses(courses, wishes, today).matches.map(({ offer }) => offer.id);

/** How the only offer there is meets the wishes. */
function onlyMatch(courses: Courses, wishes: Wishes) {
  const { all, matches } = matchCourses(courses, wishes, TODAY);
  expect(matches).toHaveLength(1);
  return { all, fits: matches[0]?.fits, misses: matches[0]?.misses, unknown: matches[0]?.unknown };
}

describe('A wish', () => {
  const cases: [name: string, wishes: Wishes, offered: Partial<Course>, fit: string][] = [
    ['for adults in a course for adults', { whom: 'adults' }, { whom: ['adults'] }, 'fits'],
    ['for adults in a course for women', { whom: 'adults' }, { whom: ['women'] }, 'misses'],
    ['for adults in a course for everybody', { whom: 'adults' }, {}, 'fits'],
    ['for women in a course for women', { whom: 'women' }, { whom: ['women'] }, 'fits'],
    ['for women in a course for work', { whom: 'women' }, { whom: ['work'] }, 'misses'],
    ['for women alone in a course for everybody', { whom: 'women' }, {}, 'unknown'],
    ['for teenagers among others', { whom: 'teenagers' }, { whom: ['women', 'teenagers'] }, 'fits'],
    ['for teenagers in a course for everybody', { whom: 'teenagers' }, {}, 'unknown'],
    ['for work in a course for everybody', { whom: 'work' }, {}, 'unknown'],
    ['for a level that is taught', { level: 'beginner' }, { levels: ['beginner'] }, 'fits'],
    ['for another level', { level: 'advanced' }, { levels: ['alphabet', 'beginner'] }, 'misses'],
    ['for a level of which nothing is said', { level: 'alphabet' }, {}, 'unknown'],
    ['for the evening', { when: 'evening' }, { times: ['morning', 'evening'] }, 'fits'],
    [
      'for the weekend in a course on mornings',
      { when: 'weekend' },
      { times: ['morning'] },
      'misses',
    ],
    ['for a time beside shifts of which nothing is said', { when: 'shift' }, {}, 'unknown'],
    ['for childcare that there is', { childcare: true }, { childcare: 'yes' }, 'fits'],
    ['for childcare that some groups have', { childcare: true }, { childcare: 'partly' }, 'fits'],
    ['for childcare that there is not', { childcare: true }, { childcare: 'no' }, 'misses'],
    ['for childcare of which nothing is said', { childcare: true }, {}, 'unknown'],
    ['for a course online that is online', { online: true }, { online: true }, 'fits'],
    ['for a course online that is in a room', { online: true }, { online: false }, 'misses'],
    ['for a course in a room that is in one', { online: false }, { online: false }, 'fits'],
    ['for a course in a room that is online', { online: false }, { online: true }, 'misses'],
    ['for a course in a room of which nothing is said', { online: false }, {}, 'unknown'],
    ['for the quarter of the course', { quarter: 'Dorenkamp' }, { quarter: 'Dorenkamp' }, 'fits'],
    ['for another quarter', { quarter: 'Dorenkamp' }, { quarter: 'Schotthock' }, 'misses'],
    ['for a quarter where none is said', { quarter: 'Dorenkamp' }, {}, 'unknown'],
  ];

  test.each(cases)('%s', (_name, wishes, offered, fit) => {
    const wish = Object.keys(wishes);
    expect(onlyMatch(theseCourses(aCourse(offered)), wishes)).toEqual({
      all: fit === 'fits',
      fits: fit === 'fits' ? wish : [],
      misses: fit === 'misses' ? wish : [],
      unknown: fit === 'unknown' ? wish : [],
    });
  });

  test('for a quarter is unknown of a kind of course', () => {
    expect(onlyMatch(kindsOnly(aKind()), { quarter: 'Dorenkamp' })).toEqual({
      all: false,
      fits: [],
      misses: [],
      unknown: ['quarter'],
    });
  });
});

describe('Several wishes', () => {
  test('are told apart: what is met, what is not, and what nobody has said', () => {
    const course = aCourse({ levels: ['beginner'], times: ['morning'] });
    expect(
      onlyMatch(theseCourses(course), { level: 'beginner', when: 'evening', childcare: true }),
    ).toEqual({ all: false, fits: ['level'], misses: ['when'], unknown: ['childcare'] });
  });

  test('are all met only where each is met for certain', () => {
    const course = aCourse({ levels: ['beginner'], childcare: 'partly' });
    const courses = theseCourses(course);
    expect(onlyMatch(courses, { level: 'beginner', childcare: true }).all).toBe(true);
    expect(onlyMatch(courses, { level: 'beginner', when: 'morning' }).all).toBe(false);
  });

  test('show only the courses that meet all of them, where there are any', () => {
    const both = aCourse({ id: 'beides', times: ['evening'], childcare: 'yes' });
    const one = aCourse({ id: 'eins', times: ['evening'], childcare: 'no' });
    const unsaid = aCourse({ id: 'offen', times: ['evening'] });
    expect(
      matchCourses(theseCourses(one, unsaid, both), { when: 'evening', childcare: true }, TODAY),
    ).toEqual({
      all: true,
      matches: [{ offer: both, fits: ['when', 'childcare'], misses: [], unknown: [] }],
    });
  });

  test('that none meets show the nearest, and name what each of them misses', () => {
    const evening = aCourse({ id: 'abend', levels: ['beginner'], times: ['evening'] });
    const morning = aCourse({ id: 'morgen', levels: ['beginner'], times: ['morning'] });
    const advanced = aCourse({ id: 'weiter', levels: ['advanced'], times: ['morning'] });
    const found = matchCourses(
      theseCourses(advanced, morning, evening),
      { level: 'beginner', when: 'evening', childcare: true },
      TODAY,
    );
    expect(found.all).toBe(false);
    expect(found.matches.slice(0, 2)).toEqual([
      { offer: evening, fits: ['level', 'when'], misses: [], unknown: ['childcare'] },
      { offer: morning, fits: ['level'], misses: ['when'], unknown: ['childcare'] },
    ]);
    expect(found.matches.map(({ offer }) => offer.id)).not.toContain('weiter');
  });

  test('prefer a course of which less is known to one that misses more', () => {
    const misses = aCourse({ id: 'ohne', times: ['evening'], childcare: 'no' });
    const unsaid = aCourse({ id: 'offen', times: ['evening'] });
    expect(idsOf(theseCourses(misses, unsaid), { when: 'evening', childcare: true })[0]).toBe(
      'offen',
    );
  });

  test('that every course misses still show courses', () => {
    const course = aCourse({ levels: ['advanced'], times: ['morning'] });
    expect(onlyMatch(theseCourses(course), { level: 'alphabet', when: 'evening' })).toEqual({
      all: false,
      fits: [],
      misses: ['level', 'when'],
      unknown: [],
    });
  });

  test('that are none at all are met by every course', () => {
    const { all, matches } = matchCourses(theseCourses(aCourse()), {}, TODAY);
    expect(all).toBe(true);
    expect(matches).toEqual([{ offer: aCourse(), fits: [], misses: [], unknown: [] }]);
  });
});

describe('Evening and childcare together', () => {
  const wishes: Wishes = { when: 'evening', childcare: true };

  test('are promised by no kind of course that is known; the nearest of each are shown', () => {
    const { all, matches } = matchCourses(theCourses, wishes, TODAY);
    expect(all).toBe(false);
    expect(
      matches.map(({ offer, fits, misses, unknown }) => [offer.id, fits, misses, unknown]),
    ).toEqual([
      ['women', ['childcare'], [], ['when']],
      ['parents', ['childcare'], [], ['when']],
      ['evening', ['when'], [], ['childcare']],
    ]);
  });

  test('are met by a single course that has both', () => {
    const course = aCourse({ times: ['evening'], childcare: 'yes' });
    expect(onlyMatch(theseCourses(course), wishes)).toEqual({
      all: true,
      fits: ['when', 'childcare'],
      misses: [],
      unknown: [],
    });
  });

  test('show both halves where each course has only one, each with what it misses', () => {
    const evening = aCourse({ id: 'abend', times: ['evening'], childcare: 'no' });
    const children = aCourse({ id: 'kinder', times: ['morning'], childcare: 'yes' });
    expect(matchCourses(theseCourses(evening, children), wishes, TODAY)).toEqual({
      all: false,
      matches: [
        { offer: evening, fits: ['when'], misses: ['childcare'], unknown: [] },
        { offer: children, fits: ['childcare'], misses: ['when'], unknown: [] },
      ],
    });
  });
});

describe('Single courses', () => {
  const kinds = [aKind({ levels: ['beginner'] }), aKind({ id: 'advanced', levels: ['advanced'] })];

  test('are shown before kinds, even where a kind would fit better', () => {
    const course = aCourse({ levels: ['beginner'] });
    const courses: Courses = { asOf: '2026', kinds, courses: [course] };
    expect(idsOf(courses, { level: 'advanced' })).toEqual(['kurs-1']);
  });

  test('give way to the kinds once all of them are over', () => {
    const over = aCourse({ levels: ['advanced'], to: '2026-11-22' });
    const courses: Courses = { asOf: '2026', kinds, courses: [over] };
    expect(idsOf(courses, { level: 'advanced' })).toEqual(['advanced']);
  });

  test.each([
    ['on the day before its first', '2026-09-06', true],
    ['on its last day', '2026-12-18', true],
    ['on the day after its last', '2026-12-19', false],
    ['years later', '2030-01-01', false],
  ])('are shown %s: %s', (_name, today, shown) => {
    expect(currentCourses(theseCourses(aCourse()), today)).toEqual(shown ? [aCourse()] : []);
    expect(idsOf(theseCourses(aCourse()), {}, today)).toEqual([shown ? 'kurs-1' : 'beginner']);
  });

  test('that are over are never shown, however well they fit', () => {
    const over = aCourse({ id: 'vorbei', levels: ['beginner'], to: '2026-11-22' });
    const running = aCourse({ id: 'jetzt', levels: ['advanced'] });
    expect(idsOf(theseCourses(over, running), { level: 'beginner' })).toEqual(['jetzt']);
  });
});

describe('The quarters to choose from', () => {
  const courses = theseCourses(
    aCourse({ id: 'a', quarter: 'Südesch' }),
    aCourse({ id: 'b', quarter: 'Dorenkamp' }),
    aCourse({ id: 'c', quarter: 'Südesch' }),
    aCourse({ id: 'd', quarter: 'Ödland' }),
    aCourse({ id: 'e', quarter: 'Eschendorf', to: '2026-11-22' }),
    aCourse({ id: 'f' }),
  );

  test('are those of the courses that are not over, each once, in alphabetical order', () => {
    expect(quartersOf(courses, TODAY)).toEqual(['Dorenkamp', 'Ödland', 'Südesch']);
  });

  test('are none where no single course is known', () => {
    expect(quartersOf(theCourses, TODAY)).toEqual([]);
  });

  test.each([
    ['Gibt es einen Kurs im Dorenkamp?', 'Dorenkamp'],
    ['kurs ODLAND bitte', 'Ödland'],
    ['курс в Südesch', 'Südesch'],
    ['Gibt es einen Kurs in Mesum?', undefined],
    ['Dorenkampstraße', undefined],
    ['', undefined],
  ])('are found in what is typed: %s', (line, quarter) => {
    expect(quarterIn(courses, TODAY, line)).toBe(quarter);
  });
});

describe('The shipped list', () => {
  test('has the form of a list, and so has the sample', () => {
    expect(gapsInCourses(theCourses)).toEqual([]);
    expect(theCourses.sample).toBeUndefined();
    expect(coursesSchema.parse(sample)).toMatchObject({ sample: true });
  });

  test.each([
    ['the alphabet', { level: 'alphabet' }, ['alphabet']],
    ['women', { whom: 'women' }, ['women']],
    ['teenagers', { whom: 'teenagers' }, ['pupils', 'holiday']],
    ['work', { whom: 'work' }, ['apprentices', 'evening']],
    ['the evening', { when: 'evening' }, ['evening']],
    ['childcare', { childcare: true }, ['women', 'parents']],
    ['women with childcare', { whom: 'women', childcare: true }, ['women']],
    ['work in the evening', { whom: 'work', when: 'evening' }, ['evening']],
  ] as const)('has kinds for %s', (_name, wishes, ids) => {
    expect(matchCourses(theCourses, wishes, TODAY).all).toBe(true);
    expect(idsOf(theCourses, wishes)).toEqual(ids);
  });

  test.each([
    ['online', { online: true }],
    ['at the weekend', { when: 'weekend' }],
    ['beside shifts', { when: 'shift' }],
    ['in a quarter', { quarter: 'Dorenkamp' }],
  ] as const)('promises nothing that nobody has said: %s', (_name, wishes) => {
    const { all, matches } = matchCourses(theCourses, wishes, TODAY);
    expect(all).toBe(false);
    for (const { fits } of matches) expect(fits).toEqual([]);
  });
});

describe('A list of courses', () => {
  const written = (kind: object = {}, course: object = {}, list: object = {}) => ({
    asOf: '2026-11-23',
    kinds: [{ ...aKind(), ...kind }],
    courses: [{ ...aCourse(), ...course }],
    ...list,
  });

  test.each([
    ['with what has to be said', written()],
    [
      'with everything that can be said',
      written(
        {},
        {
          whom: ['women'],
          levels: ['alphabet'],
          times: ['morning'],
          childcare: 'partly',
          online: false,
          quarter: 'Dorenkamp',
          seats: 0,
        },
      ),
    ],
    ['of a year', written({}, {}, { asOf: '2019' })],
    ['of a month', written({}, {}, { asOf: '2026-11' })],
    ['with a course of one day', written({}, { from: '2026-12-01', to: '2026-12-01' })],
    ['without single courses', written({}, {}, { courses: [] })],
  ])('is taken %s', (_name, list) => {
    expect(coursesSchema.safeParse(list).success).toBe(true);
  });

  test.each([
    ['without kinds', written({}, {}, { kinds: [] })],
    ['without its day', written({}, {}, { asOf: undefined })],
    ['with a day in German spelling', written({}, {}, { asOf: '23.11.2026' })],
    ['that says it is no sample', written({}, {}, { sample: false })],
    ['with a field that nobody knows', written({}, {}, { remark: 'x' })],
    ['with such a field in a kind', written({ price: 0 })],
    ['with such a field in a course', written({}, { teacher: 'Anna Berger' })],
    ['with an empty list of those it is for', written({ whom: [] })],
    ['with an empty list of levels', written({}, { levels: [] })],
    ['with an empty list of times', written({ times: [] })],
    ['with a level that there is not', written({ levels: ['B1'] })],
    ['with a time that there is not', written({}, { times: ['night'] })],
    ['with those that there are not', written({ whom: ['men'] })],
    ['with childcare as yes or no', written({}, { childcare: true })],
    ['with a place that there is not', written({ place: 'town hall' })],
    ['with a rhythm that there is not', written({ rhythm: 'daily' })],
    ['with a grade that there is not', written({ grade: 'A' })],
    ['with an id that is no id', written({ id: 'Anfänger Kurs' })],
    ['with a course without days', written({}, { days: [] })],
    ['with an eighth weekday', written({}, { days: [{ weekday: 8, from: '09:00', to: '10:00' }] })],
    [
      'with a time of one digit',
      written({}, { days: [{ weekday: 1, from: '9:00', to: '10:00' }] }),
    ],
    [
      'with a time past midnight',
      written({}, { days: [{ weekday: 1, from: '09:00', to: '24:30' }] }),
    ],
    ['with a course that has no place', written({}, { place: '' })],
    ['with a quarter without a name', written({}, { quarter: '' })],
    [
      'with a course that ends before it begins',
      written({}, { from: '2026-12-18', to: '2026-09-07' }),
    ],
    ['with a day that there is not', written({}, { to: '2027-02-30' })],
    ['with half a seat', written({}, { seats: 0.5 })],
    ['with fewer than no seats', written({}, { seats: -1 })],
    ['that is no list', []],
    ['that is nothing', null],
  ])('is refused %s', (_name, list) => {
    expect(coursesSchema.safeParse(list).success).toBe(false);
  });

  test('tells of courses whose kind is not there', () => {
    expect(gapsInCourses(theseCourses(aCourse({ kind: 'abend' })))).toEqual([
      'course kurs-1: no kind abend',
    ]);
  });

  test('tells of ids that come twice, among kinds and courses', () => {
    expect(gapsInCourses(theseCourses(aCourse(), aCourse({ id: 'beginner' }), aCourse()))).toEqual([
      'beginner comes twice',
      'kurs-1 comes twice',
    ]);
  });
});

describe('Whatever is wished, of whatever courses', () => {
  /** A record without the fields that nobody has said. */
  const said = <T extends object>(given: { [K in keyof T]: T[K] | undefined }): T =>
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

  const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const some = <T>(values: readonly T[]) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
  const aQuarter = fc.constantFrom('Dorenkamp', 'Schotthock', 'Südesch');

  const anOffer = {
    whom: perhaps(some(WHOM)),
    levels: perhaps(some(LEVELS)),
    times: perhaps(some(TIMES)),
    childcare: perhaps(fc.constantFrom('yes', 'no', 'partly')),
    online: perhaps(fc.boolean()),
  };
  const anyCourse = fc.record({
    ...anOffer,
    quarter: perhaps(aQuarter),
    to: fc.constantFrom('2026-11-22', '2026-11-23', '2026-12-18'),
  });
  const anyCourses = fc
    .record({
      kinds: fc.array(fc.record(anOffer), { minLength: 1, maxLength: 6 }),
      courses: fc.array(anyCourse, { maxLength: 8 }),
    })
    .map(
      ({ kinds, courses }): Courses => ({
        asOf: '2026',
        kinds: kinds.map((kind, at) => ({ ...aKind({ id: `kind-${at}` }), ...said(kind) })),
        courses: courses.map((course, at) => ({
          ...aCourse({ id: `course-${at}` }),
          ...said(course),
        })),
      }),
    );
  const anyWishes = fc
    .record({
      whom: perhaps(fc.constantFrom(...WHOM)),
      level: perhaps(fc.constantFrom(...LEVELS)),
      when: perhaps(fc.constantFrom(...TIMES)),
      childcare: perhaps(fc.constant(true as const)),
      online: perhaps(fc.boolean()),
      quarter: perhaps(aQuarter),
    })
    .map((wishes): Wishes => said(wishes));

  const settings = { seed: 20261123, numRuns: 500 };

  test('at most three are shown, and at least one', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, (courses, wishes) => {
        const { matches } = matchCourses(courses, wishes, TODAY);
        expect(matches.length).toBeGreaterThan(0);
        expect(matches.length).toBeLessThanOrEqual(3);
        expect(new Set(matches.map(({ offer }) => offer.id)).size).toBe(matches.length);
      }),
      settings,
    );
  });

  test('every wish is told of every match exactly once, and no other', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, (courses, wishes) => {
        const { all, matches } = matchCourses(courses, wishes, TODAY);
        for (const { fits, misses, unknown } of matches) {
          expect([...fits, ...misses, ...unknown].sort()).toEqual(Object.keys(wishes).sort());
          if (all) expect(misses.length + unknown.length).toBe(0);
        }
        if (!all) expect(matches[0]?.fits.length).toBeLessThan(Object.keys(wishes).length);
      }),
      settings,
    );
  });

  test('no course is shown that is over, and no kind beside a course', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, (courses, wishes) => {
        const offers = matchCourses(courses, wishes, TODAY).matches.map(({ offer }) => offer);
        const running = courses.courses.some(({ to }) => to >= TODAY);
        for (const offer of offers) {
          expect('days' in offer).toBe(running);
          if ('to' in offer) expect(offer.to >= TODAY).toBe(true);
        }
      }),
      settings,
    );
  });

  test('a further wish never turns a miss into a fit, nor changes anything about the others', () => {
    fc.assert(
      fc.property(anyCourse, anyWishes, anyWishes, (given, wishes, others) => {
        const course = { ...aCourse(), ...said<Partial<Course>>(given), to: '2026-12-18' };
        const further = { ...others, ...wishes };
        const [before] = matchCourses(theseCourses(course), wishes, TODAY).matches;
        const [after] = matchCourses(theseCourses(course), further, TODAY).matches;
        const kept = (list: readonly Wish[] = []) => list.filter((wish) => wish in wishes).sort();
        expect(kept(after?.fits)).toEqual(kept(before?.fits));
        expect(kept(after?.misses)).toEqual(kept(before?.misses));
        expect(kept(after?.unknown)).toEqual(kept(before?.unknown));
      }),
      settings,
    );
  });

  test('a further wish is never met by all where fewer were not', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, anyWishes, (courses, wishes, others) => {
        const fewer = matchCourses(courses, wishes, TODAY);
        const more = matchCourses(courses, { ...others, ...wishes }, TODAY);
        expect(more.all && !fewer.all).toBe(false);
      }),
      settings,
    );
  });

  test('courses of equal worth keep the order of the list', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, (courses, wishes) => {
        const { matches } = matchCourses(courses, wishes, TODAY);
        for (const [at, { offer, fits, misses }] of matches.entries()) {
          for (const later of matches.slice(at + 1)) {
            if (later.fits.length !== fits.length || later.misses.length !== misses.length)
              continue;
            const place = ({ id }: { id: string }) => Number(id.split('-')[1]);
            expect(place(offer)).toBeLessThan(place(later.offer));
          }
        }
      }),
      settings,
    );
  });

  test('the same wishes in another order find the same', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, (courses, wishes) => {
        const turned = Object.fromEntries(Object.entries(wishes).reverse());
        expect(idsOf(courses, turned)).toEqual(idsOf(courses, wishes));
      }),
      settings,
    );
  });

  test('nothing is changed in the list itself', () => {
    fc.assert(
      fc.property(anyCourses, anyWishes, (courses, wishes) => {
        const before = structuredClone(courses);
        matchCourses(courses, wishes, TODAY);
        quartersOf(courses, TODAY);
        expect(courses).toEqual(before);
      }),
      { ...settings, numRuns: 100 },
    );
  });
});
