import { describe, expect, test } from 'vitest';
import { course } from '../../dialogs/course.ts';
import type { Wishes } from '../../src/domain/courses.ts';
import type { Reading } from '../../src/domain/understanding/reading.ts';
import {
  aCourse,
  aQuestion,
  aReading,
  linesOf,
  looksOf,
  perhaps,
  playVisit,
  put,
  someCourses,
  somethingElse,
  type VisitLine,
  visitOf,
  wishing,
} from '../support/visitors.ts';

/** The questions in their order, with what is tapped to go on to the next one without a wish. */
const QUESTIONS = ['whom', 'level', 'when', 'childcare', 'place'] as const;
const ALSO = ['course:undo', 'course:show', 'course:stop'];

/** How one comes to each question. */
const WAYS: Readonly<Record<string, readonly VisitLine[]>> = {
  whom: [],
  level: [['skip', 'level']],
  reads: [
    ['skip', 'level'],
    ['[course:level.unsure]', 'reads'],
  ],
  speaks: [
    ['skip', 'level'],
    ['[course:level.unsure]', 'reads'],
    ['[course:reads.yes]', 'speaks'],
  ],
  when: [
    ['skip', 'level'],
    ['skip', 'when'],
  ],
  childcare: [
    ['skip', 'level'],
    ['skip', 'when'],
    ['skip', 'childcare'],
  ],
  place: [
    ['skip', 'level'],
    ['skip', 'when'],
    ['skip', 'childcare'],
    ['skip', 'place'],
  ],
  results: [
    ['skip', 'level'],
    ['skip', 'when'],
    ['skip', 'childcare'],
    ['skip', 'place'],
    ['skip', 'results'],
  ],
};
const STATES = Object.keys(WAYS);
const ASKING = STATES.filter((state) => state !== 'results');

function visitAt(state: string, given: Parameters<typeof visitOf>[1] = {}) {
  const visit = visitOf(course, given);
  playVisit(visit, WAYS[state] ?? []);
  return visit;
}

const withCourses = (...courses: Parameters<typeof aCourse>[0][]) => ({
  courses: someCourses(courses.map((each) => aCourse(each))),
});

describe('The course finder', () => {
  test('begins with a word on what comes, and its first question', () => {
    const visit = visitOf(course);
    expect(visit.state).toBe('whom');
    expect(visit.texts.slice(0, 2)).toEqual(['course:intro', 'course:whom.question']);
    expect(looksOf(visit.reply)).toEqual([
      'course:whom.adults',
      'course:whom.women',
      'course:whom.teenagers',
      'course:whom.work',
      'course:any',
      ...ALSO,
    ]);
  });

  test('asks five questions, one at a time', () => {
    const visit = visitOf(course);
    const asked: string[] = [];
    while (visit.state !== 'results') {
      asked.push(visit.state);
      expect(visit.reply.parts.filter(({ kind }) => kind === 'question')).toHaveLength(1);
      visit.tap('course:any');
    }
    expect(asked).toEqual([...QUESTIONS]);
  });

  test('says what comes only once', () => {
    expect(visitAt('level').texts).not.toContain('course:intro');
  });

  test.each<[string, string[]]>([
    ['level', ['alphabet', 'beginner', 'advanced', 'unsure']],
    ['reads', ['yes', 'no']],
    ['speaks', ['yes', 'no']],
    ['when', ['morning', 'afternoon', 'evening', 'weekend', 'shift']],
    ['childcare', ['needed', 'none']],
    ['place', ['onsite', 'online']],
  ])('asks %s with its answers, and lets it be skipped', (state, options) => {
    const visit = visitAt(state);
    expect(visit.texts).toContain(`course:${state}.question`);
    expect(visit.buttons).toEqual([
      ...options.map((option) => `course:${state}.${option}`),
      'course:any',
      ...ALSO,
    ]);
  });

  test('leads with taps alone to what fits', () => {
    const visit = visitOf(course);
    playVisit(visit, [
      ['[course:whom.women]', 'level', ['course:level.question']],
      ['[course:level.beginner]', 'when', ['course:when.question']],
      ['[course:when.morning]', 'childcare', ['course:childcare.question']],
      ['[course:childcare.needed]', 'place', ['course:place.question']],
      ['[course:place.onsite]', 'results', ['course:understood', 'course:nearest']],
    ]);
    expect(visit.wishes).toEqual({
      whom: 'women',
      level: 'beginner',
      when: 'morning',
      childcare: true,
      online: false,
    });
  });
});

