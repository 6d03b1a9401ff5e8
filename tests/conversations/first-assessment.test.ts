import { describe, expect, test } from 'vitest';
import { anApp, type TestApp } from '../support/app.ts';
import { nodesIn } from '../support/cards.ts';
import { aChat, type Chat } from '../support/chat.ts';

const aFirstChat = async (): Promise<{ app: TestApp; chat: Chat }> => {
  const app = await anApp();
  return { app, chat: aChat(app) };
};

/** Begins an assessment with the reference that is suggested: two taps. */
async function begins(chat: Chat): Promise<void> {
  await chat.tap('Neue Einschätzung');
  await chat.tap('K-2026-1 nehmen');
}

describe('A first assessment, between two appointments', () => {
  test('begins with one card that says who speaks, what it can do and what happens with the data', async () => {
    const { chat } = await aFirstChat();
    const hello = await chat.arrive();
    expect(hello.text).toContain('Ich bin ein Programm der Stadt Rheine und kein Mensch.');
    expect(hello.text).toContain('Alles wird verschlüsselt gespeichert');
    expect(hello.buttons).toEqual([
      'Neue Einschätzung',
      'Meine Fälle',
      'Hilfe',
      'Mehr zum Datenschutz',
      'Ansprechperson',
      'In English',
    ]);
  });

  test('is greeted once, although Teams announces the arrival several times', async () => {
    const { chat } = await aFirstChat();
    const greetings = [await chat.arrive(), await chat.arrive(), await chat.arrive()];
    expect(greetings.map(({ card }) => card !== undefined)).toEqual([true, false, false]);
  });

  test('takes no name and no date of birth, and suggests a reference', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await chat.tap('Neue Einschätzung');
    expect(chat.text).toContain('Fallkürzel (kein Name)');
    const refused = await chat.tap('Anlegen', { reference: 'Ion Popescu 12.03.1990' });
    expect(refused.text).toContain('Das sieht nach Name und Geburtsdatum aus.');
    expect(refused.text).not.toContain('Popescu');
    const begun = await chat.tap('K-2026-1 nehmen');
    expect(begun.text).toContain('K-2026-1 ist angelegt.');
    expect(begun.text).toContain('Bereich 1 von 7 · Wohnen\nFrage 1 von 47');
  });

  test('asks one question a card, with everything at hand', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    expect(chat.buttons).toEqual([
      'Ja',
      'Nein',
      'Offen',
      'In diesem Bereich nichts',
      'Pause',
      'Ganzer Lebensbereich',
      'Übersicht',
      'Hilfe',
      'Abbrechen',
    ]);
    const next = await chat.tap('Nein');
    expect(next.text).toContain('Frage 2 von 47');
    expect(next.buttons).toContain('Zurück');
  });

  test('closes ten questions with one tap, and takes that back with another', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    await chat.say('zu Kinder');
    expect(chat.text).toContain('Frage 14 von 47');
    const closed = await chat.tap('In diesem Bereich nichts');
    expect(closed.text).toContain('10 Fragen mit Nein beantwortet.');
    expect(closed.text).toContain('Frage 24 von 47');
    const undone = await chat.tap('Rückgängig');
    expect(undone.text).toContain('Frage 14 von 47');
  });

  test('shows a protective note with its phone number at once, in another colour', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    await chat.say('Frage 40');
    const next = await chat.tap('Ja');
    const notice = nodesIn(next.card).find(({ style }) => style === 'warning');
    expect(JSON.stringify(notice)).toContain('Hilfetelefon 116 016');
    expect(next.text).toContain('Frage 41 von 47');
    expect(nodesIn((await chat.tap('Nein')).card).some(({ style }) => style === 'warning')).toBe(
      false,
    );
  });

  test('goes on the next morning where it was left, after a restart too', async () => {
    const { app, chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    await chat.answer('Nein', 22);
    app.clock.forward(17 * 60);
    await app.stop();
    const morning = await chat.say('weiter');
    expect(morning.text).toContain('Sie waren bei K-2026-1, Frage 23 von 47 (');
    expect(morning.text).toContain('Frage 23 von 47');
  });

  test('says what it made of a question in between, and asks its own again', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    const answer = await chat.say('hat er einen kitaplatz?');
    expect(answer.text).toContain('Das klingt nach Frage 14 („Kein Kitaplatz / Kinderbetreuung“).');
    expect(answer.text).toContain('Frage 1 von 47');
  });

  test('shows seven areas before the end, each of them a tap away', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    await chat.answer('Ja', 2);
    const overview = await chat.tap('Übersicht');
    expect(overview.text).toContain('45 Fragen sind noch offen.');
    expect(overview.text).toContain('●●');
    expect(overview.buttons.slice(0, 7)).toEqual([
      'Wohnen',
      'Sicherung des Lebensunterhalts / Existenzsicherung',
      expect.stringContaining('prach'),
      expect.stringContaining('Kinder'),
      expect.stringContaining('Schule'),
      expect.stringContaining('Gesundheit'),
      expect.stringContaining('ozial'),
    ]);
    const area = await chat.tap('Wohnen');
    expect(area.text).toContain('Wohnen: Was trifft zu?');
  });

  test('ends with a result that is read from the top down', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    await begins(chat);
    await chat.answer('Ja', 30);
    await chat.answer('Nein', 16);
    await chat.answer('Offen');
    const result = await chat.tap('Abschließen');
    const parts = [
      'Ergebnis K-2026-1',
      'CM-Fall eröffnen: empfohlen',
      'Betroffen: 5 Lebensbereiche (hoch, ab 4). Komplexität: 5 Komplexitätspunkte (hoch, ab 2).',
      'Kreuze je Lebensbereich',
      'Eine Frage ist offen.',
      'Nächste Schritte:',
    ];
    const places = parts.map((part) => result.text.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(result.buttons).toEqual([
      'Ergebnisbogen (PDF)',
      'Abweichend entscheiden',
      'Wie wird gerechnet?',
      'Verlauf der Antworten',
      'Folgeerfassung beginnen',
      'Zum Menü',
    ]);
  });
});

describe('The number of taps for 47 questions', () => {
  test('one by one it is at most 55', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    let taps = 2;
    await begins(chat);
    for (; !chat.buttons.includes('Abschließen'); taps++) await chat.tap('Nein');
    await chat.tap('Abschließen');
    expect(chat.text).toContain('nach dem Katalog nicht empfohlen');
    expect(taps + 1).toBeLessThanOrEqual(55);
  });

  test('by area it is at most 20', async () => {
    const { chat } = await aFirstChat();
    await chat.arrive();
    let taps = 2;
    await begins(chat);
    await chat.tap('Ganzer Lebensbereich');
    for (taps++; !chat.buttons.includes('Abschließen'); taps++)
      await chat.tap('Speichern und weiter');
    await chat.tap('Abschließen');
    expect(chat.text).toContain('nach dem Katalog nicht empfohlen');
    expect(taps + 1).toBeLessThanOrEqual(20);
  });
});
