import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TONGUES, type Tongue } from '../../src/domain/locale.ts';
import { MASK, mask } from '../../src/domain/masking.ts';
import { questionsSchema } from '../../src/domain/understanding/questions.ts';

/** These lines are masked as a whole. */
function isGone(line: string): void {
  expect(mask(line)).toMatchObject({ text: MASK, masked: true });
}

/** These lines stay as they are. */
function stays(line: string): void {
  expect(mask(line)).toMatchObject({ text: line, masked: false });
}

describe('A telephone number is masked', () => {
  test.each([
    '05971 80123',
    '0597180123',
    '05971/80123',
    '05971 / 80123',
    '05971-80123',
    '05971 - 80123',
    '05971 – 80123',
    '05971\u00a080123',
    '0151 23456789',
    '0151-234 567 89',
    '0151.234.567.89',
    '+49 151 23456789',
    '+4915123456789',
    '+49 (0) 5971 80123',
    '0049 151 2345678',
    '+380 67 123 45 67',
    '+90 532 123 45 67',
    '٠١٥١٢٣٤٥٦٧٨٩',
    '٠١٥١ ٢٣٤ ٥٦٧ ٨٩',
    '۰۹۱۲ ۳۴۵ ۶۷۸۹',
    '۰۹۱۲۳۴۵۶۷۸۹',
  ])('as "%s"', isGone);

  test.each([
    ['(05971) 80123', `(${MASK}`],
    ['Tel.: 05971 80123 ab 9 Uhr', `Tel.: ${MASK} ab 9 Uhr`],
    ['ruft mich an 015123456789, danke', `ruft mich an ${MASK}, danke`],
    ['мій номер 067 123 45 67', `мій номер ${MASK}`],
    ['رقمي ٠١٥١٢٣٤٥٦٧٨', `رقمي ${MASK}`],
    ['телефон05971801234', MASK],
    ['شماره۰۹۱۲۳۴۵۶۷۸۹', MASK],
  ])('within a line: "%s"', (line, clean) => {
    expect(mask(line)).toMatchObject({ text: clean, masked: true });
  });
});

describe('A telephone number that was masked', () => {
  test.each([
    ['Bitte rufen Sie an: 05971 80123', '0597180123'],
    ['0151-234 567 89 ab 9 Uhr', '015123456789'],
    ['+49 151 23456789', '+4915123456789'],
    ['رقمي ٠١٥١٢٣٤٥٦٧٨', '01512345678'],
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', '09123456789'],
    ['05971 80123 oder 0151 23456789', '0597180123'],
  ])('is handed over as it is dialled, the first one: "%s"', (line, phone) => {
    expect(mask(line).phone).toBe(phone);
  });

  test.each(['Wann beginnt der Kurs?', 'geboren am 3.4.1990', 'BG 12345//0001234', '§ 24', ''])(
    'is none in "%s"',
    (line) => {
      expect(mask(line).phone).toBeUndefined();
    },
  );
});

describe('A mail address and a link are masked', () => {
  test.each([
    'maria.popescu@example.org',
    'MARIA_1@mail.example.de',
    'maria+kurs@example.co.uk',
    'maria @ example.org',
    'maria(at)example.org',
    'maria [at] example.org',
    'олена@example.org',
    'https://example.org/maria-popescu',
    'www.example.org/maria',
  ])('as "%s"', isGone);

  test('and the line around stays', () => {
    expect(mask('Schreiben Sie an maria@example.org bitte').text).toBe(
      `Schreiben Sie an ${MASK} bitte`,
    );
  });
});