describe('Each answer', () => {
  test.each<[state: string, button: string, next: string, wishes: Wishes]>([
    ['whom', 'whom.adults', 'level', { whom: 'adults' }],
    ['whom', 'whom.women', 'level', { whom: 'women' }],
    ['whom', 'whom.teenagers', 'level', { whom: 'teenagers' }],
    ['whom', 'whom.work', 'level', { whom: 'work' }],
    ['level', 'level.alphabet', 'when', { level: 'alphabet' }],
    ['level', 'level.beginner', 'when', { level: 'beginner' }],
    ['level', 'level.advanced', 'when', { level: 'advanced' }],
    ['level', 'level.unsure', 'reads', {}],
    ['reads', 'reads.no', 'when', { level: 'alphabet' }],
    ['reads', 'reads.yes', 'speaks', {}],
    ['speaks', 'speaks.no', 'when', { level: 'beginner' }],
    ['speaks', 'speaks.yes', 'when', { level: 'advanced' }],
    ['when', 'when.morning', 'childcare', { when: 'morning' }],
    ['when', 'when.afternoon', 'childcare', { when: 'afternoon' }],
    ['when', 'when.evening', 'childcare', { when: 'evening' }],
    ['when', 'when.weekend', 'childcare', { when: 'weekend' }],
    ['when', 'when.shift', 'childcare', { when: 'shift' }],
    ['childcare', 'childcare.needed', 'place', { childcare: true }],
    ['childcare', 'childcare.none', 'place', {}],
    ['place', 'place.onsite', 'results', { online: false }],
    ['place', 'place.online', 'results', { online: true }],
  ])('to %s is kept: %s', (state, button, next, wishes) => {
    const visit = visitAt(state);
    visit.tap(`course:${button}`);
    expect([visit.state, visit.wishes]).toEqual([next, wishes]);
  });

  test.each(ASKING)('to %s that is none of its answers changes nothing', (state) => {
    for (const pick of ['', 'nonsense', 'quarter:Atlantis', 'needed ', 'ANY', '__proto__']) {
      const visit = visitAt(state);
      visit.send({ type: 'PICK', pick });
      expect([visit.state, visit.understood, visit.wishes]).toEqual([state, false, {}]);
    }
  });

  test('of another question changes nothing', () => {
    const visit = visitAt('when');
    visit.send({ type: 'PICK', pick: 'women' });
    expect([visit.state, visit.understood, visit.wishes]).toEqual(['when', false, {}]);
  });

  test('of a tap that comes late, with the result there, changes nothing', () => {
    for (const pick of ['women', 'any', 'yes', 'needed', 'online']) {
      const visit = visitAt('results');
      visit.send({ type: 'PICK', pick });
      expect([visit.state, visit.understood, visit.wishes]).toEqual(['results', false, {}]);
    }
  });
});

