import { describe, expect, test } from 'vitest';
import type { Tongue } from '../../../src/domain/locale.ts';
import { featureReader, vocabularyOf } from '../../../src/domain/understanding/features.ts';
import { countTongues, tongueRanking } from '../../../src/domain/understanding/tongue.ts';

const examples: [tongue: Tongue, line: string][] = [
  ['de', 'Ich möchte einen Kurs besuchen'],
  ['de', 'Ich möchte wissen, wann der Kurs beginnt'],
  ['de', 'Wo kann ich mich für einen Kurs anmelden'],
  ['de', 'Wann kann ich mich anmelden'],
  ['uk', 'Я хочу записатися на курс'],
  ['uk', 'Я хочу знати, коли починається курс'],
  ['uk', 'Де можна записатися на курси'],
  ['uk', 'ja hochu zapysatysja na kurs'],
  ['tr', 'Kursa kayıt olmak istiyorum'],
  ['tr', 'Kurs ne zaman başlıyor bilmek istiyorum'],
  ['tr', 'Nereden kayıt olmak mümkün'],
  ['tr', 'Kayıt olmak için ne zaman gelebilirim'],
  ['ar', 'بدي سجل على كورس الماني'],
  ['ar', 'بدي اعرف ايمتى بيبدا الكورس'],
  ['ar', 'وين فيني سجل على الكورس'],
  ['ar', 'ايمتى فيني سجل'],
];

/** Counts and reads with the same numbers of features, as the chat does. */
function learned(given: readonly [Tongue, string][]) {
  const { numbering, lines } = vocabularyOf(given.map(([, line]) => line));
  const tongues = given.map(([tongue]) => tongue);
  const counts = countTongues(lines, tongues, numbering.rarity.length);
  const read = featureReader(numbering);
  const rank = tongueRanking(structuredClone(counts));
  return (line: string) => rank(read(line));
}

const rank = learned(examples);

describe('The language of a line', () => {
  test.each(examples)('is %s where it was learned: "%s"', (tongue, line) => {
    expect(rank(line)[0]?.tongue).toBe(tongue);
  });

  test.each([
    ['de', 'ICH MÖCHTE MICH ANMELDEN!'],
    ['de', 'ich moechte wissen wo ich mich anmelden kann'],
    ['uk', 'коли можна записатися'],
    ['uk', 'hochu zapysatysja'],
    ['tr', 'kayit olmak istiyorum'],
    ['tr', 'KAYIT OLMAK İSTİYORUM'],
    ['ar', 'بدّي سجّل عالكورس'],
    ['ar', 'وين بدي سجل'],
  ])('is %s however it is typed: "%s"', (tongue, line) => {
    expect(rank(line)[0]?.tongue).toBe(tongue);
  });

  test('is told with its share, every language once, the likeliest first', () => {
    const ranked = rank('Ich möchte mich anmelden');
    expect(ranked.map(({ tongue }) => tongue).sort()).toEqual(['ar', 'de', 'tr', 'uk']);
    const shares = ranked.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });

  test('is surer of a whole sentence than of a word that all have', () => {
    const sentence = rank('Ich möchte wissen, wann ich mich anmelden kann')[0]?.share ?? 0;
    const word = rank('Kurs')[0]?.share ?? 1;
    expect(sentence).toBeGreaterThan(0.95);
    expect(word).toBeLessThan(sentence);
  });

  test.each([
    ['an empty line', ''],
    ['signs', '?!… 😀'],
    ['nonsense', 'zzqx vvvq'],
  ])('is equally each one for %s', (_name, line) => {
    const shares = rank(line).map(({ share }) => share);
    expect(shares).toHaveLength(4);
    for (const share of shares) expect(share).toBeCloseTo(1 / 4, 9);
  });

  test('is told of a very long line too', { timeout: 5_000 }, () => {
    const [first] = rank('Ich möchte mich anmelden '.repeat(5_000));
    expect(first?.tongue).toBe('de');
    expect(Number.isFinite(first?.share)).toBe(true);
  });

  test('is the same for the same examples, however often it is read', () => {
    const again = learned(examples);
    for (const [, line] of examples) {
      expect(again(line)).toEqual(rank(line));
      expect(rank(line)).toEqual(rank(line));
    }
  });

  test('is unknown where nothing was learned', () => {
    expect(learned([])('Ich möchte mich anmelden')).toEqual([]);
  });
});
