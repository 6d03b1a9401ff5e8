import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat } from '../support/chat.ts';
import { trailOf } from '../support/trail.ts';

const ALREADY = 'Das war schon beantwortet – hier geht es weiter.';

async function atQuestionOne() {
  const app = await anApp();
  const chat = aChat(app);
  await chat.begin('K-2026-14');
  return { app, chat };
}

describe('When a button is pressed twice', () => {
  test('the second press is answered calmly and changes nothing', async () => {
    const { chat } = await atQuestionOne();
    const { card } = chat;
    await chat.tap('Ja', {}, card);
    const second = await chat.tap('Ja', {}, card);
    expect(second.text).toContain(ALREADY);
    expect(second.text).toContain('Frage 2 von 47');
    expect(await trailOf(chat)).toEqual(['1. ohne Antwort → Ja']);
  });

  test('both at once, one of them counts', async () => {
    const { chat } = await atQuestionOne();
    const presses = [chat.press('Ja'), chat.press('Ja')];
    const answers = await Promise.all(presses.map((press) => chat.send(press)));
    expect(answers.filter(({ text }) => text.includes(ALREADY))).toHaveLength(1);
    for (const { text } of answers) expect(text).toContain('Frage 2 von 47');
    await chat.say('weiter');
    expect(await trailOf(chat)).toEqual(['1. ohne Antwort → Ja']);
  });
});

describe('When two answers are given at once', () => {
  test('on one card, the first counts and the other is answered calmly', async () => {
    const { chat } = await atQuestionOne();
    const presses = [chat.press('Ja'), chat.press('Nein'), chat.press('Offen')];
    const answers = await Promise.all(presses.map((press) => chat.send(press)));
    expect(answers.filter(({ text }) => text.includes(ALREADY))).toHaveLength(2);
    for (const { text } of answers) expect(text).toContain('Frage 2 von 47');
    await chat.say('weiter');
    expect(await trailOf(chat)).toEqual([expect.stringMatching(/^1\. ohne Antwort → \S+$/)]);
  });

  test('typed, both count one after the other, as in a calm conversation', async () => {
    const { chat } = await atQuestionOne();
    const lines = [chat.line('ja'), chat.line('nein')];
    const answers = await Promise.all(lines.map((line) => chat.send(line)));
    expect(answers.map(({ text }) => /Frage \d+ von 47/.exec(text)?.[0]).toSorted()).toEqual([
      'Frage 2 von 47',
      'Frage 3 von 47',
    ]);
    await chat.say('weiter');
    const numbers = (await trailOf(chat)).map((change) => change.split('.')[0]);
    expect(numbers).toEqual(['2', '1']);
  });

  test('one typed and one tapped, the state is one that a calm conversation has too', async () => {
    const { chat } = await atQuestionOne();
    await Promise.all([chat.send(chat.press('Ja')), chat.send(chat.line('nein'))]);
    await chat.say('weiter');
    // The line may come first: then the press is on an old card.
    expect([
      ['2. ohne Antwort → Nein', '1. ohne Antwort → Ja'],
      ['1. ohne Antwort → Nein'],
    ]).toContainEqual(await trailOf(chat));
  });

  test('by ten people, each has an own assessment', async () => {
    const app = await anApp();
    const chats = Array.from({ length: 10 }, (_, n) => aChat(app, { person: `person-${n}` }));
    await Promise.all(chats.map((chat) => chat.begin('K-2026-14')));
    await Promise.all(chats.map((chat, n) => chat.answer('Ja', n + 1)));
    for (const [n, chat] of chats.entries()) {
      expect(chat.text).toContain(`Frage ${n + 2} von 47`);
      expect(await trailOf(chat)).toHaveLength(n + 1);
    }
  });
});

describe('When a card is old', () => {
  test.each(['Ja', 'Zurück', 'In diesem Bereich nichts', 'Pause', 'Übersicht', 'Abbrechen'])(
    '"%s" on it changes nothing',
    async (button) => {
      const { chat } = await atQuestionOne();
      await chat.tap('Nein');
      const { card } = chat;
      await chat.answer('Ja', 3);
      const answer = await chat.tap(button, {}, card);
      expect(answer.text).toContain(ALREADY);
      expect(answer.text).toContain('Frage 5 von 47');
      expect(await trailOf(chat)).toHaveLength(4);
    },
  );

  test('a note on it is not taken down', async () => {
    const { chat } = await atQuestionOne();
    const { card } = chat;
    await chat.tap('Ja');
    await chat.tap('Nein', { note: 'zu spät' }, card);
    await chat.tap('Zurück');
    expect(JSON.stringify(chat.card)).not.toContain('zu spät');
  });

  test('the deletion on it deletes nothing', async () => {
    const { chat } = await atQuestionOne();
    await chat.say('abbrechen');
    const { card } = chat;
    await chat.tap('Weitermachen');
    const answer = await chat.tap('Endgültig löschen', {}, card);
    expect(answer.text).toContain(ALREADY);
    expect((await chat.say('weiter')).text).toContain('Frage 1 von 47');
  });

  test('one of a conversation that is forgotten leads to the menu', async () => {
    const { chat } = await atQuestionOne();
    const fresh = aChat(await anApp());
    const answer = await fresh.tap('Ja', {}, chat.card);
    expect(answer.text).toContain('Diese Karte gehört zu einem früheren Gespräch.');
    expect(answer.buttons).toContain('Neue Einschätzung');
  });
});
