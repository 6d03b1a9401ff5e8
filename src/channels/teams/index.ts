import { randomUUID } from 'node:crypto';
import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import { FIRST_LOCALE, type Role, say } from '../../../dialogs/dialog.ts';
import { codeOf } from '../../faults.ts';
import type { Log } from '../../log.ts';
import type { Translate } from '../../translate.ts';
import type { Outcome, Turn } from '../../turn.ts';
import type { Answer, Correspondent } from '../bot-framework/adapter.ts';
import { activitySchema, readActivity, type TeamsActivity } from './read.ts';
import { renderCard } from './render.ts';

export type TeamsParts = {
  turn: Turn;
  rolesOf: (objectId: string | undefined) => readonly Role[];
  translate: Translate;
  now: () => string;
  log: Log;
};

const CARD = 'application/vnd.microsoft.card.adaptive';
const TEXT = 'application/vnd.microsoft.activity.message';
const CONVERSATIONS_WITH_CARDS = 5000;

const invoked = (type: string, value: unknown): Answer => ({
  kind: 'invoked',
  status: 200,
  body: { statusCode: 200, type, value },
});

/**
 * Microsoft Teams over the Bot Framework. A tap replaces its card in place; a typed line is answered with a new card,
 * and the card before it is taken away, so that no trail of case data grows in the chat.
 */
export function createTeamsChannel(parts: TeamsParts): Correspondent {
  const { turn, translate, log } = parts;
  /** The message that shows the present card, by conversation. It is a courtesy: a restart may forget it. */
  const shownCards = new LRUCache<string, string>({ max: CONVERSATIONS_WITH_CARDS });
  const reading = { rolesOf: parts.rolesOf, now: parts.now, newId: randomUUID };

  const cardFor = ({ reply, locale, card }: Outcome) =>
    renderCard(reply, { translate, locale, card });

  const emptied = cardFor({
    reply: { parts: [{ kind: 'text', size: 'small', words: say('common:moved') }] },
    locale: FIRST_LOCALE,
    card: '',
  });

  async function takeAway(context: TurnContext, activityId: string): Promise<void> {
    try {
      await context.deleteActivity(activityId);
    } catch (deletion) {
      // Some clients cannot delete; there the card is emptied.
      const attachments = [CardFactory.adaptiveCard(emptied)];
      await context
        .updateActivity({ type: ActivityTypes.Message, id: activityId, attachments })
        .catch((error) => log.warn({ error, deletion }, 'an old card could not be taken away'));
    }
  }

  async function show(context: TurnContext, message: Partial<Activity>): Promise<void> {
    const conversation = context.activity.conversation.id;
    const before = shownCards.get(conversation);
    const sent = await context.sendActivity(message);
    if (!message.attachments) return;
    if (sent?.id) shownCards.set(conversation, sent.id);
    if (before) await takeAway(context, before);
  }

  function spoken(isInvoke: boolean, text: string): Answer {
    if (isInvoke) return invoked(TEXT, text);
    return { kind: 'messages', activities: [{ type: ActivityTypes.Message, text }] };
  }

  function faultText(error: unknown): string {
    const incident = randomUUID().slice(0, 8);
    log.error({ error, incident }, 'a turn failed');
    return translate(say(`faults:${codeOf(error)}`, { reference: incident }), FIRST_LOCALE);
  }

  async function answer(activity: TeamsActivity): Promise<Answer> {
    const isInvoke = activity.type === ActivityTypes.Invoke;
    const read = readActivity(activity, reading);
    if (read.kind === 'ignored') {
      log.debug({ reason: read.reason }, 'ignored');
      return isInvoke ? { kind: 'invoked', status: 400 } : { kind: 'nothing' };
    }
    if (read.kind === 'notPersonal') {
      return spoken(isInvoke, translate(say('common:onlyPersonal'), FIRST_LOCALE));
    }
    let outcome: Outcome | undefined;
    try {
      outcome = await turn(read.message);
    } catch (error) {
      return spoken(isInvoke, faultText(error));
    }
    if (!outcome) return { kind: 'nothing' };
    const card = cardFor(outcome);
    if (!isInvoke) {
      const attachments = [CardFactory.adaptiveCard(card)];
      return { kind: 'messages', activities: [{ type: ActivityTypes.Message, attachments }] };
    }
    if (activity.replyToId) shownCards.set(activity.conversation.id, activity.replyToId);
    return invoked(CARD, card);
  }

  return {
    read: (body) => {
      const { data } = activitySchema.safeParse(body);
      return data && { activity: data, answer: () => answer(data) };
    },
    send: async (context, activities) => {
      for (const each of activities) await show(context, each);
    },
  };
}
