import { describe, expect, test } from 'vitest';
import { anApp } from '../../support/app.ts';
import type { SentActivity } from '../../support/cards.ts';
import { aConnector } from '../../support/connector.ts';
import { anIdentityProvider } from '../../support/identity-provider.ts';

/*
 * The public chat by way of Azure: what the Direct Line and Web Chat channels of an Azure Bot send to the bot's
 * endpoint, with a stand-in for Azure's identity provider and connector.
 */

type Action = { title: string; value: unknown };
type Said = SentActivity & { locale?: string; suggestedActions?: { actions: Action[] } };

type VisitorGiven = { locale?: string; from?: object; token?: string; channelId?: string };

/** The bot as it is registered in Azure, where "anna" is a case worker, and a visitor's chat with it. */
async function aBotInAzure() {
  const provider = await anIdentityProvider();
  const connector = await aConnector();
  const app = await anApp({ env: { ...provider.env, CASE_WORKER_IDS: 'anna' } });
  const serviceUrl = connector.url;
  const webchat = await provider.token({ serviceUrl, key: 'webchat' });

  function aVisitor(given: VisitorGiven = {}) {
    let sent = 0;
    const base = () => ({
      id: `visit|${String(++sent).padStart(7, '0')}`,
      channelId: given.channelId ?? 'webchat',
      serviceUrl,
      locale: given.locale ?? 'de-DE',
      from: given.from ?? { id: 'dl_made-up-by-the-client', name: 'Amira Beispiel' },
      recipient: { id: 'lotse@azure', name: 'Lotse' },
      conversation: { id: 'visit' },
    });

    async function send(activity: object) {
      const headers = { Authorization: given.token ?? webchat };
      const before = connector.deliveries.length;
      const { status, body } = await app.send(JSON.stringify(activity), headers);
      const inline: Said[] = body ? (JSON.parse(body).activities ?? []) : [];
      const delivered = connector.deliveries.slice(before).map((each) => each.activity as Said);
      const said = [...inline, ...delivered];
      return {
        status,
        said,
        text: said.map(({ text = '' }) => text).join('\n'),
        actions: said.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []),
      };
    }

    const message = (given: object) => ({
      ...base(),
      type: 'message',
      deliveryMode: 'expectReplies',
      ...given,
    });
    return {
      send,
      message,
      say: (text: string) => send(message({ text })),
      press: (value: unknown) => send(message({ value })),
      arrive: () =>
        send({ ...base(), type: 'conversationUpdate', membersAdded: [{ id: 'lotse@azure' }] }),
    };
  }

  return { app, connector, provider, aVisitor, serviceUrl };
}

describe('When Azure announces a conversation', () => {
  test('the bot greets over the connector, in the language of the client', async () => {
    const { aVisitor, connector } = await aBotInAzure();
    const { status, text, actions, said } = await aVisitor({ locale: 'uk-UA' }).arrive();
    expect(status).toBe(200);
    expect(text).toContain('автоматичний помічник міста Rheine');
    expect(said[0]?.locale).toBe('uk');
    expect(actions.length).toBeGreaterThanOrEqual(4);
    expect(connector.deliveries.map(({ conversation }) => conversation)).toEqual(['visit']);
  });

  test('the arrival of the visitor herself is not greeted once more', async () => {
    const { aVisitor } = await aBotInAzure();
    const visitor = aVisitor();
    const arrival = visitor.message({
      type: 'conversationUpdate',
      membersAdded: [{ id: 'dl_made-up-by-the-client' }],
    });
    expect((await visitor.send(arrival)).said).toEqual([]);
  });
});

