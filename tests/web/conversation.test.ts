import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/web/chat/activity.ts';
import { createConversation } from '../../src/web/chat/conversation.ts';
import type { Said } from '../../src/web/chat/said.ts';
import { aDirectLine, pass } from './direct-line.ts';

const POST = 'POST /conversations/:id/activities';
const GENERATE = 'POST /tokens/generate';

const shown = (said: Said): string => {
  switch (said.kind) {
    case 'bot':
      return `bot: ${said.activity.text}`;
    case 'own':
      return said.fate === 'sent' ? `own: ${said.text}` : `own (${said.fate}): ${said.text}`;
    case 'expired':
    case 'deleted':
      return said.kind;
    default:
      return said satisfies never;
  }
};

function aChat(service = aDirectLine(), given: { canDelete?: boolean } = {}) {
  const chat = createConversation({
    ...service.parts(),
    canDelete: given.canDelete ?? true,
    language: 'de',
    changed: () => {},
  });
  return { service, chat, said: (): string[] => chat.said().map(shown) };
}

/** A chat whose socket is open. */
async function anOpenChat(given: Parameters<typeof aChat>[1] = {}) {
  const made = aChat(aDirectLine(), given);
  made.chat.connect();
  await pass();
  made.service.sockets[0]?.open();
  const { service } = made;
  return {
    ...made,
    /** The server's copy of everything comes down the socket. */
    echo: () => service.sockets.at(-1)?.send(service.everything()),
  };
}

const button = (text: string, value: unknown): Action => ({
  kind: 'say',
  title: text,
  text,
  value,
});

describe('What is shown', () => {
  test('is the greeting, then own words at once, then what the server made of them', async () => {
    const { service, chat, said, echo } = await anOpenChat();
    expect(said()).toEqual(['bot: Guten Tag']);
    chat.say('Hallo');
    expect(said()).toEqual(['bot: Guten Tag', 'own: Hallo']);
    const { key } = chat.said()[1] ?? {};
    await pass();
    echo();
    service.say({ text: 'Antwort' });
    expect(said()).toEqual(['bot: Guten Tag', 'own: Hallo', 'bot: Antwort']);
    expect(chat.said()[1]?.key).toBe(key);
  });

  test('is in the order of the server; what is on its way stands below', async () => {
    const { service, chat, said, echo } = await anOpenChat();
    service.answerNext(POST, { status: 200 }, 'unreachable');
    chat.say('eins');
    chat.say('zwei');
    await pass();
    service.say({ text: 'Antwort auf eins' });
    echo();
    expect(said()).toEqual([
      'bot: Guten Tag',
      'bot: Antwort auf eins',
      'own: eins',
      'own (waiting): zwei',
    ]);
  });

  test('has own words as the server keeps them, without what is personal', async () => {
    const { service, chat, said } = await anOpenChat();
    service.answerNext(POST, { status: 200 });
    chat.say('Ich bin Ali, 0170 1234567');
    await pass();
    const key = chat.said().at(-1)?.key;
    service.say({
      from: { id: 'visitor', role: 'user' },
      text: 'Ich bin Ali, ███',
      channelData: { clientActivityID: key },
    });
    expect(said().at(-1)).toBe('own: Ich bin Ali, ███');
    expect(said()).toHaveLength(2);
  });

  test('comes back after a reload without being read out', async () => {
    const { service, chat } = await anOpenChat();
    chat.say('Hallo');
    await pass();
    const again = aChat(service);
    again.chat.connect();
    await pass();
    expect(again.said()).toEqual(['bot: Guten Tag', 'own: Hallo']);
    expect(again.chat.isQuiet()).toBe(true);
    await pass(2);
    expect(again.chat.isQuiet()).toBe(false);
  });
});

describe('A button', () => {
  test('says its words and carries its value, and is busy until the conversation shows it', async () => {
    const { service, chat, echo } = await anOpenChat();
    chat.press(button('Ja', { event: { type: 'HOME' }, card: '1' }), 'a');
    expect(chat.isBusy('a')).toBe(true);
    await pass();
    expect(service.askedFor(POST)[0]?.body).toMatchObject({
      type: 'message',
      text: 'Ja',
      value: { event: { type: 'HOME' }, card: '1' },
      from: { id: 'visitor' },
      locale: 'de',
    });
    echo();
    expect(chat.isBusy('a')).toBe(false);
  });
});

describe('The language', () => {
  test('is the one of the newest message of the bot, and is remembered', async () => {
    const { service, chat } = await anOpenChat();
    service.say({ text: 'Привіт', locale: 'uk' });
    expect(chat.language()).toBe('uk');
    expect(service.newSession().read().language).toBe('uk');
  });

  test('that somebody chooses is told to the bot by its own name', async () => {
    const { service, chat } = await anOpenChat();
    chat.chooseLanguage('ar', 'العربية');
    await pass();
    expect(service.askedFor(POST)[0]?.body).toMatchObject({
      text: 'العربية',
      locale: 'ar',
      value: { event: { type: 'LANGUAGE', locale: 'ar' }, card: '' },
    });
    expect(chat.language()).toBe('ar');
  });
});

