/*
 * Finding stems and phrases at the beginnings of words, without regard to case and accents. In Arabic script a word may
 * carry و ف ب ل ك and the article ال in front.
 */

/** A line as stems are compared with: composed letters taken apart, marks, quotes and doubled blanks taken out. */
export function comparable(text: string): string {
  return text
    .replace(/[’ʼ`´]/g, "'")
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u0640\u200C-\u200F]/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('ی', 'ي')
    .replaceAll('ى', 'ي')
    .replaceAll('ک', 'ك')
    .replaceAll('ة', 'ه')
    .replace(
      /[^\p{L}\p{N}':]+|(?<![\p{L}\p{N}])'+|'+(?![\p{L}\p{N}])|(?<!\p{N}):+|:+(?!\p{N})/gu,
      ' ',
    )
    .replace(/ +/g, ' ')
    .trim();
}

const KEY_LENGTH = 3;
const PREFIXES = new Set(['و', 'ف', 'ب', 'ل', 'ك']);
const ARTICLE = 'ال';
/** How ل and the article are written together. */
const TO_THE = 'لل';

/** Where words begin, also behind what Arabic writes in front of them. */
function* beginnings(line: string): Generator<number> {
  for (let at = 0; at < line.length; at = line.indexOf(' ', at) + 1) {
    yield at;
    const inner = PREFIXES.has(line[at] ?? '') ? at + 1 : at;
    if (inner > at) yield inner;
    if (line.startsWith(ARTICLE, inner)) yield inner + ARTICLE.length;
    for (const start of new Set([at, inner])) {
      if (line.startsWith(TO_THE, start)) yield start + TO_THE.length;
    }
    if (line.indexOf(' ', at) < 0) return;
  }
}

/** What is found in a line, with the place of each. */
export type Found<T> = { value: T; from: number; to: number };

/** Prepares entries (stem or phrase, and what it stands for) for being found in comparable lines. */
export function stemIndex<T>(entries: Iterable<readonly [string, T]>) {
  const byKey = new Map<string, { stem: string; value: T }[]>();
  for (const [text, value] of entries) {
    const stem = comparable(text);
    if (!stem) continue;
    const key = stem.slice(0, KEY_LENGTH);
    const known = byKey.get(key);
    if (known) known.push({ stem, value });
    else byKey.set(key, [{ stem, value }]);
  }
  return (line: string): Found<T>[] => {
    const found: Found<T>[] = [];
    for (const from of beginnings(line)) {
      for (let length = 1; length <= Math.min(KEY_LENGTH, line.length - from); length++) {
        for (const { stem, value } of byKey.get(line.slice(from, from + length)) ?? []) {
          // A key shorter than the others is a whole stem; it is looked up once.
          if (length < KEY_LENGTH && stem.length > length) continue;
          if (line.startsWith(stem, from)) found.push({ value, from, to: from + stem.length });
        }
      }
    }
    return found;
  };
}