describe('A question', () => {
  const after: Readonly<Record<string, string>> = {
    whom: 'level',
    level: 'when',
    reads: 'when',
    speaks: 'when',
    when: 'childcare',
    childcare: 'place',
    place: 'results',
  };

  test.each(ASKING)('is skipped by its button, and in words: %s', (state) => {
    for (const input of ['[course:any]', 'skip']) {
      const visit = visitAt(state);
      playVisit(visit, [[input, after[state] ?? '']]);
      expect(visit.wishes).toEqual({});
    }
  });

  test('is skipped with "I do not know" as well, except the level, which is then found out', () => {
    for (const state of ASKING) {
      playVisit(visitAt(state), [['dontKnow', state === 'level' ? 'reads' : (after[state] ?? '')]]);
    }
  });

  test.each([
    ['reads', 'yes', 'speaks', {}],
    ['reads', 'no', 'when', { level: 'alphabet' }],
    ['speaks', 'yes', 'when', { level: 'advanced' }],
    ['speaks', 'no', 'when', { level: 'beginner' }],
    ['childcare', 'yes', 'place', { childcare: true }],
    ['childcare', 'no', 'place', {}],
  ] as const)('%s is answered in words: %s', (state, phrase, next, wishes) => {
    const visit = visitAt(state);
    playVisit(visit, [[phrase, next]]);
    expect(visit.wishes).toEqual(wishes);
  });

  test.each(['whom', 'level', 'when', 'place', 'results'])(
    'that is not about yes or no takes neither: %s',
    (state) => {
      for (const phrase of ['yes', 'no']) {
        const visit = visitAt(state);
        playVisit(visit, [[phrase, state]]);
        expect([visit.understood, visit.wishes]).toEqual([false, {}]);
      }
    },
  );
});

describe('Going back', () => {
  const before: Readonly<Record<string, string>> = {
    level: 'whom',
    reads: 'level',
    speaks: 'reads',
    when: 'level',
    childcare: 'when',
    place: 'childcare',
    results: 'whom',
  };

  test.each(Object.entries(before))('from %s leads to %s, by button and in words', (from, to) => {
    const typed = visitAt(from);
    playVisit(typed, [['back', to]]);
    const tapped = visitAt(from);
    tapped.send({ type: 'UNDO' });
    expect(tapped.state).toBe(to);
  });

  test('from the first question leaves, by button and in words', () => {
    for (const input of ['[course:undo]', 'back']) {
      const visit = visitAt('whom');
      put(visit, input);
      expect(visit.effect).toEqual({ type: 'close' });
    }
  });

  test('keeps what was answered before', () => {
    const visit = visitOf(course);
    playVisit(visit, [
      ['[course:whom.women]', 'level'],
      ['[course:level.beginner]', 'when'],
      ['back', 'level'],
    ]);
    expect(visit.wishes).toEqual({ whom: 'women', level: 'beginner' });
  });

  test('lets an answer be changed', () => {
    const visit = visitOf(course);
    playVisit(visit, [
      ['[course:whom.women]', 'level'],
      ['back', 'whom'],
      ['[course:whom.work]', 'level'],
    ]);
    expect(visit.wishes).toEqual({ whom: 'work' });
  });

  test.each<[state: string, answer: string, wishes: Wishes]>([
    ['whom', 'course:whom.women', { whom: 'women' }],
    ['level', 'course:level.alphabet', { level: 'alphabet' }],
    ['when', 'course:when.evening', { when: 'evening' }],
    ['childcare', 'course:childcare.needed', { childcare: true }],
  ])('and skipping %s takes its answer back', (state, answer, wishes) => {
    for (const input of ['[course:any]', 'skip']) {
      const visit = visitAt(state);
      visit.tap(answer);
      expect(visit.wishes).toEqual(wishes);
      playVisit(visit, [['back', state]]);
      put(visit, input);
      expect(visit.wishes).toEqual({});
    }
  });

  test.each(['[course:childcare.none]', 'no'])(
    'and needing no childcare takes the wish for it back: %s',
    (input) => {
      const visit = visitAt('childcare');
      visit.tap('course:childcare.needed');
      playVisit(visit, [['back', 'childcare']]);
      put(visit, input);
      expect(visit.wishes).toEqual({});
    },
  );

  test('and finding the level out anew takes the old one back', () => {
    const visit = visitAt('level');
    playVisit(visit, [
      ['[course:level.advanced]', 'when'],
      ['back', 'level'],
      ['[course:level.unsure]', 'reads'],
      ['skip', 'when'],
    ]);
    expect(visit.wishes).toEqual({});
  });

  test('and choosing another place leaves the quarter', () => {
    const visit = visitAt('results', withCourses({}));
    visit.send({ type: 'UNDO' });
    playVisit(visit, [
      ['skip', 'level'],
      ['skip', 'when'],
      ['skip', 'childcare'],
      ['skip', 'place'],
      ['[course:place.quarter]', 'results'],
    ]);
    expect(visit.wishes).toEqual({ quarter: 'Dorenkamp' });
    visit.send({ type: 'UNDO' });
    playVisit(visit, [
      ['skip', 'level'],
      ['skip', 'when'],
      ['skip', 'childcare'],
      ['skip', 'place'],
      ['[course:place.online]', 'results'],
    ]);
    expect(visit.wishes).toEqual({ online: true });
  });
});

