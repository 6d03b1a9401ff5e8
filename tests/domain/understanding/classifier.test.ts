import { describe, expect, test } from 'vitest';
import { type Ranked, ranking, train } from '../../../src/domain/understanding/classifier.ts';
import { featureReader, vocabularyOf } from '../../../src/domain/understanding/features.ts';

const examples: [line: string, label: string][] = [
  ['Was kostet der Kurs', 'cost'],
  ['Muss ich den Kurs bezahlen', 'cost'],
  ['Ist der Kurs kostenlos', 'cost'],
  ['Wie viel kostet das', 'cost'],
  ['Muss ich etwas bezahlen', 'cost'],
  ['скільки коштує курс', 'cost'],
  ['skilky koshtuje kurs', 'cost'],
  ['Wann beginnt der Kurs', 'begin'],
  ['Wann fängt der Kurs an', 'begin'],
  ['Wann beginnt der nächste Kurs', 'begin'],
  ['Wann fängt das an', 'begin'],
  ['коли починається курс', 'begin'],
  ['koly pochynajetsja kurs', 'begin'],
  ['Wo ist der Kurs', 'place'],
  ['Wo findet der Kurs statt', 'place'],
  ['Wo findet das statt', 'place'],
  ['In welchem Raum ist das', 'place'],
];

const vocabularyFor = (given: readonly [string, string][]) =>
  vocabularyOf(given.map(([line]) => line));

const labelsOf = (given: readonly [string, string][]) => given.map(([, label]) => label);

/** Learns and reads with the same numbers of features, as the chat does. */
function learned(given: readonly [string, string][]): (line: string) => Ranked[] {
  const vocabulary = vocabularyFor(given);
  const read = featureReader(vocabulary.numbering);
  const rank = ranking(train(vocabulary, labelsOf(given)));
  return (line) => rank(read(line));
}

const rank = learned(examples);

const sumOf = (line: string): number => rank(line).reduce((sum, { share }) => sum + share, 0);

describe('A classifier', () => {
  test.each(examples)('knows its own example "%s"', (line, label) => {
    expect(rank(line)[0]?.label).toBe(label);
  });

  test.each([
    ['Was kostet es', 'cost'],
    ['bezahlen?', 'cost'],
    ['WAS KOSTTET DER KURS!!!', 'cost'],
    ['koshtuje', 'cost'],
    ['wann beginnt es denn', 'begin'],
    ['коли курс починається', 'begin'],
    ['findet der Kurs im Raum statt', 'place'],
  ])('knows "%s" by what it has learned', (line, label) => {
    expect(rank(line)[0]?.label).toBe(label);
  });

  test('ranks every label once, the likeliest first', () => {
    const ranked = rank('Was kostet der Kurs');
    expect(ranked.map(({ label }) => label).sort()).toEqual(['begin', 'cost', 'place']);
    const shares = ranked.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });

  test.each(['Was kostet der Kurs', 'wo und wann und was', '', 'zzqx', '?!'])(
    'gives shares that sum up to 1 for "%s"',
    (line) => {
      expect(sumOf(line)).toBeCloseTo(1, 9);
    },
  );

  test.each([
    ['an empty line', ''],
    ['blanks', '   '],
    ['signs', '?!… 😀 ▒▒▒'],
    ['nonsense', 'zzqx vvvq'],
  ])('spreads %s over all labels', (_name, line) => {
    for (const { share } of rank(line)) expect(share).toBeCloseTo(1 / 3, 9);
  });

  test('is surer of a line that speaks of one thing than of one that speaks of two', () => {
    const one = rank('Was kostet der Kurs')[0]?.share ?? 0;
    const two = rank('Was kostet der Kurs und wann beginnt er')[0]?.share ?? 0;
    expect(one).toBeGreaterThan(two);
  });

  test('reads a very long line too', { timeout: 5_000 }, () => {
    const line = 'Was kostet der Kurs '.repeat(5_000);
    expect(rank(line)[0]?.label).toBe('cost');
    expect(sumOf(line)).toBeCloseTo(1, 9);
  });
});

describe('Training', () => {
  const lines = [...examples.map(([line]) => line), 'kurs', 'was wann wo', 'zzqx'];

  test('makes the same classifier of the same examples', () => {
    const again = learned(examples);
    for (const line of lines) expect(again(line)).toEqual(rank(line));
  });

  test('is not changed by what was read before', () => {
    const before = rank('Wo ist der Kurs');
    for (const line of lines) rank(line);
    expect(rank('Wo ist der Kurs')).toEqual(before);
  });

  test('is not changed by the training of another', () => {
    const before = rank('Wo ist der Kurs');
    learned([
      ['Wo ist der Kurs', 'other'],
      ['Wo ist der Kurs', 'different'],
    ]);
    expect(rank('Wo ist der Kurs')).toEqual(before);
  });

  test('makes the same plain data, which another thread can read', () => {
    const one = train(vocabularyFor(examples), labelsOf(examples));
    const other = train(vocabularyFor(examples), labelsOf(examples));
    expect(other).toEqual(one);
    const read = featureReader(vocabularyFor(examples).numbering);
    for (const line of lines) {
      expect(ranking(structuredClone(one))(read(line))).toEqual(rank(line));
    }
  });

  test('does not depend on the order of the examples', () => {
    const backwards = learned([...examples].reverse());
    for (const line of lines) {
      const shares = new Map(backwards(line).map(({ label, share }) => [label, share]));
      for (const { label, share } of rank(line)) expect(shares.get(label)).toBeCloseTo(share, 2);
    }
  });

  test('does not prefer a label for having many examples', () => {
    const few: [string, string][] = [
      ['blaue Katze', 'few'],
      ['blauer Hund', 'few'],
    ];
    const many = Array.from({ length: 50 }, (_, each): [string, string] => [
      `rote Katze ${each % 5}`,
      'many',
    ]);
    expect(learned([...few, ...many])('blaue Katze')[0]?.label).toBe('few');
  });

  test('does not change the features that it learns from', () => {
    const vocabulary = vocabularyFor(examples);
    const before = structuredClone(vocabulary);
    train(vocabulary, labelsOf(examples));
    expect(vocabulary).toEqual(before);
  });

  test('hands out shares that the next line does not change', () => {
    const first = rank('Was kostet der Kurs');
    const before = structuredClone(first);
    rank('Wo ist der Kurs');
    expect(first).toEqual(before);
  });

  test('with one label is always sure of it', () => {
    expect(
      learned([
        ['Kurs', 'one'],
        ['Kurs', 'one'],
      ])('irgendwas'),
    ).toEqual([{ label: 'one', share: 1 }]);
  });

  test('without examples ranks nothing', () => {
    expect(learned([])('Kurs')).toEqual([]);
  });
});
