import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  type Answers,
  type Evaluation,
  evaluate,
  evaluateUtmost,
  levelOfAreas,
  levelOfPoints,
} from '../../src/domain/assessment.ts';
import { all, firstOf, marked, theCatalogue, theIndicators } from '../support/builders.ts';

const oneInFour = [
  'wohnen.rechtswidrig',
  'lebensunterhalt.verschuldung',
  'sprache.analphabet',
  'gesundheit.diagnose',
];

describe('The worked examples of the catalogue', () => {
  const examples: [
    name: string,
    marks: string[],
    areas: number,
    affected: Evaluation['affectedLevel'],
    points: number,
    complexity: Evaluation['complexityLevel'],
    openCase: boolean,
  ][] = [
    ['no mark', [], 0, 'none', 0, 'low', false],
    ['one mark in wohnen', ['wohnen.rechtswidrig'], 1, 'low', 1, 'medium', false],
    ['one mark in each of four areas', oneInFour, 4, 'high', 1, 'medium', false],
    [
      'the same and a second mark in sprache',
      [...oneInFour, 'sprache.sprachkurs'],
      4,
      'high',
      2,
      'high',
      true,
    ],
    ['all 47', theIndicators, 7, 'high', 7, 'high', true],
    [
      '4 in wohnen, 3 in kinder',
      [...firstOf('wohnen', 4), ...firstOf('kinder', 3)],
      2,
      'low',
      2,
      'high',
      false,
    ],
    [
      '1 in wohnen, 2 in sprache, 2 in gesundheit',
      [...firstOf('wohnen', 1), ...firstOf('sprache', 2), ...firstOf('gesundheit', 2)],
      3,
      'medium',
      3,
      'high',
      false,
    ],
    [
      '4 in schule_arbeit, 2 each in lebensunterhalt, kinder, soziales',
      [
        ...firstOf('schule_arbeit', 4),
        ...firstOf('lebensunterhalt', 2),
        ...firstOf('kinder', 2),
        ...firstOf('soziales', 2),
      ],
      4,
      'high',
      0,
      'low',
      false,
    ],
  ];

  test.each(examples)(
    '%s',
    (_name, marks, affectedAreas, affectedLevel, points, complexityLevel, openCase) => {
      expect(evaluate(theCatalogue, marked(...marks))).toMatchObject({
        affectedAreas,
        affectedLevel,
        points,
        complexityLevel,
        openCase,
        couldChange: false,
      });
    },
  );
});

describe('The levels', () => {
  test.each([
    [0, 'none'],
    [1, 'low'],
    [2, 'low'],
    [3, 'medium'],
    [4, 'high'],
    [5, 'high'],
    [7, 'high'],
  ] as const)('%i affected areas are %s', (areas, level) => {
    expect(levelOfAreas(areas)).toBe(level);
  });

  test.each([
    [0, 'low'],
    [1, 'medium'],
    [2, 'high'],
    [7, 'high'],
  ] as const)('%i complexity points are %s', (points, level) => {
    expect(levelOfPoints(points)).toBe(level);
  });
});

