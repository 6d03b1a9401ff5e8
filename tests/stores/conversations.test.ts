import { describe, expect, test } from 'vitest';
import { ConflictFault } from '../../src/faults.ts';
import { type Conversation, conversationsIn } from '../../src/stores/conversations.ts';
import type { Naming } from '../../src/stores/names.ts';
import { MONDAY } from '../support/builders.ts';
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
  recent: [
    {
      activityId: 'activity-1',
      reply: { parts: [{ kind: 'text', words: { key: 'common:hello' } }] },
    },
  ],
};

async function someConversations() {
  const { store } = await aStore();
  return { conversations: conversationsIn(store, naming), store };
}

describe('When a conversation is new', () => {
  test('there is no record, and version 0 is the one to write with', async () => {
    const { conversations } = await someConversations();
    const read = await conversations.read('c1');
    expect(read).toEqual({ conversation: undefined, version: 0 });
    expect(await conversations.write('c1', conversation, read.version)).toBe(1);
  });
});

describe('When a conversation is kept', () => {
  test('it comes back as it was', async () => {
    const { conversations } = await someConversations();
    await conversations.write('c1', conversation, 0);
    expect(await conversations.read('c1')).toEqual({ conversation, version: 1 });
    expect(await conversations.read('c2')).toEqual({ conversation: undefined, version: 0 });
  });

  test('its record stands under its name, not under its id', async () => {
    const { conversations, store } = await someConversations();
    await conversations.write('c1', conversation, 0);
    expect(await store.list('conversations')).toEqual(['conversations/conversation-c1']);
  });

  test('of two turns that read the same version one is told to repeat', async () => {
    const { conversations } = await someConversations();
    await conversations.write('c1', conversation, 0);
    expect(await conversations.write('c1', { ...conversation, revision: 4 }, 1)).toBe(2);
    const late = conversations.write('c1', { ...conversation, revision: 4, locale: 'en' }, 1);
    await expect(late).rejects.toThrow(ConflictFault);
    expect((await conversations.read('c1')).conversation?.locale).toBe('de');
  });

  test('it can be forgotten', async () => {
    const { conversations } = await someConversations();
    await conversations.write('c1', conversation, 0);
    expect(await conversations.delete('c1')).toBe(true);
    expect(await conversations.delete('c1')).toBe(false);
    expect(await conversations.read('c1')).toEqual({ conversation: undefined, version: 0 });
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
      const { conversations, store } = await someConversations();
      await store.write('conversations/conversation-c1', value, 0);
      const read = await conversations.read('c1');
      expect(read).toEqual({ conversation: undefined, version: 1 });
      expect(await conversations.write('c1', conversation, read.version)).toBe(2);
      expect(await conversations.read('c1')).toEqual({ conversation, version: 2 });
    },
  );
});
