import { z } from 'zod';
import type { Message, Role } from '../../../dialogs/dialog.ts';
import { activityShape } from '../bot-framework/adapter.ts';
import { LONGEST_INPUT, legible, readStaffPress } from '../channel.ts';

/** What we use of an activity of Teams. */
export const activitySchema = z.object({
  ...activityShape,
  name: z.string().max(200).optional().nullable(),
  /** Only Teams vouches for the Entra object id of who speaks; the SDK checks that the token is meant for it. */
  channelId: z.literal('msteams'),
  conversation: z.object({
    id: z.string().min(1).max(1000),
    conversationType: z.string().max(50).optional().nullable(),
    isGroup: z.boolean().optional().nullable(),
    tenantId: z.string().max(100).optional().nullable(),
  }),
  action: z.string().max(50).optional().nullable(),
});

export type TeamsActivity = z.infer<typeof activitySchema>;

/** What became of an activity: a message for the turn, or why there is none. */
export type ReadActivity =
  | { kind: 'message'; message: Message }
  | { kind: 'notPersonal' }
  | { kind: 'ignored'; reason: string };

export type ReadParts = {
  /** The roles of a person by her Entra object id; `undefined` where the client names none. */
  rolesOf: (id: string | undefined) => readonly Role[];
  now: () => string;
  newId: () => string;
};

const invokeValue = z.object({ action: z.object({ data: z.unknown().optional() }) });

/** Text without the bot's own mention and the white space that Teams puts around it; cut before it is searched. */
function plainText(text: string): string {
  return legible(text.slice(0, LONGEST_INPUT))
    .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
    .replaceAll('&nbsp;', ' ')
    .trim();
}

function isArrival({ type, action, membersAdded, recipient }: TeamsActivity): boolean {
  if (type === 'installationUpdate') return action === 'add' || action === 'add-upgrade';
  if (type !== 'conversationUpdate') return false;
  return (membersAdded ?? []).some(({ id }) => id === recipient?.id);
}

function bodyOf(activity: TeamsActivity): Message['body'] | string {
  const { type, text, value, name } = activity;
  if (isArrival(activity)) return { kind: 'arrival' };
  if (type === 'invoke' && name === 'adaptiveCard/action') {
    const press = readStaffPress(invokeValue.safeParse(value).data?.action.data);
    return press ? { kind: 'choice', ...press } : { kind: 'unreadable' };
  }
  if (type !== 'message') return `no use for ${type}`;
  if (value !== undefined && value !== null) {
    const press = readStaffPress(value);
    return press ? { kind: 'choice', ...press } : { kind: 'unreadable' };
  }
  return { kind: 'text', text: plainText(text ?? '') };
}

/** The Bot Framework's conversation reference, without the names in it. */
function addressOf({ channelId, serviceUrl, conversation, recipient }: TeamsActivity): unknown {
  return {
    channelId,
    serviceUrl,
    conversation: { id: conversation.id },
    bot: { id: recipient?.id },
  };
}

/** Reads an activity of Teams. Groups, channels and meetings get no case data, whatever they ask. */
export function readActivity(activity: TeamsActivity, parts: ReadParts): ReadActivity {
  const { conversation, from } = activity;
  const body = bodyOf(activity);
  if (typeof body === 'string') return { kind: 'ignored', reason: body };
  const { conversationType, isGroup } = conversation;
  if (isGroup || (conversationType && conversationType !== 'personal')) {
    // An arrival is announced twice; outside of the personal chat one sentence about it is enough.
    if (activity.type === 'installationUpdate') return { kind: 'ignored', reason: 'not personal' };
    return { kind: 'notPersonal' };
  }
  const objectId = from.aadObjectId ?? undefined;
  const person = objectId ?? from.id;
  return {
    kind: 'message',
    message: {
      // Of the person too: what is kept of a conversation is for nobody else, whatever a client says.
      conversation: [activity.channelId, conversation.id, person].join('\n'),
      activityId: activity.id ?? parts.newId(),
      address: addressOf(activity),
      principal: { id: person, name: from.name ?? '', roles: parts.rolesOf(objectId) },
      at: parts.now(),
      body,
    },
  };
}
