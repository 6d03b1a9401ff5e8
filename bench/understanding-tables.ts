import { TONGUES } from '../src/domain/locale.ts';
import { median } from './figures.ts';
import type { Measured } from './learner.ts';
import { type Answered, countOf, falseAlarms, type Share, shareOf } from './scores.ts';
import { bars, megabytes, milliseconds, percent, table } from './tables.ts';

type ByContender<T> = ReadonlyMap<string, T>;

/** The peer that everything is divided by. */
const PEER = 'NLP.js';

const SHARES = [
  ['right topic first', 'first'],
  ['right topic among three', 'three'],
  ['out of scope declined', 'declined'],
  ['emergencies recognised', 'emergencies'],
] as const satisfies readonly (readonly [string, Share])[];

/** The bar of each share. */
const LEAST = { first: 0.9, three: 0.97, declined: 0.9, emergencies: 1 };

export function printFigures(figures: ByContender<readonly Measured[]>, examples: number): void {
  const of = (name: string, what: keyof Measured): number[] =>
    (figures.get(name) ?? []).map((each) => each[what]);
  const ratio = (name: string, what: keyof Measured): string => {
    const peer = of(PEER, what);
    const ratios = of(name, what).map((value, round) => value / (peer[round] ?? Number.NaN));
    return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
  };
  const row = (
    title: string,
    what: keyof Measured,
    show: (value: number) => string,
    withRatio = true,
  ): string[] => [
    title,
    ...[...figures.keys()].flatMap((name) => [
      show(median(of(name, what))),
      withRatio ? ratio(name, what) : '',
    ]),
  ];
  table(
    `${examples} examples of ${TONGUES.length} languages; behind each figure its ratio to ${PEER}`,
    [
      ['', ...[...figures.keys()].flatMap((name) => [name, ''])],
      row('learning, in a new process', 'firstMs', milliseconds),
      row('of it on the processor', 'firstCpuMs', milliseconds),
      row('learning, once more', 'warmMs', milliseconds),
      row('a question, median', 'medianMs', milliseconds),
      row('a question, p99', 'p99Ms', milliseconds),
      row('memory of the process', 'resident', megabytes),
      row('memory of the heap', 'heap', megabytes, false),
      row('memory of arrays beside it', 'arrays', megabytes, false),
    ],
  );
}

/** A table of one share, over all and by language. */
function printShare(title: string, what: Share, all: ByContender<readonly Answered[]>): void {
  const [some = []] = all.values();
  const row = (name: string, isIn: (each: Answered) => boolean): string[] => [
    name,
    String(countOf(what, some.filter(isIn))),
    ...[...all.values()].map((answers) => percent(shareOf(what, answers.filter(isIn)))),
  ];
  table(title, [
    ['', 'asked', ...all.keys()],
    row('all', () => true),
    ...TONGUES.map((tongue) => row(tongue, ({ question }) => question.tongue === tongue)),
  ]);
}

export type Quality = {
  ours: readonly Answered[];
  /** Ours with all examples, as visitors have it. */
  shipped: readonly Answered[];
  all: ByContender<readonly Answered[]>;
  /** How many examples were taken away. */
  taken: number;
};

export function printQuality({ shipped, all, taken }: Quality): void {
  const columns = new Map([...all, ['this project as shipped', shipped]]);
  const of = [...columns.values()];
  const share = (title: string, what: Share): string[] => [
    title,
    String(countOf(what, shipped)),
    ...of.map((each) => percent(shareOf(what, each))),
  ];
  table(
    `${shipped.length} questions; ${taken} examples that are one of them word for word were taken away before learning, except in the last column`,
    [
      ['', 'asked', ...columns.keys()],
      ...SHARES.map(([title, what]) => share(title, what)),
      share('first is exactly the one topic', 'exactly'),
      ['others taken for an emergency', '', ...of.map((each) => String(falseAlarms(each)))],
    ],
  );
  for (const [title, what] of SHARES) printShare(`${title}, by language`, what, columns);
}

/** The same shares for situations that people describe without naming what they need. */
export function printSituations(all: ByContender<readonly Answered[]>): void {
  const [some = []] = all.values();
  table(
    `${some.length} situations, after learning without those that are one of them word for word`,
    [
      ['', 'asked', ...all.keys()],
      ...SHARES.map(([title, what]) => [
        title,
        String(countOf(what, some)),
        ...[...all.values()].map((answers) => percent(shareOf(what, answers))),
      ]),
      [
        'others taken for an emergency',
        '',
        ...[...all.values()].map((answers) => String(falseAlarms(answers))),
      ],
    ],
  );
  printShare('right topic first in situations, by language', 'first', all);
}

export function printCrossed(all: ByContender<readonly Answered[]>, folds: number): void {
  printShare(
    `right topic first, examples without those of emergencies, each asked after learning the other ${folds - 1} of ${folds} folds`,
    'first',
    all,
  );
  table('the same folds, all languages', [
    ['', ...all.keys()],
    ...SHARES.slice(1, 3).map(([title, what]) => [
      title,
      ...[...all.values()].map((answers) => percent(shareOf(what, answers))),
    ]),
  ]);
}

/** What was promised of the understanding, and whether it holds. */
export function printBars(
  measured: readonly Measured[],
  readingMs: number,
  { ours, shipped }: Quality,
): void {
  bars('this project and its bars', [
    {
      what: 'ready by what was learned before',
      value: readingMs,
      bar: { atMost: 300 },
      show: milliseconds,
    },
    {
      what: 'learning, in a new process',
      value: median(measured.map(({ firstMs }) => firstMs)),
      bar: { atMost: 300 },
      show: milliseconds,
    },
    {
      what: 'learning, once more',
      value: median(measured.map(({ warmMs }) => warmMs)),
      bar: { atMost: 300 },
      show: milliseconds,
    },
    {
      what: 'a question, p99',
      value: median(measured.map(({ p99Ms }) => p99Ms)),
      bar: { below: 2 },
      show: milliseconds,
    },
    ...SHARES.flatMap(([title, what]) =>
      [
        { what: title, value: shareOf(what, ours) },
        { what: `${title}, as shipped`, value: shareOf(what, shipped) },
      ].map((each) => ({ ...each, bar: { atLeast: LEAST[what] }, show: percent })),
    ),
  ]);
}