describe('A date of birth is masked', () => {
  test.each([
    '3.4.1990',
    '03.04.1990',
    '3. 4. 1990',
    '3.4. 90',
    '03.04.90',
    '03/04/1990',
    '03/04/90',
    '4/23/1990',
    '03-04-1990',
    '1990-04-03',
    '1990/04/03',
    '1990.04.03',
    '03041990',
    '03 04 1990',
    '٣/٤/١٩٩٠',
    '١٩٩٠-٠٤-٠٣',
    '۱۳۶۹/۰۱/۱۴',
    '3. April 1990',
    '3.April 1990',
    '12. März 1987',
    '3rd April 1990',
    '12 марта 1987',
    '12 березня 2001',
    '12 март 1987',
    '3 kwietnia 1990',
    '3 Nisan 1990',
    '3 aprilie 1990',
    '3 de abril de 1990',
    '3 Nîsan 1990',
    '٣ نيسان ١٩٩٠',
    '٣ كانون الثاني ١٩٩٠',
    '۱۴ فروردین ۱۳۶۹',
  ])('as "%s"', isGone);

  test('with what stands around it left', () => {
    expect(mask('geboren am 12. März 1987 in Aleppo').text).toBe(`geboren am ${MASK} in Aleppo`);
    expect(mask('mein Sohn (3.4.2012) sucht').text).toBe(`mein Sohn (${MASK}) sucht`);
  });
});

describe('A number of an account, a file or a passport is masked', () => {
  test.each([
    'DE89 3704 0044 0532 0130 00',
    'DE89370400440532013000',
    'de89 3704 0044 0532 0130 00',
    'RO49 AAAA 1B31 0075 9384 0000',
    'BG 12345//0001234',
    'BG-Nummer: 12345//0001234',
    'bg-nummer 37102//0012345',
    'Az. 33.1-4711/24',
    'Az: 50/12',
    'AZ 33-4711',
    'Aktenzeichen: 4711/24',
    'Aktenzeichen 33.40.1',
    'AZR-Nummer 123456789012',
    'AZR 123456789012',
    'Kundennummer 372A123456',
    'Vorgangsnummer 2026-1234',
    'Fallnummer 1234',
    'Pass-Nr. C01X0006H',
    'C01X0006H',
    'X1234567',
    'YB12C345',
    '123456789012',
    '1234/5678',
  ])('as "%s"', isGone);
});

describe('A street with its number is masked', () => {
  test.each([
    ['Musterstraße 12a', MASK],
    ['Musterstraße 12 a', MASK],
    ['musterstrasse 7', MASK],
    ['Überstraße 5', MASK],
    ['Hovesaatweg 5', MASK],
    ['Borneplatz 3', MASK],
    ['Lindenallee 112', MASK],
    ['Breite Str. 7', `Breite ${MASK}`],
    ['Breite Str 7', `Breite ${MASK}`],
    ['ich wohne Emsstr.9 in Rheine', `ich wohne ${MASK} in Rheine`],
    ['Musterstraße 14, welche Etage?', `${MASK}, welche Etage?`],
    ['Musterstraße 14 kîjan Zimmer e?', `${MASK} kîjan Zimmer e?`],
  ])('"%s"', (line, clean) => {
    expect(mask(line)).toMatchObject({ text: clean, masked: true });
  });
});

