import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat, type Chat } from '../support/chat.ts';
import { trailOf } from '../support/trail.ts';

async function atQuestionTwo(): Promise<Chat> {
  const chat = aChat(await anApp());
  await chat.begin('K-2026-14');
  await chat.answer('Ja');
  return chat;
}

describe('When something else is asked in the middle of an assessment', () => {
  test.each([
    ['Hilfe', 'Antworten Sie mit den Knöpfen'],
    ['was kannst du?', 'Antworten Sie mit den Knöpfen'],
    ['Datenschutz', 'Namen von Klientinnen und Klienten gehören nicht hierher.'],
    ['Ansprechpartner', '05971 939-390'],
    ['hat er einen kitaplatz?', 'Das klingt nach Frage 14'],
    ['wann kommt der Bus?', 'Das habe ich nicht verstanden.'],
    ['👍', 'Das habe ich nicht verstanden.'],
    ['', 'Das habe ich nicht verstanden.'],
    ['löschen', 'Das geht an dieser Stelle nicht.'],
    ['PDF', 'Das geht an dieser Stelle nicht.'],
  ])('%j is answered, and the question stands below it', async (line, says) => {
    const chat = await atQuestionTwo();
    const answer = await chat.say(line);
    expect(answer.text).toContain(says);
    expect(answer.text).toContain('Frage 2 von 47');
    expect(answer.text.indexOf(says)).toBeLessThan(answer.text.indexOf('Frage 2 von 47'));
    await chat.tap('Nein');
    expect(await trailOf(chat)).toEqual(['2. ohne Antwort → Nein', '1. ohne Antwort → Ja']);
  });

  test('help by its button keeps the question too, and the note that was begun', async () => {
    const chat = await atQuestionTwo();
    const answer = await chat.tap('Hilfe', { note: 'angefangen' });
    expect(answer.text).toContain('Frage 2 von 47');
    expect(JSON.stringify(answer.card)).toContain('angefangen');
  });
});

describe('When another language is wanted', () => {
  test('the card stands there again in it, and stays in it after a restart', async () => {
    const app = await anApp();
    const chat = aChat(app);
    await chat.begin('K-2026-14');
    const english = await chat.say('in English please');
    expect(english.text).toContain('Frage 1 von 47');
    await chat.say('English');
    expect(chat.card.lang).toBe('en');
    expect(chat.text).toContain('Question 1 of 47');
    expect(chat.text).toContain('The German wording of the catalogue is binding');
    await app.stop();
    expect((await chat.tap('Yes')).text).toContain('Question 2 of 47');
    const german = await chat.say('deutsch');
    expect([german.card?.lang, german.text]).toEqual([
      'de',
      expect.stringContaining('Frage 2 von 47'),
    ]);
  });

  test('by the button of the menu, there and back', async () => {
    const chat = aChat(await anApp());
    await chat.arrive();
    expect((await chat.tap('In English')).buttons).toContain('New assessment');
    const back = chat.buttons.find((title) => /deutsch/i.test(title)) ?? '';
    expect((await chat.tap(back)).buttons).toContain('Neue Einschätzung');
  });

  test('it is the wish of one person, not of all', async () => {
    const app = await anApp();
    await aChat(app, { person: 'anna' }).say('English');
    expect((await aChat(app, { person: 'bert' }).say('Hallo')).card?.lang).toBe('de');
  });

  test('a repeated button switches once', async () => {
    const chat = aChat(await anApp());
    await chat.arrive();
    const press = chat.press('In English');
    await chat.send(press);
    expect((await chat.send(press)).card?.lang).toBe('en');
  });
});
