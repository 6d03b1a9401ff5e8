import { z } from 'zod';
import { DIALOG_NAMES, type DialogName, type Part } from '../../dialogs/dialog.ts';
import { LOCALES, type Locale } from '../domain/locale.ts';
import { checkedBy } from './checked.ts';
import { filedFor } from './expiry.ts';
import type { Naming } from './names.ts';
import type { Change, Store } from './store.ts';

/** A dialog in progress: where it stands and what it remembers. `sheet` names the sheet that lies on its desk. */
export type Frame = {
  dialog: DialogName;
  version: number;
  state: string;
  memory: Record<string, unknown>;
  sheet?: string | undefined;
};

/**
 * What is kept of a conversation. `id` is made anew with every record, so that cards of a forgotten conversation do
 * not fit a later one; `revision` counts the turns that were taken. `stack` has the menu at its bottom.
 * `recent` are the last activities, newest first; `said` is what stood above the card in the reply to the newest of
 * them. The card itself is read from the stack, so a repeated activity gets the same reply.
 */
export type Conversation = {
  id: string;
  revision: number;
  locale: Locale;
  /** When the last turn was taken. */
  lastAt: string;
  stack: Frame[];
  said: Part[];
  recent: string[];
};

const conversationSchema = z.object({
  id: z.string(),
  revision: z.number().int().nonnegative(),
  locale: z.enum(LOCALES),
  lastAt: z.iso.datetime(),
  stack: z
    .array(
      z.object({
        dialog: z.enum(DIALOG_NAMES),
        version: z.number(),
        state: z.string(),
        memory: z.record(z.string(), z.unknown()),
        sheet: z.string().optional(),
      }),
    )
    .min(1),
  said: z.array(z.custom<Part>((value) => typeof value === 'object' && value !== null)),
  recent: z.array(z.string()),
});

export type Conversations = {
  /** Undefined for a new conversation, and for a record of a form that this version does not know. */
  read: (id: string) => Promise<{ conversation: Conversation | undefined; version: number }>;
  /** What is to be committed to store the conversation; `expected` is the version that was read. */
  changes: (id: string, conversation: Conversation, expected: number) => Change[];
  /** Deletes what is kept of a conversation at once. */
  forget: (id: string) => Promise<void>;
};

/** Where conversations of one kind are kept, and how long one stays after the last word. */
export type Shelf = { folder: string; silenceEnds: (lastAt: string) => string };

/** How long a stored conversation stays; one of an unknown form goes. */
export function conversationStaysUntil(value: unknown, { silenceEnds }: Shelf): string | undefined {
  const conversation = conversationSchema.safeParse(value);
  return conversation.success ? silenceEnds(conversation.data.lastAt) : undefined;
}

export function conversationsIn(store: Store, naming: Naming, shelf: Shelf): Conversations {
  const conversations = checkedBy<Conversation>(conversationSchema);
  const keyOf = (id: string) => `${shelf.folder}/${naming('conversation', id)}`;
  return {
    read: async (id) => {
      const stored = await store.read(keyOf(id));
      const conversation = stored && conversations.check(stored.value);
      return { conversation, version: stored?.version ?? 0 };
    },
    changes: (id, conversation, expected) => {
      const key = keyOf(id);
      const change = { key, value: conversations.vouch(conversation), expected };
      if (expected > 0) return [change];
      return [change, filedFor(shelf.silenceEnds(conversation.lastAt), key)];
    },
    forget: async (id) => {
      await store.delete(keyOf(id));
    },
  };
}
