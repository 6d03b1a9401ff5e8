import { describe, expect, test } from 'vitest';
import { ConflictFault } from '../../src/faults.ts';
import { staffShelf } from '../../src/retention.ts';
import {
  type Conversation,
  conversationStaysUntil,
  conversationsIn,
} from '../../src/stores/conversations.ts';
import type { Naming } from '../../src/stores/names.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { aStore } from '../support/stores.ts';

/** Names that can be read in tests. */
const naming: Naming = (kind, id) => `${kind}-${id}`;

const conversation: Conversation = {
  id: '0a1b2c3d',
  revision: 3,
  locale: 'de',
  lastAt: MONDAY,
  stack: [
    { dialog: 'menu', version: 1, state: 'open', memory: {} },
    {
      dialog: 'assessment',
      version: 2,
      state: 'asking',
      memory: { draft: { note: 'Übergang', marks: [1, null] } },
      sheet: 'sheet-1',
    },
  ],
  said: [{ kind: 'text', words: { key: 'common:hello' } }],
  recent: ['activity-1'],
};

const shelf = staffShelf({ unfinishedDays: 30, finishedMonths: 24 });

async function someConversations() {
  const { store } = await aStore();
  const conversations = conversationsIn(store, naming, shelf);
  const write = (id: string, changed: Partial<Conversation>, expected: number) =>
    store.commit(conversations.changes(id, { ...conversation, ...changed }, expected));
  return { conversations, store, write };
}

describe('When a conversation is new', () => {
  test('there is no record, and version 0 is the one to write with', async () => {
    const { conversations, write } = await someConversations();
    const { version, ...read } = await conversations.read('c1');
    expect([read.conversation, version]).toEqual([undefined, 0]);
    await write('c1', {}, version);
    expect(await conversations.read('c1')).toEqual({ conversation, version: 1 });
  });

  test('it is filed for the day on which its silence ends, and only then', async () => {
    const { store, write } = await someConversations();
    await write('c1', {}, 0);
    await write('c1', { lastAt: minutesLater(60 * 24) }, 1);
    expect(await store.list('expiry')).toEqual(['expiry/2026-12-23~conversations~conversation-c1']);
  });
});

describe('When a conversation is kept', () => {
  test('it comes back as it was, also after opening the folder again', async () => {
    const { store, folder } = await aStore();
    await store.commit(conversationsIn(store, naming, shelf).changes('c1', conversation, 0));
    await store.close();
    const { store: again } = await aStore({ folder });
    const conversations = conversationsIn(again, naming, shelf);
    expect(await conversations.read('c1')).toEqual({ conversation, version: 1 });
    expect(await conversations.read('c2')).toEqual({ conversation: undefined, version: 0 });
  });

  test('its record stands under its name, not under its id', async () => {
    const { store, write } = await someConversations();
    await write('c1', {}, 0);
    expect(await store.list('conversations')).toEqual(['conversations/conversation-c1']);
  });

  test('of two turns that read the same version one is told to repeat', async () => {
    const { conversations, write } = await someConversations();
    await write('c1', {}, 0);
    await write('c1', { revision: 4 }, 1);
    await expect(write('c1', { revision: 4, locale: 'en' }, 1)).rejects.toThrow(ConflictFault);
    expect((await conversations.read('c1')).conversation?.locale).toBe('de');
  });
});

describe('When a record is of a form that this version does not know', () => {
  const foreign: [name: string, value: unknown][] = [
    ['another language', { ...conversation, locale: 'fr' }],
    [
      'an unknown dialog',
      { ...conversation, stack: [{ ...conversation.stack[0], dialog: 'old' }] },
    ],
    ['an empty stack', { ...conversation, stack: [] }],
    ['something else', 'text'],
  ];

  test.each(foreign)(
    'the conversation begins anew and can be written: %s',
    async (_name, value) => {
      const { conversations, store, write } = await someConversations();
      await store.write('conversations/conversation-c1', value, 0);
      const { version, ...read } = await conversations.read('c1');
      expect([read.conversation, version]).toEqual([undefined, 1]);
      await write('c1', {}, version);
      expect(await conversations.read('c1')).toEqual({ conversation, version: 2 });
    },
  );

  test.each(foreign)('it goes when its day has come: %s', (_name, value) => {
    expect(conversationStaysUntil(value, shelf)).toBeUndefined();
  });
});

describe('When it is asked how long a conversation stays', () => {
  test('it stays some days after the last word', () => {
    expect(conversationStaysUntil(conversation, shelf)).toBe('2026-12-23');
    const later = { ...conversation, lastAt: minutesLater(60 * 24 * 10) };
    expect(conversationStaysUntil(later, shelf)).toBe('2027-01-02');
  });
});