describe('When a visitor asks by way of Azure', () => {
  test.each(['webchat', 'directline'])('she gets an answer with its source: %s', async (id) => {
    const { aVisitor, provider, serviceUrl } = await aBotInAzure();
    const token = await provider.token({ serviceUrl, key: id === 'webchat' ? id : 'directline' });
    const { text, said } = await aVisitor({ channelId: id, token }).say(
      'Was kostet der Deutschkurs?',
    );
    expect(text).toContain('kostenlos');
    expect(text).toContain('Quelle:');
    expect(said.every(({ type }) => type === 'message')).toBe(true);
  });

  test('a button works as it does in the own chat', async () => {
    const { aVisitor } = await aBotInAzure();
    const visitor = aVisitor();
    const { actions } = await visitor.say('Hallo');
    const course = actions.find(({ title }) => title === 'Deutschkurs finden');
    const { text } = await visitor.press(course?.value);
    expect(text).toContain('Für wen ist der Kurs?');
  });

  test('a repeated activity gets the same reply', async () => {
    const { aVisitor } = await aBotInAzure();
    const visitor = aVisitor();
    const line = visitor.message({ text: 'Was kostet der Deutschkurs?' });
    const first = await visitor.send(line);
    expect(await visitor.send(line)).toEqual(first);
  });

  test('what is personal is masked, and nothing of her account is kept', async () => {
    const { aVisitor, app } = await aBotInAzure();
    const { text } = await aVisitor().say('Ich heiße Amira Beispiel, wo lerne ich backen?');
    expect(text).toContain('Persönliches');
    const records = JSON.stringify(await app.records());
    expect(records).not.toContain('Amira');
    expect(records).not.toContain('made-up-by-the-client');
  });

  test('the deletion of the conversation ends it, and nothing is kept', async () => {
    const { aVisitor, app } = await aBotInAzure();
    const visitor = aVisitor();
    await visitor.say('Hallo');
    const begun = Object.keys(await app.records());
    expect(begun.filter((path) => path.startsWith('visitors/'))).toHaveLength(1);
    const { said } = await visitor.press({ event: { type: 'FORGET_NOW' }, card: '' });
    // A press without the card of its question changes nothing.
    expect(said.map(({ type }) => type)).toEqual(['message']);
    await visitor.say('Gespräch löschen');
    const last = await visitor.say('ja');
    expect(last.said.map(({ type }) => type)).toEqual(['endOfConversation']);
    const kept = Object.keys(await app.records());
    expect(kept.filter((path) => path.startsWith('visitors/'))).toEqual([]);
  });
});

describe('When somebody in the public chat claims to be a case worker', () => {
  test.each(['neue Einschätzung', 'meine Fälle', 'weiter', 'Frage 14'])(
    'she stays a visitor: %s',
    async (line) => {
      const { aVisitor } = await aBotInAzure();
      const anna = aVisitor({ from: { id: 'anna', name: 'Anna', aadObjectId: 'anna' } });
      const { text } = await anna.say(line);
      expect(text).not.toMatch(/Kürzel|Einschätzungen|Frage \d+ von 47/);
    },
  );

  test('the buttons of case workers are none of hers', async () => {
    const { aVisitor } = await aBotInAzure();
    const anna = aVisitor({ from: { id: 'anna', name: 'Anna', aadObjectId: 'anna' } });
    const { text } = await anna.press({ event: { type: 'NEW' }, card: '' });
    expect(text).not.toContain('Kürzel');
  });
});

describe('What is refused', () => {
  test.each([
    ['a token of Teams', 'webchat', 'teams'],
    ['a token of Web Chat for Teams', 'msteams', 'webchat'],
    ['a key that nobody published', 'webchat', 'stranger'],
  ] as const)('%s', async (_name, channelId, key) => {
    const { aVisitor, provider, serviceUrl } = await aBotInAzure();
    const token = await provider.token({ serviceUrl, key });
    expect((await aVisitor({ channelId, token }).say('Hallo')).status).toBe(401);
  });

  test('another channel', async () => {
    const { aVisitor } = await aBotInAzure();
    expect((await aVisitor({ channelId: 'slack' }).say('Hallo')).status).toBe(400);
  });

  test('a line that is too long, and the next one is answered', async () => {
    const { aVisitor } = await aBotInAzure();
    const visitor = aVisitor();
    expect((await visitor.say('a'.repeat(1001))).status).toBe(413);
    expect((await visitor.say('Hallo')).status).toBe(200);
  });

  test('a flood of lines', async () => {
    const { aVisitor } = await aBotInAzure();
    const visitor = aVisitor();
    const statuses: number[] = [];
    for (let line = 0; line < 25; line++) statuses.push((await visitor.say('Hallo')).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200));
    expect(statuses.slice(20)).toEqual(Array(5).fill(429));
  });
});
