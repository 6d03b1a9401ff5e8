import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { tappablesIn } from '../support/cards.ts';
import { aChat } from '../support/chat.ts';

/** Anna has an assessment with a note; Bert works with the same bot. */
async function annaAndBert() {
  const app = await anApp();
  const anna = aChat(app, { person: 'anna' });
  const bert = aChat(app, { person: 'bert', name: 'Bert Cramer' });
  await anna.begin('K-ANNA-1');
  await anna.tap('Ja', { note: 'nur für Anna' });
  await anna.say('Pause');
  await anna.say('meine Fälle');
  const select = tappablesIn(anna.card).find(({ title }) => title === 'K-ANNA-1')?.data.event;
  if (select?.type !== 'SELECT') throw new Error('the list of Anna shows no assessment');
  return { app, anna, bert, sheet: select.sheet };
}

describe("Somebody else's assessment", () => {
  test('is in no list', async () => {
    const { bert } = await annaAndBert();
    await bert.say('Hallo');
    expect(bert.text).not.toContain('K-ANNA-1');
    expect((await bert.say('meine Fälle')).text).toContain('Noch gibt es keine.');
  });

  test('is not what "weiter" goes on with', async () => {
    const { bert } = await annaAndBert();
    expect((await bert.say('weiter')).text).toContain('Es gibt keine angefangene Einschätzung.');
  });

  test('does not open by its id, from any dialog', async () => {
    const { bert, sheet } = await annaAndBert();
    await bert.say('Hallo');
    const fromMenu = await bert.tap({ type: 'OPEN', sheet });
    expect(fromMenu.text).toContain('Diese Einschätzung ist nicht mehr da');
    await bert.say('neue Einschätzung');
    const fromReference = await bert.tap({ type: 'OPEN', sheet });
    expect(fromReference.text).not.toContain('K-ANNA-1');
    await bert.begin('K-BERT-1');
    await bert.say('Pause');
    await bert.say('meine Fälle');
    for (const type of ['SELECT', 'OPEN'] as const) {
      const fromList = await bert.tap({ type, sheet });
      expect(fromList.text).toContain('Das geht an dieser Stelle nicht.');
      expect(fromList.text).not.toContain('K-ANNA-1');
    }
  });

  test("does not open from a card of hers in another's chat", async () => {
    const { anna, bert } = await annaAndBert();
    await bert.say('Hallo');
    const answer = await bert.tap('K-ANNA-1', {}, anna.card);
    expect(answer.text).toContain('Das war schon beantwortet');
    expect(answer.text).not.toContain('K-ANNA-1');
  });

  test('is not deleted, and its reference is free for others', async () => {
    const { anna, bert, sheet } = await annaAndBert();
    expect((await bert.begin('K-ANNA-1')).text).toContain('K-ANNA-1 ist angelegt.');
    await bert.say('abbrechen');
    await bert.tap('Endgültig löschen');
    await bert.tap({ type: 'OPEN', sheet });
    await bert.say('löschen');
    expect((await anna.say('meine Fälle')).buttons).toContain('K-ANNA-1');
  });

  test('is not reached by somebody who takes over the chat', async () => {
    const { app, anna } = await annaAndBert();
    await anna.tap('K-ANNA-1');
    const intruder = aChat(app, { person: 'mallory', conversation: 'chat-of-anna' });
    for (const line of ['Hilfe', 'weiter', 'meine Fälle', 'Frage 1', 'zurück']) {
      const answer = await intruder.say(line);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('K-ANNA-1');
      expect(answer.text).not.toContain('nur für Anna');
    }
  });
});
