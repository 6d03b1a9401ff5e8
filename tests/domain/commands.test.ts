import { describe, expect, test } from 'vitest';
import { normalise, questionAbout, understand } from '../../src/domain/commands.ts';
import type { Command } from '../../src/domain/phrases.ts';
import { theCatalogue } from '../support/builders.ts';

const understood = (text: string) => understand(text, theCatalogue);

describe('A typed line', () => {
  test.each<[string, Command]>([
    ['ja', { type: 'ANSWER', answer: 'yes' }],
    ['J', { type: 'ANSWER', answer: 'yes' }],
    ['Trifft zu.', { type: 'ANSWER', answer: 'yes' }],
    ['nein', { type: 'ANSWER', answer: 'no' }],
    ['Nö!', { type: 'ANSWER', answer: 'no' }],
    ['trifft nicht zu', { type: 'ANSWER', answer: 'no' }],
    ['offen', { type: 'ANSWER', answer: 'open' }],
    ['Weiß nicht …', { type: 'ANSWER', answer: 'open' }],
    ['?', { type: 'ANSWER', answer: 'open' }],
    ['in diesem Bereich nichts', { type: 'AREA_NONE' }],
    ['zurück', { type: 'BACK' }],
    ['weiter', { type: 'CONTINUE' }],
    ['rückgängig', { type: 'UNDO' }],
    ['Pause', { type: 'PAUSE' }],
    ['abbrechen', { type: 'CANCEL' }],
    ['Hilfe', { type: 'HELP' }],
    ['Was kannst du?', { type: 'HELP' }],
    ['Datenschutz', { type: 'DATA' }],
    ['Ansprechpartner', { type: 'PERSON' }],
    ['Menü', { type: 'HOME' }],
    ['Guten Morgen', { type: 'HOME' }],
    ['neue Einschätzung', { type: 'NEW' }],
    ['Meine Fälle', { type: 'CASES' }],
    ['Übersicht', { type: 'REVIEW' }],
    ['abschließen', { type: 'FINISH' }],
    ['Wie wird gerechnet?', { type: 'EXPLAIN' }],
    ['Verlauf', { type: 'TRAIL' }],
    ['PDF', { type: 'EXPORT' }],
    ['Folgeerfassung', { type: 'REASSESS' }],
    ['löschen', { type: 'DELETE' }],
    ['ganzer Lebensbereich', { type: 'MODE', mode: 'area' }],
    ['Frage für Frage', { type: 'MODE', mode: 'question' }],
    ['auf Englisch', { type: 'LANGUAGE', locale: 'en' }],
    ['auf Deutsch', { type: 'LANGUAGE', locale: 'de' }],
  ])('in German: "%s"', (text, command) => {
    expect(understood(text)).toEqual(command);
  });

  test.each<[string, Command]>([
    ['Yes', { type: 'ANSWER', answer: 'yes' }],
    ['no', { type: 'ANSWER', answer: 'no' }],
    ["I don't know", { type: 'ANSWER', answer: 'open' }],
    ['nothing in this area', { type: 'AREA_NONE' }],
    ['go back', { type: 'BACK' }],
    ['continue', { type: 'CONTINUE' }],
    ['undo', { type: 'UNDO' }],
    ['cancel', { type: 'CANCEL' }],
    ['help!', { type: 'HELP' }],
    ['my cases', { type: 'CASES' }],
    ['overview', { type: 'REVIEW' }],
    ['done', { type: 'FINISH' }],
    ['How is it calculated?', { type: 'EXPLAIN' }],
    ['history', { type: 'TRAIL' }],
    ['whole area', { type: 'MODE', mode: 'area' }],
    ['one by one', { type: 'MODE', mode: 'question' }],
    ['in English', { type: 'LANGUAGE', locale: 'en' }],
  ])('in English: "%s"', (text, command) => {
    expect(understood(text)).toEqual(command);
  });

  test.each<[string, Command]>([
    ['zurrück', { type: 'BACK' }],
    ['zuück', { type: 'BACK' }],
    ['weitr', { type: 'CONTINUE' }],
    ['abrechen', { type: 'CANCEL' }],
    ['hlfe', { type: 'HELP' }],
    ['übersciht', { type: 'REVIEW' }],
    ['datenshcutz', { type: 'DATA' }],
    ['in diesm bereich nicht', { type: 'AREA_NONE' }],
    ['folgeerfasung', { type: 'REASSESS' }],
    ['continu', { type: 'CONTINUE' }],
  ])('with a slip: "%s"', (text, command) => {
    expect(understood(text)).toEqual(command);
  });

  test.each(['pasue', 'cancle', 'hilef'])(
    'in which two letters of a short word changed places is not guessed: "%s"',
    (text) => {
      expect(understood(text)).toBeUndefined();
    },
  );

  test.each<[string, Command]>([
    ['zurueck', { type: 'BACK' }],
    ['ZURÜCK', { type: 'BACK' }],
    ['zurück'.normalize('NFD'), { type: 'BACK' }],
    ['rueckgaengig', { type: 'UNDO' }],
    ['uebersicht', { type: 'REVIEW' }],
    ['loeschen', { type: 'DELETE' }],
    ['weiss nicht', { type: 'ANSWER', answer: 'open' }],
    ['WEISS NICHT', { type: 'ANSWER', answer: 'open' }],
    ['abschliessen', { type: 'FINISH' }],
    ['menue', { type: 'HOME' }],
    ['meine faelle', { type: 'CASES' }],
    ['neue einschaetzung', { type: 'NEW' }],
    ['bereich ueberspringen', { type: 'AREA_NONE' }],
    ['spaeter', { type: 'PAUSE' }],
  ])('with another spelling of the umlauts: "%s"', (text, command) => {
    expect(understood(text)).toEqual(command);
  });

  test.each<[string, Command]>([
    ['pruefen', { type: 'REVIEW' }],
    ['faelle', { type: 'CASES' }],
    ['noe', { type: 'ANSWER', answer: 'no' }],
  ])('with umlauts written out: "%s"', (text, command) => {
    expect(understood(text)).toEqual(command);
  });

  test.each([
    '',
    '   ',
    '…',
    'hat er einen kitaplatz?',
    'Die Familie zieht im März um',
    'asdf',
    'xyz',
    '12',
    'ja, aber nur manchmal',
    '😀',
    `ja${' ja'.repeat(30)}`,
  ])('that is no command: "%s"', (text) => {
    expect(understood(text)).toBeUndefined();
  });

  test.each(['sein', 'fein', 'oben'])('that only resembles an answer is none: "%s"', (text) => {
    expect(understood(text)).toBeUndefined();
  });

  test.each([
    ['  Zurück!  ', 'zurück'],
    ['„weiß nicht“', 'weiß nicht'],
    ['Frage   12', 'frage 12'],
    ['wie wird gerechnet??', 'wie wird gerechnet'],
    ['(pause)', 'pause'],
  ])('"%s" is read as "%s"', (text, line) => {
    expect(normalise(text)).toBe(line);
  });
});

