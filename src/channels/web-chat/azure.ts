import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Locale, Message } from '../../../dialogs/dialog.ts';
import { localeFrom } from '../../domain/locale.ts';
import type { Translate } from '../../translate.ts';
import type { Turn } from '../../turn.ts';
import { type Answer, activityShape, type Correspondent } from '../bot-framework/adapter.ts';
import { createLimit } from './limits.ts';
import { readActivity } from './read.ts';
import { renderReply } from './render.ts';

/*
 * The public chat by way of Azure: the Direct Line and Web Chat channels of an Azure Bot. Azure keeps what is shown;
 * the bot keeps what it keeps of every visitor. Whoever speaks here is a visitor, whatever the activity says of her.
 */

/** The ids of these channels. */
export const AZURE_CHATS = ['directline', 'webchat'] as const;

export type AzureChatParts = {
  turn: Turn;
  translate: Translate;
  /** Whether a person has reviewed the texts of a language. */
  isReviewed: (locale: Locale) => boolean;
  now: () => string;
};

const activitySchema = z.object({
  ...activityShape,
  channelId: z.enum(AZURE_CHATS),
  conversation: z.object({ id: z.string().min(1).max(1000) }),
  locale: z.string().max(100).optional().nullable(),
});

type AzureActivity = z.infer<typeof activitySchema>;

/** What is said to the bot; undefined where there is nothing to answer, a status where it is refused. */
function bodyOf(activity: AzureActivity): Message['body'] | number | undefined {
  const { type, text, value, membersAdded, recipient } = activity;
  if (type === 'conversationUpdate') {
    const isArrival = (membersAdded ?? []).some(({ id }) => id === recipient?.id);
    return isArrival ? { kind: 'arrival' } : undefined;
  }
  const read = readActivity({ type, text, value });
  if (read.kind === 'tooLong') return 413;
  return read.kind === 'message' ? read.body : undefined;
}

export function createAzureChat({
  turn,
  translate,
  isReviewed,
  now,
}: AzureChatParts): Correspondent {
  const limit = createLimit();

  async function answer(activity: AzureActivity): Promise<Answer> {
    const body = bodyOf(activity);
    if (body === undefined) return { kind: 'nothing' };
    if (typeof body === 'number') return { kind: 'nothing', status: body };
    const conversation = `azure\n${activity.channelId}\n${activity.conversation.id}`;
    if (await limit('messages', conversation)) return { kind: 'nothing', status: 429 };
    const outcome = await turn({
      conversation,
      activityId: activity.id ?? randomUUID(),
      // Nothing is kept of the account that a client has made up.
      principal: { id: conversation, name: '', roles: ['visitor'] },
      address: undefined,
      at: now(),
      locale: localeFrom(activity.locale ?? ''),
      body,
    });
    if (!outcome) return { kind: 'nothing' };
    const { reply, locale, card, forgotten } = outcome;
    const said = renderReply(reply, { translate, locale, card, reviewed: isReviewed(locale) });
    return {
      kind: 'messages',
      activities: said.map((each) => ({
        type: forgotten ? 'endOfConversation' : 'message',
        locale,
        textFormat: 'markdown',
        inputHint: 'acceptingInput',
        ...each,
      })),
    };
  }

  return {
    read: (body) => {
      const { data } = activitySchema.safeParse(body);
      return data && { activity: data, answer: () => answer(data) };
    },
    send: async (context, activities) => {
      await context.sendActivities([...activities]);
    },
  };
}