describe('The result', () => {
  test('names every area in the order of the form, with marks, point and what is open', () => {
    const answers: Answers = {
      ...all('no'),
      ...all('yes', firstOf('sprache', 2)),
      'kinder.kindeswohl': 'open',
    };
    const { areas } = evaluate(theCatalogue, answers);
    expect(areas).toEqual([
      { id: 'wohnen', marks: 0, point: false, open: 0 },
      { id: 'lebensunterhalt', marks: 0, point: false, open: 0 },
      { id: 'sprache', marks: 2, point: true, open: 0 },
      { id: 'kinder', marks: 0, point: false, open: 1 },
      { id: 'schule_arbeit', marks: 0, point: false, open: 0 },
      { id: 'gesundheit', marks: 0, point: false, open: 0 },
      { id: 'soziales', marks: 0, point: false, open: 0 },
    ]);
  });

  test('has the members that others rely on, and no more', () => {
    expect(Object.keys(evaluate(theCatalogue, {})).sort()).toEqual([
      'affectedAreas',
      'affectedLevel',
      'areas',
      'complexityLevel',
      'couldChange',
      'openCase',
      'points',
    ]);
  });

  test('counts a question without an answer as open', () => {
    const { areas } = evaluate(theCatalogue, { 'wohnen.rechtswidrig': 'no' });
    expect(areas.map(({ open }) => open)).toEqual([3, 5, 4, 10, 9, 5, 10]);
  });

  test('gives the same for a missing answer as for an open one', () => {
    expect(evaluate(theCatalogue, {})).toEqual(evaluate(theCatalogue, all('open')));
  });

  test('ignores indicators that the catalogue does not know', () => {
    const foreign: Answers = { 'wohnen.unbekannt': 'yes', arbeit: 'yes' };
    expect(evaluate(theCatalogue, { ...marked(), ...foreign })).toEqual(
      evaluate(theCatalogue, marked()),
    );
  });

  test('leaves the answers as they were', () => {
    const answers = Object.freeze(marked('wohnen.rechtswidrig'));
    evaluate(theCatalogue, answers);
    expect(answers).toEqual(marked('wohnen.rechtswidrig'));
  });
});

describe('Whether open questions could change the recommendation', () => {
  const cases: [name: string, answers: Answers, couldChange: boolean][] = [
    ['nothing is answered yet', {}, true],
    ['everything is answered with no', marked(), false],
    [
      'a case is recommended already',
      { ...marked(...oneInFour, 'sprache.sprachkurs'), 'kinder.kitaplatz': 'open' },
      false,
    ],
    [
      'one open mark would make the second point',
      { ...marked(...oneInFour), 'sprache.sprachkurs': 'open' },
      true,
    ],
    [
      'one open mark would make the fourth area',
      {
        ...marked('wohnen.rechtswidrig', ...firstOf('sprache', 2), 'kinder.kitaplatz'),
        'soziales.krise': 'open',
      },
      true,
    ],
    [
      'what is open would be too little',
      { ...marked(...oneInFour), 'kinder.kitaplatz': 'open', 'kinder.kitabesuch': 'open' },
      false,
    ],
  ];

  test.each(cases)('%s', (_name, answers, couldChange) => {
    expect(evaluate(theCatalogue, answers).couldChange).toBe(couldChange);
  });

  test('the utmost takes every open question as a mark and keeps every no', () => {
    const answers: Answers = { ...marked('wohnen.rechtswidrig'), 'sprache.analphabet': 'open' };
    expect(evaluateUtmost(theCatalogue, answers)).toMatchObject({ affectedAreas: 2, points: 1 });
  });
});