describe('Wishes that are written', () => {
  const evening: Wishes = { when: 'evening' };

  test.each([
    ['whom', 'level'],
    ['level', 'when'],
    ['when', 'childcare'],
    ['childcare', 'place'],
    ['place', 'results'],
    ['results', 'results'],
  ])('at the question %s are kept, and it goes on to %s', (state, next) => {
    const visit = visitAt(state);
    playVisit(visit, [[wishing({ ...evening, whom: 'women' }), next]]);
    expect(visit.wishes).toEqual({ ...evening, whom: 'women' });
  });

  test.each(['reads', 'speaks'])('at the question %s lead to the result', (state) => {
    playVisit(visitAt(state), [[wishing(evening), 'results', ['course:understood']]]);
  });

  test('before the finder began show the result at once, without a question', () => {
    const visit = visitOf(course, { wishes: { when: 'evening', childcare: true } });
    expect(visit.state).toBe('results');
    expect(visit.reply.parts.filter(({ kind }) => kind === 'question')).toEqual([]);
    expect(visit.texts).toEqual(
      expect.arrayContaining(['course:understood', 'course:wish.evening', 'course:wish.childcare']),
    );
  });

  test('are added to the ones before, and the newer one counts', () => {
    const visit = visitOf(course, { wishes: { when: 'evening', whom: 'women' } });
    visit.hear(wishing({ when: 'morning', childcare: true }));
    expect(visit.wishes).toEqual({ when: 'morning', whom: 'women', childcare: true });
  });

  test.each<[string, Reading]>([
    ['about a topic of wishes', { ...aQuestion('so.abend'), wishes: evening }],
    ['that may mean a topic', { ...perhaps('so.kosten'), wishes: evening }],
    ['of which nothing else is understood', wishing(evening)],
  ])('in a line %s are wishes', (_name, reading) => {
    const visit = visitAt('when');
    visit.hear(reading);
    expect([visit.state, visit.wishes]).toEqual(['childcare', evening]);
  });

  test.each(STATES)('in a question about something else are none: %s', (state) => {
    const visit = visitAt(state);
    visit.hear({ ...aQuestion('so.kosten'), wishes: evening });
    expect([visit.state, visit.understood, visit.wishes]).toEqual([state, false, {}]);
  });
});

describe('A line that is no answer', () => {
  test.each<[string, Reading]>([
    ['a question', aQuestion('so.kosten')],
    ['a question that may mean several', perhaps('so.kosten', 'so.wer')],
    ['a question for somebody else', somethingElse('so.wer')],
    ['nothing at all', aReading()],
  ])('is left to be answered above, and the question stands: %s', (_name, reading) => {
    for (const state of STATES) {
      const visit = visitAt(state);
      visit.hear(reading);
      expect([visit.state, visit.understood, visit.wishes]).toEqual([state, false, {}]);
    }
  });

  test.each(['greeting', 'delete', 'bye', 'thanks', 'restart'])(
    'is left to be answered above: %s',
    (phrase) => {
      for (const state of STATES) {
        const visit = visitAt(state);
        playVisit(visit, [[phrase, state]]);
        expect(visit.understood).toBe(false);
      }
    },
  );
});

