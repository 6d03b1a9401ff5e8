import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat } from '../support/chat.ts';

async function withTwoAssessments() {
  const app = await anApp();
  const chat = aChat(app);
  for (const reference of ['K-2026-14', 'K-2026-15']) {
    await chat.begin(reference);
    await chat.answer('Ja', 2);
    await chat.say('Pause');
  }
  return { app, chat };
}

describe('When an assessment is paused', () => {
  test('the menu says where it stands, and one tap goes on there', async () => {
    const { chat } = await withTwoAssessments();
    expect(chat.text).toContain('Gespeichert. K-2026-15 steht bei Frage 3 von 47 (Wohnen).');
    const resumed = await chat.tap('Weiter mit K-2026-15');
    expect(resumed.text).toContain('Sie waren bei K-2026-15, Frage 3 von 47');
  });

  test('"weiter" goes on with the last one, days later too', async () => {
    const { app, chat } = await withTwoAssessments();
    app.clock.forward(3 * 24 * 60);
    expect((await chat.say('weiter')).text).toContain('Sie waren bei K-2026-15, Frage 3 von 47');
  });

  test('an earlier one is found in the list of cases', async () => {
    const { chat } = await withTwoAssessments();
    await chat.say('meine Fälle');
    await chat.tap('K-2026-14');
    expect((await chat.tap('Weitermachen')).text).toContain('Sie waren bei K-2026-14, Frage 3');
  });

  test('"weiter" goes on with one that was opened from the list of cases', async () => {
    const { chat } = await withTwoAssessments();
    await chat.say('meine Fälle');
    await chat.tap('K-2026-14');
    await chat.tap('Weitermachen');
    const paused = await chat.say('Pause');
    expect(paused.text).toContain('Mit „weiter“ machen Sie dort weiter.');
    expect((await chat.say('weiter')).text).toContain('Sie waren bei K-2026-14, Frage 3');
  });
});

describe('When somebody only leaves the chat', () => {
  test('the same question is there at the next word, whatever it is', async () => {
    const { app, chat } = await withTwoAssessments();
    await chat.say('weiter');
    app.clock.forward(17 * 60);
    expect((await chat.say('weiter')).text).toContain('Sie waren bei K-2026-15, Frage 3 von 47');
    expect((await chat.say('Guten Morgen, wie geht es?')).text).toContain('Frage 3 von 47');
  });
});