describe('Whatever the answers', () => {
  const answer = fc.constantFrom<(Answer | undefined)[]>('yes', 'no', 'open', undefined);
  const anyAnswers = fc.tuple(...theIndicators.map(() => answer)).map((given) =>
    Object.fromEntries(
      theIndicators.flatMap((id, index): [string, Answer][] => {
        const each = given[index];
        return each ? [[id, each]] : [];
      }),
    ),
  );
  const anIndicator = fc.constantFrom(...theIndicators);
  const ranks = ['none', 'low', 'medium', 'high'];
  const figuresOf = (result: Omit<Evaluation, 'couldChange'>) => [
    result.affectedAreas,
    ranks.indexOf(result.affectedLevel),
    result.points,
    ranks.indexOf(result.complexityLevel),
    Number(result.openCase),
    ...result.areas.flatMap(({ marks, point }) => [marks, Number(point)]),
  ];
  const exceeds = (one: readonly number[], other: readonly number[]) =>
    one.some((figure, index) => figure > (other[index] ?? 0));

  test('a further mark lowers no figure and no level', () => {
    fc.assert(
      fc.property(anyAnswers, anIndicator, (answers, id) => {
        const before = figuresOf(evaluate(theCatalogue, answers));
        const after = figuresOf(evaluate(theCatalogue, { ...answers, [id]: 'yes' }));
        expect(exceeds(before, after)).toBe(false);
      }),
    );
  });

  test('an area gives one point at most', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { points, areas } = evaluate(theCatalogue, answers);
        expect(points).toBe(areas.filter(({ point }) => point).length);
        expect(points).toBeLessThanOrEqual(areas.filter(({ marks }) => marks > 0).length);
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(anyAnswers, fc.infiniteStream(fc.nat()), (answers, dice) => {
        const shuffled = Object.entries(answers)
          .map((entry) => ({ entry, rank: dice.next().value ?? 0 }))
          .sort((one, other) => one.rank - other.rank)
          .map(({ entry }) => entry);
        expect(evaluate(theCatalogue, Object.fromEntries(shuffled))).toEqual(
          evaluate(theCatalogue, answers),
        );
      }),
    );
  });

  test('open counts as no mark', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const closed = Object.fromEntries(
          theIndicators.map((id): [string, Answer] => [id, answers[id] === 'yes' ? 'yes' : 'no']),
        );
        expect(figuresOf(evaluate(theCatalogue, answers))).toEqual(
          figuresOf(evaluate(theCatalogue, closed)),
        );
      }),
    );
  });

  test('the utmost is an upper bound, reached when every open question becomes a mark', () => {
    fc.assert(
      fc.property(anyAnswers, fc.array(fc.boolean(), { maxLength: 47 }), (answers, learnt) => {
        const utmost = figuresOf(evaluateUtmost(theCatalogue, answers));
        const later = Object.fromEntries(
          theIndicators.map((id, index): [string, Answer] => {
            const given = answers[id] ?? 'open';
            return [id, given === 'open' && learnt[index] ? 'yes' : given];
          }),
        );
        expect(exceeds(figuresOf(evaluate(theCatalogue, later)), utmost)).toBe(false);
      }),
    );
  });

  test('the recommendation could change exactly where the utmost has another one', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { openCase, couldChange } = evaluate(theCatalogue, answers);
        expect(couldChange).toBe(evaluateUtmost(theCatalogue, answers).openCase !== openCase);
      }),
    );
  });
});

describe('Compared with a second, plain calculation from the numbers of marks', () => {
  const sizes = [4, 5, 4, 10, 9, 5, 10];
  const thresholds = [1, 3, 2, 3, 5, 2, 3];

  function byHand(counts: readonly number[]) {
    const areas = counts.filter((count) => count >= 1).length;
    const points = counts.filter((count, index) => count >= (thresholds[index] ?? 0)).length;
    return { affectedAreas: areas, points, openCase: areas >= 4 && points > 1 };
  }

  const answersFor = (counts: readonly number[]): Answers =>
    marked(...theCatalogue.areas.flatMap(({ id }, index) => firstOf(id, counts[index] ?? 0)));

  test.each(theCatalogue.areas.map(({ id }, index) => [id, index] as const))(
    'every number of marks in %s alone',
    (_id, index) => {
      for (let count = 0; count <= (sizes[index] ?? 0); count++) {
        const counts = sizes.map((_, each) => (each === index ? count : 0));
        expect(evaluate(theCatalogue, answersFor(counts))).toMatchObject(byHand(counts));
      }
    },
  );

  test('every combination of the numbers at which an area changes: none, one, below, at and above its threshold', () => {
    const borders = sizes.map((size, index) => {
      const threshold = thresholds[index] ?? 0;
      return [...new Set([0, 1, threshold - 1, threshold, size])];
    });
    let combinations: number[][] = [[]];
    for (const border of borders) {
      combinations = combinations.flatMap((begun) => border.map((count) => [...begun, count]));
    }
    const wrong = combinations.filter((counts) => {
      const { affectedAreas, points, openCase } = evaluate(theCatalogue, answersFor(counts));
      const plain = byHand(counts);
      return (
        affectedAreas !== plain.affectedAreas ||
        points !== plain.points ||
        openCase !== plain.openCase
      );
    });
    expect(combinations).toHaveLength(3 * 5 * 4 * 5 * 5 * 4 * 5);
    expect(wrong).toEqual([]);
  });
});
