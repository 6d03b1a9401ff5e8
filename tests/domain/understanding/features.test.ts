import { describe, expect, test } from 'vitest';
import {
  type Features,
  featureReader,
  vocabularyOf,
} from '../../../src/domain/understanding/features.ts';

/** What is learned from lines; two of them are enough for a feature unless something else is said. */
function learned(given: readonly string[], fewest?: number) {
  const { numbering, lines } = vocabularyOf(given, fewest);
  const features = given.map((_, at) => lines.ids.slice(lines.starts[at], lines.starts[at + 1]));
  return { numbering, features, size: numbering.rarity.length, read: featureReader(numbering) };
}

const idsIn = ({ ids }: Features): number[] => [...ids].sort((a, b) => a - b);

const lengthOf = ({ weights }: Features): number => Math.hypot(...weights);

const lines = ['Wann beginnt der Kurs', 'Wo ist der Kurs', 'Was kostet der Kurs', 'Wo wohnst du'];

describe('A vocabulary', () => {
  test('gives every line its features, in the order of the lines', () => {
    const { features, read } = learned(lines);
    expect(features).toHaveLength(lines.length);
    for (const [at, line] of lines.entries()) expect(read(line).ids).toEqual(features[at]);
  });

  test('numbers features from 0, each once a line', () => {
    const { size, features } = learned(lines);
    expect(size).toBeGreaterThan(0);
    for (const ids of features) {
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id >= 0 && id < size).toBe(true);
    }
  });

  test('weighs the features of a line with the length 1 together', () => {
    const { read } = learned(lines);
    for (const each of lines.map(read)) {
      expect(each.weights).toHaveLength(each.ids.length);
      expect(lengthOf(each)).toBeCloseTo(1, 5);
    }
  });

  test('weighs what is rare more than what is common', () => {
    const { read } = learned(['kurs blau', 'kurs blau', 'kurs', 'kurs', 'kurs', 'kurs']);
    const weightOf = (word: string, line: string) => {
      const [own] = read(word).ids;
      const all = read(line);
      return all.weights[all.ids.indexOf(own ?? -1)] ?? 0;
    };
    expect(weightOf('blau', 'kurs blau')).toBeGreaterThan(weightOf('kurs', 'kurs blau'));
  });

  test('leaves out what too few lines have, however often one has it', () => {
    const given = ['kurs qqqq qqqq qqqq', 'kurs blau', 'kurs blau'];
    const known = (fewest: number) =>
      ['kurs', 'blau', 'qqqq'].filter((word) => learned(given, fewest).read(word).ids.length > 0);
    expect(known(1)).toEqual(['kurs', 'blau', 'qqqq']);
    expect(known(2)).toEqual(['kurs', 'blau']);
    expect(known(3)).toEqual(['kurs']);
    expect(known(4)).toEqual([]);
  });

  test('is plain data, which another thread can read', () => {
    const { numbering, read } = learned(lines);
    const elsewhere = featureReader(structuredClone(numbering));
    for (const line of lines) expect(elsewhere(line)).toEqual(read(line));
  });

  test('is empty where no two lines have anything in common', () => {
    expect(learned(['kurs', 'blau']).size).toBe(0);
    expect(learned([]).size).toBe(0);
  });

  test('is the same for the same lines', () => {
    const [one, other] = [learned(lines), learned([...lines])];
    expect(other.numbering).toEqual(one.numbering);
    expect(other.features).toEqual(one.features);
    expect(other.read('Wo beginnt der Kurs')).toEqual(one.read('Wo beginnt der Kurs'));
  });
});

describe('A line', () => {
  const { read } = learned([...lines, ...lines, 'мені потрібен курс', 'мені потрібен курс']);

  test.each([
    ['large letters and signs', 'WO IST DER KURS???', 'Wo ist der Kurs'],
    ['another script', 'meni potriben kurs', 'мені потрібен курс'],
    ['words said twice', 'kurs kurs', 'kurs'],
    ['words that nobody knows', 'zzz kurs zzz', 'kurs'],
  ])('has the same words in spite of %s', (_name, line, plain) => {
    expect(idsIn(read(line))).toEqual(expect.arrayContaining(idsIn(read(plain))));
  });

  test('is recognised by pieces in spite of a slip', () => {
    const right = new Set(read('beginnt').ids);
    const shared = [...read('begint').ids, ...read('begintt').ids].filter((id) => right.has(id));
    expect(shared.length).toBeGreaterThan(0);
  });

  test('differs from one with its words in another order by its neighbours only', () => {
    const [one, other] = [read('der kurs'), read('kurs der')];
    expect(one.ids.length).toBe(other.ids.length + 1);
    expect(idsIn(one)).toEqual(expect.arrayContaining(idsIn(other)));
  });

  test.each([
    ['empty', ''],
    ['of blanks', '   '],
    ['of signs', '?!… 😀'],
    ['of nonsense', 'zzqx vvvq'],
  ])('has no features where it is %s', (_name, line) => {
    const { ids, weights } = read(line);
    expect(ids).toHaveLength(0);
    expect(weights).toHaveLength(0);
  });

  test('has no more features for being very long', { timeout: 5_000 }, () => {
    const long = read('Wann beginnt der Kurs '.repeat(5_000));
    const short = read('Wann beginnt der Kurs Wann beginnt der Kurs');
    expect(idsIn(long)).toEqual(idsIn(short));
    expect(lengthOf(long)).toBeCloseTo(1, 5);
  });

  test('leaves no trace of itself in the vocabulary', () => {
    const before = read('Wo ist der Kurs');
    read('etwas ganz anderes, das niemand kennt');
    expect(read('Wo ist der Kurs')).toEqual(before);
  });
});
