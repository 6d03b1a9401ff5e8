import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat, type Chat } from '../support/chat.ts';

const ONLY_PERSONAL = 'Fälle bespreche ich nur im persönlichen Chat mit Ihnen';

const places: [name: string, conversation: object][] = [
  ['a group chat', { id: 'the-group', conversationType: 'groupChat' }],
  ['a channel of a team', { id: 'the-channel;messageid=1', conversationType: 'channel' }],
  ['the chat of a meeting', { id: '19:meeting_x@thread.v2', conversationType: 'groupChat' }],
  ['a group that is only marked as one', { id: 'the-group', isGroup: true }],
  ['a kind of conversation that is not known', { id: 'x', conversationType: 'village' }],
];

const activities: [name: string, of: (chat: Chat) => object][] = [
  ['a line', (chat) => chat.line('Hallo')],
  ['a mention', (chat) => chat.line('<at>Lotse</at> meine Fälle')],
  ['a command', (chat) => chat.line('weiter')],
  ['a tap', (chat) => chat.press('Ja')],
  ['a tap that makes no sense', (chat) => chat.invoke(null)],
];

describe.each(places)('In %s', (_name, conversation) => {
  test.each(activities)('%s is answered with one sentence and no data', async (_what, of) => {
    const chat = aChat(await anApp());
    await chat.begin('K-2026-14');
    const answer = await chat.send({ ...of(chat), conversation });
    expect(answer).toMatchObject({ status: 200, card: undefined, buttons: [] });
    expect(answer.text).toContain(ONLY_PERSONAL);
    expect(answer.text).not.toContain('K-2026-14');
    expect((await chat.tap('Ja')).text).toContain('Frage 2 von 47');
  });

  test('an arrival is answered with the same sentence', async () => {
    const app = await anApp();
    const chat = aChat(app);
    const { text: _text, ...line } = chat.line('');
    const membersAdded = [{ id: '28:bot' }];
    const arrival = { ...line, type: 'conversationUpdate', membersAdded, conversation };
    expect((await chat.send(arrival)).text).toContain(ONLY_PERSONAL);
    expect(await app.records()).toEqual({});
  });
});
