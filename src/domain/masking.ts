/*
 * What looks personal in a line is made unreadable before anything is stored, logged or understood. It is better to
 * mask once too often than once too little; words of a question are left alone.
 */

/** What stands in place of something personal. It has no words, so it reads the same in every language. */
export const MASK = '▒▒▒';

/** Digits of any script that people type here: Latin, Arabic, Persian. */
const DIGITS = '0-9٠-٩۰-۹';

const MAIL = /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const LINK_WITH_NAME = /\b(?:https?:\/\/|www\.)\S+/giu;
const IBAN = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b/giu;
/** A day with its month and year, such as 3.4.1990, 1990-04-03 or 03/04/90; times such as 14.30-15 are none. */
const DATE = new RegExp(
  `(?<![${DIGITS}])(?:[${DIGITS}]{1,2}\\s?[./-]\\s?[${DIGITS}]{1,2}\\s?[./-]\\s?[${DIGITS}]{4}|[${DIGITS}]{1,2}\\s?([./-])\\s?[${DIGITS}]{1,2}\\s?\\1\\s?[${DIGITS}]{2}|[${DIGITS}]{4}[./-][${DIGITS}]{1,2}[./-][${DIGITS}]{1,2})(?![${DIGITS}])`,
  'gu',
);
/** The beginning of a year in which somebody may have been born, of the Persian calendar too. */
const CENTURY = '(?:[1١۱][9٩۹3٣۳]|[2٢۲][0٠۰](?=[01٠١۰۱]))';
/** A day with a word for its month, in any language: "3. April 1990", "3 de abril de 1990". "§ 24 seit 2016" is none. */
const DATE_IN_WORDS = new RegExp(
  `(?<![\\p{L}${DIGITS}]|§\\s?)[${DIGITS}]{1,2}(?:\\.\\s?|-?\\p{L}{1,3}\\s|\\s)(?:de\\s)?\\p{L}[\\p{L}\\p{M}]+\\.?\\s(?:ال\\p{L}+\\s|de\\s)?${CENTURY}[${DIGITS}]{2}(?![${DIGITS}])`,
  'giu',
);
/** Seven digits and more, however they are spaced: telephone, file and insurance numbers. */
const LONG_NUMBER = new RegExp(
  `(?<![\\p{L}${DIGITS}])(?:[+0٠۰](?:[\\s()/.–-]{0,3}[${DIGITS}]){6,}|[${DIGITS}](?:[\\s()/.–-]{0,2}[${DIGITS}]){6,})`,
  'gu',
);
/** Letters with a number behind them, as offices write file numbers: "BG 12345//0001", "Az. 33.1-4711/24". */
const FILE_NUMBER =
  /\b(?:az|aktenzeichen|bg|bg-nummer|azr|azr-nummer|kundennummer|vorgangsnummer|passnummer|pass-nr|fallnummer)\.?\s*[:#-]?\s*(?=[\w/.-]*\d)[\w/.-]{3,}(?:\s?\/{1,2}\s?\d+)?/giu;
/** A word that may have letters and digits, as passports and customer numbers do: "X1234567", "YB12C345". */
const WORD = new RegExp(`[\\p{L}${DIGITS}]+`, 'gu');
const FIVE_DIGITS = new RegExp(`(?:[${DIGITS}]\\p{L}*){5}`, 'u');
/** A street with its number: "Musterstraße 12a", "Breite Str. 7". "Kitaplatz 2027" is none. */
const STREET =
  /(?<![\p{L}-])[\p{L}-]*(?:straße|strasse|str\.?|weg|platz|allee|gasse)\s*(?!(?:19|20)\d{2}(?!\d))\d{1,4}(?:\s?[a-z])?(?![\p{L}\p{N}])/giu;

/** "My name is" in the languages of the chat, folded to what people type; the one or two words after it are a name. */
const NAME_IS = [
  'ich heiße',
  'ich heisse',
  'ich heise',
  'mein name ist',
  'mein name is',
  'mein name',
  'meine name ist',
  'meine name is',
  'my name is',
  'my name ist',
  "my name's",
  'mene zvaty',
  'мене звати',
  'мене звуть',
  "моє ім'я",
  'меня зовут',
  'мое имя',
  'моё имя',
  'моето име е',
  'казвам се',
  'името ми е',
  'аз се казвам',
  'nazywam się',
  'nazywam sie',
  'mam na imię',
  'mam na imie',
  'mă numesc',
  'ma numesc',
  'mă cheamă',
  'ma cheama',
  'numele meu este',
  'benim adım',
  'benim adim',
  'adım',
  'adim',
  'ismim',
  'İsmim',
  'navê min',
  'nave min',
  'chamo-me',
  'me chamo',
  'meu nome é',
  'o meu nome e',
  'اسمي هو',
  'اسمي',
  'إسمي',
  'أسمي',
  'اسمى',
  'اسم من',
  'نام من',
  'من اسمم',
  'اسمم',
  'نامم',
];

/** Apostrophes are typed in many ways. */
const anyApostrophe = (text: string): string => text.replaceAll("'", "['’ʼ`´]");

/** Small words within a name: "Maria da Silva", "عبد الرحمن". */
const WITHIN_NAME = '(?:(?:d[aeo]s?|von|van|al|el|عبد|أبو|ابو)\\s+)*';

/**
 * One or two words and no more: what follows them may be a cry for help. In Arabic, "and" is written together with the
 * next word and ends the name.
 */
const NAME = new RegExp(
  `(?<![\\p{L}\\p{N}])([وف]?(?:${NAME_IS.map(anyApostrophe).join('|')}))(\\s*[:–—]\\s*|\\s+(?:-\\s*)?)(${WITHIN_NAME}\\p{L}[\\p{L}\\p{M}'’-]*(?:\\s+(?!و)${WITHIN_NAME}[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}'’-]*)?)`,
  'giu',
);

/** Words that follow "my name" without being one: "mein name steht nicht auf der liste". */
const NO_NAMES = new Set(
  'ist steht wird wurde soll is on not was auf nicht e est jest este nije geri olarak ji را رو لسا لما'.split(
    ' ',
  ),
);

/** Years, times and days with another one behind them, and the numbers of the town hall, are nobody's. */
const isHarmless = (number: string): boolean =>
  /^(?:[1-9]\d{3}\s?[–-]\s?[1-9]\d{3}|(?:19|20)\d{2}\s?\/\s?(?:19|20)\d{2}|\d{1,2}\.\d{2}\.?\s?[–-]\s?\d{1,2}\.\d{2}|0?5971\D{0,3}939\D?\d{3})$/.test(
    number,
  );

/** A short number behind "az" or "bg" is a quantity or a year: "en az 600 saat". */
const isQuantity = (number: string): boolean => /^(?:az|bg)\s+\d{1,4}[.-]?$/iu.test(number);

/** Streets with the offices that people ask about (content/advice-centres.json): nobody lives there. */
const OFFICES =
  /^(?:kloster\p{L}*\.?\s*14|mittel\p{L}*\.?\s*51|lingener\p{L}*\.?\s*11|ludwig\p{L}*\.?\s*9)$/iu;

/** What became of a line: without what looks personal, and the first telephone number that was taken out. */
export type Masked = { text: string; masked: boolean; phone: string | undefined };

/** A number of Germany or with the code of a country, of a length that can be dialled. */
const isPhone = (number: string): boolean => /^(?:\+|0)\d{6,15}$/.test(dialled(number));

/** Digits of any script as 0 to 9, without blanks and signs. */
function dialled(number: string): string {
  return [...number]
    .map((sign) => {
      const arabic = '٠١٢٣٤٥٦٧٨٩'.indexOf(sign);
      const persian = '۰۱۲۳۴۵۶۷۸۹'.indexOf(sign);
      return arabic >= 0 ? String(arabic) : persian >= 0 ? String(persian) : sign;
    })
    .join('')
    .replace('(0)', '')
    .replace(/[^\d+]/g, '');
}

/** Takes out of a line what looks personal. */
export function mask(text: string): Masked {
  let masked = false;
  let phone: string | undefined;
  const hide = (): string => {
    masked = true;
    return MASK;
  };
  const clean = text
    .normalize('NFC')
    .replace(MAIL, hide)
    .replace(LINK_WITH_NAME, hide)
    .replace(IBAN, hide)
    .replace(FILE_NUMBER, (number) => (isQuantity(number) ? number : hide()))
    .replace(DATE, hide)
    .replace(DATE_IN_WORDS, hide)
    .replace(LONG_NUMBER, (number) => {
      if (isHarmless(number)) return number;
      if (isPhone(number)) phone ??= dialled(number);
      return hide();
    })
    .replace(WORD, (word) => (FIVE_DIGITS.test(word) && /\p{L}/u.test(word) ? hide() : word))
    .replace(STREET, (street) => (OFFICES.test(street) ? street : hide()))
    .replace(NAME, (whole, is: string, space: string, name: string) =>
      NO_NAMES.has(name.toLowerCase().split(/\s/)[0] ?? '') ? whole : `${is}${space}${hide()}`,
    );
  return { text: clean, masked, phone };
}
