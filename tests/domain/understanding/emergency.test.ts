import { describe, expect, test } from 'vitest';
import { emergencyBy } from '../../../src/domain/understanding/emergency.ts';
import type { Questions } from '../../../src/domain/understanding/questions.ts';

type Rules = Questions['emergency'];

const rules = (given: Partial<Rules>): Rules => ({
  alone: [],
  together: [],
  harmless: [],
  ...given,
});

const german = rules({
  alone: ['überfall', 'will nicht mehr leben'],
  together: [
    { any: ['mann', 'vater'], and: ['schlägt', 'prügel'] },
    { any: ['wohnung', 'haus'], and: ['brennt'] },
  ],
  harmless: ['vorschlägt', 'herz schlägt', 'brennt mir auf der seele', 'überfallhose'],
});
const arabic = rules({ alone: ['انتحار'], together: [{ any: ['زوج'], and: ['ضرب'] }] });
const turkish = rules({ alone: ['yangın'], harmless: ['yangın merdiveni'] });
const polish = rules({ together: [{ any: ['mąż'], and: ['bije'] }] });
const ukrainian = rules({ together: [{ any: ['чоловік'], and: ["б'є"] }] });

const isEmergency = emergencyBy([german, arabic, turkish, polish, ukrainian]);

describe('A sign that stands alone', () => {
  test.each([
    'Überfall',
    'hilfe, ein überfall!!',
    'ÜBERFALL',
    'Da war ein U\u0308berfall',
    'ich will nicht mehr leben',
    'Ich WILL  nicht, mehr -- leben.',
    "sie schreibt: 'Überfall'",
    'Frage:Überfall',
    'انتحار',
    'أفكر بالانتحار',
    'عن الإنتحار',
    'فكرت للانتحار',
    'yangin var',
    'YANGIN',
  ])('is an emergency whatever stands around it: "%s"', (line) => {
    expect(isEmergency(line)).toBe(true);
  });

  test.each(['will nicht mehr', 'leben in Rheine', 'Banküberfall im Film', 'yang'])(
    'is none in part or within a word: "%s"',
    (line) => {
      expect(isEmergency(line)).toBe(false);
    },
  );
});

describe('A rule of two sides', () => {
  test.each([
    'mein Mann schlägt mich',
    'er schlägt mich, mein Mann',
    'schlägt der Mann',
    'Prügel vom Vater',
    'mein Mann, der die Kinder und mich jeden Abend schlägt',
    'die Wohnung brennt',
    'زوجي ضربني',
    'والزوج بالضرب',
    'maz bije mnie',
    'Mąż mnie bije',
    'чоловік б’є мене',
    'чоловік б`є мене',
    'чоловік б´є мене',
  ])('is an emergency where both are there, in any order: "%s"', (line) => {
    expect(isEmergency(line)).toBe(true);
  });

  test.each([
    ['only one side', 'mein Mann sucht einen Kurs'],
    ['only the other', 'sie schlägt ein Buch auf'],
    ['the sides of two rules', 'das Haus und der Mann'],
    ['the first side of one and the second of another', 'der Mann brennt darauf'],
    ['sides of two languages', 'mąż schlägt'],
    ['two of the same side', 'Mann und Vater'],
  ])('is none with %s: "%s"', (_name, line) => {
    expect(isEmergency(line)).toBe(false);
  });
});

describe('A harmless phrase', () => {
  test.each([
    'der Mann vorschlägt einen Kurs',
    'mein Mann, sein Herz schlägt für Rheine',
    'eine Frage zur Wohnung brennt mir auf der Seele',
    'Überfallhose',
    'yangın merdiveni nerede',
    'YANGIN MERDİVENİ',
  ])('is no emergency: "%s"', (line) => {
    expect(isEmergency(line)).toBe(false);
  });

  test.each([
    ['before it', 'Überfall! Meine Überfallhose ist weg'],
    ['behind it', 'yangın merdiveni var ama yangın var'],
    ['around it', 'mein Mann, sein Herz schlägt schnell, er schlägt mich'],
    ['right behind it, at its end', 'das Herz schlägt Überfall'],
    ['of a rule of two sides', 'brennt mir auf der Seele: die Wohnung brennt'],
  ])('does not hide the emergency %s: "%s"', (_name, line) => {
    expect(isEmergency(line)).toBe(true);
  });

  test('hides nothing more where two languages have the same one', () => {
    const twice = emergencyBy([
      rules({ alone: ['mord'], harmless: ['mordsspass', 'mords'] }),
      rules({ harmless: ['mordsspass'] }),
    ]);
    expect(twice('mordsspass')).toBe(false);
    expect(twice('mordsspass mord')).toBe(true);
    expect(twice('mord mordsspass')).toBe(true);
  });

  test('hides nothing more where two of them overlap', () => {
    const overlapping = emergencyBy([
      rules({ alone: ['mord'], harmless: ['bis zum abend', 'zum abend essen'] }),
    ]);
    expect(overlapping('bis zum abend essen')).toBe(false);
    expect(overlapping('bis zum abend essen mord')).toBe(true);
    expect(overlapping('mord bis zum abend essen')).toBe(true);
  });

  test('does not join what stands before and behind it to a sign', () => {
    const split = emergencyBy([rules({ alone: ['will sterben'], harmless: ['gerne'] })]);
    expect(split('will sterben')).toBe(true);
    expect(split('will gerne sterben')).toBe(false);
  });
});

describe('What is no emergency', () => {
  test.each([
    ['an ordinary question', 'Wann beginnt der nächste Kurs?'],
    ['nothing', ''],
    ['blanks', '   '],
    ['signs', '?!… 😀 ▒▒▒'],
    ['nonsense', 'asdf qwertz 12345 ыва'],
  ])('is %s', (_name, line) => {
    expect(isEmergency(line)).toBe(false);
  });

  test('is everything where there are no rules', () => {
    expect(emergencyBy([])('Überfall')).toBe(false);
    expect(emergencyBy([rules({})])('Überfall')).toBe(false);
  });
});

describe('A very long line', () => {
  test('is read to its end', { timeout: 2_000 }, () => {
    const words = 'kurs '.repeat(10_000);
    expect(isEmergency(words)).toBe(false);
    expect(isEmergency(`${words} Überfall`)).toBe(true);
    expect(isEmergency(`mein Mann ${words} schlägt mich`)).toBe(true);
  });

  test('of nothing but harmless phrases is harmless', { timeout: 2_000 }, () => {
    expect(isEmergency('Überfallhose '.repeat(1_000))).toBe(false);
  });
});

test('the same line is judged the same, however often it is read', () => {
  for (let time = 0; time < 3; time++) {
    expect(isEmergency('mein Mann schlägt mich')).toBe(true);
    expect(isEmergency('mein Mann sucht Arbeit')).toBe(false);
  }
});
