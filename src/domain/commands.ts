import { distance } from 'fastest-levenshtein';
import { type Catalogue, type Question, questionsOf } from './catalogue.ts';
import { type Command, phrases } from './phrases.ts';

/** Umlauts as they are typed without a German keyboard. */
const folded = (text: string): string =>
  text.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');

const byPhrase = new Map(
  phrases.flatMap(([command, texts]) => texts.map((text) => [folded(text), command])),
);

/** Lower case, no punctuation at the ends, single spaces: "  Zurück! " and "zurück" are the same line. */
export function normalise(text: string): string {
  const plain = text.normalize('NFC').toLocaleLowerCase('de').replace(/\s+/g, ' ').trim();
  return plain
    .replace(/^[\s"'„“»«(]+|[\s"'“”»«).!,;:…]+$/g, '')
    .replace(/(?<=.)\?+$/, '')
    .trim();
}

/** One slip is forgiven from five letters on, two from nine; in shorter words every letter counts. */
function slipsAllowed(length: number): number {
  if (length < 5) return 0;
  return length < 9 ? 1 : 2;
}

/** The single entry nearest to the text within the slips allowed; undefined where none or several are as near. */
function nearest<T>(text: string, entries: Iterable<readonly [string, T]>): T | undefined {
  let best: { slips: number; value: T } | undefined;
  let tied = false;
  for (const [phrase, value] of entries) {
    const slips = distance(text, phrase);
    if (slips > slipsAllowed(Math.max(text.length, phrase.length))) continue;
    if (!best || slips < best.slips) {
      best = { slips, value };
      tied = false;
    } else if (slips === best.slips && value !== best.value) tied = true;
  }
  return tied ? undefined : best?.value;
}

function areaNames(catalogue: Catalogue): [string, string][] {
  return catalogue.areas.flatMap((area) => {
    const titles = [area.title.de, area.title.en].map(normalise);
    const words = titles.flatMap((title) => title.split(/[^\p{L}]+/u)).filter((w) => w.length > 4);
    return [...titles, ...words].map((name): [string, string] => [folded(name), area.id]);
  });
}

/** "zu Gesundheit", "Bereich 4", "Frage 12", "area 3": a place in the catalogue, or undefined. */
function placeIn(catalogue: Catalogue, text: string): Command | undefined {
  const numbered =
    /^(?:(?:geh |gehe |springe? )?zu[rm]? |go to )?(bereich|area|frage|question) (\d{1,2})$/.exec(
      text,
    );
  if (numbered) {
    const number = Number(numbered[2]);
    if (numbered[1] === 'frage' || numbered[1] === 'question') {
      return questionsOf(catalogue)[number - 1] && { type: 'GO_TO_QUESTION', number };
    }
    const area = catalogue.areas[number - 1];
    return area && { type: 'GO_TO_AREA', area: area.id };
  }
  const named =
    /^(?:geh |gehe |springe? )?(?:zu[rm]?|bereich|go to|area) (?:bereich |area )?(.{4,})$/.exec(
      text,
    );
  const area = named?.[1] && nearest(folded(named[1]), areaNames(catalogue));
  return area ? { type: 'GO_TO_AREA', area } : undefined;
}

/**
 * What a typed line asks for, with small slips forgiven. Undefined where it is none of the commands: the dialog then
 * takes the line as free text, or says that it did not understand.
 */
export function understand(text: string, catalogue: Catalogue): Command | undefined {
  const line = text.trim() === '?' ? '?' : normalise(text);
  if (!line || line.length > 60) return undefined;
  const exact = byPhrase.get(folded(line)) ?? placeIn(catalogue, line);
  // A line with a number in it is more likely a case reference than a slip of the finger.
  return exact ?? (/\d/.test(line) ? undefined : nearest(folded(line), byPhrase));
}

const COMMON = new Set([
  'fehlende',
  'fehlender',
  'unregelmäßiger',
  'kein',
  'keine',
  'problem',
  'starke',
  'durch',
  'gibt',
  'eine',
  'einen',
  'nicht',
]);

/**
 * The question of the catalogue that a free line seems to be about ("hat er einen kitaplatz?"), or undefined where
 * no word, or the words of several questions, fit. Only a hint: it never answers anything.
 */
export function questionAbout(text: string, catalogue: Catalogue): Question | undefined {
  const words = new Set(
    (normalise(text).match(/\p{L}{5,}/gu) ?? []).filter((word) => !COMMON.has(word)),
  );
  const scored = questionsOf(catalogue)
    .map((question) => {
      const own = [question.indicator.text.de, question.indicator.text.en].flatMap(
        (each) => normalise(each).match(/\p{L}{5,}/gu) ?? [],
      );
      return { question, hits: new Set(own.filter((word) => words.has(word))).size };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits);
  const [first, second] = scored;
  return first && first.hits > (second?.hits ?? 0) ? first.question : undefined;
}
