import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat } from '../support/chat.ts';
import { trailOf } from '../support/trail.ts';

const ALREADY = 'Das war schon beantwortet – hier geht es weiter.';

/** The laptop shows question 3; the phone, another conversation of the same person, goes on from there. */
async function onTwoDevices() {
  const app = await anApp();
  const laptop = aChat(app, { conversation: 'on-the-laptop' });
  const phone = aChat(app, { conversation: 'on-the-phone' });
  await laptop.begin('K-2026-14');
  await laptop.answer('Ja', 2);
  const resumed = await phone.say('weiter');
  return { app, laptop, phone, resumed };
}

describe('When somebody goes on with another device', () => {
  test('it is at the same question', async () => {
    const { resumed } = await onTwoDevices();
    expect(resumed.text).toContain('Sie waren bei K-2026-14, Frage 3 von 47');
  });

  test.each([
    ['an answer', 'Nein', {}],
    ['an answer with a note', 'Nein', { note: 'vom Laptop' }],
    ['the rest of the area', 'In diesem Bereich nichts', {}],
    ['going back', 'Zurück', {}],
  ])(
    'the card that the first one still shows changes nothing: %s',
    async (_name, button, inputs) => {
      const { laptop, phone } = await onTwoDevices();
      await phone.answer('Ja');
      const answer = await laptop.tap(button, inputs);
      expect(answer.text).toContain(ALREADY);
      expect(answer.text).toContain('Frage 4 von 47');
      expect(await trailOf(phone)).toEqual([
        '3. ohne Antwort → Ja',
        '2. ohne Antwort → Ja',
        '1. ohne Antwort → Ja',
      ]);
    },
  );

  test('also where the other only went to another question', async () => {
    const { laptop, phone } = await onTwoDevices();
    await phone.say('Frage 10');
    const answer = await laptop.tap('Nein');
    expect(answer.text).toContain(ALREADY);
    expect(answer.text).toContain('Frage 10 von 47');
  });

  test('a card of a whole area that the other has changed does not write over it', async () => {
    const { laptop, phone } = await onTwoDevices();
    await laptop.tap('Ganzer Lebensbereich');
    await phone.say('Frage 3');
    await phone.answer('Ja', 2);
    await phone.say('Frage 3');
    const answer = await laptop.tap('Speichern und weiter', { marks: '', open: '' });
    expect(answer.text).toContain(ALREADY);
    expect(await trailOf(phone)).toHaveLength(4);
  });

  test('the first one goes on from where the other is', async () => {
    const { laptop, phone } = await onTwoDevices();
    await phone.answer('Ja', 5);
    await laptop.tap('Nein');
    expect((await laptop.tap('Nein')).text).toContain('Frage 9 von 47');
    expect(await trailOf(laptop)).toHaveLength(8);
  });

  test('answers of both at once do not get lost or mixed up', async () => {
    const { laptop, phone } = await onTwoDevices();
    const answers = await Promise.all([laptop.tap('Ja'), phone.tap('Nein')]);
    expect(answers.filter(({ text }) => text.includes(ALREADY))).toHaveLength(1);
    for (const { text } of answers) expect(text).toContain('Frage 4 von 47');
    expect(await trailOf(laptop)).toHaveLength(3);
  });
});

describe('When another device has ended what the first one shows', () => {
  test('a finished assessment is not answered any more', async () => {
    const { laptop, phone } = await onTwoDevices();
    await trailOf(phone);
    const answer = await laptop.tap('Ja');
    expect(answer.status).toBe(200);
    await laptop.say('Menü');
    await phone.say('Verlauf');
    expect(phone.text).toContain('2 Änderungen');
  });

  test('a deleted assessment stays deleted', async () => {
    const { laptop, phone } = await onTwoDevices();
    await phone.say('abbrechen');
    await phone.tap('Endgültig löschen');
    const answer = await laptop.tap('Ja');
    expect(answer.text).toContain('Diese Einschätzung ist nicht mehr da');
    expect(answer.buttons).toContain('Neue Einschätzung');
    expect((await laptop.say('meine Fälle')).text).toContain('Noch gibt es keine.');
  });
});