describe('It is said', () => {
  test('that a connection is being made, but only when that takes a while', async () => {
    const { service, chat } = aChat();
    service.answerNext(GENERATE, 'unreachable', 'unreachable');
    chat.connect();
    await pass(0.5);
    expect(chat.notice()).toBeUndefined();
    await pass(0.2);
    expect(chat.notice()).toBe('connecting');
    await pass(4);
    expect(chat.notice()).toBeUndefined();
  });

  test('that the chat cannot be reached after 20 seconds; it is tried on, and at once when asked for', async () => {
    const { service, chat, said } = aChat();
    service.setUnreachable(true);
    chat.connect();
    await pass(20.1);
    expect(chat.notice()).toBe('failed');
    chat.tryAgain();
    expect(chat.notice()).toBe('connecting');
    await pass(20.1);
    expect(chat.notice()).toBe('failed');
    service.setUnreachable(false);
    chat.tryAgain();
    await pass();
    expect(chat.notice()).toBeUndefined();
    expect(said()).toEqual(['bot: Guten Tag']);
  });

  test('that one is offline, that it waits, and that the connection is back', async () => {
    const { service, chat, said } = await anOpenChat();
    service.setUnreachable(true);
    chat.setOffline(true);
    chat.say('Hallo');
    await pass(60);
    expect(chat.notice()).toBe('offline');
    expect(said().at(-1)).toBe('own (waiting): Hallo');
    service.setUnreachable(false);
    chat.setOffline(false);
    await pass();
    expect(chat.notice()).toBe('online');
    expect(said().at(-1)).toBe('own: Hallo');
    await pass(5);
    expect(chat.notice()).toBeUndefined();
  });

  test('that a message did not go after three attempts, and it goes when asked for', async () => {
    const { service, chat, said } = await anOpenChat();
    service.answerNext(POST, { status: 503 }, { status: 503 }, { status: 503 });
    chat.say('Hallo');
    await pass(1.5);
    expect(said().at(-1)).toBe('own (waiting): Hallo');
    await pass(2);
    expect(said().at(-1)).toBe('own (failed): Hallo');
    chat.retry(chat.said().at(-1)?.key ?? '');
    await pass();
    expect(said().at(-1)).toBe('own: Hallo');
  });

  test('how long to wait when it was too fast', async () => {
    const { service, chat } = await anOpenChat();
    service.answerNext(POST, { status: 429, retryAfter: 7 });
    chat.say('Hallo');
    await pass();
    expect([chat.notice(), chat.secondsToWait()]).toEqual(['tooFast', 7]);
    await pass(7.1);
    expect(chat.notice()).toBeUndefined();
  });

  test('that the bot is typing when an answer takes more than 600 ms, until it is there', async () => {
    const { service, chat } = await anOpenChat();
    chat.say('Hallo');
    await pass(0.5);
    expect(chat.isTyping()).toBe(false);
    await pass(0.2);
    expect(chat.isTyping()).toBe(true);
    service.say({ text: 'Antwort' });
    expect(chat.isTyping()).toBe(false);
  });

  test('no longer that the bot is typing when the message did not get through', async () => {
    const { service, chat } = await anOpenChat();
    service.answerNext(POST, 'unreachable', 'unreachable');
    chat.say('Hallo');
    await pass(1);
    expect(chat.isTyping()).toBe(false);
  });
});

describe('When the conversation has run out', () => {
  test('it is said, a new one begins, and what was to be said is said there once', async () => {
    const { service, chat, said } = await anOpenChat();
    service.forgetAll();
    chat.say('Hallo');
    await pass();
    expect(said()).toEqual(['bot: Guten Tag', 'expired', 'bot: Guten Tag', 'own: Hallo']);
    expect(service.askedFor(POST).map(({ path }) => path)).toEqual([
      '/conversations/talk-1/activities',
      '/conversations/talk-2/activities',
    ]);
    expect(service.texts()).toEqual(['Guten Tag', 'Guten Tag', 'Hallo']);
  });
});

describe('When the conversation is deleted', () => {
  test('nothing of it stays, here or there, and a new one can begin', async () => {
    const { service, chat, said } = await anOpenChat();
    chat.say('Hallo');
    await pass();
    await chat.remove();
    expect(said()).toEqual(['deleted']);
    expect(chat.isEnded()).toBe(true);
    expect(service.askedFor('DELETE /conversations/:id')).toHaveLength(1);
    expect(service.storage.length).toBe(0);
    await pass(60);
    expect(said()).toEqual(['deleted']);

    chat.startAgain();
    await pass();
    expect(said()).toEqual(['bot: Guten Tag']);
    expect(service.askedFor(POST)).toHaveLength(1);
  });

  test('it stays as long as the server cannot be told, and that is said', async () => {
    const { service, chat, said } = await anOpenChat();
    service.setUnreachable(true);
    const removing = chat.remove();
    await pass(2);
    expect(chat.notice()).toBe('reconnecting');
    await pass(10);
    await removing;
    expect(chat.isEnded()).toBe(false);
    expect(said()).toEqual(['bot: Guten Tag']);
  });

  test('a service that cannot delete is not asked to', async () => {
    const { service, chat, said } = await anOpenChat({ canDelete: false });
    await chat.remove();
    expect(said()).toEqual(['deleted']);
    expect(service.askedFor('DELETE /conversations/:id')).toHaveLength(0);
  });

  test('by the bot, only its last words stay', async () => {
    const { service, chat, said } = await anOpenChat();
    service.sockets[0]?.send({
      activities: [
        { type: 'endOfConversation', id: 'x', text: 'Gelöscht.', from: { role: 'bot' } },
      ],
      watermark: '0',
    });
    expect(said()).toEqual(['bot: Gelöscht.']);
    expect(chat.isEnded()).toBe(true);
    expect(service.storage.length).toBe(0);
  });

  test('words that were still waiting for a connection are not said in the next one', async () => {
    const { service, chat } = aChat();
    service.setUnreachable(true);
    chat.connect();
    chat.say('Hallo');
    await pass(1);
    await chat.remove();
    service.setUnreachable(false);
    chat.startAgain();
    await pass(60);
    expect(service.askedFor(POST)).toHaveLength(0);
    chat.say('Neu');
    await pass();
    expect(service.askedFor(POST)).toHaveLength(1);
  });
});
