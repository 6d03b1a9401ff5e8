import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat, type Chat, type Shown } from '../support/chat.ts';
import { trailOf } from '../support/trail.ts';

async function atQuestionThree(): Promise<Chat> {
  const chat = aChat(await anApp());
  await chat.begin('K-2026-14');
  await chat.answer('Ja');
  await chat.answer('Nein');
  return chat;
}

/** What is taken down when everything is delivered once. */
const CLEAN = ['3. ohne Antwort → Ja', '2. ohne Antwort → Nein', '1. ohne Antwort → Ja'];

const ways: [name: string, activityOf: (chat: Chat) => object][] = [
  ['a typed answer', (chat) => chat.line('ja')],
  ['a tapped answer', (chat) => chat.press('Ja')],
];

describe.each(ways)('When %s is delivered again', (_name, activityOf) => {
  test.each([2, 3, 4, 5])('%i times, one after the other, it counts once', async (times) => {
    const chat = await atQuestionThree();
    const activity = activityOf(chat);
    const answers: Shown[] = [];
    for (let each = 0; each < times; each++) answers.push(await chat.send(activity));
    expect(answers[0]?.text).toContain('Frage 4 von 47');
    expect(answers.map(({ card }) => card)).toEqual(answers.map(() => answers[0]?.card));
    expect(await trailOf(chat)).toEqual(CLEAN);
  });

  test.each([2, 3, 4, 5])('%i times at once, it counts once', async (times) => {
    const chat = await atQuestionThree();
    const activity = activityOf(chat);
    const answers = await Promise.all(Array.from({ length: times }, () => chat.send(activity)));
    expect(answers.map(({ card }) => card)).toEqual(answers.map(() => answers[0]?.card));
    expect(answers[0]?.text).toContain('Frage 4 von 47');
    expect(await trailOf(chat)).toEqual(CLEAN);
  });

  test('after a restart, it counts once', async () => {
    const app = await anApp();
    const chat = aChat(app);
    await chat.begin('K-2026-14');
    await chat.answer('Ja');
    await chat.answer('Nein');
    const activity = activityOf(chat);
    const first = await chat.send(activity);
    await app.stop();
    expect((await chat.send(activity)).card).toEqual(first.card);
    expect(await trailOf(chat)).toEqual(CLEAN);
  });

  test('after the next answer, the present question is shown and nothing changes', async () => {
    const chat = await atQuestionThree();
    const activity = activityOf(chat);
    await chat.send(activity);
    const second = await chat.tap('Nein');
    expect(second.text).toContain('Frage 5 von 47');

    const again = await chat.send(activity);
    expect(again.text).toContain('Frage 5 von 47');
    expect(await trailOf(chat)).toEqual(['4. ohne Antwort → Nein', ...CLEAN]);
  });

  test('much later, the present question is shown', async () => {
    const chat = await atQuestionThree();
    const activity = activityOf(chat);
    await chat.send(activity);
    await chat.answer('Nein', 4);
    expect((await chat.send(activity)).text).toContain('Frage 8 von 47');
    expect(await chat.tap('Ja')).toMatchObject({ text: expect.stringContaining('Frage 9 von 47') });
  });
});

describe('When the beginning of an assessment is delivered again', () => {
  test.each([2, 5])('%i times, one assessment is made', async (times) => {
    const chat = aChat(await anApp());
    await chat.say('neue Einschätzung');
    const activity = chat.line('K-2026-14');
    await Promise.all(Array.from({ length: times }, () => chat.send(activity)));
    await chat.say('Pause');
    await chat.say('meine Fälle');
    expect(chat.buttons.filter((title) => title === 'K-2026-14')).toHaveLength(1);
  });
});

describe('When the same words are typed twice', () => {
  test('both are answers, because people answer alike', async () => {
    const chat = await atQuestionThree();
    await chat.say('ja');
    await chat.say('ja');
    expect(await trailOf(chat)).toEqual(['4. ohne Antwort → Ja', ...CLEAN]);
  });
});
