import { distance } from 'fastest-levenshtein';
import type { Answer } from './assessment.ts';
import { type Catalogue, type Question, questionsOf } from './catalogue.ts';

/** What a typed line can ask for, in any dialog. Buttons carry the same events, so typing and tapping are one thing. */
export type Command =
  | { type: 'ANSWER'; answer: Answer }
  | { type: 'AREA_NONE' }
  | { type: 'BACK' }
  | { type: 'CONTINUE' }
  | { type: 'UNDO' }
  | { type: 'PAUSE' }
  | { type: 'CANCEL' }
  | { type: 'HELP' }
  | { type: 'DATA' }
  | { type: 'PERSON' }
  | { type: 'HOME' }
  | { type: 'NEW' }
  | { type: 'CASES' }
  | { type: 'REVIEW' }
  | { type: 'FINISH' }
  | { type: 'EXPLAIN' }
  | { type: 'TRAIL' }
  | { type: 'EXPORT' }
  | { type: 'REASSESS' }
  | { type: 'DELETE' }
  | { type: 'MODE'; mode: 'question' | 'area' }
  | { type: 'GO_TO_AREA'; area: string }
  | { type: 'GO_TO_QUESTION'; number: number }
  | { type: 'LANGUAGE'; locale: 'de' | 'en' | 'other' };

/** German and English side by side: a case worker may write either, whatever the language of the interface. */
const phrases: readonly (readonly [Command, readonly string[]])[] = [
  [
    { type: 'ANSWER', answer: 'yes' },
    ['ja', 'j', 'jo', 'jep', 'jawohl', 'stimmt', 'trifft zu', 'kreuz', 'yes', 'y', 'yep', 'true'],
  ],
  [
    { type: 'ANSWER', answer: 'no' },
    ['nein', 'n', 'nee', 'ne', 'nö', 'trifft nicht zu', 'kein kreuz', 'no', 'nope', 'false'],
  ],
  [
    { type: 'ANSWER', answer: 'open' },
    [
      'offen',
      'o',
      'noch offen',
      'weiß nicht',
      'weiss nicht',
      'wn',
      'unklar',
      'unbekannt',
      'keine ahnung',
      'open',
      'unknown',
      'unsure',
      'dont know',
      "don't know",
      'i dont know',
      '?',
    ],
  ],
  [
    { type: 'AREA_NONE' },
    [
      'nichts',
      'in diesem bereich nichts',
      'bereich nichts',
      'bereich überspringen',
      'überspringen',
      'alles nein',
      'nothing here',
      'nothing in this area',
      'skip area',
      'skip',
      'none',
    ],
  ],
  [
    { type: 'BACK' },
    ['zurück', 'zurueck', 'z', 'eine frage zurück', 'back', 'previous', 'go back'],
  ],
  [
    { type: 'CONTINUE' },
    [
      'weiter',
      'weitermachen',
      'fortsetzen',
      'fortfahren',
      'w',
      'continue',
      'resume',
      'go on',
      'next',
    ],
  ],
  [{ type: 'UNDO' }, ['rückgängig', 'rueckgaengig', 'widerrufen', 'undo']],
  [
    { type: 'PAUSE' },
    ['pause', 'pausieren', 'unterbrechen', 'später', 'spaeter', 'break', 'later'],
  ],
  [
    { type: 'CANCEL' },
    ['abbrechen', 'abbruch', 'stopp', 'stop', 'beenden', 'ende', 'cancel', 'quit', 'exit', 'abort'],
  ],
  [{ type: 'HELP' }, ['hilfe', 'help', 'was kannst du', 'was können sie', 'anleitung', 'hilf mir']],
  [
    { type: 'DATA' },
    ['datenschutz', 'daten', 'privacy', 'data', 'data protection', 'dsgvo', 'gdpr'],
  ],
  [
    { type: 'PERSON' },
    [
      'mensch',
      'person',
      'ansprechpartner',
      'ansprechperson',
      'kontakt',
      'human',
      'contact',
      'telefon',
    ],
  ],
  [
    { type: 'HOME' },
    [
      'menü',
      'menue',
      'start',
      'startseite',
      'hauptmenü',
      'hallo',
      'guten tag',
      'guten morgen',
      'moin',
      'hi',
      'menu',
      'home',
      'hello',
    ],
  ],
  [
    { type: 'NEW' },
    [
      'neu',
      'neue einschätzung',
      'neue einschaetzung',
      'neuer bogen',
      'neuer fall',
      'einschätzung starten',
      'new',
      'new assessment',
    ],
  ],
  [
    { type: 'CASES' },
    [
      'meine fälle',
      'meine faelle',
      'fälle',
      'liste',
      'meine einschätzungen',
      'my cases',
      'my assessments',
      'cases',
      'list',
    ],
  ],
  [
    { type: 'REVIEW' },
    ['übersicht', 'uebersicht', 'prüfen', 'zusammenfassung', 'review', 'overview', 'summary'],
  ],
  [
    { type: 'FINISH' },
    [
      'abschließen',
      'abschliessen',
      'fertig',
      'auswerten',
      'auswertung',
      'finish',
      'done',
      'evaluate',
    ],
  ],
  [
    { type: 'EXPLAIN' },
    [
      'wie wird gerechnet',
      'rechnung',
      'erklärung',
      'warum',
      'wieso',
      'how is it calculated',
      'explain',
      'why',
    ],
  ],
  [{ type: 'TRAIL' }, ['verlauf', 'änderungen', 'aenderungen', 'trail', 'history', 'changes']],
  [
    { type: 'EXPORT' },
    ['pdf', 'ergebnisbogen', 'bogen', 'drucken', 'exportieren', 'export', 'print', 'download'],
  ],
  [{ type: 'REASSESS' }, ['folgeerfassung', 'neu erfassen', 'reassess', 'reassessment']],
  [{ type: 'DELETE' }, ['löschen', 'loeschen', 'delete']],
  [
    { type: 'MODE', mode: 'area' },
    ['ganzer lebensbereich', 'ganzer bereich', 'bereichsweise', 'whole area', 'area mode'],
  ],
  [
    { type: 'MODE', mode: 'question' },
    ['einzeln', 'frage für frage', 'einzelfragen', 'one by one', 'question by question'],
  ],
  [
    { type: 'LANGUAGE', locale: 'en' },
    ['englisch', 'english', 'sprache englisch', 'auf englisch', 'in english', 'language english'],
  ],
  [
    { type: 'LANGUAGE', locale: 'de' },
    ['deutsch', 'german', 'sprache deutsch', 'auf deutsch', 'in german', 'language german'],
  ],
];

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