describe('A name is masked behind "my name is"', () => {
  const names: [tongue: Tongue, before: string, name: string][] = [
    ['de', 'Ich heiße', 'Maria Popescu'],
    ['de', 'ich heisse', 'maria popescu'],
    ['de', 'Guten Tag, mein Name ist', 'Yıldız-Öztürk'],
    ['de', 'Mein Name ist:', 'Maria'],
    ['de', 'mein name is', 'Ahmad'],
    ['de', 'meine Name ist', 'Ahmad'],
    ['en', 'My name is', 'Maria Popescu'],
    ['en', "my name's", 'Maria'],
    ['en', 'my name’s', 'Maria'],
    ['en', 'MY NAME IS', 'MARIA POPESCU'],
    ['uk', 'Мене звати', 'Олена Шевченко'],
    ['uk', 'мене звуть', 'Олена'],
    ['uk', "Моє ім'я", 'Олена'],
    ['uk', 'Моє ім’я —', 'Олена'],
    ['uk', 'моє імʼя', 'Олена'],
    ['uk', 'mene zvaty', 'Olena'],
    ['ar', 'اسمي', 'محمد الأحمد'],
    ['ar', 'أنا اسمي', 'محمد'],
    ['ar', 'إسمي', 'مُحمد الأحمد'],
    ['ar', 'أسمي', 'محمد العلي'],
    ['ar', 'اسمي', 'عبد الرحمن العلي'],
    ['ar', 'انا من سوريا واسمي', 'فاطمة'],
    ['ar', 'اسمي هو', 'محمد الأحمد'],
    ['ro', 'Mă numesc', 'Ion Popescu'],
    ['ro', 'ma numesc', 'ion popescu'],
    ['ro', 'mă cheamă', 'Ștefan'],
    ['ro', 'Numele meu este', 'Ion'],
    ['ru', 'Меня зовут', 'Мария Иванова'],
    ['ru', 'меня зовут:', 'мария'],
    ['ru', 'Моё имя —', 'Мария'],
    ['ru', 'мое имя', 'Мария'],
    ['tr', 'Benim adım', 'Ayşe Yıldız'],
    ['tr', 'Adım', 'Ayşe'],
    ['tr', 'adim', 'ayse'],
    ['tr', 'İsmim', 'Ahmet'],
    ['tr', 'ismim', 'Ahmet'],
    ['bg', 'Казвам се', 'Иван Петров'],
    ['bg', 'аз се казвам', 'Иван'],
    ['bg', 'Името ми е', 'Иван'],
    ['bg', 'Моето име е', 'Иван'],
    ['pl', 'Nazywam się', 'Jan Kowalski'],
    ['pl', 'nazywam sie', 'jan'],
    ['pl', 'Mam na imię', 'Łukasz'],
    ['fa', 'اسم من', 'علی رضایی'],
    ['fa', 'نام من', 'زهرا'],
    ['fa', 'اسمم', 'علی'],
    ['fa', 'من اسمم', 'علی'],
    ['ku', 'Navê min', 'Azad'],
    ['ku', 'nave min', 'azad'],
    ['ku', 'Navê min', 'Jiyan'],
    ['pt', 'Chamo-me', 'João Silva'],
    ['pt', 'Eu me chamo', 'Maria da Silva'],
    ['pt', 'O meu nome é', 'João'],
    ['pt', 'meu nome é', 'João'],
  ];

  test.each(names)('in %s: "%s %s"', (_tongue, before, name) => {
    expect(mask(`${before} ${name}`)).toMatchObject({ text: `${before} ${MASK}`, masked: true });
  });

  test('in all twelve languages', () => {
    expect(new Set(names.map(([tongue]) => tongue))).toEqual(new Set(TONGUES));
  });

  test('also where accents are typed apart from their letters', () => {
    const line = 'Mă numesc José Ştefan'.normalize('NFD');
    expect(mask(line).text).toBe(`Mă numesc ${MASK}`);
  });

  test.each([
    ['اسمي محمد الأحمد وبدي كورس الماني', `اسمي ${MASK} وبدي كورس الماني`],
    ['ich heiße maria popescu mein mann schlägt mich', `ich heiße ${MASK} mein mann schlägt mich`],
    ['اسم من علی رضایی است', `اسم من ${MASK} است`],
    ['ich heiße Maria, welchen Kurs gibt es?', `ich heiße ${MASK}, welchen Kurs gibt es?`],
    ['Меня зовут Мария. Где записаться?', `Меня зовут ${MASK}. Где записаться?`],
  ])('and the question behind it stays: "%s"', (line, clean) => {
    expect(mask(line).text).toBe(clean);
  });

  test.each([
    'mein Name steht nicht auf der Liste',
    'mein Name ist nicht richtig geschrieben',
    'my name is not on the list',
    'bir adım geri',
    'ilk adım olarak ne yapayım?',
    'می‌خواهم اسمم را از کلاس خط بزنید',
    'Navê min ji lîsteyê bibin',
  ])('but not where no name follows: "%s"', stays);
});

