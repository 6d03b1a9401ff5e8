import type { Answer } from './assessment.ts';

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
  | { type: 'CALLBACKS' }
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
export const phrases: readonly (readonly [Command, readonly string[]])[] = [
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
  [{ type: 'CALLBACKS' }, ['rückrufe', 'rueckrufe', 'rückruf', 'callbacks']],
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
