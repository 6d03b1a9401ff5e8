import { describe, expect, test } from 'vitest';
import { comparable, stemIndex } from '../../../src/domain/understanding/stems.ts';

describe('A line to compare with', () => {
  test.each([
    ['Hilfe!!  MEIN   Mann …', 'hilfe mein mann'],
    ['Łukasz, żółw, ŁÓDŹ', 'lukasz zolw lodz'],
    ['Đorđe', 'dorde'],
    ['İSTANBUL ısı', 'istanbul isi'],
    ['cafe\u0301 café', 'cafe cafe'],
    ['ﬁnden', 'finden'],
    ['أُقتل إقتل آقتل', 'اقتل اقتل اقتل'],
    ['می\u200cکشم', 'ميكشم'],
    ['مدرسة مدرسه', 'مدرسه مدرسه'],
    ['ـــكورسـ', 'كورس'],
    ['zwei\nZeilen\tund -- Striche', 'zwei zeilen und striche'],
    ['um 18:00 Uhr', 'um 18:00 uhr'],
  ])('made of "%s" is "%s"', (line, plain) => {
    expect(comparable(line)).toBe(plain);
  });

  test('knows one apostrophe within a word, however it is typed', () => {
    for (const word of ["б'є", 'б’є', 'бʼє', 'б`є', 'б´є']) expect(comparable(word)).toBe("б'є");
  });

  test('knows no quotes around words and no colons behind them', () => {
    expect(comparable("er sagt 'hilfe' zu mir")).toBe('er sagt hilfe zu mir');
    expect(comparable('‚hilfe’ "hilfe" „hilfe“ «hilfe»')).toBe('hilfe hilfe hilfe hilfe');
    expect(comparable('Achtung: hilfe')).toBe('achtung hilfe');
    expect(comparable("don't ':' it")).toBe("don't it");
  });

  test.each(['', '   ', '?!…', '😀', "'", ':::', '\u200c'])('made of "%s" is empty', (line) => {
    expect(comparable(line)).toBe('');
  });

  test('stays the same when it is made once more', () => {
    const once = comparable('İ’m „Łukasz“: um 18:00 أُقتل');
    expect(comparable(once)).toBe(once);
  });
});

describe('A stem', () => {
  const found = (stems: string[], line: string): string[] =>
    stemIndex(stems.map((stem) => [stem, stem]))(comparable(line)).map(({ value }) => value);

  test.each([
    ['kurs', 'Kurse am Abend'],
    ['kurs', 'welcher KURS'],
    ['abend', 'Kurse am Abend'],
    ['am abend', 'Kurse am Abendgymnasium'],
    ['żółw', 'zolw'],
    ['вечер', 'курсы вечером'],
    ['akşam', 'AKSAM kursu'],
    ['ab', 'ab wann'],
    ['ab', 'bis und ab'],
    ['a', 'a'],
    ["б'є", 'мене б’є'],
    ['18:00', 'nach 18:00'],
  ])('"%s" is found in "%s"', (stem, line) => {
    expect(found([stem], line)).toEqual([stem]);
  });

  test.each([
    ['kurs', 'Deutschkurs'],
    ['kurs', 'kur'],
    ['am abend', 'am'],
    ['am abend', 'am schönen abend'],
    ['abend', ''],
    ['', 'abend'],
    ['?!', 'abend ?!'],
  ])('"%s" is not found in "%s"', (stem, line) => {
    expect(found([stem], line)).toEqual([]);
  });

  test.each([
    ['كورس', 'كورس'],
    ['كورس', 'الكورس'],
    ['كورس', 'وكورس'],
    ['كورس', 'فالكورس'],
    ['كورس', 'بالكورس'],
    ['كورس', 'لكورس'],
    ['كورس', 'للكورس'],
    ['كورس', 'وللكورس'],
    ['كورس', 'كالكورس'],
    ['كورس', 'بدي سجل بالكورسات'],
    ['مساء', 'كورس بالمَساء'],
    ['کلاس', 'كلاس الماني'],
  ])('of Arabic script, "%s", is found in "%s"', (stem, line) => {
    expect(found([stem], line)).toEqual([stem]);
  });

  test.each([
    ['كورس', 'مكورس'],
    ['كورس', 'تالكورس'],
    ['حرب', 'محارب'],
  ])('of Arabic script, "%s", is not found in "%s"', (stem, line) => {
    expect(found([stem], line)).toEqual([]);
  });

  test('is found wherever it stands, with its place', () => {
    const line = comparable('Kurs um Kurs');
    expect(stemIndex([['kurs', 1]])(line)).toEqual([
      { value: 1, from: 0, to: 4 },
      { value: 1, from: 8, to: 12 },
    ]);
  });

  test('is found once, however short it is', () => {
    for (const stem of ['a', 'ab', 'abc', 'abcd']) {
      expect(found([stem], stem), stem).toEqual([stem]);
      expect(found([stem], `${stem} x`), stem).toEqual([stem]);
    }
  });

  test('is found beside a shorter and a longer one', () => {
    expect(found(['ab', 'abend', 'abends', 'abendkurs'], 'abends').sort()).toEqual([
      'ab',
      'abend',
      'abends',
    ]);
  });

  test('may stand for several things', () => {
    const values = stemIndex([
      ['abend', 1],
      ['Abend', 2],
    ])('abend').map(({ value }) => value);
    expect(values).toEqual([1, 2]);
  });

  test('is found in a very long line too', { timeout: 2_000 }, () => {
    expect(found(['kurs'], 'kurs '.repeat(20_000))).toHaveLength(20_000);
    expect(found(['kurs'], 'x'.repeat(200_000))).toEqual([]);
  });
});