describe('What is not personal stays', () => {
  test.each([
    ['the number of the coordination', '05971 939-141'],
    ['the same with a stroke', '05971/939-141'],
    ['the same without blanks', '05971939141'],
    ['the same with a spaced dash', '05971 - 939-141'],
    ['another number of the town hall', '05971 939-390'],
    ['the police', '110'],
    ['the help line', '116 016'],
    ['a paragraph', '§ 24'],
    ['a paragraph with its sentence', '§ 44 Abs. 4 AufenthG'],
    ['a paragraph since a year', '§ 24 seit 2016'],
    ['a level', 'B1'],
    ['another level', 'A2'],
    ['both', 'A1/A2 oder B1.2'],
    ['a level with a year', 'A2 Prüfung 2019'],
    ['an age', '14 Jahre'],
    ['a year', '2024'],
    ['years', '2024-2026'],
    ['years with a long dash', '2024 – 2026'],
    ['a school year', 'Schuljahr 2026/2027'],
    ['a short school year', '2026/27'],
    ['a time', '18:00'],
    ['times', '14:30-15:30'],
    ['times with points', '14.30-15.30 Uhr'],
    ['times of one digit', '9.00 - 12.00'],
    ['times that end at the full hour', '14.30-15 Uhr'],
    ['hours', '600 Stunden'],
    ['hours in Turkish', 'en az 600 saat'],
    ['a sum', '1.200 Euro'],
    ['a range of sums', '1000-1500 Euro'],
    ['a day without its year', '24.12.'],
    ['days without their year', '24.12.-01.01.'],
    ['a day with its month in words', '24. Dezember'],
    ['a day to come, in words', 'am 3. Mai 2027'],
    ['a postcode', '48431 Rheine'],
    ['a form', 'Formular I-589'],
    ['a place for a child in a year', 'Kitaplatz 2027'],
    ['a street without its number', 'Klosterstraße'],
    ['a room', 'Zimmer 213'],
    ['several small numbers', 'Meine Kinder sind 3, 5 und 11'],
    ['a line of nothing but signs', '?!…'],
    ['nothing', ''],
  ])('%s: "%s"', (_name, line) => stays(line));

  test.each(['Wann ist am 24.12. geöffnet?', 'Ich bin 14 Jahre, darf ich kommen?'])(
    'the question "%s"',
    stays,
  );
});

describe('Several personal things in one line', () => {
  test('are all masked, each for itself', () => {
    expect(
      mask('Ich heiße Maria Popescu, geb. 3.4.1990, Musterstraße 12, Tel. 0151 23456789'),
    ).toMatchObject({
      text: `Ich heiße ${MASK}, geb. ${MASK}, ${MASK}, Tel. ${MASK}`,
      masked: true,
    });
  });

  test('stay masked where the line is masked once more', () => {
    const once = mask('mein name ist maria, 0151 23456789').text;
    expect(mask(once)).toMatchObject({ text: once, masked: false });
  });
});

/* Short enough that a pattern which tries every way through them fails this test instead of never ending. */
describe('A line that was made to be slow', () => {
  test.each([
    ['letters and digits in turns', `${'1a'.repeat(120)}_`],
    ['pieces of an account', `${'AB12'.repeat(60)}_`],
    ['one letter', 'ä'.repeat(1000)],
    ['one digit and a letter of another script', `${'1'.repeat(999)}ä`],
    ['blanks behind "ich heiße"', `ich heiße${' '.repeat(990)}`],
    ['hyphens', 'a-'.repeat(500)],
    ['points', `a@${'a.'.repeat(498)}@`],
    ['numbers', '1 '.repeat(500)],
    ['words for a street', 'straße'.repeat(166)],
    ['file numbers', 'az '.repeat(333)],
  ])('is read at once: %s', { timeout: 1_000 }, (_name, line) => {
    expect(typeof mask(line).text).toBe('string');
  });
});

describe('The questions by which the chat learns', () => {
  const questionsIn = (tongue: Tongue) =>
    questionsSchema.parse(
      JSON.parse(
        readFileSync(
          new URL(`../../content/faq/questions/${tongue}.json`, import.meta.url),
          'utf8',
        ),
      ),
    );

  test.each(TONGUES)('stay as they are in %s, 99 in 100 of them', (tongue) => {
    const { topics, none } = questionsIn(tongue);
    const lines = [...Object.values(topics).flat(), ...none];
    const changed = lines.filter((line) => mask(line).text !== line);
    expect(changed.length / lines.length, changed.join('\n')).toBeLessThanOrEqual(0.01);
  });

  test.each(TONGUES)('stay as they are in %s where they are small talk, every one', (tongue) => {
    const lines = Object.values(questionsIn(tongue).smalltalk).flat();
    expect(lines.filter((line) => mask(line).masked)).toEqual([]);
  });
});
