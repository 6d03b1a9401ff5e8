import { describe, expect, test } from 'vitest';
import {
  CENTRAL,
  type Centre,
  centresSchema,
  EMERGENCY,
  type Guide,
  gapsIn,
  sourcesSchema,
  type Topic,
  topicsSchema,
} from '../../src/domain/guide.ts';

const aCentre = (given: Partial<Centre> = {}): Centre => ({
  id: CENTRAL,
  name: 'Team Beratung und Begleitung',
  hours: [],
  source: 'broschuere',
  grade: 'S',
  toBeConfirmed: true,
  ...given,
});

const aTopic = (given: Partial<Topic> = {}): Topic => ({
  id: EMERGENCY,
  group: 'authorities',
  sources: ['broschuere'],
  grade: 'K',
  centres: [CENTRAL],
  followUps: [],
  ...given,
});

type Given = { sources?: Guide['sources']; centres?: Centre[]; topics?: Topic[] };

const aGuide = ({ sources, centres, topics }: Given = {}): Guide => ({
  sources: sources ?? { broschuere: { name: 'Broschüre', date: '2019' } },
  centres: new Map((centres ?? [aCentre()]).map((centre) => [centre.id, centre])),
  topics: new Map((topics ?? [aTopic()]).map((topic) => [topic.id, topic])),
});

describe('A guide in which everything is there', () => {
  test('has no gaps', () => {
    expect(gapsIn(aGuide())).toEqual([]);
  });

  test('has none where topics follow each other in a circle', () => {
    const topics = [
      aTopic({ followUps: ['be.wo'] }),
      aTopic({ id: 'be.wo', followUps: [EMERGENCY, 'be.wo'] }),
    ];
    expect(gapsIn(aGuide({ topics }))).toEqual([]);
  });

  test('has none where a topic names no centre and no follow-up', () => {
    expect(gapsIn(aGuide({ topics: [aTopic({ centres: [], followUps: [] })] }))).toEqual([]);
  });
});

describe('A gap', () => {
  const cases: [name: string, guide: Given, gaps: string[]][] = [
    [
      'a centre without its source',
      { centres: [aCentre({ source: 'flyer' })] },
      ['centre team-bub: no source flyer'],
    ],
    [
      'a topic without its source',
      { topics: [aTopic({ sources: ['broschuere', 'flyer'] })] },
      ['topic am.notfall: no source flyer'],
    ],
    [
      'a topic without its centre',
      { topics: [aTopic({ centres: [CENTRAL, 'caritas'] })] },
      ['topic am.notfall: no centre caritas'],
    ],
    [
      'a topic without its follow-up',
      { topics: [aTopic({ followUps: ['be.wo'] })] },
      ['topic am.notfall: no follow-up be.wo'],
    ],
    ['no topic for an emergency', { topics: [aTopic({ id: 'be.wo' })] }, ['no topic am.notfall']],
    [
      'no centre that connects with every other one',
      { centres: [aCentre({ id: 'caritas' })], topics: [aTopic({ centres: [] })] },
      ['no centre team-bub'],
    ],
    [
      'a source that only every object has',
      { centres: [aCentre({ source: 'constructor' })] },
      ['centre team-bub: no source constructor'],
    ],
  ];

  test.each(cases)('is %s', (_name, guide, gaps) => {
    expect(gapsIn(aGuide(guide))).toEqual(gaps);
  });

  test('does not hide the next one', () => {
    expect(gapsIn({ sources: {}, centres: new Map(), topics: new Map() })).toEqual([
      'no topic am.notfall',
      'no centre team-bub',
    ]);
    expect(
      gapsIn(aGuide({ sources: {}, topics: [aTopic({ followUps: ['x.y', 'x.z'] })] })),
    ).toEqual([
      'centre team-bub: no source broschuere',
      'topic am.notfall: no source broschuere',
      'topic am.notfall: no follow-up x.y',
      'topic am.notfall: no follow-up x.z',
    ]);
  });
});

describe('The form of the guide', () => {
  test.each(['2019', '2019-07', '2019-07-01'])('takes "%s" as the date of a source', (date) => {
    expect(sourcesSchema.safeParse({ flyer: { name: 'Flyer', date } }).success).toBe(true);
  });

  test.each(['', '19', 'Juli 2019', '01.07.2019'])('refuses "%s" as one', (date) => {
    expect(sourcesSchema.safeParse({ flyer: { name: 'Flyer', date } }).success).toBe(false);
  });

  test.each([
    ['a centre as it is', aCentre(), true],
    [
      'hours on Sunday to the last minute',
      { hours: [{ weekday: 7, from: '00:00', to: '23:59' }] },
      true,
    ],
    ['an eighth weekday', { hours: [{ weekday: 8, from: '09:00', to: '12:00' }] }, false],
    ['a time with one digit', { hours: [{ weekday: 1, from: '9:00', to: '12:00' }] }, false],
    ['midnight as 24:00', { hours: [{ weekday: 1, from: '09:00', to: '24:00' }] }, false],
    ['a mail address that is none', { mail: 'Zimmer 213' }, false],
    ['a grade that there is not', { grade: 'A' }, false],
    ['a field that nobody knows', { fax: '05971 939' }, false],
  ])('judges %s', (_name, given, taken) => {
    expect(centresSchema.safeParse([{ ...aCentre(), ...given }]).success).toBe(taken);
  });

  test.each([
    ['a topic as it is', {}, true],
    ['a topic that opens the course finder', { opens: 'course' }, true],
    ['a topic that opens what is not there', { opens: 'shop' }, false],
    ['a topic without a source', { sources: [] }, false],
    ['a topic with four follow-ups', { followUps: ['a.a', 'a.b', 'a.c', 'a.d'] }, false],
    ['a topic without its group in the id', { id: 'notfall' }, false],
    ['a group that there is not', { group: 'weather' }, false],
  ])('judges %s', (_name, given, taken) => {
    expect(topicsSchema.safeParse([{ ...aTopic(), ...given }]).success).toBe(taken);
  });
});
