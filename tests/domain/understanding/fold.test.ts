import { describe, expect, test } from 'vitest';
import { foldedWords } from '../../../src/domain/understanding/fold.ts';

describe('A word has one spelling', () => {
  test.each([
    ['large and small letters', ['KURS', 'Kurs', 'kurs']],
    ['German umlauts', ['Müller', 'mueller', 'MUELLER', 'muller']],
    ['the German ß', ['Straße', 'Strasse', 'STRASSE', 'STRAẞE']],
    ['accents', ['café', 'cafe', 'cafe\u0301']],
    ['the Polish ł and ż', ['Łódź', 'lodz', 'LODZ']],
    ['all Polish accents', ['zażółć', 'zazolc']],
    ['the Turkish dotless ı', ['kayıt', 'kayit', 'KAYIT', 'KAYİT']],
    ['the Turkish İ', ['İstanbul', 'istanbul', 'ISTANBUL']],
    ['the Romanian ș and ț', ['școală', 'şcoală', 'scoala']],
    ['Kurdish accents', ['navê', 'nave']],
    ['Portuguese accents', ['inscrição', 'inscricao']],
    ['apostrophes', ["сім'я", 'сім’я', 'сімʼя', 'сім`я', 'сім´я']],
    ['Ukrainian in Latin letters', ['коли', 'koly']],
    ['Russian in Latin letters', ['хочу', 'hochu', 'khochu']],
    ['the Russian щ', ['щука', 'shchuka']],
    ['the Arabic alef', ['أهلا', 'اهلا', 'إهلا', 'آهلا']],
    ['Arabic vowel marks', ['مَدْرَسَة', 'مدرسة']],
    ['the Arabic ta marbuta', ['مدرسة', 'مدرسه']],
    ['the Arabic lengthening', ['كــورس', 'كورس']],
    ['the Persian ye and kaf', ['كلاسي', 'کلاسی']],
    ['the joiner of Persian', ['می\u200cخواهم', 'میخواهم']],
    ['joiners and marks of direction', ['كو\u200dرس', '\u200fكورس\u200e', 'كورس']],
    ['doubled letters', ['kurss', 'kurs', 'kkurs']],
    ['wide letters', ['Ｋｕｒｓ', 'kurs']],
    ['ligatures', ['ﬁnden', 'finden']],
  ])('in spite of %s', (_name, spellings) => {
    const folded = spellings.map((word) => foldedWords(word));
    expect(folded[0]).toHaveLength(1);
    for (const each of folded) expect(each).toEqual(folded[0]);
  });

  test.each([
    ['kurs', 'kur'],
    ['frau', 'frei'],
    ['A1', 'A2'],
    ['14', '15'],
    ['курс', 'курить'],
    ['كورس', 'حرب'],
  ])('that "%s" does not share with "%s"', (one, other) => {
    expect(foldedWords(one)).not.toEqual(foldedWords(other));
  });

  test('in which digits of every script are the same, and stay', () => {
    expect(foldedWords('B1 2024')).toEqual(['b1', '2024']);
    expect(foldedWords('٢٠٢٤')).toEqual(['2024']);
    expect(foldedWords('۲۰۲۴')).toEqual(['2024']);
  });

  test('whatever was folded before it', () => {
    const before = foldedWords('Straße');
    for (let at = 0; at < 25_000; at++) foldedWords(`wort${at}`);
    expect(foldedWords('Straße')).toEqual(before);
  });
});

describe('The words of a line', () => {
  test.each([
    ['Wann, bitte, beginnt der Kurs?!', ['wann', 'bitte', 'beginnt', 'der', 'kurs']],
    ['Deutsch-Kurs (A1/A2)', ['deutsch', 'kurs', 'a1', 'a2']],
    ["I don't know", ['i', "don't", 'know']],
    ["'quoted' words'", ['quoted', 'words']],
    ['zwei\nZeilen\tund   Lücken', ['zwei', 'zeilen', 'und', 'lücken']],
    ['Привіт, світ', ['привіт', 'світ']],
    ['یک کلاس', ['یک', 'کلاس']],
  ])('of "%s" are taken one by one, in their order', (line, words) => {
    expect(foldedWords(line)).toEqual(words.flatMap((word) => foldedWords(word)));
    expect(foldedWords(line)).toHaveLength(words.length);
  });

  test.each(['', '   ', '?!…', '😀 ✨', '▒▒▒', '\u200c\u200d', "'''", '\u0000'])(
    'of "%s" are none',
    (line) => {
      expect(foldedWords(line)).toEqual([]);
    },
  );

  test('leave out a word that has no letter of ours', () => {
    expect(foldedWords('ـ kurs ـ')).toEqual(['kurs']);
  });

  test('are read of a very long line too', { timeout: 2_000 }, () => {
    expect(foldedWords('kurs '.repeat(20_000))).toHaveLength(20_000);
    expect(foldedWords('ab'.repeat(50_000))).toEqual(['ab'.repeat(50_000)]);
    expect(foldedWords('a'.repeat(100_000))).toEqual(['a']);
  });
});
