import { randomUUID } from 'node:crypto';
import {
  ActivityTypes,
  CardFactory,
  type ConfigurationBotFrameworkAuthenticationOptions,
  DeliveryModes,
  type TurnContext,
} from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Message, Role } from '../../../dialogs/dialog.ts';
import { FIRST_LOCALE, say } from '../../../dialogs/dialog.ts';
import { codeOf } from '../../faults.ts';
import type { Log } from '../../log.ts';
import type { Translate } from '../../translate.ts';
import type { Outcome, Turn } from '../../turn.ts';
import { type HttpAnswer, LotseAdapter } from './adapter.ts';
import { readActivity, type TeamsActivity } from './read.ts';
import { renderCard } from './render.ts';

export type TeamsParts = {
  /** The Bot Framework's own settings: app id, password, type, tenant, and where its identity provider is. */
  identity: ConfigurationBotFrameworkAuthenticationOptions;
  turn: Turn;
  rolesOf: (objectId: string | undefined) => readonly Role[];
  translate: Translate;
  now: () => string;
  log: Log;
};

export type TeamsChannel = {
  /** Takes the body of a request to the bot's endpoint and resolves to what is to be answered. */
  take: (authorization: string, body: unknown) => Promise<HttpAnswer>;
};

const CARD = 'application/vnd.microsoft.card.adaptive';
const TEXT = 'application/vnd.microsoft.activity.message';
const CONVERSATIONS_WITH_CARDS = 5000;

const invokeResponse = (type: string, value: unknown) => ({
  type: ActivityTypes.InvokeResponse,
  value: { status: 200, body: { statusCode: 200, type, value } },
});

/**
 * Microsoft Teams over the Bot Framework. A tap replaces its card in place; a typed line is answered with a new card,
 * and the card before it is taken away, so that no trail of case data grows in the chat.
 */
export function createTeamsChannel(parts: TeamsParts): TeamsChannel {
  const { turn, translate, log } = parts;
  const adapter = new LotseAdapter(parts.identity);
  const shownCards = new LRUCache<string, string>({ max: CONVERSATIONS_WITH_CARDS });
  const reading = { rolesOf: parts.rolesOf, now: parts.now, newId: randomUUID };

  const movedCard = () =>
    CardFactory.adaptiveCard(
      renderCard(
        { parts: [{ kind: 'text', size: 'small', words: say('common:moved') }] },
        { translate, locale: FIRST_LOCALE, card: '' },
      ),
    );

  async function takeAway(context: TurnContext, activityId: string | undefined): Promise<void> {
    if (!activityId) return;
    try {
      await context.deleteActivity(activityId);
    } catch (deletion) {
      // Some clients cannot delete; there the card is emptied.
      const empty = { type: ActivityTypes.Message, id: activityId, attachments: [movedCard()] };
      await context.updateActivity(empty).catch((error) => {
        log.warn({ error, deletion }, 'an old card could not be taken away');
      });
    }
  }

  async function showCard(context: TurnContext, conversation: string, card: object): Promise<void> {
    const before = shownCards.get(conversation);
    const sent = await context.sendActivity({
      type: ActivityTypes.Message,
      attachments: [CardFactory.adaptiveCard(card)],
    });
    // With expectReplies nothing was sent yet, so nothing can be taken away either.
    if (context.activity.deliveryMode === DeliveryModes.ExpectReplies) return;
    if (sent?.id) shownCards.set(conversation, sent.id);
    await takeAway(context, before);
  }

  async function showText(context: TurnContext, isInvoke: boolean, text: string): Promise<void> {
    await context.sendActivity(isInvoke ? invokeResponse(TEXT, text) : text);
  }

  async function outcomeOf(message: Message): Promise<Outcome | undefined | { fault: string }> {
    try {
      return await turn(message);
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      log.error({ error, incident: reference }, 'a turn failed');
      const words = say(`faults:${codeOf(error)}`, { reference });
      return { fault: translate(words, FIRST_LOCALE) };
    }
  }

  async function logic(context: TurnContext, activity: TeamsActivity): Promise<void> {
    const isInvoke = activity.type === ActivityTypes.Invoke;
    const read = readActivity(activity, reading);
    if (read.kind === 'ignored') {
      log.debug({ reason: read.reason }, 'ignored');
      if (isInvoke) {
        await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 400 } });
      }
      return;
    }
    if (read.kind === 'notPersonal') {
      return showText(context, isInvoke, translate(say('common:onlyPersonal'), FIRST_LOCALE));
    }
    const { message } = read;
    const outcome = await outcomeOf(message);
    if (!outcome) return;
    if ('fault' in outcome) return showText(context, isInvoke, outcome.fault);
    const card = cardFor(outcome);
    if (!isInvoke) return showCard(context, message.conversation, card);
    if (activity.replyToId) shownCards.set(message.conversation, activity.replyToId);
    await context.sendActivity(invokeResponse(CARD, card));
  }

  const cardFor = ({ reply, locale, card }: Outcome) =>
    renderCard(reply, { translate, locale, card });

  return { take: (authorization, body) => adapter.take(authorization, body, logic) };
}