describe('From every question', () => {
  test.each(ASKING)('the result can be seen: %s', (state) => {
    playVisit(visitAt(state), [['[course:show]', 'results', ['course:found']]]);
  });

  test.each(STATES)('it can be left: %s', (state) => {
    for (const type of ['HOME', 'CANCEL'] as const) {
      const visit = visitAt(state);
      visit.send({ type });
      expect(visit.effect).toEqual({ type: 'close' });
    }
  });

  test.each(STATES)('it can begin anew, without the wishes: %s', (state) => {
    const visit = visitAt(state);
    visit.hear(wishing({ childcare: true }));
    visit.send({ type: 'COURSE' });
    expect([visit.state, visit.wishes]).toEqual(['whom', {}]);
  });

  test.each(STATES)('another language keeps the place and the wishes: %s', (state) => {
    const visit = visitAt(state);
    const before = visit.reply;
    visit.send({ type: 'LANGUAGE', locale: 'uk' });
    expect(visit.state).toBe(state);
    expect(visit.reply).toEqual(before);
  });

  test.each(STATES)('what belongs elsewhere changes nothing: %s', (state) => {
    for (const event of [
      { type: 'TOPIC', topic: 'so.kosten' },
      { type: 'PERSON' },
      { type: 'LANGUAGES' },
      { type: 'TOPICS' },
      { type: 'ADVICE' },
      { type: 'FORGET' },
      { type: 'NONE_OF_THESE' },
      { type: 'CALLBACK' },
      { type: 'NEW' },
      { type: 'EXPORT' },
      { type: 'DELETE' },
    ] as const) {
      const visit = visitAt(state);
      visit.send(event);
      expect([visit.state, visit.understood]).toEqual([state, false]);
    }
  });
});

describe('The result', () => {
  const titlesFor = (wishes: Wishes, given = {}) =>
    visitOf(course, { wishes, ...given }).cards.map(({ title }) => title);

  test('that meets every wish says so', () => {
    const visit = visitOf(course, { wishes: { level: 'beginner' } });
    expect(visit.texts).toContain('course:found');
    expect(linesOf(visit.cards[0])).toEqual([
      'course:fits course:wish.beginner',
      'course:place_ course:spread',
      'course:time_ course:twiceAWeek',
      'course:childcare_ course:notKnown',
      'course:cost_',
      'course:register_',
      'course:asOf 2026-11',
    ]);
  });

  test('that does not comes with the nearest, and says what fits and what nobody knows', () => {
    const visit = visitOf(course, { wishes: { when: 'evening', childcare: true } });
    expect(visit.texts).toContain('course:nearest');
    expect(visit.texts).not.toContain('course:found');
    expect(titlesFor({ when: 'evening', childcare: true }).slice(0, 2)).toEqual([
      { key: 'course:kind.women' },
      { key: 'course:kind.evening' },
    ]);
    expect(linesOf(visit.cards[0]).slice(0, 2)).toEqual([
      'course:fits course:wish.childcare',
      'course:unknown course:wish.evening',
    ]);
    expect(linesOf(visit.cards[1]).slice(0, 2)).toEqual([
      'course:fits course:wish.evening',
      'course:unknown course:wish.childcare',
    ]);
  });

  test('names what a course misses', () => {
    const visit = visitOf(course, {
      wishes: { level: 'beginner', when: 'evening', childcare: true },
      ...withCourses({}),
    });
    expect(linesOf(visit.cards[0]).slice(0, 2)).toEqual([
      'course:fits course:wish.beginner course:wish.childcare',
      'course:misses course:wish.evening',
    ]);
  });

  test('without any wish shows some, and does not claim to have understood one', () => {
    const visit = visitAt('results');
    expect(visit.texts).not.toContain('course:understood');
    expect(visit.cards.length).toBeGreaterThan(0);
  });

  test('has at most three courses, and then the coordination with its hours', () => {
    const titles = visitOf(course, {
      courses: someCourses(
        ['a', 'b', 'c', 'd', 'e'].map((id) => aCourse({ id, place: `Raum ${id}` })),
      ),
      wishes: { level: 'beginner' },
    }).cards.map(({ title }) => title);
    expect(titles).toEqual([
      { key: 'course:kind.beginner' },
      { key: 'course:kind.beginner' },
      { key: 'course:kind.beginner' },
      { plain: 'Koordination' },
    ]);
  });

  test('says that dates and places are with the coordination, and how to reach it', () => {
    const visit = visitAt('results');
    expect(visit.texts).toContain('course:dates');
    const coordination = visit.cards.at(-1);
    expect(coordination?.title).toEqual({ plain: 'Koordination' });
    expect(coordination?.links.map(({ url }) => url)).toEqual([
      'tel:+495971939141',
      'mailto:kurse@example.org',
    ]);
    expect(linesOf(coordination)).toContain('visit:opensToday 14:30');
  });

  test('names where the kinds of courses are known from', () => {
    expect(visitAt('results').texts).toEqual(
      expect.arrayContaining(['visit:source', 'Flyer', '2024-07']),
    );
  });

  test('leads to other wishes, to a person and to the beginning', () => {
    const visit = visitAt('results');
    expect(looksOf(visit.reply)).toEqual(['course:change (primary)', 'visit:person', 'visit:home']);
    playVisit(visit, [['[course:change]', 'whom', ['course:intro']]]);
  });
});

