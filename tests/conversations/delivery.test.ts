import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { textsIn } from '../support/cards.ts';
import { aChat } from '../support/chat.ts';
import { aConnector, type Delivery } from '../support/connector.ts';

/** A chat whose typed lines are answered over the connector, as in Teams. */
async function overTheConnector(given: { refuses?: readonly string[] } = {}) {
  const connector = await aConnector(given);
  const app = await anApp();
  const chat = aChat(app, { inline: false, serviceUrl: connector.url });
  return { app, chat, connector };
}

const summary = ({ method, activityId }: Delivery): string => `${method} ${activityId}`;

const textOf = (delivery: Delivery | undefined): string =>
  textsIn(delivery?.activity.attachments?.[0]?.content).join('\n');

describe('When a line is answered over the connector', () => {
  test('one card is sent, in reply to the line, and the response is empty', async () => {
    const { chat, connector } = await overTheConnector();
    const answer = await chat.say('Hallo');
    expect(answer).toMatchObject({ status: 200, card: undefined, text: '' });
    expect(connector.deliveries.map(summary)).toEqual(['POST chat-of-person-1-1']);
    expect(connector.deliveries[0]?.conversation).toBe('chat-of-person-1');
    expect(textOf(connector.deliveries[0])).toContain('Guten Tag. Ich bin der Integrationslotse.');
  });

  test('the next card takes the place of the one before', async () => {
    const { chat, connector } = await overTheConnector();
    await chat.say('Hallo');
    await chat.say('neue Einschätzung');
    await chat.say('K-2026-14');
    expect(connector.deliveries.map(summary)).toEqual([
      'POST chat-of-person-1-1',
      'POST chat-of-person-1-2',
      'DELETE sent-1',
      'POST chat-of-person-1-3',
      'DELETE sent-2',
    ]);
    expect(textOf(connector.deliveries[3])).toContain('Frage 1 von 47');
  });

  test('where nothing can be deleted, the card before is emptied', async () => {
    const { chat, connector } = await overTheConnector({ refuses: ['DELETE'] });
    await chat.say('neue Einschätzung');
    await chat.say('K-2026-14');
    expect(connector.deliveries.map(({ method }) => method)).toEqual([
      'POST',
      'POST',
      'DELETE',
      'PUT',
    ]);
    expect(connector.deliveries[3]?.activityId).toBe('sent-1');
    expect(textOf(connector.deliveries[3])).toBe('Weiter unten geht es weiter.');
  });

  test('where it cannot be emptied either, the conversation goes on', async () => {
    const { app, chat, connector } = await overTheConnector({ refuses: ['DELETE', 'PUT'] });
    await chat.say('neue Einschätzung');
    expect((await chat.say('K-2026-14')).status).toBe(200);
    expect(textOf(connector.deliveries[1])).toContain('Frage 1 von 47');
    expect(app.lines.map(({ message }) => message)).toContain(
      'an old card could not be taken away',
    );
  });
});

describe('When a tap is answered', () => {
  async function atQuestionOne() {
    const { chat, connector } = await overTheConnector();
    await chat.begin('K-2026-14');
    const card = connector.deliveries[1]?.activity.attachments?.[0]?.content;
    if (!card) throw new Error('no card was sent');
    return { chat, connector, card };
  }

  test('its card is replaced in the response, nothing is sent', async () => {
    const { chat, connector, card } = await atQuestionOne();
    const answer = await chat.tap('Ja', {}, card);
    expect(answer.text).toContain('Frage 2 von 47');
    expect(connector.deliveries).toHaveLength(3);
  });

  test('that card is taken away when the next line comes', async () => {
    const { chat, connector, card } = await atQuestionOne();
    await chat.send({ ...chat.press('Ja', {}, card), replyToId: 'sent-2' });
    await chat.say('ja');
    expect(connector.deliveries.slice(3).map(summary)).toEqual([
      expect.stringMatching(/^POST /),
      'DELETE sent-2',
    ]);
  });
});

describe('When the connector refuses the answer', () => {
  test('the request fails, what was said is kept, and a repetition is answered', async () => {
    const { app, chat } = await overTheConnector({ refuses: ['POST'] });
    const line = chat.line('neue Einschätzung');
    expect((await chat.send(line)).status).toBe(503);
    expect(app.lines.at(-1)).toMatchObject({ level: 'error', message: 'a request failed' });
    const again = await chat.send({ ...line, deliveryMode: 'expectReplies' });
    expect(again.text).toContain('Unter welchem Kürzel führen Sie den Fall?');
  });
});