describe('A place in the catalogue', () => {
  const area = (id: string): Command => ({ type: 'GO_TO_AREA', area: id });
  const question = (number: number): Command => ({ type: 'GO_TO_QUESTION', number });

  test.each<[string, Command]>([
    ['zu Gesundheit', area('gesundheit')],
    ['zur Gesundheit', area('gesundheit')],
    ['gehe zu Gesundheit', area('gesundheit')],
    ['springe zu Sprache', area('sprache')],
    ['zu gesundhiet', area('gesundheit')],
    ['zu Wohnen', area('wohnen')],
    ['zu Existenzsicherung', area('lebensunterhalt')],
    ['zu Lebensunterhalt', area('lebensunterhalt')],
    ['zu Kinder', area('kinder')],
    ['zu Arbeit', area('schule_arbeit')],
    ['zu Schule, Arbeit und Ausbildung', area('schule_arbeit')],
    ['zu Soziales', area('soziales')],
    ['go to health', area('gesundheit')],
    ['go to housing', area('wohnen')],
    ['Bereich Sprache', area('sprache')],
    ['Bereich 4', area('kinder')],
    ['zu Bereich 7', area('soziales')],
    ['area 1', area('wohnen')],
    ['Frage 12', question(12)],
    ['zu Frage 47', question(47)],
    ['go to question 1', question(1)],
    ['question 23?', question(23)],
  ])('"%s"', (text, command) => {
    expect(understood(text)).toEqual(command);
  });

  test.each(['Bereich 9', 'Bereich 0', 'Frage 48', 'Frage 0', 'Frage 120', 'zu Garten', 'area 8'])(
    'that does not exist: "%s"',
    (text) => {
      expect(understood(text)).toBeUndefined();
    },
  );
});

describe('A question in the middle', () => {
  test.each([
    ['hat er einen kitaplatz?', 'kinder.kitaplatz'],
    ['Gibt es eine Verschuldung?', 'lebensunterhalt.verschuldung'],
    ['was ist mit der Passbeschaffung', 'lebensunterhalt.asylverfahren'],
    ['she is a single parent', 'soziales.alleinerziehend'],
    ['Straffälligkeit?', 'soziales.delinquenz'],
  ])('"%s" seems to be about %s', (text, id) => {
    expect(questionAbout(text, theCatalogue)?.indicator.id).toBe(id);
  });

  test.each([
    ['no word of the catalogue', 'wann kommt der Bus?'],
    ['a word that several questions have', 'und das Freizeitverhalten?'],
    ['only words that are everywhere', 'gibt es eine fehlende'],
    ['nothing', ''],
  ])('that has %s is about none', (_name, text) => {
    expect(questionAbout(text, theCatalogue)).toBeUndefined();
  });
});