describe('Single courses', () => {
  test('come in place of kinds while there are any, with all that is known of them', () => {
    const visit = visitOf(course, { wishes: { when: 'morning' }, ...withCourses({}) });
    expect(linesOf(visit.cards[0])).toEqual([
      'course:fits course:wish.morning',
      'course:place_ Familienzentrum, Raum 1 Dorenkamp',
      'course:time_ visit:hoursOf',
      'course:period_ 2026-11-02 2026-12-18',
      'course:childcare_ course:yes',
      'course:seats_ 4',
      'course:cost_',
      'course:register_',
      'course:asOf 2026-11',
    ]);
    expect(visit.texts).not.toContain('visit:source');
  });

  test('say nothing of places, quarter and childcare that nobody named', () => {
    const { childcare: _c, quarter: _q, seats: _s, ...bare } = aCourse();
    const visit = visitOf(course, {
      wishes: { when: 'morning' },
      courses: someCourses([bare]),
    });
    const lines = linesOf(visit.cards[0]);
    expect(lines).toContain('course:place_ Familienzentrum, Raum 1');
    expect(lines).toContain('course:childcare_ course:notKnown');
    expect(lines.some((line) => line.startsWith('course:seats_'))).toBe(false);
  });

  test('whose seats are taken say so', () => {
    const visit = visitOf(course, { wishes: { when: 'morning' }, ...withCourses({ seats: 0 }) });
    expect(linesOf(visit.cards[0])).toContain('course:seats_ 0');
  });

  test('offer their quarters, each once, before the other places', () => {
    const visit = visitAt(
      'place',
      withCourses({}, { id: 'b', quarter: 'Schotthock' }, { id: 'c', quarter: 'Dorenkamp' }),
    );
    expect(visit.texts.filter((text) => ['Dorenkamp', 'Schotthock'].includes(text))).toEqual([
      'Dorenkamp',
      'Schotthock',
    ]);
    expect(visit.buttons.slice(0, 3)).toEqual([
      'course:place.quarter',
      'course:place.quarter',
      'course:place.onsite',
    ]);
    visit.send({ type: 'PICK', pick: 'quarter:Schotthock' });
    expect([visit.state, visit.wishes]).toEqual(['results', { quarter: 'Schotthock' }]);
  });

  test('that are over are no offer, and neither is their quarter', () => {
    const over = withCourses({ from: '2026-08-03', to: '2026-11-22' });
    const visit = visitAt('place', over);
    expect(visit.buttons).not.toContain('course:place.quarter');
    visit.send({ type: 'PICK', pick: 'quarter:Dorenkamp' });
    expect([visit.state, visit.understood]).toEqual(['place', false]);
    visit.tap('course:any');
    expect(visit.cards[0]?.title).toEqual({ key: 'course:kind.beginner' });
    expect(linesOf(visit.cards[0])).toContain('course:time_ course:twiceAWeek');
  });

  test('end with their last day, not before', () => {
    const last = withCourses({ from: '2026-08-03', to: '2026-11-23' });
    expect(visitAt('place', last).buttons).toContain('course:place.quarter');
  });
});
